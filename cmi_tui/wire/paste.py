"""The input's guard: a paste of any size becomes one event; the wire's answers are taken out.

Textual's parser looks at each character with a regular expression or two; a megabyte that reached
it would hold all keys up for a minute.
"""

from __future__ import annotations

import re

from textual.constants import ESCAPE_DELAY
from textual.events import Event, Key, Paste

from cmi_tui.wire.flow import ANSWERS

_START, _END = "\x1b[200~", "\x1b[201~"
_BURST = 64
"""So many characters at once are not typed."""
SILENCE = 0.05
"""A burst goes on in what is read within so many seconds."""

_RUN = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
_EVENT = re.compile(
    "|".join(map(re.escape, (_START, *ANSWERS))) + rf"|[^\x00-\x1f\x7f-\x9f]{{{_BURST},}}"
)


class InputGuard:
    """Cuts the decoded input into texts for the parser, pastes, and answers to status requests."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: list[str] = []
        self._count = 0
        self._bracketed = False
        self._burst_until: float | None = None
        self._held = ""
        self._answers = 0

    def feed(self, text: str, now: float) -> list[str | Event]:
        """Cut what was read."""
        found: list[str | Event] = []
        text = self._held + text
        self._held = ""
        if self._burst_until is not None:
            text = self._continue_burst(text, now, found)
        at = 0
        while at < len(text):
            if self._bracketed:
                at = self._bracket(text, at, found)
                continue
            event = _EVENT.search(text, at)
            if event is None:
                self._plain(text[at:], found)
                break
            if event.start() > at:
                found.append(text[at : event.start()])
            at = event.end()
            if event[0] == _START:
                self._bracketed = True
            elif event[0] in ANSWERS:
                self._answers += 1
            else:
                self._keep(event[0])
                if at < len(text):
                    found.append(self._paste())
                else:
                    self._burst_until = now + SILENCE
        return found

    def take_answers(self) -> int:
        """How many status reports have been taken out of the input since the last call."""
        answers, self._answers = self._answers, 0
        return answers

    @property
    def patience(self) -> float:
        """How long what is held back may be held if nothing more comes; 0: nothing is held."""
        if self._burst_until is not None:
            return SILENCE
        return ESCAPE_DELAY if self._held and not self._bracketed else 0

    def silence(self) -> list[str | Event]:
        """Nothing came for a while: a burst has ended, a held escape was the key."""
        if self._burst_until is not None:
            return [self._paste()]
        if self._bracketed or not self._held:
            return []
        held, self._held = self._held, ""
        return [Key("escape", held) if held == "\x1b" else held]

    def _continue_burst(self, text: str, now: float, found: list[str | Event]) -> str:
        """Take the burst's continuation from what was read; return the rest."""
        assert self._burst_until is not None
        run = _RUN.match(text) if now <= self._burst_until else None
        if run:
            self._keep(run[0])
            text = text[run.end() :]
        if text or not run:
            found.append(self._paste())
        else:
            self._burst_until = now + SILENCE
        return text

    def _bracket(self, text: str, at: int, found: list[str | Event]) -> int:
        """Gather a bracketed paste from `at`; return where it, or the text, ends."""
        end = text.find(_END, at)
        if end >= 0:
            self._keep(text[at:end])
            self._bracketed = False
            found.append(self._paste())
            return end + len(_END)
        cut = _cut_end(text, at, (_END,))
        self._keep(text[at:cut])
        self._held = text[cut:]
        return len(text)

    def _plain(self, text: str, found: list[str | Event]) -> None:
        """Pass a text on, but for the start of a sequence of ours at its very end."""
        cut = _cut_end(text, 0, (_START, *ANSWERS))
        if cut:
            found.append(text[:cut])
        self._held = text[cut:]

    def _keep(self, text: str) -> None:
        room = self._limit + 1 - self._count
        if room > 0:
            self._kept.append(text[:room])
            self._count += min(len(text), room)

    def _paste(self) -> Paste:
        paste = Paste("".join(self._kept))
        self._kept = []
        self._count = 0
        self._burst_until = None
        return paste


def _cut_end(text: str, at: int, sequences: tuple[str, ...]) -> int:
    """Where the longest start of one of the sequences begins that ends the text; else its end."""
    longest = max(map(len, sequences)) - 1
    for start in range(max(at, len(text) - longest), len(text)):
        if any(sequence.startswith(text[start:]) for sequence in sequences):
            return start
    return len(text)
