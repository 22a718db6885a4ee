"""What a client gets that asks for what is not served: a sentence, and the end."""

from asyncssh import EXTENDED_DATA_STDERR

from cmi_tui.domain.journal import Ending
from cmi_tui.ssh.front_end import Outcome
from cmi_tui.ssh.transport.channel import Channel

_FAILED = 1


class Refusal:
    """A front end that says one sentence."""

    def __init__(self, channel: Channel, sentence: str, ending: Ending) -> None:
        self._channel = channel
        self._sentence = sentence
        self._ending = ending

    async def run(self) -> Outcome:
        """Says it."""
        self._channel.write(f"{self._sentence}\r\n".encode(), EXTENDED_DATA_STDERR)
        return Outcome(_FAILED, self._ending)

    def end(self, ending: Ending) -> None:
        """It has ended by itself."""

    def notify(self, sentence: str) -> None:
        """Nothing more is said."""

    def receive(self, data: bytes) -> None:
        """Nothing is asked."""

    def input_ended(self) -> None:
        """Nothing is asked."""

    def resize(self, width: int, height: int) -> None:
        """Nothing is shown."""
