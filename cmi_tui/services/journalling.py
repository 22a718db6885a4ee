"""Journalling what has already happened, whether or not the journal can be written."""

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Unavailable
from cmi_tui.domain.journal import Event

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

_LOG = logging.getLogger(__name__)


def journal_if_possible(
    database: "Database", at: datetime, event: Event, account_id: int | None, outcome: str
) -> None:
    """Adds a line to the journal; where it cannot, the log says so and the act stands.

    For acts that change nothing in the database: a holder may still read and export from one that
    cannot be written.
    """
    try:
        with database.writing() as transaction:
            transaction.journal.add(at, event, account_id, outcome)
    except Unavailable as error:
        _LOG.warning("%s not journalled: %s", event, error.code)
