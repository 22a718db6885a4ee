"""The look of a cell: SGR parameters read into a style, and the way from one to another."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

BOLD, DIM, ITALIC, BLINK, RAPID, REVERSE, CONCEAL, STRIKE, FRAME, CIRCLE, OVERLINE = (
    1 << bit for bit in range(11)
)
_ON = {
    BOLD: "1",
    DIM: "2",
    ITALIC: "3",
    BLINK: "5",
    RAPID: "6",
    REVERSE: "7",
    CONCEAL: "8",
    STRIKE: "9",
    FRAME: "51",
    CIRCLE: "52",
    OVERLINE: "53",
}
_BIT = {code: bit for bit, code in _ON.items()}
# One code switches off all the attributes of a group.
_OFF = {
    "22": BOLD | DIM,
    "23": ITALIC,
    "25": BLINK | RAPID,
    "27": REVERSE,
    "28": CONCEAL,
    "29": STRIKE,
    "54": FRAME | CIRCLE,
    "55": OVERLINE,
}
# What shows on a space besides its background.
_MARKS = REVERSE | STRIKE | FRAME | CIRCLE | OVERLINE


class Style(NamedTuple):
    """How a cell looks; colours and underlines are kept as the SGR codes that make them."""

    attributes: int = 0
    underline: str = ""
    foreground: str = ""
    background: str = ""
    underline_color: str = ""
    extra: tuple[str, ...] = ()
    link: str = ""

    def codes(self) -> list[str]:
        """The SGR codes that make this style from none."""
        codes = [code for bit, code in _ON.items() if self.attributes & bit]
        colors = (self.underline, self.foreground, self.background, self.underline_color)
        return [*codes, *(code for code in colors if code), *self.extra]

    def blank(self) -> Style:
        """The plainest style in which a space looks as it does in this one."""
        if self.attributes & _MARKS or self.underline or self.extra or self.link:
            return self
        return Style(background=self.background)


PLAIN = Style()


def _color(parameters: list[str], index: int) -> tuple[str, int]:
    """The colour code that starts at `index` (38, 48 or 58), and how many parameters it takes."""
    kind = parameters[index + 1] if index + 1 < len(parameters) else ""
    count = {"5": 3, "2": 5}.get(kind, 1)
    taken = parameters[index : index + count]
    if len(taken) < count or not all(part.isdecimal() for part in taken):
        return "", 1
    return ";".join(taken), count


@lru_cache(maxsize=4096)
def restyled(style: Style, parameters: str) -> Style:
    """The style after `CSI parameters m`; codes without a known meaning are kept as they are."""
    codes = parameters.split(";")
    index = 0
    while index < len(codes):
        code = codes[index].lstrip("0")
        count = 1
        if code == "":
            style = Style(link=style.link)
        elif code in _BIT:
            style = style._replace(attributes=style.attributes | _BIT[code])
        elif code in _OFF:
            style = style._replace(attributes=style.attributes & ~_OFF[code])
        elif code in ("4", "4:1"):
            style = style._replace(underline="4")
        elif code in ("24", "4:0"):
            style = style._replace(underline="")
        elif code == "21" or code.startswith("4:"):
            style = style._replace(underline=code)
        elif code in ("38", "48", "58"):
            color, count = _color(codes, index)
            style = _colored(style, code, color) if color else _with_extra(style, code)
        elif code[:3] in ("38:", "48:", "58:"):
            style = _colored(style, code[:2], code)
        elif code in ("39", "49", "59"):
            style = _colored(style, code, "")
        elif code.isdecimal() and (30 <= int(code) <= 37 or 90 <= int(code) <= 97):
            style = style._replace(foreground=code)
        elif code.isdecimal() and (40 <= int(code) <= 47 or 100 <= int(code) <= 107):
            style = style._replace(background=code)
        else:
            style = _with_extra(style, code)
        index += count
    return style


def _colored(style: Style, code: str, color: str) -> Style:
    """The style with the colour that `code` (3x, 4x or 5x) speaks of."""
    if code[0] == "3":
        return style._replace(foreground=color)
    if code[0] == "4":
        return style._replace(background=color)
    return style._replace(underline_color=color)


def _with_extra(style: Style, code: str) -> Style:
    """The style with a code that we do not know: kept last, and drawn always from a reset."""
    return style._replace(extra=(*(kept for kept in style.extra if kept != code), code))


@lru_cache(maxsize=8192)
def transition(old: Style | None, new: Style, partial: bool) -> str:
    """The shortest sequence from `old` (`None`: unknown) to `new`.

    `partial`: the terminal can switch single attributes off; else only all at once.
    """
    if old == new:
        return ""
    link = "" if old and old.link == new.link else _link(old, new)
    if old and old._replace(link="") == new._replace(link=""):
        return link
    # An empty first parameter is a zero: `CSI ;1m` resets, then sets bold.
    whole = "\x1b[" + ";".join(["", *new.codes()] if new.codes() else []) + "m"
    changes = _changes(old, new, partial) if old else None
    if changes is not None:
        step = "\x1b[" + ";".join(changes) + "m"
        if len(step) <= len(whole):
            return step + link
    return whole + link


def _link(old: Style | None, new: Style) -> str:
    """The sequence that changes the hyperlink (`link` is `parameters;address`, empty for none)."""
    if old is None and not new.link:
        return ""
    return f"\x1b]8;{new.link or ';'}\x1b\\"


def _changes(old: Style, new: Style, partial: bool) -> list[str] | None:
    """The codes that change `old` into `new`, or `None` when only a reset can."""
    if old.extra or new.extra:
        return None
    codes = []
    kept = old.attributes
    for code, group in _OFF.items():
        if kept & group & ~new.attributes:
            codes.append(code)
            kept &= ~group
    for before, after, default in (
        (old.underline, new.underline, "24"),
        (old.foreground, new.foreground, "39"),
        (old.background, new.background, "49"),
        (old.underline_color, new.underline_color, "59"),
    ):
        if before != after and not after:
            codes.append(default)
    if codes and not partial:
        return None
    codes += [code for bit, code in _ON.items() if new.attributes & bit & ~kept]
    codes += [
        after
        for before, after in zip(old[1:5], new[1:5], strict=True)
        if isinstance(after, str) and after and before != after
    ]
    return codes
