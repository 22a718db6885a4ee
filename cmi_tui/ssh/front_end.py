"""What a session's front end is to the session: the full screen, or line by line."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from cmi_tui.domain.journal import Ending
from cmi_tui.messages import linear as texts
from cmi_tui.terminal_options import terminal_options
from cmi_tui.wire.driver import capabilities_of

if TYPE_CHECKING:
    from cmi_tui.ssh.session import PortalSession

INTERRUPTED = 130
"""The exit status after Ctrl+C, as shells have it."""


@dataclass(frozen=True)
class Outcome:
    """How a front end ended: the exit status, the reason, a last sentence for the user."""

    status: int
    ending: str
    parting: str = ""


class FrontEnd(Protocol):
    """One session's front end; all is called in the event loop."""

    async def run(self) -> Outcome:
        """Serves the session to its end."""

    def end(self, ending: Ending) -> None:
        """Makes `run` return soon; the first reason given counts."""

    def notify(self, sentence: str) -> None:
        """Shows a sentence to the user."""

    def receive(self, data: bytes) -> None:
        """The client has sent bytes."""

    def input_ended(self) -> None:
        """The client sends no more."""

    def resize(self, width: int, height: int) -> None:
        """The client's window has another size."""


def front_end_for(session: "PortalSession", *, is_linear: bool) -> FrontEnd:
    """Line by line where it is asked for or the terminal cannot place its cursor."""
    options = terminal_options(
        {**session.channel.environment, "TERM": session.term}, economy=session.service.economy
    )
    if is_linear or not capabilities_of(options).address:
        from cmi_tui.ssh.line_session import LineSession

        return LineSession(session, texts.BY_NAME if is_linear else texts.BY_DUMB_TERMINAL)
    from cmi_tui.ssh.full_screen import FullScreen

    return FullScreen(session, options)
