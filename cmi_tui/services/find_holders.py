"""Finding a holder, by identifier, email address or name."""

from typing import TYPE_CHECKING

from cmi_tui.domain.desk_forms import FIND, SHORTEST_NAME
from cmi_tui.domain.email_address import lookup_key
from cmi_tui.domain.errors import Refused
from cmi_tui.domain.finding import Found, may_be_name, name_wanted
from cmi_tui.domain.forms import Values
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.login import login_key
from cmi_tui.services.agent_gate import AgentGate
from cmi_tui.services.session import Session

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database, Transaction


class FindHolders:
    """That an agent has searched is journalled, what for is not."""

    def __init__(self, database: "Database", gate: AgentGate) -> None:
        self._database = database
        self._gate = gate

    def __call__(self, session: Session, values: Values) -> Found:
        """The holders that the fields of FIND mean: twenty at most, and whether there may be more.

        Raises Refused (TOO_MUCH_ASKED at `limit` with its wait too), SessionEnded, Unavailable.
        """
        values = FIND.tidied(values)
        errors = FIND.judge(values)
        found = Found(())
        with self._database.writing() as transaction:
            self._gate.enter(transaction, session)
            if errors:
                raise Refused(errors)
            refusal = self._gate.count(transaction, session, Event.SEARCH)
            if refusal is None:
                entry = Entry(Event.SEARCH, DONE, session.account_id, source=session.source)
                transaction.journal.add(entry)
                found = _found(transaction, values)
        if refusal is not None:
            raise refusal
        return found


def _found(transaction: "Transaction", values: Values) -> Found:
    text, search = values["wanted"], transaction.holder_search
    if "@" in text:
        return search.by_address(lookup_key(text))
    found = search.by_login(login_key(text))
    wanted = name_wanted(values)
    if found.holders or len(wanted.name) < SHORTEST_NAME or not may_be_name(text):
        return found
    return search.by_name(wanted)
