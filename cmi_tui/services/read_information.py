"""Reading « Mes informations » and « Suivi de ma demande »."""

from typing import TYPE_CHECKING

from cmi_tui.domain.identity import CardRequest, Information
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class ReadInformation:
    """The holder's own data, read anew at each page."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def __call__(self, session: Session) -> Information:
        """The identity and address of the asker. Raises SessionEnded, Unavailable."""
        with self._database.reading() as transaction:
            authorised(transaction, session)
            return transaction.accounts.information(session.account_id)

    def requests(self, session: Session) -> list[CardRequest]:
        """The asker's card requests. Raises SessionEnded, Unavailable."""
        with self._database.reading() as transaction:
            authorised(transaction, session)
            return transaction.card_requests.of(session.account_id)
