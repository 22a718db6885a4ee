"""What the keys of an edited line do to it, as in a shell."""

from collections.abc import Callable

from cmi_tui.lean.line_editor import LineEditor

Place = Callable[[LineEditor], int]
Edit = Callable[[LineEditor], object]


def _moving(place: Place, *, selecting: bool = False) -> Edit:
    return lambda line: line.move(place(line), selecting=selecting)


def _deleting(place: Place) -> Edit:
    return lambda line: line.delete_to(place(line))


def _start(line: LineEditor) -> int:
    return 0


def _end(line: LineEditor) -> int:
    return len(line.text)


def _before(line: LineEditor) -> int:
    return line.before


def _after(line: LineEditor) -> int:
    return line.after


def _word_before(line: LineEditor) -> int:
    return line.word_before


def _word_after(line: LineEditor) -> int:
    return line.word_after


EDITS: dict[str, Edit] = {
    "home": _moving(_start),
    "ctrl+a": _moving(_start),
    "end": _moving(_end),
    "ctrl+e": _moving(_end),
    "ctrl+left": _moving(_word_before),
    "ctrl+right": _moving(_word_after),
    "shift+left": _moving(_before, selecting=True),
    "shift+right": _moving(_after, selecting=True),
    "shift+home": _moving(_start, selecting=True),
    "shift+end": _moving(_end, selecting=True),
    "ctrl+shift+left": _moving(_word_before, selecting=True),
    "ctrl+shift+right": _moving(_word_after, selecting=True),
    "backspace": _deleting(_before),
    "delete": _deleting(_after),
    "ctrl+d": _deleting(_after),
    "ctrl+w": _deleting(_word_before),
    "ctrl+f": _deleting(_word_after),
    "ctrl+u": _deleting(_start),
    "ctrl+k": _deleting(_end),
}
