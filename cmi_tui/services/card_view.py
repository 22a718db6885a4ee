"""What of a holder's record goes on the card that an agent sees."""

from typing import TYPE_CHECKING

from cmi_tui.domain.desk import Hidden, allowed_acts
from cmi_tui.domain.holder_card import HolderCard
from cmi_tui.domain.identity import Information
from cmi_tui.services.slowing import slowed_until

if TYPE_CHECKING:
    from cmi_tui.storage.database import Transaction

_SIGN_INS = 3


def card_of(transaction: "Transaction", account_id: int) -> HolderCard:
    """The card as it is now; KeyError for an account that is no holder's."""
    standing = transaction.holder_files.standing(account_id)
    if standing is None:
        raise KeyError(account_id)
    information = transaction.accounts.information(account_id)
    identity, until = information.identity, slowed_until(transaction, account_id)
    return HolderCard(
        account_id,
        identity.login,
        identity.display_name,
        bool(identity.company_name),
        identity.city,
        frozenset(what for what in Hidden if hidden_text(information, what)),
        standing,
        until,
        transaction.history.sign_ins(account_id, _SIGN_INS),
        transaction.journal.earlier_sign_ins(account_id).failures,
        tuple(transaction.card_requests.of(account_id)),
        allowed_acts(standing.state, is_slowed=until is not None),
    )


def hidden_text(information: Information, what: Hidden) -> str:
    """A hidden part of the record; empty where there is none."""
    identity = information.identity
    match what:
        case Hidden.EMAIL:
            return information.email
        case Hidden.ADDRESS:
            town = f"{identity.postal_code} {identity.city}".strip()
            return ", ".join(part for part in (identity.street, town) if part)
    return f"{identity.birth_date:%d/%m/%Y}" if identity.birth_date else ""
