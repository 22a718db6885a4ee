"""Journalling what has already happened, whether or not the journal can be written."""

import logging
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Unavailable
from cmi_tui.domain.journal import Entry

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

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
