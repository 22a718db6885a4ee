"""`kill -9` during imports and purges, on both databases: run again, each ends where it would have.

Each round starts an import in a process of its own and kills it at a random moment; the import after
the last kill must leave what one that nobody killed leaves. Then the same for purges of the journal.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.settings import Settings
from rig.order_files import write_order_file
from rig.postgresql import PostgresServer
from tests.storage.rows import column

ROUNDS = 20
LINES = 60_000
JOURNAL_LINES = 60_000
PROGRAM = """
import sys
from datetime import timedelta
from pathlib import Path
from cmi_tui.composition import Portal
from cmi_tui.settings import Settings
portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": sys.argv[1]}))
portal.database
print("ready", flush=True)
if sys.argv[2] == "purge":
    portal.audit.purge(timedelta(days=365), "soak", trusting_clock=True)
else:
    portal.import_orders(Path(sys.argv[2]), "soak", lambda _done: None)
"""
HOLDERS = (
    "SELECT login || email || coalesce(email_key, '-') || last_name || first_name || street"
    " FROM account ORDER BY login"
)
STEPS = (
    "SELECT a.login || r.number || s.step || CAST(s.day AS text) FROM account a"
    " JOIN card_request r ON r.account_id = a.id JOIN request_step s ON s.request_id = r.id"
    " ORDER BY a.login, r.number, s.step"
)


def main() -> None:
    """Plays the rounds; AssertionError at the first difference."""
    server = PostgresServer()
    with tempfile.TemporaryDirectory() as name, server.database() as whole, server.database() as cut:
        folder = Path(name)
        file = folder / "commande.csv"
        write_order_file(file, LINES)
        soak("PostgreSQL", whole, cut, file)
        sqlite = f"sqlite:///{folder / 'whole'}.db", f"sqlite:///{folder / 'cut'}.db"
        for url in sqlite:
            portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
            portal.open_demonstration()
            portal.close()
        soak("SQLite", sqlite[0], sqlite[1], file)
        assert column(sqlite[1], "PRAGMA integrity_check") == ["ok"]
    server.close()


def soak(kind: str, whole: str, cut: str, file: Path) -> None:
    """Imports whole and cut, then purges cut, on databases with the demonstration accounts."""
    started = time.perf_counter()
    run(whole, str(file))
    duration = time.perf_counter() - started
    kills = sum(killed(cut, str(file), random.uniform(0, duration)) for _ in range(ROUNDS))
    run(cut, str(file))
    assert column(cut, HOLDERS) == column(whole, HOLDERS), "holders differ"
    assert column(cut, STEPS) == column(whole, STEPS), "steps differ"
    print(f"{kind}: {kills} imports killed, the last one ended where an undisturbed one did", flush=True)
    fill_journal(cut)
    kept = (
        f"SELECT count(*) FROM journal WHERE at >= '{datetime.now(UTC) - timedelta(days=365):%Y-%m-%d}'"
    )
    old = kept.replace(">=", "<")
    kills = sum(killed(cut, "purge", random.uniform(0, 0.5)) for _ in range(ROUNDS))
    (before,) = column(cut, kept)
    run(cut, "purge")
    assert column(cut, old) == [0], "old lines are left"
    (after,) = column(cut, kept)
    assert int(str(after)) == int(str(before)) + 1, "a young line is gone"
    print(f"{kind}: {kills} purges killed, no young line gone, no old one left", flush=True)


def fill_journal(url: str) -> None:
    """Adds lines of two years ago."""
    then = datetime.now(UTC) - timedelta(days=730)
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}), lambda: then)
    with portal.database.writing() as transaction:
        for _ in range(JOURNAL_LINES):
            transaction.journal.add(Entry(Event.SIGN_IN, DONE, 1, 1))
    portal.close()


def start(url: str, what: str) -> subprocess.Popen[str]:
    """A process that is about to import or purge."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, url, what], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "ready\n"
    return process


def run(url: str, what: str) -> None:
    """Lets it end."""
    assert start(url, what).wait() == 0


def killed(url: str, what: str, after: float) -> bool:
    """Kills it after so many seconds; whether it was still at work."""
    process = start(url, what)
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    return process.wait() == -signal.SIGKILL


if __name__ == "__main__":
    main()
