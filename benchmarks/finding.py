"""An agent's searches among many holders: `python -m benchmarks.finding 5000000 postgresql`.

Fills a database (SQLite, or PostgreSQL with that word) from an order file whose names, first names and
cities are as unevenly spread as a country's, then searches in the ways an agent can, each time for
another holder. Prints, for each way, the median and the 95th percentile of the look-up alone, and of the
whole use case with its line in the journal.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.desk_forms import FIND
from cmi_tui.domain.finding import name_wanted
from cmi_tui.domain.journal import Event
from cmi_tui.domain.order_columns import HEADER
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.domain.throttling import Limit
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from rig.accounts import SECRET_KEY, SUPPORT
from rig.order_files import address, login

MANY = 5_000_000
ROUNDS = 300
_SYLLABLES = (
    "mar",
    "ti",
    "ber",
    "nard",
    "du",
    "pont",
    "le",
    "fè",
    "vre",
    "mo",
    "reau",
    "gar",
    "cia",
    "lau",
)


class Spread:
    """Words of which the n-th comes 1/n as often as the first."""

    def __init__(self, count: int, parts: int, chance: random.Random) -> None:
        words: dict[str, None] = {}
        while len(words) < count:
            words["".join(chance.choices(_SYLLABLES, k=parts)).title() + chance.choice("aeinst")] = None
        self._words = list(words)
        self._weights = list(accumulate(1 / (place + 10) for place in range(count)))
        self._chance = chance

    def word(self) -> str:
        """One of the words."""
        return self._chance.choices(self._words, cum_weights=self._weights)[0]


def holders(count: int) -> Iterator[tuple[str, str, str, date]]:
    """Last names, first names, cities and birth dates: the same for the same count."""
    chance = random.Random(7)
    last, first, city = Spread(30_000, 4, chance), Spread(800, 2, chance), Spread(8_000, 3, chance)
    for _ in range(count):
        born = date(chance.randint(1925, 2015), chance.randint(1, 12), chance.randint(1, 28))
        yield last.word(), first.word(), city.word(), born


def write(path: Path, count: int) -> None:
    """Writes the order file."""
    with path.open("w", encoding="utf-8") as file:
        file.write(HEADER + "\n")
        for number, (last, first, city, born) in enumerate(holders(count)):
            known = f"{login(number)};{last};{first};;{born};1 rue;75001;{city};{address(number)}"
            file.write(f"{known};2026-{number};recue;2026-09-07\n")


WAYS: dict[str, Callable[[str, str, str, date], tuple[str, str, str, str]]] = {
    "whole name": lambda last, _first, _city, _born: (last, "", "", ""),
    "three letters": lambda last, _first, _city, _born: (last[:3], "", "", ""),
    "name, first name": lambda last, first, _city, _born: (last, first, "", ""),
    "three letters, first name": lambda last, first, _city, _born: (last[:3], first, "", ""),
    "three letters, two of another": lambda last, _first, _city, _born: (last[:3], "zz", "", ""),
    "name, city": lambda last, _first, city, _born: (last, "", city, ""),
    "three letters, first name, city": lambda last, first, city, _born: (last[:3], first, city, ""),
    "three letters, birth date": lambda last, _first, _city, born: (last[:3], "", "", f"{born}"),
    "all of it": lambda last, first, city, born: (last, first, city, f"{born}"),
}


def measure(portal: Portal, session: Session, count: int) -> None:
    """Prints a line a way."""
    people = list(holders(min(count, 20_000)))
    chance = random.Random(3)
    for way, values_of in WAYS.items():
        alone, whole = [], []
        for _ in range(ROUNDS):
            answers = values_of(*chance.choice(people))
            values = dict(zip(("wanted", "first_name", "city", "birth_date"), answers, strict=True))
            wanted = name_wanted(FIND.tidied(values))
            started = time.perf_counter()
            with portal.database.reading() as transaction:
                transaction.holder_search.by_name(wanted)
            alone.append(time.perf_counter() - started)
            started = time.perf_counter()
            portal.desk.find(session, values)
            whole.append(time.perf_counter() - started)
        print(f"{way:32} alone {told(alone)}   with its line {told(whole)}", flush=True)


def told(times: list[float]) -> str:
    """The median and the 95th percentile in milliseconds."""
    p95 = statistics.quantiles(times, n=20)[-1]
    return f"{statistics.median(times) * 1000:6.2f} ms, p95 {p95 * 1000:6.2f} ms"


@contextmanager
def database(folder: Path) -> Iterator[str]:
    """The URL of an empty one."""
    if "postgresql" not in sys.argv[1:]:
        yield f"sqlite:///{folder}/portal.db"
        return
    from rig.postgresql import PostgresServer

    server = PostgresServer()
    with server.database() as url:
        yield url
    server.close()


def main() -> None:
    """Prints the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    with tempfile.TemporaryDirectory() as name, database(Path(name)) as url:
        file = Path(name) / "commande.csv"
        write(file, count)
        environ = {"CMI_DATABASE_URL": url, "CMI_SECRET_KEY": SECRET_KEY}
        portal = Portal(Settings.from_environment(environ))
        portal.open_demonstration()
        started = time.perf_counter()
        portal.import_orders(file, "benchmark", lambda _done: None)
        print(f"{count:,} holders imported in {time.perf_counter() - started:.0f} s", flush=True)
        with portal.database.reading() as transaction:
            account = transaction.accounts.find(SUPPORT)
        assert account is not None
        session = portal.sign_in.open_session(account.account_id)
        # Whoever measures has given no code.
        session.step = SignInStep.DONE
        portal.desk.find._gate._limits = {Event.SEARCH: (Limit(10**6, timedelta(seconds=1)),)}
        measure(portal, session, count)
        portal.close()


if __name__ == "__main__":
    main()
