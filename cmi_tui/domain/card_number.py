"""The number printed on a card (numéro de la carte), as a holder types it."""

MAX_LENGTH = 40


def card_number(text: str) -> str:
    """`text` in capitals, each run of spaces as one space, and none at its ends."""
    return " ".join(text.upper().split())


def is_card_number(text: str) -> bool:
    """Whether `text` can be a card number: a number of digits and capitals, whatever its spaces.

    The guide tells no length and no format, so that nothing more can be asked.
    """
    compact = card_number(text).replace(" ", "")
    return compact.isascii() and compact.isalnum() and any(map(str.isdigit, compact))


def are_the_same(one: str, other: str) -> bool:
    """Whether two numbers are one, whatever their spaces and capitals."""
    return card_number(one).replace(" ", "") == card_number(other).replace(" ", "")
