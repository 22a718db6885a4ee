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
    Event.SEARCH: "une recherche de titulaire par un agent, sans ce qui a été cherché",
    Event.CARD: "un dossier de titulaire ouvert par un agent, avec le motif",
    Event.REVEAL: "une donnée masquée affichée à un agent",
    Event.VERIFICATION: "ce que dit un appelant comparé au dossier",
    Event.CODE_REQUEST: "un code d'activation demandé par un agent",
    Event.SLOWING_END: "un ralentissement levé par un agent",
    Event.SESSIONS_END: "les sessions d'un titulaire terminées par un agent",
    Event.AGENT_LIMIT: "une limite atteinte par un agent",
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
OUTCOMES_LINE = "    résultats : {outcomes}"
NO_LINE = "Aucune ligne ne convient."
