"""The words of the desk's pages: the full screen's, of which lines take what can be heard."""

from datetime import datetime

from cmi_tui.domain.desk import Act, Claim, DisablingReason, Hidden
from cmi_tui.domain.finding import FoundHolder
from cmi_tui.domain.holder_card import HolderCard
from cmi_tui.domain.source import LOCAL_SOURCE
from cmi_tui.messages.dates import moment_in_words, until_in_words
from cmi_tui.messages.desk import (
    DIFFERS,
    HOLDER_IS_TOLD,
    MATCHES,
    RECAPS,
    STATES,
    standing_text,
)
from cmi_tui.messages.desk_choices import CLAIMS, REASONS

CARDS_AT_HAND = "Derniers dossiers"
OWN_ACCOUNT = "Mon compte d'agent"
FOUND_TITLE = "TITULAIRES TROUVÉS"
BACK_TO_SEARCH = "← Retour à la recherche"
_HOLDER_LINE = "{name}, {city} ({state})"

IDENTITY_SECTION = "Identité"
LOGIN = "Identifiant"
CITY = "Ville"
VERIFY_BUTTON = "VÉRIFIER"
_SHOW_BUTTON = "AFFICHER {what}"
_HIDDEN = {Hidden.EMAIL: "L'EMAIL", Hidden.ADDRESS: "L'ADRESSE", Hidden.BIRTH_DATE: "LA DATE"}
ACCOUNT_SECTION = "Compte"
HISTORY_BUTTON = "HISTORIQUE"
_STATE = "État"
_SLOWED = "Attente"
_SLOWED_UNTIL = "tentatives refusées {until}"
_SIGN_INS = "Connexions"
_SIGN_IN = "{when}, depuis {source}"
_SIGN_IN_HERE = "{when}, sans SSH"
_EMAIL_CHANGED = "Email modifié"
NONE = "aucune"
_FAILURES = "Échecs depuis"
REQUESTS_SECTION = "Demandes de carte"
NO_REQUEST = "Aucune demande de carte n'est enregistrée."
HISTORY_TITLE = "HISTORIQUE DU DOSSIER"
NO_HISTORY = "Rien n'est encore enregistré pour ce compte."
OLDER = "Plus ancien"
_VERIFIED = "{claim} : {answer}"
_REASON = "Motif : {reason}."
_RECAP = "{recap} {told} Confirmez-vous ?"


def holder_line(holder: FoundHolder) -> str:
    """A holder who was found: name, city and state."""
    return _HOLDER_LINE.format(name=holder.name, city=holder.city, state=STATES[holder.state])


def show_button(what: Hidden) -> str:
    """What the button says that shows a hidden part."""
    return _SHOW_BUTTON.format(what=_HIDDEN[what])


def account_pairs(card: HolderCard, now: datetime) -> list[tuple[str, str]]:
    """How the account stands, and when and from where it was signed in to, as labels and values."""
    pairs = [(_STATE, standing_text(card.standing))]
    if card.slowed_until is not None:
        until = until_in_words(card.slowed_until, now)
        pairs.append((_SLOWED, _SLOWED_UNTIL.format(until=until)))
    if card.standing.email_changed_at is not None:
        pairs.append((_EMAIL_CHANGED, moment_in_words(card.standing.email_changed_at, now)))
    label = _SIGN_INS
    for seen in card.sign_ins:
        when = moment_in_words(seen.at, now)
        told = _SIGN_IN_HERE if seen.source == LOCAL_SOURCE else _SIGN_IN
        pairs.append((label, told.format(when=when, source=seen.source)))
        label = ""
    if not card.sign_ins:
        pairs.append((_SIGN_INS, NONE))
    if card.failures:
        pairs.append((_FAILURES, str(card.failures)))
    return pairs


def verified(claim: Claim, *, is_right: bool) -> str:
    """What the portal answers to what a caller says."""
    answer = MATCHES if is_right else DIFFERS
    return _VERIFIED.format(claim=CLAIMS[claim].capitalize(), answer=answer.lower())


def recap(act: Act, card: HolderCard, reason: str = "") -> str:
    """What an act will do, and the question whether it is meant."""
    told = RECAPS[act].format(name=card.name)
    if reason:
        told += " " + _REASON.format(reason=REASONS[DisablingReason(reason)])
    return _RECAP.format(recap=told, told=HOLDER_IS_TOLD)
