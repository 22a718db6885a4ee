"""What a terminal can read, reduced to what we use of it; nothing is assumed where it is unknown.

Sequences are used only in their ANSI form: an entry with another form counts as not having it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from cmi_tui.wire.style import BLINK, BOLD, CONCEAL, DIM, ITALIC, OVERLINE, REVERSE, STRIKE
from cmi_tui.wire.terminfo import Entry

TRUE_COLOR = 1 << 24
_NCV_UNDERLINE = 2
"""The bit of `no_color_video` (ncv) that stands for underline, in terminfo(5)."""
_ANSI = {
    "el": "\x1b[K",
    "ed": "\x1b[J",
    "ech": "\x1b[%p1%dX",
    "insert": "\x1b[%p1%d@",
    "delete": "\x1b[%p1%dP",
    "insert_rows": "\x1b[%p1%dL",
    "delete_rows": "\x1b[%p1%dM",
    "region": "\x1b[%i%p1%d;%p2%dr",
    "rep": "%p1%c\x1b[%p2%{1}%-%db",
    "column": "\x1b[%i%p1%dG",
    "row": "\x1b[%i%p1%dd",
    "up": "\x1b[%p1%dA",
    "down": "\x1b[%p1%dB",
    "right": "\x1b[%p1%dC",
    "left": "\x1b[%p1%dD",
    "backspace": "\b",
    "line_feed": "\n",
}
_NAMES = {
    "insert": "ich",
    "delete": "dch",
    "insert_rows": "il",
    "delete_rows": "dl",
    "region": "csr",
    "column": "hpa",
    "row": "vpa",
    "up": "cuu",
    "down": "cud",
    "right": "cuf",
    "left": "cub",
    "backspace": "cub1",
    "line_feed": "cud1",
}
_ATTRIBUTES = {
    "bold": (BOLD, "1"),
    "dim": (DIM, "2"),
    "sitm": (ITALIC, "3"),
    "blink": (BLINK, "5"),
    "rev": (REVERSE, "7"),
    "invis": (CONCEAL, "8"),
    "smxx": (STRIKE, "9"),
}


@dataclass(frozen=True, eq=False)
class Capabilities:
    """What one kind of terminal can do."""

    address: bool = False
    """It moves the cursor to any place (`CSI row;column H`); without, it can only print lines."""
    el: bool = False
    ed: bool = False
    ech: bool = False
    insert: bool = False
    delete: bool = False
    insert_rows: bool = False
    delete_rows: bool = False
    region: bool = False
    """Rows can be made a region for themselves, which a line feed scrolls up, and `ESC M` down."""
    rep: bool = False
    column: bool = False
    row: bool = False
    up: bool = False
    down: bool = False
    right: bool = False
    left: bool = False
    backspace: bool = False
    line_feed: bool = False
    bce: bool = False
    """Erased cells take the current background."""
    xenl: bool = False
    """After the last column the cursor stays, at least until the next character comes."""
    no_wrap: bool = False
    """Automatic margins can be switched off."""
    attributes: int = 0
    underline: bool = False
    colors_underline: bool = False
    """It shows a colour in the place of underline, so that underlined blanks draw no line."""
    partial: bool = False
    """Single attributes and colours can be switched off."""
    colors: int = 0
    alternate: tuple[str, str] = ("", "")
    """The sequences that enter and leave the alternate screen."""
    controls_flow: bool = False
    """It may send Ctrl+S and Ctrl+Q by itself, to hold the output and let it go on."""
    modern: bool = False
    """It speaks xterm's protocols: mouse, bracketed paste, titles and other operating system
    commands, and skips the private modes it does not know."""

    @property
    def underlines_blanks(self) -> bool:
        """Whether underlined blanks draw a line."""
        return self.underline and not self.colors_underline


def from_entry(entry: Entry, term: str) -> Capabilities:
    """Reduce the terminfo entry of the terminal called `term`."""
    strings = entry.strings
    modern = is_modern(term)
    has = {name: strings.get(_NAMES.get(name, name)) == form for name, form in _ANSI.items()}
    # Others go by xterm's name, and mosh and GNU screen do not repeat characters.
    has["rep"] &= not is_called(term, "xterm")
    has["region"] &= (strings.get("ind"), strings.get("ri")) == ("\n", "\x1bM")
    attributes = 0
    for name, (bit, code) in _ATTRIBUTES.items():
        if strings.get(name) == f"\x1b[{code}m":
            attributes |= bit
    colors = entry.numbers.get("colors", 0) if "setaf" in strings else 0
    if entry.flags & {"RGB", "Tc"}:
        colors = TRUE_COLOR
    if colors >= 256:
        attributes |= OVERLINE
    return Capabilities(
        address=strings.get("cup") == "\x1b[%i%p1%d;%p2%dH" and strings.get("cr", "\r") == "\r",
        bce="bce" in entry.flags,
        xenl="xenl" in entry.flags or "am" not in entry.flags,
        no_wrap=modern or strings.get("rmam") == "\x1b[?7l",
        attributes=attributes,
        underline=strings.get("smul") == "\x1b[4m",
        colors_underline=bool(entry.numbers.get("ncv", 0) & _NCV_UNDERLINE),
        partial=strings.get("rmul") == "\x1b[24m" and strings.get("op", "\x1b[39;49m") == "\x1b[39;49m",
        colors=colors,
        alternate=_alternate(strings.get("smcup", ""), strings.get("rmcup", "")),
        controls_flow="xon" in entry.flags,
        modern=modern,
        **has,
    )


def _alternate(enter: str, leave: str) -> tuple[str, str]:
    """The alternate screen, without the title stack and other luggage where we know the core."""
    if "\x1b[?1049h" in enter:
        return "\x1b[?1049h", "\x1b[?1049l"
    return (enter, leave) if enter and leave else ("", "")


_VT100 = Capabilities(
    address=True,
    el=True,
    ed=True,
    up=True,
    down=True,
    right=True,
    left=True,
    backspace=True,
    line_feed=True,
    region=True,
    xenl=True,
    no_wrap=True,
    attributes=BOLD | BLINK | REVERSE,
    underline=True,
    controls_flow=True,
)
_LINUX = replace(
    _VT100,
    colors_underline=True,
    ech=True,
    insert=True,
    delete=True,
    insert_rows=True,
    delete_rows=True,
    column=True,
    row=True,
    bce=True,
    attributes=BOLD | DIM | BLINK | REVERSE,
    partial=True,
    colors=8,
)
_SCREEN = replace(
    _LINUX,
    colors_underline=False,
    ech=False,
    bce=False,
    alternate=("\x1b[?1049h", "\x1b[?1049l"),
    controls_flow=False,
    modern=True,
)
_XTERM = replace(
    _SCREEN,
    ech=True,
    bce=True,
    attributes=BOLD | DIM | ITALIC | BLINK | REVERSE | CONCEAL | STRIKE,
)
TABLE = {
    "xterm": _XTERM,
    "xterm-256color": replace(_XTERM, attributes=_XTERM.attributes | OVERLINE, colors=256),
    "tmux": replace(_SCREEN, attributes=_SCREEN.attributes | ITALIC | CONCEAL | STRIKE),
    "tmux-256color": replace(
        _SCREEN, attributes=_SCREEN.attributes | ITALIC | CONCEAL | STRIKE | OVERLINE, colors=256
    ),
    "screen": _SCREEN,
    "screen-256color": replace(_SCREEN, attributes=_SCREEN.attributes | OVERLINE, colors=256),
    "linux": _LINUX,
    "vt100": _VT100,
    "putty": replace(
        _LINUX,
        attributes=BOLD | BLINK | REVERSE,
        alternate=("\x1b[?1049h", "\x1b[?1049l"),
        modern=True,
        rep=True,
        insert=False,
        line_feed=False,
    ),
    "ansi": replace(
        _LINUX,
        region=False,
        bce=False,
        attributes=BOLD | BLINK | REVERSE | CONCEAL,
        partial=False,
        rep=True,
        backspace=False,
        line_feed=False,
        xenl=False,
        no_wrap=False,
        controls_flow=False,
    ),
    "dumb": Capabilities(line_feed=True),
}
_MODERN = [
    "xterm",
    "tmux",
    "screen",
    "putty",
    "rxvt",
    "alacritty",
    "foot",
    "kitty",
    "wezterm",
    "konsole",
    "gnome",
    "vte",
    "st",
    "iterm2",
    "contour",
    "ghostty",
    "mlterm",
]


def is_called(term: str, family: str) -> bool:
    """Whether a name is the family's, or that of one of its kinds."""
    return term == family or term.startswith((f"{family}-", f"{family}."))


def is_modern(term: str) -> bool:
    """Whether a terminal of that name speaks xterm's protocols."""
    return any(is_called(term, name) for name in _MODERN)


def fallback(term: str) -> Capabilities:
    """What a terminal without an entry surely has, by its name."""
    if term in TABLE:
        return TABLE[term]
    if term in ("", "unknown"):
        return TABLE["dumb"]
    family = next((name for name in ("tmux", "screen", "putty", "linux") if term.startswith(name)), "")
    deep = "-256color" in term or "-direct" in term
    if family:
        return TABLE.get(f"{family}-256color" if deep else family, TABLE[family])
    if is_modern(term):
        # Its relatives lack one thing or another of xterm: only what all of them have.
        return replace(TABLE["xterm-256color" if deep else "xterm"], bce=False, ech=False)
    return _VT100
