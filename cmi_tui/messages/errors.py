"""The words for each code of refusal or trouble."""

import math
from datetime import timedelta

from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Field
from cmi_tui.domain.order_columns import HEADER
from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS, conditions_met
from cmi_tui.messages.forms import CONDITIONS

_EMAIL_INVALID = "Votre adresse mail n'est pas conforme."

TEXTS = {
    Code.LOGIN_MISSING: "La saisie de votre identifiant ou de votre adresse email est obligatoire.",
    Code.PASSWORD_MISSING: "La saisie de votre mot de passe est obligatoire.",
    Code.SIGN_IN_REFUSED: "Identifiant ou mot de passe incorrect.",
    Code.PROOF_WRONG: "Le mot de passe est incorrect.",
    Code.PROOF_TOO_OLD: "Votre mot de passe doit être saisi à nouveau.",
    Code.SECOND_FACTOR_MISSING: "La saisie du code à six chiffres de votre application est obligatoire.",
    Code.SECOND_FACTOR_WRONG: (
        "Ce code n'est pas celui du moment, ou il a déjà servi. Attendez le suivant et saisissez-le."
    ),
    Code.SESSION_ENDED: "Votre session est terminée. Connectez-vous à nouveau.",
    Code.SESSION_EXPIRED: (
        "Votre session a atteint sa durée maximale et s'est terminée. Connectez-vous à nouveau."
    ),
    Code.SESSION_ENDED_ELSEWHERE: (
        "Votre session est terminée parce que le mot de passe ou les droits du compte ont été "
        "modifiés. Connectez-vous à nouveau."
    ),
    Code.SESSION_IDLE: (
        "Votre session s'est terminée après un long moment sans activité. Connectez-vous à nouveau."
    ),
    Code.ACCOUNT_UNKNOWN: "Aucun compte n'a cet identifiant ou cette adresse email.",
    Code.ACCOUNT_DISABLED: "Ce compte est désactivé. Réactivez-le d'abord.",
    Code.ACCOUNT_NOT_AGENT: "Ce compte n'est pas celui d'un agent : il n'a pas de second facteur.",
    Code.LOGIN_INVALID: "Cet identifiant n'est pas valable : 1 à 32 chiffres ou lettres sans accent.",
    Code.LOGIN_TAKEN: "Un compte a déjà cet identifiant.",
    Code.NAME_INVALID: "Le nom ou le prénom est trop long, ou a un caractère qui ne se voit pas.",
    Code.TOO_MANY_TRIES: "Trop de tentatives. Réessayez dans {wait}.",
    Code.TRIES_NOT_COUNTED: (
        "Le service ne peut compter aucune tentative : il n'accepte que les connexions SSH depuis un "
        "lieu utilisé ces 30 derniers jours. Réessayez plus tard."
    ),
    Code.SERVICE_BUSY: "Le service est occupé. Réessayez dans un instant.",
    Code.TOO_MANY_FORMS: (
        "Dix formulaires ont déjà été établis en une minute pour ce compte : réessayez dans une minute."
    ),
    Code.EMAIL_INVALID: _EMAIL_INVALID,
    Code.EMAIL_UNCHANGED: "Cette adresse est déjà celle de votre compte.",
    Code.EMAIL_CHANGED_MEANWHILE: (
        "Votre adresse email a été modifiée depuis l'ouverture de ce formulaire. Voici l'adresse "
        "actuelle : enregistrez à nouveau pour la remplacer."
    ),
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
    Code.PASSWORD_UNCHANGED: "Le nouveau mot de passe doit être différent de l'ancien.",
    Code.PASSWORD_IS_CODE: "Le nouveau mot de passe doit être différent de votre code d'activation.",
    Code.PASSWORD_BLANK_ENDS: "Le nouveau mot de passe commence ou finit par un espace.",
    Code.TOO_LONG: "Texte refusé : {max_length} caractères au plus.",
    Code.CONTROL_CHARACTERS: (
        "Texte refusé : il contient un retour à la ligne, un caractère de commande ou illisible."
    ),
    Code.CHOICE_UNKNOWN: "Choisissez l'une des réponses proposées.",
    Code.CARD_NUMBER_INVALID: "Ce numéro ne doit comporter que chiffres, lettres et espaces.",
    Code.CARD_NUMBERS_SAME: "Les deux numéros de carte sont identiques.",
    Code.PATH_MISSING: "Indiquez le dossier et le nom du fichier.",
    Code.PATH_INVALID: "Ce chemin n'est pas valable. Choisissez un autre dossier ou un autre nom.",
    Code.PATH_OF_WINDOWS: (
        "Ce chemin est celui d'un poste Windows. Écrivez-le avec des « / », par exemple "
        "~/formulaire.pdf."
    ),
    Code.PATH_NOT_PDF: "Le formulaire est un PDF : terminez le nom du fichier par .pdf.",
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
    Code.ORDER_FILE_MISSING: "Le fichier de commande n'existe pas.",
    Code.ORDER_FILE_FORBIDDEN: "Vous n'avez pas le droit de lire le fichier de commande.",
    Code.ORDER_FILE_NOT_A_FILE: (
        "Le fichier de commande est un dossier, un tube ou un périphérique : indiquez un fichier."
    ),
    Code.ORDER_FILE_UNREADABLE: "Le fichier de commande ne peut pas être lu.",
    Code.ORDER_FILE_HEADER: (
        f"Ce n'est pas un fichier de commande en UTF-8 : sa première ligne doit être « {HEADER} »."
    ),
    Code.ORDER_REPORT_UNWRITABLE: (
        "Les fichiers des lignes rejetées et des motifs ne peuvent pas être écrits à côté du "
        "fichier de commande. Rien n'a été importé."
    ),
    Code.INTERRUPTED: "Vous avez interrompu la commande.",
    Code.CLOCK_DOUBTFUL: (
        "Le journal est resté plus de 31 jours sans une ligne, ou l'horloge de cette machine a sauté : "
        "rien n'a été effacé. Vérifiez-la ; si elle est juste, ajoutez --trust-clock."
    ),
    Code.SEARCH_MISSING: "Saisissez un identifiant, une adresse email ou un nom.",
    Code.NAME_TOO_SHORT: "Saisissez au moins trois lettres du nom ou de la raison sociale.",
    Code.DAY_INVALID: "Saisissez une date comme 12/03/1948.",
    Code.MOTIVE_MISSING: "Choisissez le motif pour lequel vous ouvrez ce dossier.",
    Code.REASON_MISSING: "Choisissez le motif de la désactivation.",
    Code.CLAIM_MISSING: "Saisissez ce que dit l'appelant.",
    Code.HOLDER_UNKNOWN: "Aucun titulaire ne correspond : ce dossier ne peut pas être ouvert.",
    Code.CARD_NOT_OPEN: "Ce dossier n'est pas ouvert : ouvrez-le d'abord, avec un motif.",
    Code.ACT_NOT_ALLOWED: (
        "Cet acte n'est pas possible dans l'état de ce compte, ou il est réservé à l'exploitant."
    ),
    Code.TOO_MANY_ACTS: (
        "Cet acte a déjà été fait trois fois en 24 heures pour ce titulaire : réessayez dans {wait}."
    ),
    Code.TOO_MANY_VERIFICATIONS: (
        "Vous avez déjà fait cinq vérifications en 24 heures dans ce dossier : réessayez dans {wait}."
    ),
    Code.TOO_MUCH_ASKED: (
        "Vous avez atteint le nombre de recherches ou de dossiers permis, et l'exploitant en est "
        "prévenu. Réessayez dans {wait}."
    ),
    Code.SECRET_KEY_MISSING: (
        "Aucun agent ne peut se connecter : la clé secrète du portail manque. L'exploitant doit régler "
        "CMI_SECRET_KEY ou CMI_SECRET_KEY_FILE, la même clé sur chaque machine."
    ),
    Code.SECRET_KEY_UNUSABLE: (
        "Aucun agent ne peut se connecter : le fichier de la clé secrète du portail est illisible, "
        "ouvert à d'autres (chmod 600) ou ne contient pas 64 chiffres hexadécimaux."
    ),
    Code.SECRET_KEY_WRONG: (
        "La clé secrète du portail n'est pas celle qui protège votre second facteur : prévenez "
        "l'exploitant, qui remettra la bonne ou réinitialisera votre second facteur."
    ),
    Code.DATABASE_MISSING: (
        "La base de données désignée n'existe pas et n'a pas été créée. Vérifiez CMI_DATABASE_URL, ou "
        "créez-la par « cmi-tui db upgrade »."
    ),
    Code.DATABASE_NOT_MADE: (
        "La base de données n'existe pas et ne peut pas être créée là : il faut le droit d'écrire dans "
        "son dossier."
    ),
    Code.DATABASE_NOT_A_FILE: (
        "La base de données désignée est un dossier, ou il y a un fichier là où son chemin veut un "
        "dossier. Vérifiez CMI_DATABASE_URL."
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
        "La base de données désignée n'est pas celle du portail. Elle n'a pas été modifiée."
    ),
    Code.DATABASE_OLDER: (
        "La base de données attend sa mise à jour : lancez « cmi-tui db upgrade ». Elle n'a pas été "
        "modifiée."
    ),
    Code.DATABASE_NEWER: (
        "La base de données vient d'une version plus récente du portail : mettez d'abord le portail "
        "à jour. Elle n'a pas été modifiée."
    ),
    Code.DATABASE_CROWDED: (
        "La base de données du service a déjà toutes les connexions qu'elle accepte. Rien n'a été "
        "modifié : réessayez dans un instant."
    ),
    Code.DATABASE_FORBIDDEN: (
        "La base de données refuse le service : son nom, le rôle, son mot de passe ou ses droits ne "
        "conviennent pas. Rien n'a été modifié : prévenez l'assistance."
    ),
    Code.DATABASE_OPEN_TO_OTHERS: (
        "D'autres peuvent lire ou modifier la base de données : lancez « chmod 600 » sur son fichier et "
        "ceux à côté (-journal, -wal), « chmod go-w » sur son dossier."
    ),
    Code.DATABASE_ODD_NEIGHBOUR: (
        "À côté de la base de données, -journal, -wal ou -shm est un lien, un tube ou le fichier d'un "
        "autre : rien n'a été ouvert. Voyez d'où il vient, puis retirez-le."
    ),
    Code.DATABASE_UNREACHABLE: (
        "La base de données du service est injoignable. Rien n'a été modifié : réessayez plus tard."
    ),
    Code.DATABASE_URL_INVALID: "Le réglage CMI_DATABASE_URL ne désigne pas une base utilisable.",
}

_CALLED_FOR = frozenset(
    {
        Code.SIGN_IN_REFUSED, Code.TOO_MANY_TRIES, Code.TRIES_NOT_COUNTED, Code.ACCOUNT_DISABLED,
        Code.SESSION_ENDED_ELSEWHERE, Code.DATABASE_CORRUPT, Code.DATABASE_FORBIDDEN,
    }
)  # fmt: skip
"""What holders cannot mend themselves, or not for long."""
_CALL = "Besoin d'aide ? Appelez le {phone}."


def whom_to_call(code: Code, phone: str) -> str:
    """The sentence that follows the one for `code` where only a call helps; empty elsewhere.

    `phone` is the number to call, empty for none.
    """
    return _CALL.format(phone=phone) if phone and code in _CALLED_FOR else ""


def with_call(text: str, code: Code, phone: str) -> str:
    """A sentence for `code`, followed by whom to call where only a call helps."""
    return f"{text} {call}" if (call := whom_to_call(code, phone)) else text


_TOO_LONG_SOMEWHERE = "Texte refusé : il est trop long."


def error_text(code: Code, field: Field | None = None, wait: timedelta | None = None) -> str:
    """The sentence for `code`; `field` gives the limit and `wait` the time that it may name."""
    text = TEXTS[code]
    if code is Code.TOO_LONG:
        return text.format(max_length=field.max_length) if field else _TOO_LONG_SOMEWHERE
    if "{wait}" in text:
        return text.format(wait=french_wait(wait or timedelta(0)))
    return text


def french_wait(wait: timedelta) -> str:
    """A time to wait, never told shorter than it is: « 45 secondes », « 90 minutes », « 3 heures »."""
    seconds = max(1, math.ceil(wait.total_seconds()))
    length, unit = 1, "seconde"
    if seconds >= 60:
        length, unit = 60, "minute"
    if seconds == 3600 or seconds > 7200:
        length, unit = 3600, "heure"
    count = math.ceil(seconds / length)
    return f"{count} {unit}" + ("s" if count > 1 else "")


_SAME_ADDRESS = "Saisissez deux fois la même adresse."
_OTHER_PASSWORD = "Choisissez un autre mot de passe."
_MENDINGS = {
    Code.LOGIN_MISSING: "Saisissez l'un ou l'autre.",
    Code.SIGN_IN_REFUSED: "Vérifiez l'un et l'autre, puis saisissez-les à nouveau.",
    Code.PROOF_WRONG: "Saisissez-le à nouveau.",
    Code.EMAIL_INVALID: "Saisissez une adresse complète, par exemple nom@exemple.fr.",
    Code.EMAIL_UNCHANGED: "Saisissez une autre adresse.",
    Code.EMAILS_DIFFER: _SAME_ADDRESS,
    Code.EMAIL_CONFIRMATION_INVALID: _SAME_ADDRESS,
    Code.EMAIL_CONFIRMATION_DIFFERS: _SAME_ADDRESS,
    Code.EMAIL_TAKEN: "Saisissez une autre adresse.",
    Code.OLD_PASSWORD_WRONG: "Saisissez votre mot de passe actuel.",
    Code.PASSWORD_UNCHANGED: _OTHER_PASSWORD,
    Code.PASSWORD_IS_CODE: _OTHER_PASSWORD,
    Code.PASSWORD_CONFIRMATION_INVALID: "Saisissez deux fois le même nouveau mot de passe.",
}
_MISSING_CONDITIONS = "Il manque : {conditions}."


def mending(code: Code, value: str) -> str:
    """How to mend what `code` says of `value`; empty where its sentence tells it already."""
    if code is Code.PASSWORD_WEAK:
        missing = [CONDITIONS[condition] for condition, met in conditions_met(value).items() if not met]
        return _MISSING_CONDITIONS.format(conditions=", ".join(missing))
    return _MENDINGS.get(code, "")
