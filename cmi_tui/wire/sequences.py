"""What a terminal sends beside text: control sequences, known by their form (ECMA-48) and meaning."""

from __future__ import annotations

import re

from cmi_tui.wire.textual_parts import ANSI_SEQUENCES_KEYS, FUNCTIONAL_KEYS

ESCAPE = "\x1b"
_CSI, _SS3 = r"(?:\x1b\[|\x9b)", r"(?:\x1bO|\x8f)"
_STRING = r"\x1b[\]PX^_][^\x00-\x1f\x7f-\x9f]"
_LONGEST_STRING = 4096

COMPLETE = re.compile(
    # With one more escape before them, as some terminals send Alt with a key.
    r"\x1b?(?:"
    r"\x1b\[\[[@-~]"  # the Linux console's F1 to F5
    r"|\x1b\[\d{1,2}\$(?!y)"  # rxvt's keys with Shift
    r"|\x1b\[<[\d;-]*[mM]"  # the mouse, which may be left of the window
    rf"|{_CSI}[0-?]*[ -/]*[@-Z\\-~]"
    rf"|{_SS3}[0-9;]*[@-~]"
    rf"|{_STRING}*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[^\x00-/\x7f-\x9f\[\]OPX^_]"  # Alt with a letter, and the two-character controls
    r"|\x1b[\b\x7f]"  # Alt with Backspace
    r")"
)
"""A control sequence, whole."""
_UNFINISHED = re.compile(
    r"\x1b?(?:"
    rf"{_CSI}(?:\[|<[\d;-]*|[0-?]*[ -/]*)|{_SS3}[0-9;]*"
    rf"|{_STRING}{{0,{_LONGEST_STRING}}}\x1b?|\x1b[ -/]*"
    r")"
)
_ESCAPES = re.compile(r"\x1b{1,2}")
_MOUSE = re.compile(r"\x1b\[<\d{1,6};-?\d{1,6};-?\d{1,6}[mM]")
_OLD_MOUSE = re.compile(r"\x1b\[M[ -\uffff]{3}")
# Kitty's form of a key: code, modifiers, what happened to it (3: it was released).
_MODIFIED_KEY = re.compile(r"\x1b\[(\d{1,7})(?::\d*)*(?:;(\d{0,3})(?::(\d))?)?(?:;[\d:]*)?([u~A-FHPQS])")
_MOST_MODIFIERS = 256
_BROKEN_STRING = re.compile(rf"{_STRING}*(?=[\x00-\x1a\x1c-\x1f]|\x1b[^\\])")


def is_unfinished(text: str) -> bool:
    """Whether `text` is the beginning of a control sequence, and may go on."""
    return _UNFINISHED.fullmatch(text) is not None or _ESCAPES.fullmatch(text) is not None


def is_string(text: str) -> bool:
    """Whether `text` is the beginning of a string sequence, such as the answer with a colour."""
    return text.lstrip(ESCAPE)[:1] in tuple("]PX^_") and text.startswith(ESCAPE)


def old_mouse_report(text: str, at: int) -> str:
    """The whole report of a mouse as terminals without SGR reports send it, if one is at `at`.

    Its three characters follow a sequence that is otherwise complete.
    """
    found = _OLD_MOUSE.match(text, at)
    return found[0] if found else ""


def broken_string(text: str, at: int) -> int:
    """The end of a string sequence at `at` that a key breaks off, or `at` where there is none."""
    found = _BROKEN_STRING.match(text, at)
    return found.end() if found else at


def understood(sequence: str) -> str:
    """A complete sequence as Textual's parser is given it; empty for one that means nothing here.

    What is left out are late answers, keys that nobody knows, and what the parser would take for
    something else, or fall over: it types the letter `c` for `CSI 99 ~`.
    """
    if sequence in ANSI_SEQUENCES_KEYS:
        # Those of the keypad that stand for a character are another terminal's End or comma.
        return sequence if isinstance(ANSI_SEQUENCES_KEYS[sequence], tuple) else ""
    if _MOUSE.fullmatch(sequence):
        return sequence
    key = _MODIFIED_KEY.fullmatch(sequence)
    if key is None:
        return ""
    code, modifiers, event, final = key.groups()
    number = int(modifiers or 1)
    if event == "3" or not 1 <= number <= _MOST_MODIFIERS:
        return ""
    is_known = code + final in FUNCTIONAL_KEYS or (final == "u" and _is_character(int(code)))
    return f"\x1b[{code};{number}{final}" * is_known


def _is_character(code: int) -> bool:
    return code <= 0x10FFFF and (chr(code).isprintable() or code < 0x20)
