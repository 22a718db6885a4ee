"""The figures that are plotted, in a table that changes only when a benchmark is asked to."""

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

TABLE = Path(__file__).parents[1] / "docs" / "pictures" / "bytes.csv"


class Figure(NamedTuple):
    """What a program sent to do something, in bytes: as it is, and compressed as `ssh -C` does."""

    subject: str
    program: str
    sent: int
    compressed: int


def kept_figures(table: Path = TABLE) -> list[Figure]:
    """The figures of the table, in its order."""
    with table.open(encoding="utf-8", newline="") as file:
        return [
            Figure(row["subject"], row["program"], int(row["sent"]), int(row["compressed"]))
            for row in csv.DictReader(file)
        ]


def keep(measured: Iterable[Figure], table: Path = TABLE) -> None:
    """Puts figures in the place of those of the same subjects and programs; the others stay."""
    figures = {figure[:2]: figure for figure in (*kept_figures(table), *measured)}
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(Figure._fields)
        writer.writerows(figures.values())
