"""The words of the declared forms: titles, labels, helps, conditions."""

from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS, Condition

REQUIRED_NOTE = "Les champs marqués d'un astérisque (*) sont obligatoires."
REQUIRED_MARK = " *"

TITLES = {
    "sign_in": "CONNEXION",
    "proof": "CONFIRMATION DE VOTRE IDENTITÉ",
    "email": "Mon adresse email",
    "password": "Mon mot de passe",
    "export": "Formulaire défaut qualité",
}

INTRODUCTIONS = {
    "proof": "Pour modifier votre adresse email, saisissez à nouveau votre mot de passe.",
}

SAVE_BUTTONS = {
    "sign_in": "SE CONNECTER",
    "proof": "CONTINUER",
    "email": "ENREGISTRER",
    "password": "ENREGISTRER",
    "export": "ENREGISTRER",
}

LABELS = {
    ("sign_in", "login"): "Identifiant ou adresse email",
    ("sign_in", "password"): "Mot de passe",
    ("proof", "password"): "Mot de passe",
    ("email", "current"): "Ancien email",
    ("email", "new"): "Nouvel email",
    ("email", "confirmation"): "Confirmation du nouvel email",
    ("password", "old"): "Ancien mot de passe",
    ("password", "new"): "Nouveau mot de passe",
    ("password", "confirmation"): "Confirmation du nouveau mot de passe",
    ("export", "path"): "Fichier PDF",
}

HELPS = {
    ("sign_in", "login"): (
        "L'identifiant est le numéro à 19 chiffres de votre courrier ; l'adresse email est celle de "
        "votre compte."
    ),
    ("sign_in", "password"): ("Le mot de passe de votre compte. F2 l'affiche ou le masque."),
    ("proof", "password"): "Le mot de passe avec lequel vous vous êtes connecté.",
    ("email", "current"): "Votre adresse email actuelle. Ce champ n'est pas modifiable.",
    ("email", "new"): "Votre adresse de messagerie doit être au format électronique",
    ("email", "confirmation"): "L'adresse de messagerie doit être saisie à l'identique",
    ("password", "old"): (
        "Le mot de passe doit être identique à celui renseigné lors de la création de votre compte."
    ),
    ("password", "new"): (
        "Le nouveau mot de passe devra contenir au minimum 8 caractères, une lettre majuscule, "
        f"un chiffre et un caractère spécial de type {SPECIAL_CHARACTERS}"
    ),
    ("password", "confirmation"): ("La saisie du nouveau mot de passe doit être saisie à l'identique."),
    ("export", "path"): (
        "Le dossier et le nom du fichier. ~ est votre dossier personnel ; la flèche droite accepte "
        "la suite proposée."
    ),
}

CONDITIONS = {
    Condition.LENGTH: "au moins 8 caractères",
    Condition.UPPER_CASE: "une lettre majuscule",
    Condition.DIGIT: "un chiffre",
    Condition.SPECIAL: "un caractère spécial",
}
CONDITION_MET = "✓ oui"
CONDITION_UNMET = "✗ non"

ERROR = "Erreur : {text}"
SHOW_PASSWORD = "afficher"
HIDE_PASSWORD = "masquer"
SUGGESTION = "Suite proposée : {name}"
CANCEL_BUTTON = "ANNULER"
CLOSE_BUTTON = "FERMER"


def label(form: str, field: str, *, required: bool) -> str:
    """The label as the full screen shows it, marked with an asterisk when the field is required."""
    return LABELS[form, field] + (REQUIRED_MARK if required else "")
