"""An agent at the desk in lines: what is answered to come to a holder's card."""

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.exit_status import ExitStatus
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as texts
from rig.accounts import AUGUSTE, CLEMENCE
from tests.conftest import FakeClock
from tests.linear.scripted import ScriptedTerminal
from tests.services.agents import agent

SEARCH = "chercher"
OPENED = ["1", ""]
"""The first motive, no words."""
CARD = [SEARCH, AUGUSTE, *OPENED]
"""Auguste's card, from anywhere but a form."""
OTHER_CARD = [SEARCH, CLEMENCE, *OPENED]


def worked(
    portal: Portal, clock: FakeClock, *answers: object, is_interactive: bool = True
) -> tuple[ExitStatus, ScriptedTerminal]:
    """An agent's conversation after the second factor; each answer is asked for."""
    terminal = ScriptedTerminal(answers, is_interactive=is_interactive)
    status = converse(portal, agent(portal, clock), terminal, texts.BY_OPTION)
    assert terminal.is_done, "an answer was never asked for"
    return status, terminal


def add_holder(portal: Portal, login: str, first_name: str, last_name: str = "Untel") -> int:
    """Another holder, of Paris, without an address; the account's number."""
    identity = Identity(login, first_name, last_name, "", None, "1 rue", "75001", "PARIS")
    with portal.database.writing() as transaction:
        return transaction.accounts.add(Information(identity, ""), Role.HOLDER, None)
