"""The input, cut into keys: a paste of any size becomes one event; what means nothing is left out.

An answer to a status request is taken out wherever it comes, whole or split, also within a paste.

Textual's parser looks at each character with a regular expression or two, and types the letters of
every sequence that it does not know.
"""

from __future__ import annotations

import re
import sys

from textual.constants import ESCAPE_DELAY
from textual.events import Event, Key, Paste

from cmi_tui.wire.flow import ANSWERS
from cmi_tui.wire.sequences import (
    COMPLETE,
    ESCAPE,
    broken_string,
    is_string,
    is_unfinished,
    old_mouse_report,
    understood,
)

ESCAPE_UNDONE = "escape_undone"
"""The key that takes an Escape back, which was the start of a sequence that the line had split."""
PASTE_SILENCE = 3.0
"""A bracketed paste has ended, with or without its mark, after so many seconds of silence."""
SILENCE = 0.05
"""A burst goes on in what is read within so many seconds."""
_START, _END = "\x1b[200~", "\x1b[201~"
_BURST = 64
"""So many characters at once are not typed."""
_SPLIT = 3.0
"""The rest of a sequence that a slow line has split comes within so many seconds."""
_ALT = 0.03
"""Alt and its letter come together; a letter that comes later was typed after Escape."""
_TYPED = 0.1
"""Characters that come singly, each so many seconds after the last, are typed, not pasted …"""
_MANY_TYPED = 3
"""… when there are so many of them."""

_GOES_ON = re.compile(r"[\[O]|\]\d|[\]PX^_][^\x00-\x1f]*(?:\x07|\x1b\\)")
"""What follows an escape in a sequence rather than after the key."""
_STALLS = 2.5
"""On a line that has split a sequence, Escape is the key only after so many seconds of silence."""

_RUN = re.compile(r"[^\x00-\x1f\x7f-\x9f]+")
_IN_A_PASTE = re.compile("|".join(map(re.escape, (_END, *ANSWERS))))
_FOCUS = ("\x1b[I", "\x1b[O")


class Burst(Paste):
    """What came at once without being marked as a paste: a stalled line's typing, to the letter."""


Burst.handler_name = Paste.handler_name


class InputReader:
    """Cuts the decoded input into texts for the parser, keys, pastes, and answers to status requests."""

    def __init__(self, limit: int | None = None, *, joins_bursts: bool = False) -> None:
        """`limit`: the most characters of a paste; `joins_bursts`: many characters at once are one."""
        self.focus_events = False
        """Whether the application is told that the window has gained or lost the focus."""
        self.expects_answer = False
        """Whether an answer is due: what begins like one is then held as long as it takes."""
        self._limit = sys.maxsize - 1 if limit is None else limit
        self._burst = _BURST if joins_bursts else sys.maxsize
        self._kept: list[str] = []
        self._count = 0
        self._bracketed = False
        self._is_full = False
        self._typed = 0
        self._burst_until: float | None = None
        self._held = ""
        self._lost = ""
        self._read_at = 0.0
        self._lost_at = 0.0
        self._told_escape = False
        self._escape_delay = ESCAPE_DELAY
        self._answers = 0

    def feed(self, text: str, now: float) -> list[str | Event]:
        """Cut what was read at the moment `now`, in seconds."""
        found: list[str | Event] = []
        if self._bracketed and self._is_typed(text, now):
            self._end_unended_paste(found)
        if self._held or self._lost:
            text = self._without_an_answer(text)
            if not text:
                return found
        text = self._with_what_was_held(text, now, found)
        self._read_at = now
        if self._burst_until is not None:
            text = self._continue_burst(text, now, found)
        at = 0
        while at < len(text):
            if self._bracketed:
                at = self._bracket(text, at, found)
            elif run := _RUN.match(text, at):
                at = run.end()
                self._text(run[0], found, is_last=at == len(text), now=now)
            else:
                at = self._control(text, at, found)
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
        if self._bracketed:
            return PASTE_SILENCE
        return self._escape_delay if self._held else 0

    def silence(self, now: float) -> list[str | Event]:
        """Nothing came for a while: a burst or a paste has ended, a held escape was the key."""
        found: list[str | Event] = []
        if self._burst_until is not None:
            self._end_paste(found)
        elif self._bracketed:
            self._end_unended_paste(found)
        elif _is_escape(self._held):
            found += [Key("escape", ESCAPE)] * len(self._held)
            self._told_escape = True
        if self._held:
            self._lost, self._lost_at, self._held = self._held, now, ""
        return found

    def _with_what_was_held(self, text: str, now: float, found: list[str | Event]) -> str:
        """The text with the beginning of its sequence before it, even one that was given up."""
        lost, self._lost = self._lost, ""
        held, self._held = self._held, ""
        told_escape, self._told_escape = self._told_escape, False
        goes_on = not _is_escape(lost or held) or _GOES_ON.match(text) is not None
        in_time = now - self._lost_at <= _SPLIT or self._is_answer(lost, text)
        if lost and goes_on and in_time:
            # A string's rest comes in more than single letters: those are typed, after Alt with `]`.
            may_go_on = len(text) > 1 or not is_string(lost)
            if COMPLETE.match(lost + text) or (may_go_on and is_unfinished(lost + text)):
                found += [Key(ESCAPE_UNDONE, None)] * told_escape
                self._escape_delay = _STALLS
                return lost + text
        elif not goes_on and not self._bracketed and now - self._read_at > _ALT:
            found += [Key("escape", ESCAPE)] * len(held)
            return text
        return held + text

    def _without_an_answer(self, text: str) -> str:
        """The text without the answer that came between the two halves of a sequence."""
        for answer in ANSWERS:
            if text.startswith(answer):
                self._answers += 1
                return text[len(answer) :]
        return text

    def _is_answer(self, lost: str, text: str) -> bool:
        """Whether the text goes on with the answer that is due, of which more than `ESC` has come."""
        begun = (lost + text)[: len(ANSWERS[0])]
        return self.expects_answer and lost > ESCAPE and any(a.startswith(begun) for a in ANSWERS)

    def _text(self, text: str, found: list[str | Event], *, is_last: bool, now: float) -> None:
        if len(text) < self._burst:
            found.append(text)
            return
        self._keep(text)
        if is_last:
            self._burst_until = now + SILENCE
        else:
            self._end_paste(found)

    def _control(self, text: str, at: int, found: list[str | Event]) -> int:
        """Take the control character or sequence at `at`; return where it ends."""
        if report := old_mouse_report(text, at):
            return at + len(report)
        if sequence := COMPLETE.match(text, at):
            if sequence[0] == _START:
                self._bracketed = True
            elif sequence[0] in ANSWERS:
                self._answers += 1
            elif self.focus_events and sequence[0] in _FOCUS:
                found.append(sequence[0])
            elif key := understood(sequence[0]):
                found.append(key)
            return sequence.end()
        if (end := broken_string(text, at)) > at:
            return end
        if text[at] == ESCAPE or "\x80" <= text[at] <= "\x9f":
            if is_unfinished(text[at:]):
                self._held = text[at:]
                return len(text)
            if text[at] == ESCAPE:
                found.append(Key("escape", ESCAPE))
            return at + 1
        found.append(text[at])
        return at + 1

    def _continue_burst(self, text: str, now: float, found: list[str | Event]) -> str:
        """Take the burst's continuation from what was read; return the rest."""
        assert self._burst_until is not None
        run = _RUN.match(text) if now <= self._burst_until else None
        if run:
            self._keep(run[0])
            text = text[run.end() :]
        if text or not run:
            self._end_paste(found)
        else:
            self._burst_until = now + SILENCE
        return text

    def _is_typed(self, text: str, now: float) -> bool:
        """Whether what came within brackets was typed, so that their end has been lost."""
        is_single = len(text) == 1 and not self._held and now - self._read_at > _TYPED
        self._typed = self._typed + 1 if is_single else 0
        return self._typed >= _MANY_TYPED or _is_pressed(text)

    def _bracket(self, text: str, at: int, found: list[str | Event]) -> int:
        """Gather a bracketed paste from `at`; return where it, or the text, ends."""
        if mark := _IN_A_PASTE.search(text, at):
            self._keep(text[at : mark.start()])
            if mark[0] == _END:
                self._end_paste(found)
            else:
                self._answers += 1
            return mark.end()
        cut = min(_cut_end(text, at, sequence) for sequence in (_END, *ANSWERS))
        self._keep(text[at:cut])
        self._held = text[cut:]
        if self._count > self._limit and not self._is_full:
            # The rest changes nothing more: that it is too long is told at once.
            self._is_full = True
            found.append(Paste("".join(self._kept)))
        return len(text)

    def _keep(self, text: str) -> None:
        room = self._limit + 1 - self._count
        if room > 0:
            self._kept.append(text[:room])
            self._count += min(len(text), room)

    def _end_unended_paste(self, found: list[str | Event]) -> None:
        # Ctrl+C at the end of a paste without an end was pressed, not pasted.
        pressed = self._kept[-1][-1:] if self._kept and _is_pressed(self._kept[-1][-1:]) else ""
        if pressed:
            self._kept[-1] = self._kept[-1][:-1]
        self._end_paste(found)
        found += pressed

    def _end_paste(self, found: list[str | Event]) -> None:
        text = "".join(self._kept)
        if text and not self._is_full:
            found.append(Paste(text) if self._bracketed else Burst(text))
        self._kept = []
        self._count = self._typed = 0
        self._burst_until = None
        self._bracketed = self._is_full = False


def _is_escape(text: str) -> bool:
    """Whether the text is the key Escape, or several."""
    return bool(text) and not text.strip(ESCAPE)


def _is_pressed(text: str) -> bool:
    """Whether the text is a key with Ctrl, which a pasted text does not consist of."""
    return len(text) == 1 and text < " " and text not in "\t\n\r\x1b"


def _cut_end(text: str, at: int, sequence: str) -> int:
    """Where the longest start of the sequence begins that ends the text; else its end."""
    for start in range(max(at, len(text) - len(sequence) + 1), len(text)):
        if sequence.startswith(text[start:]):
            return start
    return len(text)
