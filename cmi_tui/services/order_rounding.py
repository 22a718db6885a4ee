"""Long numbers that a spreadsheet has rounded, told by what the rest of their file looks like."""

from dataclasses import dataclass, field

EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps; it puts zeros for those that follow."""
_BEYOND_CHANCE = 20
"""How many times more zeros than chance makes are no chance."""


@dataclass
class _Tally:
    all: int = 0
    in_zeros: int = 0
    first: str = ""
    are_several: bool = False


@dataclass
class Rounding:
    """Counts the numbers of one column by their length: those of one length come from one source."""

    _tallies: dict[int, _Tally] = field(default_factory=dict)

    def look(self, number: str) -> None:
        """Takes a value in."""
        if len(number) > EXACT_DIGITS and number.isdigit():
            tally = self._tallies.setdefault(len(number), _Tally())
            tally.all += 1
            if ends_in_zeros(number):
                tally.in_zeros += 1
                tally.first = tally.first or number
                tally.are_several = tally.are_several or number != tally.first

    def is_rounded(self, number: str) -> bool:
        """Whether it ends in zeros as more of its length do than chance makes, or all."""
        tally = self._tallies.get(len(number))
        return (
            tally is not None
            and tally.are_several
            and ends_in_zeros(number)
            and (tally.in_zeros == tally.all or _is_beyond_chance(tally, len(number)))
        )

    def is_doubtful(self, number: str) -> bool:
        """Whether it alone ends in zeros where chance hardly makes one: it may be what it says."""
        tally = self._tallies.get(len(number))
        return (
            tally is not None
            and not tally.are_several
            and ends_in_zeros(number)
            and _is_beyond_chance(tally, len(number))
        )


def ends_in_zeros(number: str) -> bool:
    """Whether a number has nothing but zeros after the digits that a spreadsheet keeps."""
    return len(number) > EXACT_DIGITS and number.isdigit() and not number[EXACT_DIGITS:].strip("0")


def _is_beyond_chance(tally: _Tally, length: int) -> bool:
    return tally.in_zeros * 10.0 ** (length - EXACT_DIGITS) > _BEYOND_CHANCE * tally.all
