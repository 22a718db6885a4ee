"""A PostgreSQL that says nothing any more: told within ten seconds, and nobody waits for it in turn."""

import threading
from collections.abc import Iterator
from pathlib import Path
from time import monotonic

import pytest
from sqlalchemy import make_url

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.services.session import Session
from cmi_tui.storage import patience
from cmi_tui.storage import postgresql as adapter
from cmi_tui.storage.database import Database
from tests.storage.rows import column
from tests.storage.silent_proxy import SilentProxy


@pytest.fixture
def server_url(request: pytest.FixtureRequest) -> Iterator[str]:
    with request.getfixturevalue("postgresql").database() as url:
        yield url


@pytest.fixture
def proxy(server_url: str) -> Iterator[SilentProxy]:
    host = make_url(server_url).query["host"]
    assert isinstance(host, str)
    proxy = SilentProxy(Path(host))
    yield proxy
    proxy.speak()
    proxy.close()


@pytest.fixture
def database_url(server_url: str, proxy: SilentProxy, monkeypatch: pytest.MonkeyPatch) -> str:
    """The database by way of the proxy, and little patience, so that the tests have not to wait."""
    monkeypatch.setattr(patience, "PING_SECONDS", 0.3)
    monkeypatch.setattr(patience, "STATEMENT_SECONDS", 0.5)
    monkeypatch.setattr(patience, "SILENCE_SECONDS", 2.0)
    monkeypatch.setattr(adapter, "_CONNECT_SECONDS", 2)
    database = make_url(server_url).database
    return f"postgresql://postgres@127.0.0.1:{proxy.port}/{database}"


def test_a_sentence_comes_within_ten_seconds() -> None:
    # Each of two addresses of a name may be tried.
    at_rest = patience.PING_SECONDS + 2 * adapter._CONNECT_SECONDS
    assert max(at_rest, patience.STATEMENT_SECONDS) < 10
    assert adapter._LOCK_MS < adapter._STATEMENT_MS < patience.STATEMENT_SECONDS * 1000


def unreachable(portal: Portal, session: Session) -> float:
    """How long it takes until the reader is told."""
    started = monotonic()
    with pytest.raises(Unavailable) as caught:
        portal.read_information(session)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
    return monotonic() - started


def test_a_connection_at_rest_that_has_gone_silent_is_told_and_replaced_later(
    portal: Portal, session: Session, proxy: SilentProxy, monkeypatch: pytest.MonkeyPatch
) -> None:
    portal.read_information(session)
    proxy.go_silent()
    assert unreachable(portal, session) < 8
    assert unreachable(portal, session) < 1, "it is not asked again for a moment"
    proxy.speak()
    deadline = monotonic() + 15
    while monotonic() < deadline:
        try:
            assert portal.read_information(session).email == "mail0455@mail.fr"
            return
        except Unavailable:
            threading.Event().wait(0.2)
    pytest.fail("the server that speaks again was not asked again")


def test_silence_in_the_middle_of_a_change_is_told_and_nothing_changes(
    portal: Portal, session: Session, proxy: SilentProxy, server_url: str
) -> None:
    started = monotonic()
    with pytest.raises(Unavailable) as caught, portal.database.writing() as transaction:
        transaction.accounts.enable(session.account_id)
        proxy.go_silent()
        transaction.accounts.information(session.account_id)
    assert caught.value.code is Code.DATABASE_UNREACHABLE and monotonic() - started < 8
    proxy.speak()
    assert column(server_url, "SELECT count(*) FROM account WHERE enabled") == [4]


def test_a_crowd_is_told_as_fast_as_one(portal: Portal, session: Session, proxy: SilentProxy) -> None:
    portal.read_information(session)
    proxy.go_silent()
    took: list[float] = []
    threads = [
        threading.Thread(target=lambda: took.append(crowd_member(portal, session))) for _ in range(60)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(took) == 60 and max(took) < 10


def crowd_member(portal: Portal, session: Session) -> float:
    started = monotonic()
    with pytest.raises(Unavailable):
        portal.read_information(session)
    return monotonic() - started


def test_a_portal_is_not_opened_on_a_silent_server(database_url: str, proxy: SilentProxy) -> None:
    proxy.go_silent()
    with pytest.raises(Unavailable) as caught:
        Database(database_url)
    assert caught.value.code is Code.DATABASE_UNREACHABLE
