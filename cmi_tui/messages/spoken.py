"""What is spoken in other words than it is written: the special characters of a password."""

from cmi_tui.domain.password_rule import SPECIAL_CHARACTERS
from cmi_tui.messages.forms import HELPS

_NAMES = {
    "&": "esperluette", '"': "guillemet", "'": "apostrophe", "(": "parenthèse ouvrante", "-": "tiret",
    "_": "tiret bas", "^": "accent circonflexe", ")": "parenthèse fermante", "°": "signe degré",
    "+": "signe plus", "=": "signe égal", "\\": "barre oblique inverse", "$": "dollar",
    "£": "livre sterling", "ù": "u accent grave", "%": "pour cent", "*": "astérisque", ",": "virgule",
    ";": "point-virgule", ":": "deux-points", "!": "point d'exclamation", "?": "point d'interrogation",
    ".": "point", "/": "barre oblique", "<": "inférieur", ">": "supérieur", "ç": "c cédille",
    "é": "e accent aigu", "è": "e accent grave", "à": "a accent grave",
}  # fmt: skip
SPECIAL_CHARACTERS_IN_WORDS = ", ".join(_NAMES[each] for each in dict.fromkeys(SPECIAL_CHARACTERS))
"""The special characters of the password's rule, each named once, in their order."""


def help_in_words(form: str, field: str) -> str:
    """The help of a field, the special characters that it lists said in words."""
    return HELPS[form, field].replace(SPECIAL_CHARACTERS, SPECIAL_CHARACTERS_IN_WORDS)
