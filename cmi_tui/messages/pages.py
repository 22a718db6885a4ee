"""The words of the pages: frame, menus, « Mes informations », requests, keys."""

from datetime import date

from cmi_tui.domain.identity import CardRequest, Identity, Step

PORTAL = "Portail Carte Mobilité Inclusion"
GREETING = "Bonjour {name}"

MENU = "Mes données"
MENU_INFORMATION = "Mes informations"
MENU_REQUESTS = "Suivi de ma demande"
BACK = "←"
DATA_TITLE = "MES DONNÉES"
DATA_INFORMATION = "Mes informations personnelles"

HOME_TITLE = "ACCUEIL"
HOME_TEXT = (
    "Ouvrez le menu « Mes données » pour lire et modifier vos informations, ou pour suivre votre "
    "demande de carte."
)

INFORMATION_TITLE = "MES INFORMATIONS"
INFORMATION_HELP = (
    "La page « Mes informations » permet d'imprimer le formulaire de défaut de qualité, de mettre "
    "à jour ou de modifier certaines des informations concernant l'utilisateur du compte à savoir : "
    "son adresse email, son mot de passe."
)
IDENTITY_SECTION = "Mon identité"
EMAIL_SECTION = "Mon adresse email"
PASSWORD_SECTION = "Mon mot de passe"
EXPORT_BUTTON = "Formulaire défaut qualité"
EDIT_BUTTON = "MODIFIER"
IDENTITY_NOTE = (
    "Certaines données ne sont pas modifiables depuis le portail, telles que le nom, prénom, "
    "date de naissance et adresse du bénéficiaire de la CMI."
)
EMAIL_LINE = "Adresse email : {email}"
NO_EMAIL = "aucune"
PASSWORD_LINE = "Mot de passe : ********"
EMAIL_CHANGED = "Votre adresse email a bien été modifiée."
PASSWORD_CHANGED = "Votre mot de passe a bien été modifié."

EXPORT_NOTICE = (
    "Toute modification d'adresse devra être effectuée sur le portail CMI avant l'envoi de votre "
    "carte en défaut, dans le cas contraire la nouvelle sera envoyée à votre ancienne adresse."
)
EXPORT_ADDRESS_NOTE = (
    "L'adresse ne se modifie pas sur cette page : adressez-vous à votre organisme émetteur."
)
EXPORT_DONE = "Le formulaire a été enregistré : {path} ({size})."
EXPORT_REPLACE = "Le fichier {path} existe déjà. Voulez-vous le remplacer ?"
YES = "OUI"
NO = "NON"

REQUESTS_TITLE = "SUIVI DE MA DEMANDE"
REQUEST_LINE = "Demande n° {number}"
NO_REQUEST = "Aucune demande de carte n'est enregistrée pour ce compte."
STEPS = {
    Step.RECEIVED: "Demande reçue",
    Step.IN_PRODUCTION: "Carte en production",
    Step.SENT: "Carte expédiée",
    Step.DELIVERED: "Carte distribuée",
    Step.RETURNED: "Carte retournée",
}

SUPPORT_TITLE = "ASSISTANCE"
SUPPORT_TEXT = "Le guichet d'assistance n'est pas encore ouvert. Vous pouvez vous déconnecter avec F10."

SIGN_OUT_BUTTON = "SE DÉCONNECTER"
SIGNED_OUT = "Vous êtes déconnecté."
SIGNING_IN = "Connexion en cours…"
WORKING = "Enregistrement en cours…"
LOADING = "Lecture en cours…"

_BREADCRUMB = " > "


def greeting(identity: Identity) -> str:
    """« Bonjour » and the name of whoever is signed in."""
    return GREETING.format(name=identity.display_name)


def breadcrumb(*titles: str) -> str:
    """The path of pages that leads here."""
    return _BREADCRUMB.join(titles)


def french_date(day: date) -> str:
    """A date as it is written in France: 12/03/1948."""
    return f"{day:%d/%m/%Y}"


def french_size(size: int) -> str:
    """A size in octets, in kilo-octets (Ko) of 1,000 octets where that is more than one."""
    return f"{size} octets" if size < 1000 else f"{size / 1000:.0f} Ko"


def identity_lines(identity: Identity) -> list[str]:
    """The section « Mon identité », a line an item."""
    if identity.company_name:
        lines = [f"Raison sociale : {identity.company_name}"]
    else:
        lines = [f"Nom : {identity.last_name}", f"Prénom : {identity.first_name}"]
        if identity.birth_date:
            lines.append(f"Date de naissance : {french_date(identity.birth_date)}")
    return [
        *lines,
        f"Adresse : {identity.street}",
        f"Code postal : {identity.postal_code}",
        f"Ville : {identity.city}",
    ]


def step_lines(request: CardRequest) -> list[str]:
    """The dated steps of a card request, a line each."""
    return [f"{french_date(day)} : {STEPS[step]}" for step, day in request.steps]
