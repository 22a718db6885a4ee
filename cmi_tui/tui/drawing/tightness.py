"""What a page goes without where its window has too few rows, in the order in which it is given up."""

from dataclasses import dataclass

READ = 9
"""The weight of a blank row that stays: in what is read from top to bottom, however long it is."""
MOST_ERROR_ROWS = 9


@dataclass(frozen=True)
class Tightness:
    """What has its place on the page.

    `least_gap` is the weight from which blank rows are shown, `error_rows` how many rows a field keeps
    free for an error at most. Where the help of the focused field has not all its rows it has one.
    """

    least_gap: int = 1
    error_rows: int = 0
    has_rule: bool = True
    has_whole_help: bool = True


LEVELS = (
    Tightness(error_rows=MOST_ERROR_ROWS),
    Tightness(error_rows=1),
    Tightness(least_gap=2, error_rows=1),
    Tightness(),
    Tightness(least_gap=2),
    Tightness(least_gap=3),
    Tightness(least_gap=READ),
    Tightness(least_gap=READ, has_rule=False),
    Tightness(least_gap=READ, has_rule=False, has_whole_help=False),
)
"""From the loosest to the tightest: blank rows go first, then the rule above the help, then the help."""
