"""The words of the pages: frame, menus, « Mes informations », requests, keys."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path

from cmi_tui.domain.identity import CardRequest, Identity, Step
from cmi_tui.domain.sign_ins import EarlierSignIns
from cmi_tui.domain.source import LOCAL_SOURCE
from cmi_tui.messages.dates import date_in_words, moment_in_words

PORTAL = "Portail Carte Mobilité Inclusion"
PORTAL_SHORT = "Portail CMI"
GREETING = "Bonjour {name}"
_TOO_SMALL = (
    "Fenêtre trop petite : {width} colonnes et {height} lignes. Il en faut {least_width} et "
    "{least_height}."
)

NO_ACCOUNTS = (
    "Cette base n'a encore aucun compte : l'exploitant les importe d'un fichier de commande, par "
    "« cmi-tui accounts import ». Pour essayer sans compte : « cmi-tui demo »."
)
DEMONSTRATION_ACCOUNTS = (
    "Démonstration. Un titulaire : {login}, mot de passe « {password} ». L'agent : {agent_login}, mot "
    "de passe « {agent_password} », puis un code à six chiffres de la clé {seed}."
)

MENU = "Mes données"
MENU_INFORMATION = "Mes informations"
MENU_REQUESTS = "Suivi de ma demande"
BACK = "← Retour"
MENU_PREFERENCES = "Mes préférences"
MENU_WHO_LOOKED = "Qui a consulté mon dossier"
DATA_TITLE = "MES DONNÉES"
DATA_INFORMATION = "Mes informations personnelles"

HOME_TITLE = "ACCUEIL"
HOME_REQUEST = "Ma demande de carte"
REQUEST_NUMBER = "Demande"
REQUEST_STATE = "État"
STATE_SINCE = "{step} le {day}"
HOME_HELP = "Aide et accessibilité"
HOME_LAST_SIGN_IN = "Ma dernière connexion"
SIGN_IN_HERE = "{when}, depuis ce poste."
SIGN_IN_BY_SSH = "{when}, par SSH depuis {source}."

FIRST_SIGN_IN = "C'est votre première connexion."
FAILURES_SINCE = {
    "none": "Aucune tentative échouée depuis.",
    "one": "Une tentative échouée depuis.",
    "many": "{count} tentatives échouées depuis.",
}

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
EMAIL_LABEL = "Adresse email"
PASSWORD_LABEL = "Mot de passe"
PASSWORD_STARS = "********"
EMAIL_CHANGED = "Votre adresse email a bien été modifiée."
PASSWORD_CHANGED = "Votre mot de passe a bien été modifié."
PREFERENCES_CHANGED = "Vos préférences ont bien été enregistrées."

EXPORT_NOTICE = (
    "Toute modification d'adresse devra être effectuée sur le portail CMI avant l'envoi de votre "
    "carte en défaut, dans le cas contraire la nouvelle sera envoyée à votre ancienne adresse."
)
EXPORT_ADDRESS_NOTE = (
    "L'adresse ne se modifie pas sur cette page : adressez-vous à votre organisme émetteur."
)
EXPORT_DONE = (
    "Le formulaire a été enregistré : {name} ({pages}, {size}) et sa version texte, {text_name}, "
    "dans le dossier {folder}."
)
EXPORT_REPLACE = "Le fichier {path} existe déjà. Voulez-vous le remplacer ?"
EXPORT_REPLACE_BOTH = "Les fichiers {path} et {other} existent déjà. Voulez-vous les remplacer ?"
FETCH_TITLE = "FORMULAIRE DÉFAUT QUALITÉ"
FETCH_TEXT = (
    "Pour recevoir le formulaire (PDF) sur votre ordinateur, lancez-y cette commande dans un autre "
    "terminal ; votre mot de passe y est demandé :"
)
FETCH_PREPARE = "RÉPONDRE D'ABORD"
FETCH_COPY = "COPIER LA COMMANDE"
FETCH_COPIED = "La commande a été envoyée au presse-papiers de votre terminal."
FETCH_SELECT = (
    "Si votre terminal n'accepte pas la copie, sélectionnez la commande à la souris en maintenant "
    "la touche Maj."
)
FETCH_NOTE = (
    "Elle l'enregistre dans le dossier où vous la lancez. Sa version texte : la même commande, avec "
    ".txt au lieu de .pdf."
)
FETCH_PREPARED = "Vos réponses y seront. Elles sont gardées jusqu'à une heure après votre saisie."
BACK_BUTTON = "RETOUR"
YES = "OUI"
NO = "NON"

REQUESTS_TITLE = "SUIVI DE MA DEMANDE"
REQUEST_LINE = "Demande numéro {number}"
NO_REQUEST = "Aucune demande de carte n'est enregistrée pour ce compte."
STEPS = {
    Step.RECEIVED: "Demande reçue",
    Step.IN_PRODUCTION: "Carte en production",
    Step.SENT: "Carte expédiée",
    Step.DELIVERED: "Carte distribuée",
    Step.RETURNED: "Carte retournée",
}

ENROLMENT_SEED = "Clé"
ENROLMENT_QR_CODE = "DESSIN (CODE QR)"
ENROLLED = "Votre application est enregistrée. Son code vous sera demandé à chaque connexion."
_QR_CODE_TOO_LARGE = (
    "Le code QR demande une fenêtre de {width} colonnes et {height} lignes. Agrandissez-la, ou revenez "
    "en arrière et saisissez la clé dans votre application."
)

SUPPORT_TITLE = "ASSISTANCE"
SIGNED_OUT = "Vous êtes déconnecté."
SIGNING_IN = "Connexion en cours…"
WORKING = "Enregistrement…"
IDLE_NOTICE = (
    "Sans activité, votre session se terminera dans moins de 2 minutes. Appuyez sur une touche pour "
    "la garder."
)
SESSION_ENDS_SOON = "Votre session atteint sa durée maximale et se terminera dans moins de 2 minutes."
TYPING_KEPT_HERE = "{ended} Ce que vous aviez saisi est gardé dix minutes, mots de passe exceptés."
TYPING_KEPT = (
    "Ce que vous aviez saisi dans « {form} » est gardé : ouvrez ce formulaire pour le reprendre."
)
TYPING_GIVEN_BACK = "Ce que vous aviez saisi est repris ici. Rien n'est encore enregistré."
LEAVE_UNSAVED = "Ce que vous avez saisi n'est pas enregistré. Voulez-vous l'abandonner ?"
LOADING = "Lecture en cours…"

_PLACE = " > {page}"

_WINDOW_TITLE = "CMI – {page}"
_WINDOW_PAGES = {
    "sign_in": "Connexion",
    "home": "Accueil",
    "data": MENU,
    "information": MENU_INFORMATION,
    "requests": MENU_REQUESTS,
    "find": "Recherche",
    "found": "Titulaires trouvés",
    "open_card": "Ouverture d'un dossier",
    "card": "Dossier",
    "card_history": "Historique du dossier",
    "verify": "Vérifier",
    "disable": "Désactiver le compte",
    "confirm_act": "Confirmation",
    "who_looked": MENU_WHO_LOOKED,
    "new_password": "Choix du mot de passe",
    "second_factor": "Code de votre application",
    "enrolment": "Enregistrement de votre application",
    "qr_code": "Code QR",
    "proof": "Confirmation de votre identité",
    "email": EMAIL_SECTION,
    "password": PASSWORD_SECTION,
    "export": EXPORT_BUTTON,
    "preparation": EXPORT_BUTTON,
    "preferences": MENU_PREFERENCES,
    "confirm_replace": "Remplacer le fichier",
    "confirm_leave": "Abandonner la saisie",
    "fetch_form": EXPORT_BUTTON,
    "help": "Aide",
    "accessibility": "Accessibilité",
}


def window_title(page: str) -> str:
    """The title of the terminal's window while the page is open."""
    return _WINDOW_TITLE.format(page=_WINDOW_PAGES[page])


def too_small(least_width: int, least_height: int, width: int, height: int) -> str:
    """What size a page needs, and what size the window has, in columns and lines."""
    return _TOO_SMALL.format(
        least_width=least_width, least_height=least_height, width=width, height=height
    )


def qr_code_too_large(width: int, height: int) -> str:
    """What size of window a QR code needs, in columns and lines."""
    return _QR_CODE_TOO_LARGE.format(width=width, height=height)


def greeting(identity: Identity) -> str:
    """« Bonjour » and the name of whoever is signed in."""
    return GREETING.format(name=identity.display_name)


def place(page: str) -> str:
    """What stands beside the menu on a page of it; nothing elsewhere."""
    return _PLACE.format(page=page) if page else ""


def french_date(day: date) -> str:
    """A date as it is written in France: 12/03/1948."""
    return f"{day:%d/%m/%Y}"


def french_size(size: int) -> str:
    """A size in octets, in kilo-octets (Ko) of 1,000 octets where that is more than one."""
    return f"{size} octets" if size < 1000 else f"{size / 1000:.0f} Ko"


def export_done(path: Path, text_path: Path, size: int, page_count: int) -> str:
    """What was written: the names of the form and of its text version, pages, size, folder."""
    return EXPORT_DONE.format(
        name=path.name,
        pages="1 page" if page_count == 1 else f"{page_count} pages",
        size=french_size(size),
        text_name=text_path.name,
        folder=path.parent,
    )


def export_replace(paths: Sequence[Path]) -> str:
    """The question whether the files `paths`, one or two of one folder, are to be replaced."""
    if len(paths) == 1:
        return EXPORT_REPLACE.format(path=paths[0])
    return EXPORT_REPLACE_BOTH.format(path=paths[0], other=paths[1].name)


def identity_pairs(
    identity: Identity, told: Callable[[date], str] = french_date
) -> list[tuple[str, str]]:
    """The section « Mon identité »: labels and what stands beside them; `told` words a date."""
    if identity.company_name:
        pairs = [("Raison sociale", identity.company_name)]
    else:
        pairs = [("Nom", identity.last_name), ("Prénom", identity.first_name)]
        if identity.birth_date:
            pairs.append(("Date de naissance", told(identity.birth_date)))
    return [
        *pairs,
        ("Adresse", identity.street),
        ("Code postal", identity.postal_code),
        ("Ville", identity.city),
    ]


def identity_lines(identity: Identity) -> list[str]:
    """The section « Mon identité », a line an item, as it is said."""
    return [f"{label} : {value}" for label, value in identity_pairs(identity, date_in_words)]


def state_in_words(request: CardRequest) -> str:
    """Where a card request stands: « carte expédiée le 21 septembre 2026 »; empty before any step."""
    if not request.steps:
        return ""
    step, day = request.steps[-1]
    return STATE_SINCE.format(step=STEPS[step].lower(), day=date_in_words(day))


def current_step(request: CardRequest) -> str:
    """Where a card request stands, without its date."""
    return STEPS[request.steps[-1][0]].lower()


def request_pairs(request: CardRequest) -> list[tuple[str, str]]:
    """Its dated steps, oldest first: the day, and what was done."""
    return [(french_date(day), STEPS[step].lower()) for step, day in request.steps]


def last_sign_in_lines(earlier: EarlierSignIns, now: datetime) -> list[str]:
    """When and from where one signed in before, and the failures since, a sentence each."""
    if earlier.at is None:
        first = FIRST_SIGN_IN
    else:
        told = SIGN_IN_HERE if earlier.source == LOCAL_SOURCE else SIGN_IN_BY_SSH
        when = moment_in_words(earlier.at, now)
        when = when[0].upper() + when[1:]
        first = told.format(when=when, source=earlier.source)
    count = earlier.failures
    number = "none" if count == 0 else "one" if count == 1 else "many"
    return [first, FAILURES_SINCE[number].format(count=count)]


def french_moment(moment: datetime) -> str:
    """A moment in the time zone of this machine, which it names: 12/03/2026 à 10:30 (CET)."""
    return f"{moment.astimezone():%d/%m/%Y à %H:%M (%Z)}"
