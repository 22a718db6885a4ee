"""Identifiers: the key by which two ways of typing one are the same."""

import unicodedata

from cmi_tui.domain.text import normalised

_SEPARATING = frozenset({"Zs", "Pd"})  # blanks and dashes, whatever their width


def login_key(typed: str) -> str:
    """The key of an identifier: lower case, without what letters and people group its digits with.

    That is blanks, dots and dashes: « 1000 7201 8010 0001 000 » is 1000720180100001000.
    """
    return "".join(filter(_counts, normalised(typed))).lower()


def _counts(character: str) -> bool:
    return character != "." and unicodedata.category(character) not in _SEPARATING
