"""The keys by which holders are found: what two spellings of a name or city have in common."""

import unicodedata
from functools import lru_cache

_AFTER_ALL = "\U0010ffff"
"""Sorts after every letter and digit, in code points and in UTF-8."""


@lru_cache(maxsize=50_000)
def search_key(text: str) -> str:
    """The letters and digits of `text`, without accents and case: « L'Œuvre » is loeuvre."""
    folded = text.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFKD", folded.replace("œ", "oe").replace("æ", "ae"))
    return "".join(filter(str.isalnum, folded))


def end_of_range(prefix: str) -> str:
    """What every key that begins with `prefix` sorts before."""
    return prefix + _AFTER_ALL


def holder_key(last_name: str, company_name: str) -> str:
    """The key of the name that a holder is sought by: the company's where there is one."""
    return search_key(company_name or last_name)
