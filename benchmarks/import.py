"""Importing order files: ours on SQLite and PostgreSQL, and a bare csv-and-executemany loop.

The loop checks nothing, updates nothing and writes the same tables with the same indexes in one
transaction. Prints seconds, lines a second, the most memory, and ratios to the loop;
`python -m benchmarks.import 1000000` says how many lines.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from rig.order_files import write_order_file
from rig.postgresql import PostgresServer

LINES = 1_000_000
OURS = """
import os, sys
from cmi_tui.cli.main import main
os.environ["CMI_DATABASE_URL"] = sys.argv[1]
sys.exit(main(["accounts", "import", sys.argv[2]]))
"""
BARE = """
import csv, sqlite3, sys
from cmi_tui.storage.database import Database
Database(sys.argv[1]).close()
database = sqlite3.connect(sys.argv[1].removeprefix("sqlite:///"))
accounts, requests, steps = [], [], []
ACCOUNT = (
    "INSERT INTO account (id, login, login_key, email, email_key, first_name, last_name, company_name,"
    " birth_date, street, postal_code, city, role, enabled) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,'user',1)"
)
def write():
    database.executemany(ACCOUNT, accounts)
    database.executemany("INSERT INTO card_request VALUES (?,?,?)", requests)
    database.executemany("INSERT INTO request_step VALUES (?,?,?)", steps)
    accounts.clear(), requests.clear(), steps.clear()
number, last = 0, None
with open(sys.argv[2], encoding="utf-8", newline="") as file:
    rows = csv.reader(file, delimiter=";")
    next(rows)
    for row in rows:
        if row[0] != last:
            last, number = row[0], number + 1
            accounts.append((number, last, last, row[8], row[8], row[2], row[1], *row[3:8]))
            requests.append((number, number, row[9]))
        steps.append((number, row[10], row[11]))
        if len(steps) == 10_000:
            write()
write()
database.commit()
"""


def run(program: str, url: str, file: Path) -> tuple[float, int]:
    """Seconds and the most memory, in octets, of a program in a process of its own."""
    started = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, url, str(file)], stdout=subprocess.DEVNULL
    )
    _pid, status, usage = os.wait4(process.pid, 0)
    if status:
        raise SystemExit("a program failed")
    return time.perf_counter() - started, usage.ru_maxrss * 1024


def main() -> None:
    """Prints a line a program."""
    lines = int(sys.argv[1]) if len(sys.argv) > 1 else LINES
    server = PostgresServer()
    with tempfile.TemporaryDirectory() as folder, server.database() as postgresql:
        file = Path(folder) / "commande.csv"
        write_order_file(file, lines)
        bare, ours = f"sqlite:///{folder}/bare.db", f"sqlite:///{folder}/ours.db"
        peer, memory = run(BARE, bare, file)
        show("bare csv and executemany, SQLite", peer, memory, lines, peer)
        for name, url in (("ours, SQLite", ours), ("ours, PostgreSQL", postgresql)):
            show(name, *run(OURS, url, file), lines, peer)
            show(f"{name}, the same file again", *run(OURS, url, file), lines, peer)
    server.close()


def show(name: str, seconds: float, memory: int, lines: int, peer: float) -> None:
    """Prints one line of the table."""
    print(
        f"{name:38} {seconds:7.1f} s {lines / seconds:9,.0f} lines/s {memory / 1e6:5.0f} MB"
        f" {seconds / peer:5.2f} times the loop",
        flush=True,
    )


if __name__ == "__main__":
    main()
