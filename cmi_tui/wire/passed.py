"""What is sent on untouched, until the next frame takes it along: the last of each kind, and bounded."""

from __future__ import annotations

_TITLES = ("0;", "1;", "2;")
_LONGEST_TITLE = 250
_MOST_KINDS = 500


class Passed:
    """Sequences that change no cell. A link may be paused for long, and a title change each second."""

    def __init__(self) -> None:
        self._sequences: dict[str, str] = {}
        self._title = ""

    def forget(self) -> None:
        """The terminal has its own title again: ours is to be sent anew."""
        if self._title:
            self._sequences.setdefault("title", self._title)
            self._title = ""

    def add(self, sequence: str, kind: str = "") -> None:
        """Keep a sequence; what the same `kind` said before, or itself, counts no more."""
        kind = kind or sequence
        self._sequences.pop(kind, None)
        self._sequences[kind] = sequence
        if len(self._sequences) > _MOST_KINDS:
            del self._sequences[next(iter(self._sequences))]

    def add_mode(self, mode: str, on: bool) -> None:
        """A private mode is switched on or off."""
        self.add(f"\x1b[?{mode}{'h' if on else 'l'}", f"mode {mode}")

    def add_command(self, command: str) -> None:
        """An operating system command is given."""
        if command.startswith(_TITLES):
            self.add(f"\x1b]{command[:_LONGEST_TITLE]}\x07", "title")
        else:
            number, _, rest = command.partition(";")
            # Colours are set one by one (4;7;…), and clipboards by their letter (52;c;…).
            self.add(f"\x1b]{command}\x07", f"{number};{rest.partition(';')[0]}")

    @property
    def names_window(self) -> bool:
        """Whether a title is among them, and not the one that the window has."""
        return self._sequences.get("title", self._title) != self._title

    def take(self) -> str:
        """All that is kept, the latest last; nothing is kept any more."""
        if self.names_window:
            self._title = self._sequences["title"]
        else:
            self._sequences.pop("title", None)
        text = "".join(self._sequences.values())
        self._sequences.clear()
        return text
