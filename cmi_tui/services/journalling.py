"""Journalling what has already happened, whether or not the journal can be written."""

import logging
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.domain.journal import Entry, Event

if TYPE_CHECKING:
    from cmi_tui.storage.accounts import Credentials
    from cmi_tui.storage.database import Database, Transaction

_LOG = logging.getLogger(__name__)


def journal_if_possible(database: "Database", entry: Entry) -> None:
    """Adds a line to the journal; where it cannot, the log says so and the act stands.

    For acts that change nothing in the database: a holder may still read and export from one that
    cannot be written.
    """
    try:
        with database.writing() as transaction:
            transaction.journal.add(entry)
    except Unavailable as error:
        _LOG.warning("%s not journalled: %s", entry.event, error.code)


def wanted_account(
    transaction: "Transaction", login: str, event: Event, operator: str, *, field: str = "login"
) -> "Credentials":
    """The account that an operator names for the act `event`.

    Raises Refused (ACCOUNT_UNKNOWN at `field`), journalled with the keyed hash of the name.
    """
    account = transaction.accounts.find(login)
    if account is None:
        hidden = transaction.throttle.hidden(transaction.accounts.key_of(login))
        entry = Entry(event, Code.ACCOUNT_UNKNOWN, operator=operator, detail=f"name {hidden}")
        transaction.journal.add_later(entry)
        raise Refused({field: Code.ACCOUNT_UNKNOWN})
    return account
