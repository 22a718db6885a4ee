"""Security requirements that no other test tells of: what is kept, what is asked, what is shown."""

from pathlib import Path

import pytest

from cmi_tui.cli import main
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.portal_forms import ALL_FORMS, NEW_PASSWORD, PASSWORD, SIGN_IN
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from cmi_tui.storage.database import upgrade
from rig.accounts import AUGUSTE
from rig.accounts import PASSWORD as MINE
from tests.conftest import FakeClock
from tests.storage.rows import column

LONG = "É1!" + "é" * 125


def test_the_longest_password_is_whole_and_a_longer_one_refused(
    portal: Portal, session: Session
) -> None:
    form = {"old": MINE, "new": LONG, "confirmation": LONG}
    portal.change_password(session, form)
    assert portal.sign_in({"login": AUGUSTE, "password": LONG})
    with pytest.raises(Refused):
        portal.sign_in({"login": AUGUSTE, "password": LONG[:-1]})
    longer = {"old": LONG, "new": LONG + "x", "confirmation": LONG + "x"}
    with pytest.raises(Refused) as refused:
        portal.change_password(session, longer)
    assert refused.value.errors["new"] is Code.TOO_LONG


def test_a_password_never_expires(portal: Portal, clock: FakeClock) -> None:
    clock.advance(20 * 365 * 86400)
    assert portal.sign_in({"login": AUGUSTE, "password": MINE})


def test_no_form_asks_for_a_hint_or_a_second_secret() -> None:
    secrets = {field.name for form in ALL_FORMS for field in form.fields if "password" in field.kind}
    assert secrets == {"password", "old", "new", "confirmation"}
    assert {form.name for form in (SIGN_IN, PASSWORD, NEW_PASSWORD)} <= {form.name for form in ALL_FORMS}


def test_no_account_is_shipped(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'new.db'}"
    upgrade(url)
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
    with pytest.raises(Refused):
        portal.sign_in({"login": AUGUSTE, "password": MINE})
    portal.close()
    assert column(url, "SELECT count(*) FROM account") == [0]


@pytest.mark.usefixtures("real_hashes")
def test_only_hashes_of_argon2id_are_kept(portal: Portal, session: Session, database_url: str) -> None:
    portal.change_password(session, {"old": MINE, "new": LONG, "confirmation": LONG})
    portal.manage_accounts.issue_code(AUGUSTE, "agent")
    kept = [
        *column(database_url, "SELECT password_hash FROM account"),
        *column(database_url, "SELECT code_hash FROM activation"),
    ]
    # Those that the tests' demonstration accounts begin with have the least parameters.
    assert len(kept) == 5 and all(str(value).startswith("$argon2id$v=19$") for value in kept)
    assert sum(str(value).startswith("$argon2id$v=19$m=65536,t=3") for value in kept) == 2


def test_a_taken_address_says_so_in_the_guides_words_and_unknown_logins_say_nothing_more(
    portal: Portal,
) -> None:
    said = set()
    for login in ("nobody", "nobody@mail.fr", AUGUSTE):
        with pytest.raises(Refused) as refused:
            portal.sign_in({"login": login, "password": "wrong"})
        said.add(str(refused.value.errors))
    assert len(said) == 1


def test_hostile_names_are_parameters_and_never_statements(portal: Portal, database_url: str) -> None:
    for login in ("' OR '1'='1", "x'; DROP TABLE account; --", "%", 'a"b@mail.fr', "\\", "$1"):
        with pytest.raises(Refused):
            portal.sign_in({"login": login, "password": "' OR 1=1 --"})
        with pytest.raises(Refused):
            portal.manage_accounts.issue_code(login, "agent")
    assert column(database_url, "SELECT count(*) FROM account") == [4]


def test_a_crash_of_a_command_tells_a_reference_and_nothing_else(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    def crash(*_: object) -> None:
        raise RuntimeError("Secret-2026!")

    monkeypatch.setenv("CMI_DATABASE_URL", "sqlite:////nowhere/portal.db")
    monkeypatch.setattr("cmi_tui.cli.accounts._manage", crash)
    assert main.main(["accounts", "code", AUGUSTE]) == 1
    said = capsys.readouterr()
    assert "Référence" in said.err and "Secret" not in said.out + said.err
