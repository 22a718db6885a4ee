"""The words of the desk's pages in lines, where the full screen has other ones or none."""

from datetime import datetime

from cmi_tui.domain.desk import Act, Hidden
from cmi_tui.domain.french_day import french_day
from cmi_tui.domain.holder_card import HolderCard
from cmi_tui.domain.identity import CardRequest
from cmi_tui.messages.dates import date_in_words
from cmi_tui.messages.desk import HIDDEN, HOLDER_IS_TOLD, RECAPS
from cmi_tui.messages.desk_pages import (
    CITY,
    LOGIN,
    NO_REQUEST,
    NONE,
    REQUESTS_SECTION,
    account_pairs,
)
from cmi_tui.messages.pages import state_in_words

SEARCH = "Chercher un titulaire"
REFINE_SEARCH = "Affiner la recherche"
RECENT_CARD = "Reprendre : {name}"
CARD_TITLE = "DOSSIER"
VERIFY = "Vérifier ce que dit l'appelant"
HISTORY = "Historique"
SHOW = {
    Hidden.EMAIL: "Afficher l'adresse email",
    Hidden.ADDRESS: "Afficher l'adresse postale",
    Hidden.BIRTH_DATE: "Afficher la date de naissance",
}
NOTHING_DONE = "Rien n'a été fait."
_LINE = "{label} : {value}"


def card_lines(card: HolderCard, now: datetime) -> list[str]:
    """What a card shows unasked, each value after its label; of several the first alone has one."""
    pairs = [("Raison sociale" if card.is_company else "Nom", card.name)]
    pairs += [(LOGIN, card.login), (CITY, card.city)]
    pairs += [(HIDDEN[what].capitalize(), NONE) for what in Hidden if what not in card.hidden]
    pairs += account_pairs(card, now)
    requests = [_request(request) for request in card.requests]
    pairs += zip([REQUESTS_SECTION] + [""] * len(requests), requests, strict=False)
    lines = [_LINE.format(label=label, value=value) if label else value for label, value in pairs]
    return lines if requests else [*lines, NO_REQUEST]


def shown_line(what: Hidden, value: str) -> str:
    """A hidden part that was asked for; a day in words."""
    day = french_day(value) if what is Hidden.BIRTH_DATE else None
    told = date_in_words(day) if day else value
    return _LINE.format(label=HIDDEN[what].capitalize(), value=told)


def recap_before_reason(act: Act, card: HolderCard) -> str:
    """What an act will do, before it is asked why."""
    return f"{RECAPS[act].format(name=card.name)} {HOLDER_IS_TOLD}"


def _request(request: CardRequest) -> str:
    return f"{request.number}, {state_in_words(request)}" if request.steps else request.number
