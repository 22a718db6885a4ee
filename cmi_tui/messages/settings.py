"""The words of settings: what each may be, where it comes from, what is wrong with a source."""

from cmi_tui.settings_sources import SourceError, SourceProblem

_YES_OR_NO = "oui ou non (true, false, 1 et 0 aussi)"
_COUNT = "un nombre de 1 à 10000"
_PATH = "un chemin dont le dossier personnel (~nom) existe"
_SECONDS = "un nombre de secondes, de {least} à 99999999"
MAY_BE = {
    "CMI_DATABASE_URL": "une URL comme sqlite:////srv/cmi/portal.db ou postgresql://hôte/base",
    "CMI_DATABASE_URL_FILE": "le chemin d'un fichier qui contient CMI_DATABASE_URL",
    "CMI_EXPORT_DIR": _PATH,
    "CMI_PROOF_SECONDS": _SECONDS.format(least=0),
    "CMI_SESSION_SECONDS": _SECONDS.format(least=1),
    "CMI_SMTP_URL": "une URL comme smtp://hôte:587 ou smtps://nom:secret@hôte",
    "CMI_SMTP_URL_FILE": "le chemin d'un fichier qui contient CMI_SMTP_URL",
    "CMI_MAIL_FROM": "une adresse email comme portail@exemple.fr, obligatoire avec CMI_SMTP_URL",
    "CMI_LOG_FILE": _PATH,
    "CMI_LINEAR": _YES_OR_NO,
    "CMI_ECONOMY": _YES_OR_NO,
    "CMI_SSH_HOST_KEY": _PATH,
    "CMI_SSH_NAME": "le nom de machine que les utilisateurs donnent à ssh",
    "CMI_SECRET_KEY": "64 chiffres hexadécimaux",
    "CMI_SECRET_KEY_FILE": _PATH,
    "CMI_SUPPORT_PHONE": "un numéro de téléphone, comme 01 23 45 67 89",
    "CMI_AGENT_CARDS_AN_HOUR": _COUNT,
    "CMI_AGENT_CARDS_A_DAY": _COUNT,
    "CMI_AGENT_SEARCHES_AN_HOUR": _COUNT,
    "CMI_ALERT_TO": "une adresse email",
    "CMI_WIRE": "vide, ou stock",
}
_WRONG = "cmi-tui : le réglage {name}{origin} n'est pas valable. Attendu : {may_be}."
_FROM_FILE = ", de {path},"
LINE = "{name} = {value}   ({origin})"
FROM_ENVIRONMENT = "environnement"
BY_DEFAULT = "par défaut"
HIDDEN = "***"
YES = "oui"
NO = "non"
_SOURCE = "cmi-tui : {path} : {text}"
_PROBLEMS = {
    SourceProblem.MISSING: "ce fichier n'existe pas.",
    SourceProblem.UNREADABLE: "ce fichier ne peut pas être lu : vérifiez ses droits.",
    SourceProblem.NOT_A_FILE: "c'est un dossier, un tube ou un périphérique, pas un fichier.",
    SourceProblem.OPEN_TO_OTHERS: (
        "d'autres que vous ou root peuvent modifier ce fichier ou son dossier : lancez « chmod go-w » "
        "sur l'un et l'autre."
    ),
    SourceProblem.TOO_LONG: "ce fichier est trop long : 64 Ko au plus.",
    SourceProblem.NOT_UTF_8: "ce fichier n'est pas en UTF-8.",
    SourceProblem.NOT_TOML: (
        "la ligne {detail} n'est pas du TOML : un réglage s'écrit nom = \"valeur\", et une seule fois."
    ),
    SourceProblem.UNKNOWN_KEY: "réglage inconnu : {detail}{nearest}",
    SourceProblem.WRONG_TYPE: "{detail} n'a pas la valeur qu'il faut. Attendu : {may_be}.",
    SourceProblem.TWICE: "{detail} est déjà réglé autrement : gardez l'un des deux.",
}
_NEAREST = " ; vouliez-vous dire {nearest} ?"


def wrong_setting_text(name: str, path: str) -> str:
    """A setting whose value means nothing, the file it comes from if any, and what it may be."""
    origin = _FROM_FILE.format(path=path) if path else ""
    return _WRONG.format(name=name, origin=origin, may_be=MAY_BE[name])


def source_error_text(error: SourceError) -> str:
    """What is wrong with a file that settings come from."""
    nearest = _NEAREST.format(nearest=error.nearest) if error.nearest else "."
    may_be = MAY_BE.get(f"CMI_{error.detail.upper()}", "")
    text = _PROBLEMS[error.problem].format(detail=error.detail, nearest=nearest, may_be=may_be)
    return _SOURCE.format(path=error.path or FROM_ENVIRONMENT, text=text)
