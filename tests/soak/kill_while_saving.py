"""`kill -9` during saves, round after round: nothing acknowledged is lost, nothing half changed.

Each round a process changes the address of one account again and again, alone and together with the
password, and says each change that it was told is done; it is killed at a random moment.
"""

import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from cmi_tui.composition import Portal
from cmi_tui.settings import Settings
from rig.postgresql import PostgresServer
from tests.storage.rows import column

ROUNDS = 60
WRITER = """
import sys
from cmi_tui.composition import Portal
from cmi_tui.services import change_email, change_password
from cmi_tui.settings import Settings
# A round changes more often than a holder may.
change_email.check_pace = change_password.check_pace = lambda *_: None
portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": sys.argv[1]}))
session = portal.sign_in.open_session(1)
number, password = int(sys.argv[2]), sys.argv[3]
while True:
    number += 1
    email = f"holder{number}@mail.fr"
    current = portal.read_information(session).email
    portal.change_email(session, {"current": current, "new": email, "confirmation": email})
    print("email", email, flush=True)
    if number % 5 == 0:
        new = f"Secret-{number}!"
        portal.change_password(session, {"old": password, "new": new, "confirmation": new})
        password = new
        print("password", password, flush=True)
"""


def main() -> None:
    """Plays the rounds; AssertionError at the first thing lost or torn."""
    server = PostgresServer()
    with tempfile.TemporaryDirectory() as folder, server.database() as postgresql:
        sqlite = f"sqlite:///{Path(folder) / 'portal.db'}"
        portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": sqlite}))
        portal.open_demonstration()
        portal.close()
        for url in (sqlite, postgresql):
            number, password, changes = 0, "Mobilite2026!", 0
            for _ in range(ROUNDS):
                said = play_round(url, number, password)
                changes += len(said)
                number, password = check(url, said, number, password)
            kind = url.partition(":")[0]
            print(f"{kind}: {ROUNDS} rounds, {changes} acknowledged changes: none lost, none torn")
    server.close()


def play_round(url: str, number: int, password: str) -> list[tuple[str, str]]:
    """What a writer acknowledged before it was killed."""
    command = [sys.executable, "-c", WRITER, url, str(number), password]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(random.uniform(0, 1.0))
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read()
    lines = [line for line in (first + rest).splitlines(keepends=True) if line.endswith("\n")]
    return [(kind, value) for kind, value in map(str.split, lines)]


def check(url: str, said: list[tuple[str, str]], number: int, password: str) -> tuple[int, str]:
    """Compares the database with what was acknowledged; the number and password now in force."""
    if url.startswith("sqlite"):
        assert column(url, "PRAGMA integrity_check") == ["ok"]
    (email,) = column(url, "SELECT email FROM account WHERE id = 1")
    (email_key,) = column(url, "SELECT email_key FROM account WHERE id = 1")
    assert email == email_key
    emails = [int(value[6:-8]) for kind, value in said if kind == "email"]
    stored = int(str(email)[6:-8])
    last = max(emails, default=number)
    assert stored in (last, last + 1), "an acknowledged address is lost"
    count = "SELECT count(*) FROM journal WHERE outcome = 'done' AND event = "
    assert column(url, count + "'user_email_change'") == [stored], "journal and address differ"
    passwords = [value for kind, value in said if kind == "password"]
    candidates = [passwords[-1] if passwords else password, f"Secret-{stored // 5 * 5}!"]
    (stored_hash,) = column(url, "SELECT password_hash FROM account WHERE id = 1")
    hasher = PasswordHasher()
    for candidate in candidates:
        try:
            hasher.verify(str(stored_hash), candidate)
        except VerificationError:
            continue
        return stored, candidate
    raise AssertionError("no acknowledged password opens the account")


if __name__ == "__main__":
    main()
