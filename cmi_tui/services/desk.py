"""The agent's desk: its three use cases behind one gate."""

from typing import TYPE_CHECKING

from cmi_tui.services.agent_gate import AgentGate, Limits
from cmi_tui.services.find_holders import FindHolders
from cmi_tui.services.holder_acts import HolderActs
from cmi_tui.services.holder_cards import HolderCards

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database


class Desk:
    """Finds holders, shows their cards, acts on their accounts."""

    def __init__(self, database: "Database", limits: Limits, alert_to: str) -> None:
        gate = AgentGate(limits, alert_to)
        self.find = FindHolders(database, gate)
        self.cards = HolderCards(database, gate)
        self.act = HolderActs(database, gate)
