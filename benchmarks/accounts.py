"""The queries of a sign-in among few accounts and among many: `python -m benchmarks.accounts 5000000`.

Fills two SQLite files (and, with `postgresql` as a second argument, two PostgreSQL databases) from
order files, then signs in by identifier, by address and with unknown names, in turns, the hash left
out. Prints the median times and their ratio.
"""

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Refused
from cmi_tui.services.password_hashing import PasswordHasher
from cmi_tui.settings import Settings
from cmi_tui.storage.database import upgrade
from rig.order_files import address, login, write_order_file

FEW, MANY = 5_000, 5_000_000
ROUNDS = 400


class NoHash(PasswordHasher):
    """Says no at once: only the queries are timed."""

    def verify(self, password_hash: str | None, password: str) -> bool:
        """No."""
        return False


def filled(url: str, accounts: int, folder: Path) -> Portal:
    """A portal with so many accounts."""
    file = folder / "commande.csv"
    write_order_file(file, accounts, lines_a_holder=1)
    upgrade(url)
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
    portal.import_orders(file, "benchmark", lambda _done: None)
    file.unlink()
    portal.sign_in._hasher = NoHash()
    return portal


def seconds(portal: Portal, name: str, source: str) -> float:
    """How long a try of `name` takes."""
    started = time.perf_counter()
    try:
        portal.sign_in({"login": name, "password": "x"}, source)
    except Refused:
        return time.perf_counter() - started
    raise SystemExit("a sign-in that must fail succeeded")


def compare(kind: str, portals: dict[int, Portal]) -> None:
    """Prints a line a kind of name."""
    names: dict[str, Callable[[int], str]] = {
        "identifier": lambda count: login(random.randrange(count)),
        "address": lambda count: address(random.randrange(count)),
        "unknown": lambda count: f"x{random.randrange(count)}",
    }
    for name, made in names.items():
        times: dict[int, list[float]] = {count: [] for count in portals}
        for number in range(ROUNDS):
            for count, portal in portals.items():
                source = f"10.{number % 250}.{random.randrange(250)}.{random.randrange(250)}"
                times[count].append(seconds(portal, made(count), source))
        few, many = (statistics.median(values) * 1000 for values in times.values())
        counts = " / ".join(f"{count:,}" for count in portals)
        print(f"{kind:10} {name:10} {counts}: {few:.2f} ms / {many:.2f} ms = {many / few:.2f} times")


def main() -> None:
    """Prints the table."""
    many = int(sys.argv[1]) if len(sys.argv) > 1 else MANY
    counts = (FEW, many)
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        folder = Path(name)
        compare("SQLite", {n: filled(f"sqlite:///{folder}/{n}.db", n, folder) for n in counts})
        if "postgresql" in sys.argv[2:]:
            from rig.postgresql import PostgresServer

            server = PostgresServer()
            urls = {n: stack.enter_context(server.database()) for n in counts}
            compare("PostgreSQL", {n: filled(url, n, folder) for n, url in urls.items()})


if __name__ == "__main__":
    main()
