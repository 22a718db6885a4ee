"""The words for each code of refusal or trouble."""

from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Field
from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS

_EMAIL_INVALID = "Votre adresse mail n'est pas conforme."

TEXTS = {
    Code.LOGIN_MISSING: "La saisie de votre identifiant ou de votre adresse email est obligatoire.",
    Code.PASSWORD_MISSING: "La saisie de votre mot de passe est obligatoire.",
    Code.SIGN_IN_REFUSED: "Identifiant ou mot de passe incorrect.",
    Code.PROOF_WRONG: "Le mot de passe est incorrect.",
    Code.PROOF_TOO_OLD: "Votre mot de passe doit être saisi à nouveau.",
    Code.SESSION_ENDED: "Votre session est terminée. Connectez-vous à nouveau.",
    Code.EMAIL_INVALID: _EMAIL_INVALID,
    Code.EMAIL_UNCHANGED: "Cette adresse est déjà celle de votre compte.",
    Code.EMAILS_DIFFER: _EMAIL_INVALID,
    Code.EMAIL_CONFIRMATION_INVALID: (
        "La confirmation de l'adresse email est obligatoire et doit être valide."
    ),
    Code.EMAIL_CONFIRMATION_DIFFERS: "Les adresses mails ne sont pas identiques.",
    Code.EMAIL_TAKEN: ("L'adresse email saisie rentre en conflit avec celle d'un autre utilisateur."),
    Code.OLD_PASSWORD_MISSING: "La saisie de votre ancien mot de passe est obligatoire.",
    Code.OLD_PASSWORD_WRONG: (
        "Le mot de passe doit être identique à celui renseigné lors de la création de votre compte."
    ),
    Code.PASSWORD_WEAK: (
        "La saisie du nouveau mot de passe est obligatoire et doit comporter au moins huit "
        "caractères, une lettre majuscule, un chiffre et un caractère spécial de type "
        + SPECIAL_CHARACTERS
    ),
    Code.PASSWORD_CONFIRMATION_INVALID: (
        "La confirmation du mot de passe est obligatoire et doit être valide."
    ),
    Code.TOO_LONG: "Texte trop long : {max_length} caractères au plus. Rien n'a été ajouté.",
    Code.CONTROL_CHARACTERS: (
        "Le texte collé contient un retour à la ligne ou un caractère de commande. Rien n'a été ajouté."
    ),
    Code.PASSWORD_NOT_COPIED: "Un mot de passe ne peut pas être copié.",
    Code.PATH_MISSING: "Indiquez le dossier et le nom du fichier.",
    Code.PATH_INVALID: "Ce chemin n'est pas valable. Choisissez un autre dossier ou un autre nom.",
    Code.PATH_EXISTS: "Un fichier de ce nom existe déjà.",
    Code.PATH_NOT_A_FILE: (
        "Ce chemin désigne un périphérique ou un fichier spécial. Choisissez un autre nom."
    ),
    Code.PATH_DANGLING_LINK: (
        "Ce nom est celui d'un lien vers un fichier absent. Choisissez un autre nom."
    ),
    Code.FOLDER_MISSING: "Ce dossier n'existe pas. Créez-le d'abord ou choisissez-en un autre.",
    Code.FOLDER_FORBIDDEN: (
        "Vous n'avez pas le droit d'écrire dans ce dossier. Choisissez-en un autre."
    ),
    Code.NAME_TOO_LONG: "Ce nom de fichier est trop long. Choisissez un nom plus court.",
    Code.DISK_FULL: (
        "Export impossible : espace insuffisant. Libérez de la place ou choisissez un autre dossier."
    ),
    Code.WRITE_FAILED: (
        "Le fichier n'a pas pu être écrit et rien n'a été laissé. Choisissez un autre dossier."
    ),
    Code.DATABASE_LOCKED: ("Le service est occupé. Rien n'a été modifié : réessayez dans un instant."),
    Code.DATABASE_READ_ONLY: (
        "Le service ne peut rien enregistrer pour le moment : sa base de données est en lecture "
        "seule. Rien n'a été modifié."
    ),
    Code.DATABASE_FULL: (
        "Le service ne peut rien enregistrer pour le moment : l'espace de stockage est plein. "
        "Rien n'a été modifié."
    ),
    Code.DATABASE_CORRUPT: (
        "La base de données du service est endommagée. Rien n'a été modifié : prévenez l'assistance."
    ),
    Code.DATABASE_NOT_OURS: (
        "Le fichier désigné n'est pas une base de données du portail. Il n'a pas été modifié."
    ),
    Code.DATABASE_VERSION: (
        "La base de données vient d'une autre version du portail. Elle n'a pas été modifiée."
    ),
    Code.DATABASE_UNREACHABLE: (
        "La base de données du service est injoignable. Rien n'a été modifié : réessayez plus tard."
    ),
    Code.DATABASE_URL_INVALID: "Le réglage CMI_DATABASE_URL ne désigne pas une base utilisable.",
}


def error_text(code: Code, field: Field | None = None) -> str:
    """The sentence for `code`; `field` gives the limit that a sentence may name."""
    text = TEXTS[code]
    return text.format(max_length=field.max_length) if field and code is Code.TOO_LONG else text
