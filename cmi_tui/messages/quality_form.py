"""The words of the « formulaire de défaut qualité »; the guide's are kept to the letter."""

from cmi_tui.domain.identity import Information
from cmi_tui.domain.quality_form import Reason
from cmi_tui.domain.text import printable
from cmi_tui.messages.pages import EXPORT_NOTICE

TITLE = "Formulaire de défaut qualité"
SUBTITLE = "Carte Mobilité Inclusion\nRetour d'une carte comportant un défaut"
FILE_NAME = "formulaire-defaut-qualite-{login}.pdf"
LANGUAGE = "fr-FR"
NEXT_PAGE = "Formulaire de défaut qualité (suite), identifiant {login}"

LOGIN = "Identifiant :"
BARCODE = "Code-barres de l'identifiant {login}"
HOLDER_SECTION = "Titulaire"
IDENTIFICATION_SECTION = "Identification"
TWO_CARDS = (
    "Dans le cas où vous possédez 2 cartes et que le même défaut est révélé sur les 2, merci de "
    "nous indiquer vos numéros ci-dessous"
)
CARD_NUMBERS = ("Numéro de la carte 1 :", "Numéro de la carte 2 :")
CARD_NUMBER_FIELDS = ("carte_1", "carte_2")

REASON_SECTION = "Motif du refus"
REASONS = {
    Reason.PHOTO: "Réclamation concernant la photographie figurant sur votre carte",
    Reason.DATA: "Réclamation concernant les données figurant sur votre carte",
    Reason.OTHER: "Autre défaut (impression, puce, plastification…)",
}
YES = "oui"
NO = "non"
REASON_FIELDS = {
    Reason.PHOTO: "motif_photographie",
    Reason.DATA: "motif_donnees",
    Reason.OTHER: "motif_autre",
}
DETAILS_FIELD = "{reason}_precisions"
DETAILS = "À préciser :"
PHOTO_NOTE = (
    "Pour toute réclamation concernant la photographie figurant sur votre CMI, merci de bien "
    "vouloir nous retourner la photographie d'identité conforme qui figurera sur votre nouvelle "
    "CMI, collée soigneusement dans l'emplacement ci-joint :"
)
PHOTO_PLACE = "Photographie\n35 × 45 mm"
PHOTO_PLACE_MEANING = "Emplacement où coller la photographie d'identité, 35 × 45 mm"
DATA_NOTE = (
    "Réclamation concernant les données figurant sur la carte (Nom ou Raison sociale, prénom, date "
    "de naissance etc), merci de bien vouloir vous rapprocher de votre organisme émetteur afin de "
    "vérifier ensemble les informations."
)

NOTICE = EXPORT_NOTICE


def holder_lines(information: Information) -> list[tuple[str, str]]:
    """What the portal fills in: labels and values, sanitised, the unknown ones left out."""
    identity = information.identity
    lines = [
        (LOGIN, identity.login),
        ("Raison sociale :", identity.company_name),
        ("Nom :", "" if identity.company_name else identity.last_name),
        ("Prénom :", "" if identity.company_name else identity.first_name),
        ("Adresse email :", information.email),
        ("Adresse de livraison :", f"{identity.street}\n{identity.postal_code} {identity.city}"),
    ]
    return [(label, safe_lines(value)) for label, value in lines if value.strip()]


def safe_lines(text: str) -> str:
    """`text` sanitised line by line, its empty lines left out."""
    return "\n".join(printable(line) for line in text.splitlines() if line.strip())
