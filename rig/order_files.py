"""Order files made up for the benchmarks and the soak: plain data, the same for the same arguments."""

from pathlib import Path
from random import Random

from cmi_tui.domain.identity import Step
from cmi_tui.domain.order_columns import HEADER

_FIRST_NAMES = ("Auguste", "Clémence", "Zoé", "Jean-Paul", "Marie", "Noël", "Inès", "Œdipe")
_LAST_NAMES = ("Lambert", "Chabot", "D'Arcy", "Müller", "Nguyen", "Lefèvre", "Petit")
_STEPS = tuple(Step)


def login(number: int) -> str:
    """The identifier of the holder `number` of a made-up file."""
    return str(2_000_000_000_000_000_000 + number)


def address(number: int) -> str:
    """The email address of the holder `number`; neighbours' addresses are far apart in an index."""
    return f"{number * 2_654_435_761 % 2**32:x}.{number}@mail{number % 300}.fr"


def write_order_file(path: Path, lines: int, lines_a_holder: int = 2) -> None:
    """Writes an order file of `lines` lines, some of the same holder after each other."""
    random = Random(lines)
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        holder = ""
        for line in range(lines):
            number, step = divmod(line, lines_a_holder)
            if step == 0:
                day = (
                    f"{random.randint(1930, 2015)}-{random.randint(1, 12):02}-{random.randint(1, 28):02}"
                )
                holder = (
                    f"{login(number)};{random.choice(_LAST_NAMES)};{random.choice(_FIRST_NAMES)};;{day};"
                    f"{random.randint(1, 200)} rue des Tanneurs;{random.randint(1000, 95999):05};LILLE;"
                    f"{address(number)};2026-{number}"
                )
            file.write(f"{holder};{_STEPS[step]};2026-{6 + step:02}-07\n")
