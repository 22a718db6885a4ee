"""A client's terminal, line by line, for a conversation that runs in a thread."""

import asyncio
import queue
import threading
from collections.abc import Callable
from time import monotonic, thread_time

from cmi_tui.charset import Charset
from cmi_tui.domain.text import normalised
from cmi_tui.linear.line_discipline import LineDiscipline
from cmi_tui.linear.terminal import Watch, answer_to, watched, wrapped
from cmi_tui.ssh.transport.channel import Channel

# So many keys may wait for their question, and so many bytes for the client to read them; then the
# client waits.
_MOST_AHEAD = 4096
_MOST_UNSENT = 16384
_LOOK_AGAIN = 0.05


class LineTerminal:
    """`say` and `ask` block and are called in the thread; all else is called in the event loop."""

    is_interactive = True

    def __init__(self, channel: Channel, columns: int, charge: Callable[[float], None]) -> None:
        """`charge` is told, at each question, the seconds that the thread worked since the last."""
        self.columns = columns
        self._channel = channel
        self._charset = Charset(channel.environment)
        self._charge = charge
        self._worked = 0.0
        self._loop = asyncio.get_running_loop()
        self._discipline = LineDiscipline()
        self._question: str | None = None
        self._watch: Watch | None = None
        self._answers: queue.SimpleQueue[str | type[BaseException]] = queue.SimpleQueue()
        self._answer: str | type[BaseException] = ""
        self._last_key = monotonic()
        self._has_room = threading.Event()
        self._has_room.set()
        self._is_input_over = False
        self._has_ended = False

    # In the conversation's thread.

    def say(self, text: str) -> None:
        """Writes lines, once the client has read what was written. Raises EOFError when it has gone."""
        self._has_room.wait()
        if self._has_ended:
            raise EOFError
        self._call(self._write, wrapped(text, self.columns) + "\n")

    def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
        """The next line; see `Terminal`."""
        self._last_key = monotonic()
        worked, self._worked = self._worked, thread_time()
        self._call(self._charge, self._worked - worked)
        self._watch = watch
        self._call(self._begin, wrapped(prompt, self.columns) + " ", hidden)
        try:
            watched(
                self._is_answered,
                self._idle,
                lambda: self._discipline.is_begun,
                watch,
                lambda told: self._call(self._notice, told),
            )
        except BaseException:
            self._call(self._break_off)
            raise
        if isinstance(self._answer, str):
            return normalised(self._answer)
        raise self._answer

    def _is_answered(self, seconds: float | None) -> bool:
        try:
            self._answer = self._answers.get(timeout=seconds)
        except queue.Empty:
            return False
        return True

    def _idle(self) -> float:
        return monotonic() - self._last_key

    def _call(self, callback: Callable[..., object], *arguments: object) -> None:
        try:
            self._loop.call_soon_threadsafe(callback, *arguments)
        except RuntimeError:  # the server's loop has ended
            raise EOFError from None

    # In the event loop.

    def _begin(self, prompt: str, hidden: bool) -> None:
        self._question = prompt
        self._discipline.ask(hidden=hidden)
        self._write(prompt)
        self._edit()

    def _break_off(self) -> None:
        self._question = None
        self._write("\n")

    def _edit(self) -> None:
        """Works through what was typed, for the question that is asked and while the client reads."""
        if self._has_ended:
            self._answers.put(EOFError)
            return
        if self._question is None or not self._has_room.is_set():
            return
        while (edited := self._discipline.edit()).aside is not None:
            self._write(edited.echo)
            self.tell(answer_to(edited.aside, self._watch))
        self._write(edited.echo)
        answer = edited.answer
        if answer is None and self._is_input_over:
            answer = EOFError
            self._write("\n")
        if answer is not None:
            self._question = None
            self._answers.put(answer)

    def _write(self, text: str) -> None:
        if text and not self._has_ended:
            data = text.replace("\n", "\r\n").encode("utf-8", "replace")
            self._channel.write(self._charset.sent(data))
            self._look_for_room()

    def _look_for_room(self) -> None:
        if self._channel.unsent() <= _MOST_UNSENT or self._has_ended:
            return
        if self._has_room.is_set():
            self._has_room.clear()
            self._loop.call_later(_LOOK_AGAIN, self._look_again)

    def _look_again(self) -> None:
        if self._channel.unsent() > _MOST_UNSENT and not self._has_ended:
            self._loop.call_later(_LOOK_AGAIN, self._look_again)
            return
        self._has_room.set()
        self._edit()

    def _notice(self, sentence: str) -> None:
        self.tell(sentence)
        self._discipline.noticed()

    def tell(self, sentence: str) -> None:
        """Writes a sentence on lines of its own, and again what it came in the midst of."""
        again = "" if self._question is None else self._question + self._discipline.shown
        self._write(f"\n{wrapped(sentence, self.columns)}\n{again}")

    @property
    def is_busy(self) -> bool:
        """Whether more keys would only have to wait."""
        return self._discipline.typed_ahead > _MOST_AHEAD or not self._has_room.is_set()

    def receive(self, data: bytes) -> None:
        """The client has typed."""
        self._last_key = monotonic()
        self._discipline.receive(self._charset.received(data), self._last_key)
        self._edit()

    def input_over(self) -> None:
        """The client types no more: once the questions have had what it typed, they have no answer."""
        self._is_input_over = True
        self._edit()

    def end(self) -> None:
        """Nothing more is said or answered: the conversation is told so."""
        self._has_ended = True
        self._has_room.set()
        self._edit()
