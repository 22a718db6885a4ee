"""The journal as operators read it, and what it keeps of their own acts, the refused ones too."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import DONE, Entry, Event, JournalFilter
from cmi_tui.services import audit
from cmi_tui.storage.journal import Journal
from rig.accounts import AUGUSTE, PASSWORD
from tests.conftest import FakeClock
from tests.storage.rows import column

UNKNOWN = "1000720180199999999"


def fill(portal: Portal, lines: int) -> None:
    with portal.database.writing() as transaction:
        for number in range(lines):
            transaction.journal.add(Entry(Event.PROOF, DONE, 1, 1, detail=str(number)))


def test_a_reader_who_stands_still_keeps_nobody_from_writing(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PAGE_LINES", 10)
    fill(portal, 35)
    lines = portal.audit.show(JournalFilter(), "operator")
    shown = [next(lines).detail for _ in range(12)]
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    shown += [line.detail for line in lines]
    assert shown == [str(number) for number in range(35)], "each once, and none that came meanwhile"


def test_no_session_of_postgresql_waits_in_a_transaction_for_the_reader(
    portal: Portal, database_url: str
) -> None:
    fill(portal, 3)
    lines = portal.audit.show(JournalFilter(), "operator")
    next(lines)
    if database_url.startswith("postgresql"):
        waiting = (
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state LIKE 'idle in %%'"
        )
        assert column(database_url, waiting) == [0]
    assert len(list(lines)) == 2


@pytest.mark.parametrize("size", [1, 2, 3, 7])
def test_pages_hold_every_line_that_matches_once(
    portal: Portal, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(audit, "PAGE_LINES", size)
    pages: list[int] = []
    real = Journal.page

    def page(*arguments: Any) -> Any:
        lines = real(*arguments)
        pages.append(len(lines))
        return lines

    monkeypatch.setattr(Journal, "page", page)
    fill(portal, 7)
    with portal.database.writing() as transaction:
        transaction.journal.add(Entry(Event.EXPORT, DONE, 2, 2))
    wanted = JournalFilter(login=AUGUSTE, event=Event.PROOF)
    assert [line.detail for line in portal.audit.show(wanted, "operator")] == list("0123456")
    assert max(pages) <= size


def test_the_last_day_asked_for_is_shown_whole(portal: Portal, clock: FakeClock) -> None:
    from cmi_tui.cli.arguments import parse

    clock.now = clock.now.replace(hour=0, minute=0)
    for hours in (-1, 0, 23, 24):
        clock.advance(hours * 3600)
        fill(portal, 1)
        clock.advance(-hours * 3600)
    day = f"{clock.now:%Y-%m-%d}"
    options = parse(["journal", "show", "--since", day, "--until", day])
    wanted = JournalFilter(since=options.since, until=options.until)
    hours_shown = [line.at.hour for line in portal.audit.show(wanted, "operator")]
    assert hours_shown == [0, 23]
    assert options.until - options.since == timedelta(days=1)
    with pytest.raises(SystemExit):
        parse(["journal", "show", "--until", "9999-12-31"])


def test_an_operator_who_is_refused_leaves_a_line(portal: Portal, database_url: str) -> None:
    accounts = portal.manage_accounts
    acts: list[tuple[Event, Callable[[], object]]] = [
        (Event.CODE, lambda: accounts.issue_code(UNKNOWN, "operator")),
        (Event.DISABLING, lambda: accounts.disable(UNKNOWN, DisablingReason.DEATH, "operator")),
        (Event.ENABLING, lambda: accounts.enable(UNKNOWN, "operator")),
        (Event.ROLE, lambda: accounts.set_role(UNKNOWN, Role.SUPPORT, "operator")),
        (
            Event.CONSULTATION,
            lambda: list(portal.audit.show(JournalFilter(login=UNKNOWN), "operator")),
        ),
    ]
    for event, act in acts:
        with pytest.raises(Refused) as refused:
            act()
        assert refused.value.errors == {"login": Code.ACCOUNT_UNKNOWN}
        newest = (
            "SELECT event || ' ' || outcome || ' ' || operator FROM journal ORDER BY id DESC LIMIT 1"
        )
        assert column(database_url, newest) == [f"{event} account_unknown operator"]
    details = column(database_url, "SELECT DISTINCT detail FROM journal")
    with portal.database.reading() as transaction:
        hidden = transaction.throttle.hidden(UNKNOWN)
    assert details == [f"name {hidden}"] and UNKNOWN not in hidden


def test_an_act_on_an_account_names_its_operator_and_what_was_given(
    portal: Portal, database_url: str
) -> None:
    accounts = portal.manage_accounts
    accounts.issue_code(AUGUSTE, "ines")
    accounts.disable(AUGUSTE, DisablingReason.DEATH, "ines")
    with pytest.raises(Refused):
        accounts.issue_code(AUGUSTE, "ines")
    accounts.enable(AUGUSTE, "ines")
    accounts.set_role(AUGUSTE, Role.SUPPORT, "ines")
    lines = (
        "SELECT event || ' ' || outcome || ' ' || operator || ' ' || detail"
        " FROM journal WHERE subject_id = 1 AND actor_id IS NULL ORDER BY id"
    )
    assert column(database_url, lines) == [
        "account_code done ines ", "account_disable done ines deces",
        "account_code account_disabled ines ", "account_enable done ines ",
        "account_role done ines support",
    ]  # fmt: skip


def test_a_code_for_a_disabled_account_leaves_a_line_on_that_account(
    portal: Portal, database_url: str
) -> None:
    portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "operator")
    with pytest.raises(Refused):
        portal.manage_accounts.issue_code(AUGUSTE, "operator")
    query = "SELECT outcome FROM journal WHERE event = 'account_code' AND subject_id = 1"
    assert column(database_url, query) == ["account_disabled"]


def test_an_upgrade_is_journalled_with_its_versions(portal: Portal, database_url: str) -> None:
    portal.close()
    done = subprocess.run(
        [sys.executable, "-m", "cmi_tui", "db", "upgrade"],
        env={"CMI_DATABASE_URL": database_url, "HOME": "/nowhere"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    (detail,) = column(database_url, "SELECT detail FROM journal WHERE event = 'database_upgrade'")
    assert str(detail).startswith("before=")
