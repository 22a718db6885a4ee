"""What a front end is to its session, and how it ends."""

from dataclasses import dataclass
from typing import Protocol

from cmi_tui.domain.journal import Ending


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
