"""Agents' accounts as operators make and mend them: what is journalled, and who is told."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import DisablingReason
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.session_limits import AGENT_SIGN_IN_LIMIT
from cmi_tui.domain.sign_ins import SignInStep
from rig.accounts import AUGUSTE, SUPPORT
from tests.conftest import FakeClock
from tests.storage.rows import column

NEW = {"new": "Élan-2027!", "confirmation": "Élan-2027!"}
LINES = (
    "SELECT event || ' ' || outcome || ' ' || operator || ' on '"
    " || coalesce(CAST(subject_id AS text), 'nobody') FROM journal ORDER BY id"
)


def test_a_new_agent_is_journalled_with_who_added_whom(portal: Portal, database_url: str) -> None:
    manage = portal.manage_accounts
    manage.add_agent("A17", "Inès", "F" * 200, "", "root")
    with pytest.raises(Refused) as caught:
        manage.add_agent("A18", "Inès", "F" * 201, "", "root")
    assert set(caught.value.errors.values()) == {Code.NAME_INVALID}
    with pytest.raises(Refused):
        manage.reset_second_factor("nobody", "root")
    assert column(database_url, LINES) == [
        "user_created done root on 5", "user_created name_invalid root on nobody",
        "second_factor_reset account_unknown root on nobody",
    ]  # fmt: skip
    whole = "SELECT coalesce(email, '') || street || postal_code || city FROM account WHERE id = 5"
    assert column(database_url, whole) == [""]


def test_an_agent_whose_second_factor_is_reset_is_told(with_relay: Portal, database_url: str) -> None:
    with_relay.manage_accounts.reset_second_factor(SUPPORT, "root")
    told = "SELECT kind || ' ' || recipient || ' ' || CAST(account_id AS text) FROM notice"
    assert column(database_url, told) == ["second_factor_reset assistance@mail.fr 4"]


def test_when_an_operator_disables_an_account_is_kept(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    portal.manage_accounts.disable(AUGUSTE, DisablingReason.DEATH, "root")
    (at,) = column(database_url, "SELECT CAST(disabled_at AS text) FROM account WHERE id = 1")
    assert str(at).startswith(f"{clock():%Y-%m-%d %H:%M}")


@pytest.mark.parametrize("login", [SUPPORT, AUGUSTE])
def test_a_session_that_has_chosen_its_password_begins_anew_and_an_agents_is_short(
    portal: Portal, clock: FakeClock, login: str
) -> None:
    code = portal.manage_accounts.issue_code(login, "root").code
    session = portal.sign_in({"login": login, "password": code})
    clock.advance(120)
    chosen = portal.choose_password(session, NEW)
    assert (chosen.opened_at, chosen.activation_id, chosen.is_over) == (clock(), None, False)
    is_short = chosen.expires_at == clock() + AGENT_SIGN_IN_LIMIT
    assert is_short is (chosen.step is SignInStep.SECOND_FACTOR) is (login == SUPPORT)
