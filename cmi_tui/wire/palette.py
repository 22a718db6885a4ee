"""Styles and characters reduced to what a terminal shows."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from rich.color import Color, ColorSystem
from rich.color_triplet import ColorTriplet

from cmi_tui.wire.capabilities import TRUE_COLOR, Capabilities
from cmi_tui.wire.options import Colors
from cmi_tui.wire.style import Style

DEPTHS: dict[Colors, int] = {"none": 0, "8": 8, "16": 16, "256": 256, "truecolor": TRUE_COLOR}

_LINES = "─━┄┅┈┉╌╍═╴╶╸╺╼╾▀▁▂▃▄▔"
_BARS = "│┃┆┇┊┋╎╏║╵╷╹╻╽╿▌▍▎▏▐▕▊▋▉"
# For economy: rules of one byte, not three, that the terminal can also repeat.
ASCII_RULES = str.maketrans(
    {chr(code): "+" for code in range(0x2500, 0x2580)}
    | dict.fromkeys(_LINES, "-")
    | dict.fromkeys(_BARS, "|")
    | dict.fromkeys("▖▗▘▙▚▛▜▝▞▟", "+")
    | dict.fromkeys("█▓▒░", "#")
)


def with_colors(capabilities: Capabilities, colors: Colors) -> Capabilities:
    """The capabilities with the depth that was asked for, if one was."""
    if colors == "auto" or DEPTHS[colors] == capabilities.colors:
        return capabilities
    return replace(capabilities, colors=DEPTHS[colors])


@lru_cache(maxsize=4096)
def adapted(style: Style, capabilities: Capabilities) -> Style:
    """A style without what the terminal does not have."""
    underline = style.underline
    if not capabilities.underline:
        underline = ""
    elif underline and capabilities.colors < 256:
        underline = "4"
    rich = capabilities.colors >= 256
    return Style(
        attributes=style.attributes & capabilities.attributes,
        underline=underline,
        foreground=reduced(style.foreground, capabilities.colors),
        background=reduced(style.background, capabilities.colors),
        underline_color=style.underline_color if underline and rich else "",
        extra=style.extra if capabilities.modern else (),
        link=style.link if capabilities.modern else "",
    )


def reduced(code: str, colors: int) -> str:
    """A colour code (`31`, `48;5;200`, `38;2;r;g;b`, …) in at most so many colours."""
    if not code or colors >= TRUE_COLOR:
        return code
    if colors < 8:
        return ""
    foreground = code[0] == "3" or code[0] == "9"
    if len(code) <= 3:
        return _standard(int(code) % 10 + 8 * (len(code) == 3 or code[0] == "9"), foreground, colors)
    color = _color(code)
    if color is None:
        return ""
    if colors >= 256:
        if color.triplet is None:
            return code
        return ";".join(color.downgrade(ColorSystem.EIGHT_BIT).get_ansi_codes(foreground))
    number = color.downgrade(ColorSystem.STANDARD).number
    return "" if number is None else _standard(number, foreground, colors)


def _standard(number: int, foreground: bool, colors: int) -> str:
    if colors < 16:
        number %= 8
    base = 30 if number < 8 else 82
    return str(base + number + (0 if foreground else 10))


def _color(code: str) -> Color | None:
    """The colour of a `38;5;n`, `38;2;r;g;b` or colon-separated code."""
    _, kind, *values = code.replace(":", ";").split(";")
    numbers = [int(value) for value in values if value.isdecimal()]
    if any(number > 255 for number in numbers):
        return None
    if kind == "5" and len(numbers) == 1:
        return Color.from_ansi(numbers[0])
    if kind == "2" and len(numbers) >= 3:
        return Color.from_triplet(ColorTriplet(*numbers[-3:]))
    return None
