"""What a terminal sends beside text: control sequences, known by their form (ECMA-48) and meaning."""

from __future__ import annotations

import re

from cmi_tui.wire.textual_parts import ANSI_SEQUENCES_KEYS, FUNCTIONAL_KEYS

ESCAPE = "\x1b"
_CSI, _SS3 = r"(?:\x1b\[|\x9b)", r"(?:\x1bO|\x8f)"
_STRING = r"\x1b[\]PX^_]"
_LONGEST_STRING = 4096

COMPLETE = re.compile(
    # With one more escape before them, as some terminals send Alt with a key.
    r"\x1b?(?:"
    r"\x1b\[\[[@-~]"  # the Linux console's F1 to F5
    rf"|{_CSI}[0-?]*[ -/]*[@-Z\\-~]"
    rf"|{_SS3}[0-9;]*[@-~]"
    rf"|{_STRING}[^\x07\x18\x1a\x1b]*(?:\x07|\x1b\\)"
    r"|\x1b[ -/]+[0-~]"
    r"|\x1b[^\x00-/\x7f-\x9f\[\]OPX^_]"  # Alt with a letter, and the two-character controls
    r"|\x1b[\b\x7f]"  # Alt with Backspace
    r")"
)
"""A control sequence, whole."""
_UNFINISHED = re.compile(
    r"\x1b?(?:"
    rf"{_CSI}(?:\[|[0-?]*[ -/]*)|{_SS3}[0-9;]*"
    rf"|{_STRING}[^\x07\x18\x1a\x1b]{{0,{_LONGEST_STRING}}}\x1b?|\x1b[ -/]*"
    r")"
)
_ESCAPES = re.compile(r"\x1b{1,2}")
_MOUSE = re.compile(r"\x1b\[<\d{1,6};-?\d{1,6};-?\d{1,6}[mM]")
_OLD_MOUSE = re.compile(r"\x1b\[M[ -\uffff]{3}")
_MODIFIED_KEY = re.compile(r"\x1b\[(\d{1,7})(?::\d*)*(?:;[\d:]*){0,2}([u~A-FHPQS])")


def is_unfinished(text: str) -> bool:
    """Whether `text` is the beginning of a control sequence, and may go on."""
    return _UNFINISHED.fullmatch(text) is not None or _ESCAPES.fullmatch(text) is not None


def old_mouse_report(text: str, at: int) -> str:
    """The whole report of a mouse as terminals without SGR reports send it, if one is at `at`.

    Its three characters follow a sequence that is otherwise complete.
    """
    found = _OLD_MOUSE.match(text, at)
    return found[0] if found else ""


def means_something(sequence: str) -> bool:
    """Whether a complete sequence is a key or a mouse report that Textual's parser understands.

    What is left out are late answers, keys that nobody knows, and what the parser would take for
    something else: it types the letter `c` for `CSI 99 ~`.
    """
    if sequence in ANSI_SEQUENCES_KEYS:
        # Those of the keypad that stand for a character are another terminal's End or comma.
        return isinstance(ANSI_SEQUENCES_KEYS[sequence], tuple)
    if _MOUSE.fullmatch(sequence):
        return True
    key = _MODIFIED_KEY.fullmatch(sequence)
    return key is not None and (key[2] == "u" or key[1] + key[2] in FUNCTIONAL_KEYS)
