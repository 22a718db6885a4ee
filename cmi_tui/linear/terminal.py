"""What a linear conversation needs of the place where it is held: lines out, lines in."""

import textwrap
from collections.abc import Callable
from typing import Protocol

from cmi_tui.linear.line_discipline import Aside
from cmi_tui.messages import linear as texts


class Watch(Protocol):
    """Looks at the time while an answer is awaited."""

    def __call__(self, idle: float, *, is_typing: bool) -> tuple[str, float]:
        """A sentence to tell now, or none, and after how long to look again; times in seconds.

        `idle` is the time since the last key, and `is_typing` whether an answer has been begun. What
        it raises ends the question.
        """

    def acknowledged(self) -> str:
        """What to say to an Enter that came right after the last notice, and answered no question."""


class Terminal(Protocol):
    """Speaks and listens. `is_interactive` is False where the answers were written beforehand."""

    is_interactive: bool

    def say(self, text: str) -> None:
        """Writes a line; `text` is already printable."""

    def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
        """The next line, without its end; `hidden` does not echo it.

        What `watch` tells stands on a line of its own, and the question after it again with what was
        typed; Enter right after it answers it alone. Raises EOFError at the end of the answers,
        KeyboardInterrupt, and what `watch` raises.
        """


def watched(
    is_typed: Callable[[float | None], bool],
    idle: Callable[[], float],
    is_typing: Callable[[], bool],
    watch: Watch | None,
    tell: Callable[[str], None],
) -> None:
    """Waits until `is_typed`, which waits for so many seconds at most, and tells what `watch` says."""
    left: float | None = None
    while True:
        if watch is not None:
            sentence, left = watch(idle(), is_typing=is_typing())
            if sentence:
                tell(sentence)
                continue
        if is_typed(left):
            return


def answer_to(aside: Aside, watch: Watch | None) -> str:
    """The sentence that a key gets which answers no question."""
    return texts.ARROWS if aside is Aside.ARROW or watch is None else watch.acknowledged()


def wrapped(text: str, columns: int) -> str:
    """`text` broken between words into rows shorter than `columns`; 0 means that none is known."""
    if not columns:
        return text.rstrip()
    # The last column stays free: a terminal would break the row itself as well.
    lines = textwrap.wrap(
        text, max(columns - 1, 10), break_long_words=False, break_on_hyphens=False, drop_whitespace=True
    )
    return "\n".join(lines)
