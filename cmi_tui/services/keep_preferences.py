"""« Mes préférences »: how a holder wants the portal to be from now on."""

from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import preferences_form
from cmi_tui.domain.preferences import Preferences
from cmi_tui.services.change_limit import check_pace
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class KeepPreferences:
    """Keeps them with the account; the journal is told that they changed, and not how."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def current(self, session: Session) -> dict[str, str]:
        """The fields of PREFERENCES as they stand. Raises SessionEnded, Unavailable."""
        with self._database.reading() as transaction:
            authorised(transaction, session, session.role)
            return transaction.preferences.of(session.account_id).values()

    def __call__(self, session: Session, values: Values) -> None:
        """Applies the fields of the role's form; the session has them from now on.

        Raises Refused (with TOO_MANY_TRIES at `linear` too), SessionEnded, Unavailable.
        """
        form = preferences_form(session.role)
        errors = form.judge(values)
        if errors:
            raise Refused(errors)
        with self._database.writing() as transaction:
            transaction.accounts.hold(session.account_id)
            authorised(transaction, session, session.role)
            check_pace(transaction, session.account_id, Event.PREFERENCES, field="linear")
            kept = transaction.preferences.of(session.account_id).values()
            preferences = Preferences.from_values(kept | form.tidied(values))
            transaction.preferences.put(session.account_id, preferences)
            transaction.journal.add(session.entry(Event.PREFERENCES, DONE))
        session.preferences = preferences
