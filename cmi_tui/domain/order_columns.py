"""The columns of the order file (fichier de commande)."""

COLUMNS = (
    "identifiant", "nom", "prenom", "raison_sociale", "date_naissance", "adresse", "code_postal",
    "ville", "email", "numero_demande", "statut", "date_statut",
)  # fmt: skip
SEPARATOR = ";"
HEADER = SEPARATOR.join(COLUMNS)
"""The first line of an order file."""
