"""Preparing the « formulaire de défaut qualité » before it is fetched over SSH."""

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Refused, Unavailable
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import PREPARATION
from cmi_tui.services.change_limit import check_pace
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

_LOG = logging.getLogger(__name__)
LIFETIME = timedelta(hours=1)
"""How long the answers are kept for whatever process the form is fetched from."""
_PURGED_AT_ONCE = 1_000


class PrepareForm:
    """Keeps the answers with the account, in the place of those of before."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def current(self, session: Session) -> dict[str, str]:
        """The fields of PREPARATION as they are kept, empty where nothing is.

        Raises SessionEnded, Unavailable.
        """
        empty = {field.name: "" for field in PREPARATION.fields}
        with self._database.reading() as transaction:
            authorised(transaction, session)
            return empty | transaction.prepared_forms.of(session.account_id)

    def __call__(self, session: Session, values: Values) -> None:
        """Keeps the fields of PREPARATION for an hour.

        Raises Refused (with TOO_MANY_TRIES at `card_1` too), SessionEnded, Unavailable.
        """
        values = PREPARATION.tidied(values)
        errors = PREPARATION.judge(values)
        if errors:
            raise Refused(errors)
        with self._database.writing() as transaction:
            transaction.accounts.hold(session.account_id)
            authorised(transaction, session)
            check_pace(transaction, session.account_id, Event.PREPARATION, field="card_1")
            transaction.prepared_forms.put(session.account_id, values, transaction.now + LIFETIME)
            transaction.journal.add(session.entry(Event.PREPARATION, DONE))

    def erase_old(self) -> int:
        """Erases answers whose hour is over, so many at most at once; how many went."""
        try:
            with self._database.writing() as transaction:
                return transaction.prepared_forms.purge(_PURGED_AT_ONCE)
        except Unavailable as error:
            _LOG.warning("prepared forms not erased: %s", error.code)
            return 0
