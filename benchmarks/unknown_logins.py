"""Whether the time of a refusal tells that a login exists: known and unknown ones, hash and all.

Prints the median times of 50 tries each, taken in turns, and how far they are apart; the throttle
counts every try and refuses none, since each known login and each unknown name is another one.
"""

import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from pathlib import Path

from argon2 import PasswordHasher

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.settings import Settings
from cmi_tui.storage.database import upgrade
from rig.order_files import login, write_order_file

TRIES = 50


def seconds(portal: Portal, name: str, number: int) -> float:
    """How long a wrong password takes."""
    started = time.perf_counter()
    try:
        portal.sign_in({"login": name, "password": "wrong"}, f"192.0.2.{number}")
    except Refused as refused:
        assert refused.errors == {"password": Code.SIGN_IN_REFUSED}
    return time.perf_counter() - started


def main() -> None:
    """Prints the medians."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/portal.db"
        upgrade(url)
        portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
        file = Path(folder) / "commande.csv"
        write_order_file(file, TRIES, lines_a_holder=1)
        portal.import_orders(file, "benchmark", lambda _done: None)
        password_hash = PasswordHasher().hash("Mien-2026!")
        with closing(sqlite3.connect(f"{folder}/portal.db")) as database, database:
            database.execute("UPDATE account SET password_hash = ?", (password_hash,))
        times: dict[str, list[float]] = {"known": [], "unknown": []}
        for number in range(TRIES):
            times["known"].append(seconds(portal, login(number), number))
            times["unknown"].append(seconds(portal, login(number + TRIES), number))
        known, unknown = (statistics.median(values) * 1000 for values in times.values())
        apart = abs(known - unknown) / known * 100
        print(f"known {known:.1f} ms, unknown {unknown:.1f} ms: {apart:.1f} % apart")


if __name__ == "__main__":
    main()
