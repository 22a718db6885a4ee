"""The preferences of holders: a row for each who has any."""

from sqlmodel import Session

from cmi_tui.domain.preferences import Preferences
from cmi_tui.storage.tables import PreferencesRow


class StoredPreferences:
    """The preferences as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, account_id: int) -> Preferences:
        """What the account's holder prefers."""
        row = self._session.get(PreferencesRow, account_id)
        if row is None:
            return Preferences()
        return Preferences(**{name: getattr(row, name) for name in vars(Preferences())})

    def put(self, account_id: int, preferences: Preferences) -> None:
        """Keeps what is preferred from now on; the account is held."""
        self._session.merge(PreferencesRow(account_id=account_id, **vars(preferences)))
        self._session.flush()
