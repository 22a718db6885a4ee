"""The words of an import: problems of lines, report, summary."""

from cmi_tui.domain.identity import Step
from cmi_tui.domain.order_columns import COLUMNS
from cmi_tui.domain.order_file import MAX_LENGTH, LineProblem

REJECTS_SUFFIX = ".rejets.csv"
REPORT_SUFFIX = ".rapport.csv"
REPORT_HEADER = "ligne;suite;motif\n"
REPORTED = {False: "rejetée", True: "importée sans adresse email"}
"""What became of a reported line, by whether it only lost its address."""

PROBLEMS = {
    LineProblem.NOT_UTF_8: "la ligne n'est pas en UTF-8",
    LineProblem.TOO_LONG_LINE: "la ligne est trop longue",
    LineProblem.QUOTES: "les guillemets ne vont pas par paires",
    LineProblem.FIELD_COUNT: f"la ligne n'a pas {len(COLUMNS)} champs",
    LineProblem.FIELD_TOO_LONG: f"un champ dépasse {MAX_LENGTH} caractères",
    LineProblem.LOGIN: "identifiant : 1 à 32 chiffres ou lettres sans accent",
    LineProblem.NAMELESS: "nom et raison_sociale sont vides",
    LineProblem.BIRTH_DATE: "date_naissance n'est pas une date passée de la forme 1948-03-12",
    LineProblem.POSTAL_CODE: "code_postal : 5 chiffres",
    LineProblem.CITY: "ville est vide",
    LineProblem.REQUEST_NUMBER: "numero_demande : 1 à 40 chiffres, lettres, points, tirets ou barres",
    LineProblem.STEP: f"statut : {', '.join(Step)}",
    LineProblem.STEP_DATE: "date_statut n'est pas une date de la forme 2026-09-07",
    LineProblem.NOT_A_HOLDER: "identifiant d'un compte qui n'est pas celui d'un titulaire",
    LineProblem.REQUEST_OF_ANOTHER: "numero_demande d'un autre titulaire",
    LineProblem.EMAIL_INVALID: "email n'est pas une adresse conforme",
    LineProblem.EMAIL_OF_ANOTHER: "email d'un autre titulaire",
}

PROGRESS = "\r{bar} {percent:3} %"
SUMMARY = (
    "{lines} lignes lues : {created} titulaires créés, {updated} mis à jour, {steps} étapes "
    "enregistrées, {without_address} lignes importées sans adresse email, {rejected} lignes rejetées."
)
REHEARSAL = "Essai : rien n'a été enregistré."
SEE_REPORT = "Motifs, ligne par ligne : {path}"
SEE_REJECTS = "Lignes rejetées, à corriger puis à importer : {path}"
