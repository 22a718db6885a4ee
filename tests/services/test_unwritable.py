"""Signing in where the database can be read but not written, and so no try be counted there."""

import subprocess
import sys

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.services import admission
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.services.test_throttling import ATTACKER, HOME, attempt, fail
from tests.services.test_throttling import evaluated as evaluated
from tests.storage.rows import execute


@pytest.fixture(params=[Code.DATABASE_READ_ONLY, Code.DATABASE_FULL])
def unwritable(
    portal: Portal, evaluated: list[str], request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database takes nothing more; Auguste has signed in from home before."""

    def refuse(*_: object) -> None:
        raise Unavailable(request.param)

    attempt(portal, AUGUSTE, PASSWORD, HOME)
    attempt(portal, AUGUSTE, PASSWORD, "local")
    fail(portal, 2, source=HOME)
    monkeypatch.setattr(type(portal.database), "writing", refuse)
    evaluated.clear()


def trouble(portal: Portal, login: str, source: str) -> Code:
    with pytest.raises(Unavailable) as caught:
        attempt(portal, login, PASSWORD, source)
    return caught.value.code


@pytest.mark.usefixtures("unwritable")
def test_a_known_place_is_let_in_and_counted_on_from_what_is_stored(
    portal: Portal, evaluated: list[str], clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    fail(portal, 3, source=HOME)
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "wait 60" and len(evaluated) == 3
    clock.advance(60)
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done"
    lost = [text for text in caplog.messages if text.startswith("authn_login not journalled: ")]
    assert len(lost) == 5, "what the journal cannot take is told in the log"
    fail(portal, 4, source=HOME)
    assert attempt(portal, AUGUSTE, PASSWORD, HOME) == "done", "its own counter began anew"


@pytest.mark.usefixtures("unwritable")
@pytest.mark.parametrize("source", [ATTACKER, "local"])
def test_nobody_else_is_let_in_nor_looked_at(portal: Portal, evaluated: list[str], source: str) -> None:
    for login in (AUGUSTE, "nobody"):
        assert trouble(portal, login, source) is Code.TRIES_NOT_COUNTED
    assert evaluated == []


@pytest.mark.usefixtures("unwritable")
def test_the_memory_of_tries_is_bounded(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "_MOST_IN_MEMORY", 3)
    fail(portal, 1, source=HOME)
    assert trouble(portal, AUGUSTE, HOME) is Code.TRIES_NOT_COUNTED


GUESS = """
import sys
from cmi_tui.composition import Portal
from cmi_tui.services.password_hashing import PasswordHasher
from cmi_tui.settings import Settings
from tests.services.test_throttling import attempt
PasswordHasher.verify = lambda *_: print("evaluated")
portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": sys.argv[1]}))
if sys.argv[1].startswith("sqlite"):
    with portal.database.reading() as transaction:
        transaction.accounts._session.connection().exec_driver_sql("PRAGMA query_only = ON")
attempt(portal, "mail0455@mail.fr", source="local")
"""


def test_one_process_a_try_evaluates_nothing(portal: Portal, database_url: str) -> None:
    portal.close()
    if database_url.startswith("postgresql"):
        name = database_url.rpartition("/test_")[2].partition("?")[0]
        execute(database_url, f"ALTER DATABASE test_{name} SET default_transaction_read_only = on")
    done = subprocess.run([sys.executable, "-c", GUESS, database_url], capture_output=True, text=True)
    assert "evaluated" not in done.stdout and "tries_not_counted" in done.stderr
