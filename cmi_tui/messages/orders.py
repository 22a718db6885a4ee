"""The words of an import: first lines, problems of lines, report, summary."""

from cmi_tui.domain.errors import Code
from cmi_tui.domain.identity import Step
from cmi_tui.domain.order_columns import COLUMNS, HEADER
from cmi_tui.domain.order_file import MAX_LENGTH
from cmi_tui.domain.order_header import HeaderProblem, HeaderRefused
from cmi_tui.domain.order_problems import LineProblem, Outcome
from cmi_tui.messages.counts import counted

REJECTS_SUFFIX = ".rejets.csv"
REPORT_SUFFIX = ".rapport.csv"
"""Both follow the whole name of the order file."""
REPORT_HEADER = ("ligne", "suite", "motif")
OUTCOMES = {
    Outcome.REJECTED: "rejetée",
    Outcome.WITHOUT_ADDRESS: "importée sans adresse email",
    Outcome.ADDRESS_KEPT: "importée, l'adresse email d'avant reste",
    Outcome.IMPORTED: "importée",
}
"""What became of a reported line."""

_SAVE_AS_UTF_8 = "dans le tableur, enregistrez-le sous « CSV UTF-8 (délimité par des points-virgules) »"
_AS_TEXT = "dans le tableur, importez cette colonne au format Texte"
PROBLEMS = {
    LineProblem.NOT_UTF_8: (
        f"la ligne n'est pas en UTF-8 mais sans doute en {{detail}} : reprenez le fichier d'origine et, "
        f"{_SAVE_AS_UTF_8}"
    ),
    LineProblem.TOO_LONG_LINE: "la ligne est trop longue",
    LineProblem.LINE_BREAK: (
        "une cellule contient un retour à la ligne : remplacez-le par une espace (la ligne suivante du "
        "fichier en fait partie)"
    ),
    LineProblem.QUOTES: "les guillemets ne vont pas par paires",
    LineProblem.FIELD_COUNT: f"la ligne n'a pas {len(COLUMNS)} champs, elle en a {{detail}}",
    LineProblem.CHARACTER: (
        "caractère invisible, de commande ou perdu à la conversion dans la colonne {detail} : "
        "ressaisissez ce champ"
    ),
    LineProblem.GARBLED: (
        "des lettres accentuées ont été perdues à la conversion dans la colonne {detail} : ouvrez le "
        "fichier d'origine comme UTF-8, puis enregistrez-le de même"
    ),
    LineProblem.SPREADSHEET_ERROR: (
        "la colonne {detail} contient une erreur du tableur : corrigez la formule ou ressaisissez "
        "ce champ"
    ),
    LineProblem.LOST_LETTERS: (
        "des lettres sont devenues « ? » dans la colonne {detail} : reprenez le fichier d'origine et, "
        f"{_SAVE_AS_UTF_8} (un vrai « ? » de raison_sociale suit une espace)"
    ),
    LineProblem.FIELD_TOO_LONG: f"{{detail}} dépasse {MAX_LENGTH} caractères",
    LineProblem.LOGIN: "identifiant : 1 à 32 chiffres ou lettres sans accent",
    LineProblem.LOGIN_SCIENTIFIC: (
        "identifiant écrit comme 1,00072E+18 : le tableur en a perdu des chiffres. Reprenez le fichier "
        f"d'origine et, {_AS_TEXT}"
    ),
    LineProblem.LOGIN_ROUNDED: (
        "identifiant arrondi : trop de ceux du fichier finissent par des zéros après 15 chiffres. "
        f"Reprenez le fichier d'origine et, {_AS_TEXT}"
    ),
    LineProblem.REQUEST_NUMBER_ROUNDED: (
        "numero_demande arrondi : trop de ceux du fichier finissent par des zéros après 15 chiffres. "
        f"Reprenez le fichier d'origine et, {_AS_TEXT}"
    ),
    LineProblem.MAYBE_ROUNDED: (
        "{detail} finit par des zéros après 15 chiffres : un tableur l'a-t-il arrondi ?"
    ),
    LineProblem.TWO_PEOPLE: (
        "le fichier a deux noms ou deux dates de naissance pour cet identifiant, peut-être arrondi par "
        f"un tableur. Si c'est le cas, reprenez le fichier d'origine et, {_AS_TEXT}"
    ),
    LineProblem.NAMELESS: "nom et raison_sociale sont vides",
    LineProblem.DATE_FORM: "{detail} n'est pas une date de la forme AAAA-MM-JJ, comme 1948-03-12",
    LineProblem.BIRTH_DATE: "date_naissance n'est pas une date passée, ou elle est d'avant 1850",
    LineProblem.BIRTH_DATE_OF_ANOTHER: (
        "date_naissance n'est pas celle qui est enregistrée pour cet identifiant : est-ce la même "
        "personne ?"
    ),
    LineProblem.NAME_OF_ANOTHER: (
        "le nom enregistré pour cet identifiant est « {detail} », et aucune date de naissance commune "
        "ne le confirme : est-ce la même personne ? Si oui, importez d'abord date_naissance avec ce nom"
    ),
    LineProblem.POSTAL_CODE: "code_postal : 5 chiffres",
    LineProblem.POSTAL_CODE_SHORT: (
        f"code_postal de 4 chiffres : le tableur a perdu le zéro du début (1000 pour 01000). Reprenez "
        f"le fichier d'origine et, {_AS_TEXT}"
    ),
    LineProblem.CITY: "ville est vide",
    LineProblem.REQUEST_NUMBER: "numero_demande : 1 à 40 chiffres, lettres, points, tirets ou barres",
    LineProblem.REQUEST_NUMBER_DATE: (
        "numero_demande « {detail} » : le tableur en a fait une date. Reprenez le fichier d'origine et, "
        f"{_AS_TEXT}"
    ),
    LineProblem.REQUEST_NUMBER_SCIENTIFIC: (
        "numero_demande écrit comme 2,026E+17 : le tableur en a perdu des chiffres. Reprenez le fichier "
        f"d'origine et, {_AS_TEXT}"
    ),
    LineProblem.STEP: f"statut : {', '.join(Step)}",
    LineProblem.STEP_EARLY: "date_statut est d'avant 2000 : l'année est-elle juste ?",
    LineProblem.STEP_LATE: "date_statut est dans l'avenir : une étape est d'aujourd'hui au plus",
    LineProblem.NOT_A_HOLDER: "identifiant d'un compte qui n'est pas celui d'un titulaire",
    LineProblem.REQUEST_OF_ANOTHER: "numero_demande d'un autre titulaire",
    LineProblem.EMAIL_INVALID: "email n'est pas une adresse conforme",
    LineProblem.EMAIL_OF_ANOTHER: "email d'un autre titulaire",
    LineProblem.RENAMED: "le nom a changé, la date de naissance est la même : c'était « {detail} »",
    LineProblem.COMPANY_RENAMED: "la raison sociale a changé : c'était « {detail} »",
    LineProblem.CAPITAL_WITHIN: (
        "une majuscule accentuée suit une minuscule dans la colonne {detail} : des lettres ont-elles "
        "été changées à la conversion ?"
    ),
    LineProblem.SPELLING: (
        "identifiant écrit « {detail} » ailleurs : à la casse près c'est le même, donc le même compte"
    ),
    LineProblem.STEP_OLDER: (
        "date_statut est d'avant celle déjà connue pour cette étape ({detail}), qui reste"
    ),
}


def problem_text(problem: LineProblem, detail: str) -> str:
    """The sentence for what is told of a line."""
    return PROBLEMS[problem].format(detail=detail)


_SEPARATORS = {",": "la virgule", "\t": "la tabulation", "|": "la barre"}
_EXPECTED = f"Attendu : « {HEADER} »."
_SAVE = f"{_SAVE_AS_UTF_8[0].upper()}{_SAVE_AS_UTF_8[1:]}."
_HEADERS = {
    HeaderProblem.EMPTY: f"La première ligne du fichier est vide. {_EXPECTED}",
    HeaderProblem.WORKBOOK: f"C'est un classeur de tableur, non un fichier CSV. {_SAVE}",
    HeaderProblem.UTF_16: f"Le fichier est en UTF-16 (« Texte Unicode » d'Excel), non en UTF-8. {_SAVE}",
    HeaderProblem.NOT_UTF_8: f"Le fichier n'est pas en UTF-8 mais sans doute en {{detail}}. {_SAVE}",
    HeaderProblem.OLD_MAC: (
        f"Les fins de lignes du fichier sont celles des anciens Macintosh (CR seul). {_SAVE}"
    ),
    HeaderProblem.SEPARATOR: (
        f"Les champs sont séparés par {{detail}}, non par le point-virgule. {_SAVE} "
        "Trouvé : « {found} »."
    ),
    HeaderProblem.COLUMNS: (
        "La première ligne n'est pas celle d'un fichier de commande.{missing}{unknown} "
        f"Trouvé : « {{found}} ». {_EXPECTED}"
    ),
    HeaderProblem.REPEATED: (
        f"Une colonne est là deux fois : {{detail}}. Trouvé : « {{found}} ». {_EXPECTED}"
    ),
    HeaderProblem.ORDER: (f"Les colonnes sont dans un autre ordre. Trouvé : « {{found}} ». {_EXPECTED}"),
}


def header_text(refused: HeaderRefused) -> str:
    """What is wrong with a first line, what was found, and how to mend it."""
    return _HEADERS[refused.problem].format(
        found=refused.found,
        detail=_SEPARATORS.get(refused.detail, refused.detail),
        missing=f" Il manque : {', '.join(refused.missing)}." if refused.missing else "",
        unknown=f" En trop : {', '.join(refused.unknown)}." if refused.unknown else "",
    )


_CUT_OFF = (
    "{reason} L'import s'est arrêté : {done}. Relancez le même import : il continuera, sans rien "
    "enregistrer deux fois."
)
_DONE = (
    "rien n'est encore enregistré",
    "la première ligne est traitée, les suivantes ne le sont pas",
    "les {lines} premières lignes sont traitées et restent enregistrées, les suivantes ne le sont pas",
)
_REASONS = {
    Code.DATABASE_FULL: "L'espace de stockage de la base de données est plein.",
    Code.DATABASE_LOCKED: "La base de données est occupée.",
    Code.DATABASE_READ_ONLY: "La base de données n'est plus qu'en lecture.",
    Code.DATABASE_CORRUPT: "La base de données est endommagée.",
    Code.DATABASE_UNREACHABLE: "La base de données est devenue injoignable.",
    Code.ORDER_REPORT_UNWRITABLE: (
        "Le rapport ne peut plus être écrit à côté du fichier de commande : est-ce que l'espace manque ?"
    ),
    Code.INTERRUPTED: "Vous avez interrompu l'import.",
}
_OTHER_REASON = "Le fichier ou la base de données n'est plus utilisable."


def cut_off_text(code: Code, lines: int) -> str:
    """What ended an import before its end, and what stands of it."""
    done = _DONE[min(lines, 2)].format(lines=lines)
    return _CUT_OFF.format(reason=_REASONS.get(code, _OTHER_REASON), done=done)


_SUMMARY = (
    ("lines", "ligne lue", "lignes lues"),
    ("created", "titulaire créé", "titulaires créés"),
    ("updated", "mis à jour", "mis à jour"),
    ("steps", "étape enregistrée", "étapes enregistrées"),
    ("without_address", "ligne importée sans adresse email", "lignes importées sans adresse email"),
    ("address_kept", "en gardant l'adresse d'avant", "en gardant l'adresse d'avant"),
    ("noted", "avec une remarque", "avec une remarque"),
    ("rejected", "ligne rejetée", "lignes rejetées"),
)


def summary_text(**numbers: int) -> str:
    """What an import did, by the counts of its summary."""
    read, *rest = (counted(numbers[name], one, many) for name, one, many in _SUMMARY)
    return f"{read} : {', '.join(rest)}."


REHEARSAL = "Essai : rien n'a été enregistré."
SEE_REPORT = "Motifs, ligne par ligne : {path}"
SEE_REJECTS = "Lignes rejetées, à corriger puis à importer : {path}"
