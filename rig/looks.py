"""What a cell looks like, and what each kind of terminal reads."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import NamedTuple

_ATTRIBUTES = {1, 2, 3, 5, 6, 7, 8, 9, 51, 52, 53}
_OFF = {22: {1, 2}, 23: {3}, 25: {5, 6}, 27: {7}, 28: {8}, 29: {9}, 54: {51, 52}, 55: {53}}


class Look(NamedTuple):
    """Attributes as the numbers of their SGR codes; colours as their codes."""

    attributes: frozenset[int] = frozenset()
    underline: str = ""
    foreground: str = ""
    background: str = ""
    underline_color: str = ""
    link: str = ""

    def on_space(self) -> Look:
        """What of it shows on a space."""
        if self.attributes & {7, 9, 51, 52, 53} or self.underline or self.link:
            return self
        return Look(background=self.background)


class Place(NamedTuple):
    """A cell: the second half of a wide character has no text."""

    text: str = " "
    look: Look = Look()


class Unreadable(AssertionError):
    """The terminal was sent what it cannot read, or what terminals read in different ways."""


@dataclass(frozen=True)
class Kind:
    """What a strict terminal reads; `finals` are the letters of its control sequences."""

    finals: str
    sgr: frozenset[int]
    colors: int
    bce: bool = False
    private: bool = True
    single_off: bool = True
    waits_at_margin: bool = True


def look_after(look: Look, parameters: str) -> Look:
    """Apply SGR parameters."""
    codes = [int(code or 0) for code in parameters.split(";")]
    while codes:
        code = codes.pop(0)
        attributes = look.attributes
        if code == 0:
            look = Look(link=look.link)
        elif code in _ATTRIBUTES:
            look = look._replace(attributes=attributes | {code})
        elif code in _OFF:
            look = look._replace(attributes=attributes - _OFF[code])
        elif code in (4, 21, 24):
            look = look._replace(underline="" if code == 24 else str(code))
        elif code in (38, 48, 58):
            count = 2 if codes[0] == 5 else 4
            value = ";".join(map(str, [code, *codes[:count]]))
            del codes[:count]
            field = {38: "foreground", 48: "background", 58: "underline_color"}[code]
            look = look._replace(**{field: value})  # type: ignore[arg-type]
        elif code // 10 in (3, 9):
            look = look._replace(foreground="" if code == 39 else str(code))
        elif code // 10 in (4, 10):
            look = look._replace(background="" if code == 49 else str(code))
        elif code == 59:
            look = look._replace(underline_color="")
        else:
            raise Unreadable(f"SGR {code}")
    return look


_XTERM = Kind("HABCDGdJKXmnLM@Pr", frozenset({1, 2, 3, 4, 5, 7, 8, 9, 21, 53, 58}), 256, bce=True)
_SCREEN = Kind("HABCDGdJKmnLM@Pr", frozenset({1, 2, 4, 5, 7, 21, 53, 58}), 256)
_LINUX = Kind("HABCDGdJKXmnLM@Pr", frozenset({1, 2, 4, 5, 7}), 8, bce=True, private=False)
_VT100 = Kind("HABCDJKmnr", frozenset({1, 4, 5, 7}), 0, private=False, single_off=False)
_ANSI = Kind(
    "HABCDGdJKXb@mnLMP",
    frozenset({1, 4, 5, 7, 8}),
    8,
    private=False,
    single_off=False,
    waits_at_margin=False,
)
KINDS = {
    "xterm-256color": _XTERM,
    "xterm": replace(_XTERM, sgr=_XTERM.sgr - {21, 53, 58}, colors=8),
    "tmux-256color": replace(_SCREEN, sgr=_SCREEN.sgr | {3, 8, 9}),
    "tmux": replace(_SCREEN, sgr=frozenset({1, 2, 3, 4, 5, 7, 8, 9}), colors=8),
    "screen-256color": _SCREEN,
    "screen": replace(_SCREEN, sgr=frozenset({1, 2, 4, 5, 7}), colors=8),
    "linux": _LINUX,
    "vt100": _VT100,
    "ansi": _ANSI,
    "putty": replace(
        _LINUX, finals=_LINUX.finals.replace("@", "") + "b", sgr=frozenset({1, 4, 5, 7}), private=True
    ),
}
