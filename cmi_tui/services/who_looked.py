"""« Qui a consulté mon dossier »: what agents have seen of a holder's record, and done."""

from typing import TYPE_CHECKING

from cmi_tui.domain.holder_card import History
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class WhoLooked:
    """The holder's own view of it."""

    def __init__(self, database: "Database") -> None:
        self._database = database

    def __call__(self, session: Session, before: int | None = None) -> History:
        """Twenty lines, newest first; `before` is the last page's `older`.

        Raises SessionEnded, Unavailable.
        """
        with self._database.reading() as transaction:
            authorised(transaction, session)
            return transaction.history.page(session.account_id, before, by_agents=True)
