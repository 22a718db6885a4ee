"""The words of the declared forms: titles, labels, helps, conditions."""

from cmi_tui.domain.forms import Field, Kind
from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS, Condition
from cmi_tui.domain.preferences import YES
from cmi_tui.domain.quality_form import Reason
from cmi_tui.messages.desk_choices import CLAIMS, MOTIVES, REASONS
from cmi_tui.messages.pages import NO_EMAIL

REQUIRED_NOTE = "Les champs marqués d'un astérisque (*) sont obligatoires."
REQUIRED_MARK = " *"
REQUIRED = "obligatoire"
OPTIONAL = "facultatif"
EMPTY = "vide"
NOTHING_TO_SHOW = {("email", "current"): NO_EMAIL}
"""What a field that is only shown says when it is empty."""
PASSWORD_GIVEN = "saisi, non affiché"
PASSWORD_SHOWN = "saisi, affiché"
DESCRIPTION = "{label}, {necessity}. {help}"
NECESSITY = ", {necessity}"
ERRONEOUS = "en erreur"
PLACE = "Champ {place} sur {count}"
MENDED = "Valide."
WITH_VALUE = "Contenu : {value}"
WITH_STATE = "{field}. {state}"
FOCUSED_BUTTON = "Bouton {label}"
FOCUSED_TOGGLE = "Bouton {label}, {field}"
NEXT_CHOICE = "suivant"
FOCUSED_KEY = "Touche {label}"

TITLES = {
    "sign_in": "CONNEXION",
    "second_factor": "CODE DE VOTRE APPLICATION",
    "enrolment": "ENREGISTREMENT DE VOTRE APPLICATION",
    "find": "RECHERCHE D'UN TITULAIRE",
    "open_card": "OUVERTURE D'UN DOSSIER",
    "verify": "VÉRIFIER CE QUE DIT L'APPELANT",
    "disable": "DÉSACTIVER LE COMPTE",
    "new_password": "CHOIX DE VOTRE MOT DE PASSE",
    "proof": "CONFIRMATION DE VOTRE IDENTITÉ",
    "email": "Mon adresse email",
    "password": "Mon mot de passe",
    "export": "Formulaire défaut qualité",
    "preparation": "Formulaire défaut qualité",
    "preferences": "Mes préférences",
}

INTRODUCTIONS = {
    "second_factor": (
        "Votre mot de passe est reconnu. Saisissez le code que votre application d'authentification "
        "affiche en ce moment."
    ),
    "enrolment": (
        "Un agent se connecte avec son mot de passe et un code. Dans votre application "
        "d'authentification, ajoutez un compte avec la clé ou le dessin ci-dessous, montrés cette seule "
        "fois, puis saisissez le code qu'elle affiche."
    ),
    "new_password": (
        "Votre code d'activation est reconnu. Choisissez le mot de passe de votre compte : il "
        "remplace le code, qui ne servira plus."
    ),
    "proof": "Pour modifier votre adresse email, saisissez à nouveau votre mot de passe.",
    "preparation": "Vos réponses sont gardées une heure, le temps de recevoir le formulaire.",
    "preferences": "Elles sont gardées avec votre compte, pour vos prochaines connexions.",
}

SAVE_BUTTONS = {
    "sign_in": "SE CONNECTER",
    "second_factor": "CONTINUER",
    "enrolment": "ENREGISTRER",
    "find": "CHERCHER",
    "open_card": "OUVRIR",
    "verify": "VÉRIFIER",
    "disable": "DÉSACTIVER",
    "new_password": "ENREGISTRER",
    "proof": "CONTINUER",
    "email": "ENREGISTRER",
    "password": "ENREGISTRER",
    "export": "ENREGISTRER",
    "preparation": "ENREGISTRER",
    "preferences": "ENREGISTRER",
}

LABELS = {
    ("sign_in", "login"): "Identifiant ou adresse email",
    ("sign_in", "password"): "Mot de passe",
    ("second_factor", "code"): "Code à six chiffres",
    ("enrolment", "code"): "Code à six chiffres",
    ("find", "wanted"): "Identifiant, adresse email ou nom",
    ("open_card", "motive"): "Motif",
    ("open_card", "words"): "Précision",
    ("verify", "claim"): "Vérifier",
    ("verify", "said"): "Ce que dit l'appelant",
    ("disable", "reason"): "Motif de la désactivation",
    ("find", "first_name"): "Prénom",
    ("find", "city"): "Ville",
    ("find", "birth_date"): "Date de naissance",
    ("new_password", "new"): "Nouveau mot de passe",
    ("new_password", "confirmation"): "Confirmation du nouveau mot de passe",
    ("proof", "password"): "Mot de passe",
    ("email", "current"): "Ancien email",
    ("email", "new"): "Nouvel email",
    ("email", "confirmation"): "Confirmation du nouvel email",
    ("password", "old"): "Ancien mot de passe",
    ("password", "new"): "Nouveau mot de passe",
    ("password", "confirmation"): "Confirmation du nouveau mot de passe",
    ("export", "card_1"): "Numéro de la carte 1",
    ("export", "card_2"): "Numéro de la carte 2",
    ("export", "reason"): "Motif du refus",
    ("export", "details"): "À préciser",
    ("export", "path"): "Fichier PDF",
    ("preferences", "linear"): "Présentation",
    ("preferences", "labels_above"): "Libellés au-dessus des champs",
    ("preferences", "economy"): "Économie",
    ("preferences", "no_colour"): "Sans couleur",
    ("preferences", "more_time"): "Plus de temps",
}
LABELS |= {
    ("preparation", name): LABELS["export", name] for name in ("card_1", "card_2", "reason", "details")
}

_NEW_PASSWORD_HELP = (
    "Le nouveau mot de passe devra contenir au minimum 8 caractères, une lettre majuscule, "
    f"un chiffre et un caractère spécial de type {SPECIAL_CHARACTERS}"
)
_CONFIRMATION_HELP = "La saisie du nouveau mot de passe doit être saisie à l'identique."

HELPS = {
    ("sign_in", "login"): (
        "L'identifiant est le numéro à 19 chiffres de votre courrier ; l'adresse email est celle de "
        "votre compte."
    ),
    ("sign_in", "password"): (
        "Le mot de passe de votre compte, ou le code d'activation de votre courrier."
    ),
    ("second_factor", "code"): "Le code que votre application affiche en ce moment ; il sert une fois.",
    ("enrolment", "code"): "Le premier code de cette clé : l'application en affiche un toutes les 30 s.",
    ("open_card", "motive"): "Le titulaire verra ce motif dans « Qui a consulté mon dossier ».",
    ("open_card", "words"): "En quelques mots ; reste dans le journal, le titulaire ne la voit pas.",
    ("verify", "claim"): "La date de naissance, le code postal ou un numéro de demande.",
    ("verify", "said"): "Le portail répond « correspond » ou non, cinq fois au plus par dossier.",
    ("disable", "reason"): "Un compte désactivé pour fraude n'est réactivé que par l'exploitant.",
    ("find", "wanted"): (
        "Du nom ou de la raison sociale, trois lettres suffisent ; accents, majuscules, traits d'union "
        "et espaces ne comptent pas."
    ),
    ("find", "first_name"): "Le début du prénom, pour chercher par nom.",
    ("find", "city"): "La ville entière, pour chercher par nom.",
    ("find", "birth_date"): "Par exemple 12/03/1948, pour chercher par nom.",
    ("new_password", "new"): _NEW_PASSWORD_HELP,
    ("new_password", "confirmation"): _CONFIRMATION_HELP,
    ("proof", "password"): "Le mot de passe avec lequel vous vous êtes connecté.",
    ("email", "current"): "Votre adresse email actuelle. Ce champ n'est pas modifiable.",
    ("email", "new"): "Votre adresse de messagerie doit être au format électronique",
    ("email", "confirmation"): "L'adresse de messagerie doit être saisie à l'identique",
    ("password", "old"): (
        "Le mot de passe doit être identique à celui renseigné lors de la création de votre compte."
    ),
    ("password", "new"): _NEW_PASSWORD_HELP,
    ("password", "confirmation"): _CONFIRMATION_HELP,
    ("export", "card_1"): (
        "Le numéro inscrit sur votre carte, espaces acceptés. Laissé vide, il se remplit "
        "sur le formulaire."
    ),
    ("export", "card_2"): ("Si vous possédez 2 cartes et que le même défaut est révélé sur les 2."),
    ("export", "reason"): (
        "La photographie, les données, un autre défaut (impression, puce, plastification…), ou aucun."
    ),
    ("export", "details"): (
        "Ce qui ne va pas, en quelques mots. Ce texte est placé à côté de votre motif."
    ),
    ("export", "path"): (
        "Le dossier et le nom du fichier ; un dossier seul reçoit le nom proposé. ~ est votre "
        "dossier personnel."
    ),
    ("preferences", "linear"): "Par SSH, à la prochaine connexion.",
    ("preferences", "labels_above"): "En plein écran, pour une plage braille ou une loupe.",
    ("preferences", "economy"): "En plein écran, pour une liaison lente.",
    ("preferences", "no_colour"): "En plein écran.",
    ("preferences", "more_time"): "Votre session attend 20 minutes une touche, au lieu de 10.",
}
HELPS |= {
    ("preparation", name): HELPS["export", name] for name in ("card_1", "card_2", "reason", "details")
}

_REASONS = {
    str(Reason.PHOTO): "photographie",
    str(Reason.DATA): "données",
    str(Reason.OTHER): "autre défaut",
}
_YES_OR_NO = {YES: "oui", "": "non"}
CHOICES = {
    ("open_card", "motive"): {str(motive): words.lower() for motive, words in MOTIVES.items()},
    ("verify", "claim"): {str(claim): words for claim, words in CLAIMS.items()},
    ("disable", "reason"): {str(reason): words for reason, words in REASONS.items()},
    ("export", "reason"): _REASONS,
    ("preparation", "reason"): _REASONS,
    ("preferences", "linear"): {YES: "mode linéaire", "": "plein écran"},
    ("preferences", "labels_above"): _YES_OR_NO,
    ("preferences", "economy"): _YES_OR_NO,
    ("preferences", "no_colour"): _YES_OR_NO,
    ("preferences", "more_time"): _YES_OR_NO,
}
NO_CHOICE = "aucun"
CHOICE_KEYS = "Espace ou flèche droite passe au suivant, flèche gauche au précédent."
CHOICE_PLACE = "{place} sur {count}"

CONDITIONS = {
    Condition.LENGTH: "au moins 8 caractères",
    Condition.UPPER_CASE: "une lettre majuscule",
    Condition.DIGIT: "un chiffre",
    Condition.SPECIAL: "un caractère spécial",
}
CONDITION_MET = "✓ oui"
CONDITION_UNMET = "✗ non"

ERROR = "Erreur : {text}"
ERROR_AGAIN = "Erreur ({count}e fois) : {text}"
WARNING = "Attention : {text}"
SHOW_PASSWORD = "afficher"
HIDE_PASSWORD = "masquer"
PROPOSAL = "Suite proposée, que la flèche droite accepte : {name}"
CANCEL_BUTTON = "ANNULER"
CLOSE_BUTTON = "FERMER"


def spoken(form: str, field: Field, value: str) -> str:
    """What the field holds, in words; a password only as given or not."""
    if field.kind is Kind.CHOICE:
        return CHOICES[form, field.name].get(value, NO_CHOICE)
    if field.kind is Kind.PASSWORD and value:
        return PASSWORD_GIVEN
    return value or NOTHING_TO_SHOW.get((form, field.name), EMPTY)


def label(form: str, field: str, *, required: bool) -> str:
    """The label as the full screen shows it, marked with an asterisk when the field is required."""
    return LABELS[form, field] + (REQUIRED_MARK if required else "")
