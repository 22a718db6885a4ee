"""What the audit journal keeps, in a sentence for each act."""

from cmi_tui.domain.journal import Event

EVENTS = {
    Event.SIGN_IN: "une connexion, réussie ou refusée",
    Event.PROOF: "le mot de passe demandé à nouveau avant une modification",
    Event.EMAIL_CHANGE: "une modification d'adresse email",
    Event.PASSWORD_CHANGE: "un mot de passe choisi ou modifié",
    Event.PREFERENCES: "des préférences modifiées",
    Event.PREPARATION: "un formulaire préparé",
    Event.EXPORT: "un formulaire établi",
    Event.IMPORT: "un import de fichier de commande, avec ses comptes de lignes",
    Event.REFUSAL: "un acte refusé à qui n'y a pas droit",
    Event.SIGN_OUT: "la fin d'une session, avec sa cause",
    Event.ENROLMENT: "un second facteur enregistré par un agent",
    Event.SECOND_FACTOR_RESET: "le second facteur d'un agent remis à zéro",
    Event.CREATION: "un compte créé par un opérateur",
    Event.LISTING: "une énumération des comptes par un opérateur",
    Event.READING: "la lecture d'un compte par un opérateur",
    Event.CODE: "un code d'activation donné",
    Event.DISABLING: "un compte désactivé, avec le motif",
    Event.ENABLING: "un compte réactivé",
    Event.ROLE: "un rôle changé",
    Event.NOTICE: "un avis de modification envoyé, abandonné ou au sort incertain",
    Event.CONSULTATION: "une lecture du journal",
    Event.PURGE: "une purge du journal",
    Event.UPGRADE: "une mise à jour de la base de données",
}
LINE = "{event} : {text}"
NO_LINE = "Aucune ligne ne convient."
