"""Changing the email address, also by several at once."""

import threading
from collections.abc import Callable
from functools import partial

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from cmi_tui.storage.outbox import Outbox
from tests.conftest import FakeClock
from tests.services.side_by_side import side_by_side
from tests.storage.rows import column, execute

OWN = "mail0455@mail.fr"


def twice(email: str, current: str = OWN) -> dict[str, str]:
    return {"current": current, "new": email, "confirmation": email}


def refusal(portal: Portal, session: Session, values: dict[str, str]) -> dict[str, Code]:
    with pytest.raises(Refused) as caught:
        portal.change_email(session, values)
    return caught.value.errors


@pytest.mark.parametrize("email", ["dds@hotmail.fr", "élodie@exämple.fr", "user+tag@mail.fr"])
def test_the_new_address_is_stored_as_given(portal: Portal, session: Session, email: str) -> None:
    portal.change_email(session, twice(email))
    assert portal.read_information(session).email == email


@pytest.mark.parametrize("taken", ["ClemenceChabot@jourrapide.com", "CLEMENCECHABOT@JOURRAPIDE.COM"])
def test_a_taken_address_is_refused_and_nothing_changes(
    portal: Portal, session: Session, database_url: str, taken: str
) -> None:
    assert refusal(portal, session, twice(taken)) == {"new": Code.EMAIL_TAKEN}
    assert portal.read_information(session).email == "mail0455@mail.fr"
    journal = column(database_url, "SELECT outcome FROM journal WHERE event='user_email_change'")
    assert journal == ["email_taken"]


def test_twins_in_another_case_or_composition_are_taken_too(portal: Portal, session: Session) -> None:
    other = portal.sign_in.open_session(2)
    portal.change_email(other, twice("Élodie@mail.fr", "ClemenceChabot@jourrapide.com"))
    assert refusal(portal, session, twice("e\u0301lodie@mail.fr")) == {"new": Code.EMAIL_TAKEN}


def test_the_own_address_may_change_its_letter_case(portal: Portal, session: Session) -> None:
    portal.change_email(session, twice("Mail0455@mail.fr"))
    assert portal.read_information(session).email == "Mail0455@mail.fr"


@pytest.mark.parametrize("same", ["mail0455@MAIL.fr", " mail0455@mail.fr "])
def test_the_own_address_in_another_spelling_of_its_domain_is_no_change(
    portal: Portal, session: Session, same: str
) -> None:
    assert refusal(portal, session, twice(same)) == {"new": Code.EMAIL_UNCHANGED}


def test_what_has_changed_since_the_form_opened_is_told_before_it_is_replaced(
    portal: Portal, session: Session, database_url: str
) -> None:
    other = portal.sign_in.open_session(session.account_id)
    portal.change_email(other, twice("autre@mail.fr"))
    assert refusal(portal, session, twice("dds@hotmail.fr")) == {"current": Code.EMAIL_CHANGED_MEANWHILE}
    assert portal.read_information(session).email == "autre@mail.fr"
    assert column(database_url, "SELECT count(*) FROM journal WHERE event='user_email_change'") == [1]
    portal.change_email(session, twice("dds@hotmail.fr", "autre@mail.fr"))
    assert portal.read_information(session).email == "dds@hotmail.fr"


def test_another_session_may_have_set_the_very_address_that_is_wanted(
    portal: Portal, session: Session
) -> None:
    portal.change_email(session, twice("dds@hotmail.fr"))
    assert refusal(portal, session, twice("dds@hotmail.fr")) == {
        "current": Code.EMAIL_CHANGED_MEANWHILE,
        "new": Code.EMAIL_UNCHANGED,
    }


def test_an_account_without_an_address_may_have_got_one_meanwhile(portal: Portal) -> None:
    organisation = portal.sign_in.open_session(3)
    first, second = twice("un@mail.fr", ""), twice("deux@mail.fr", "")
    portal.change_email(organisation, first)
    assert refusal(portal, organisation, second) == {"current": Code.EMAIL_CHANGED_MEANWHILE}


def test_a_disabled_account_is_refused_at_its_next_action(
    portal: Portal, session: Session, database_url: str
) -> None:
    execute(database_url, "UPDATE account SET enabled = false")
    with pytest.raises(SessionEnded):
        portal.change_email(session, twice("dds@hotmail.fr"))
    with pytest.raises(SessionEnded):
        portal.read_information(session)


def test_a_proof_is_asked_again_after_300_seconds(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    assert not portal.prove_identity.is_needed(session)
    clock.advance(299)
    assert not portal.prove_identity.is_needed(session)
    clock.advance(1)
    assert portal.prove_identity.is_needed(session)
    with pytest.raises(Refused) as caught:
        portal.prove_identity(session, {"password": "wrong"})
    assert caught.value.errors == {"password": Code.PROOF_WRONG}
    portal.prove_identity(session, {"password": "Mobilite2026!"})
    assert not portal.prove_identity.is_needed(session)


def test_a_clock_set_back_asks_for_a_proof(portal: Portal, session: Session, clock: FakeClock) -> None:
    clock.advance(-3600)
    assert portal.prove_identity.is_needed(session)


def test_a_proof_lifetime_of_zero_asks_each_time(database_url: str, clock: FakeClock) -> None:
    environ = {"CMI_DATABASE_URL": database_url, "CMI_PROOF_SECONDS": "0"}
    portal = Portal(Settings.from_environment(environ), clock)
    session = portal.open_demonstration()
    assert portal.prove_identity.is_needed(session)
    portal.prove_identity(session, {"password": "Mobilite2026!"})
    assert portal.prove_identity.is_needed(session)
    portal.change_email(session, twice("dds@hotmail.fr"))
    portal.close()


def test_a_form_left_open_for_long_needs_a_new_proof(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    clock.advance((5 + 15) * 60)
    portal.change_email(session, twice("dds@hotmail.fr"))
    clock.advance(0.001)
    wanted = twice("autre@hotmail.fr", "dds@hotmail.fr")
    assert refusal(portal, session, wanted) == {"new": Code.PROOF_TOO_OLD}


def test_under_a_clock_set_back_a_proof_is_too_old(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    clock.advance(3000)
    portal.prove_identity(session, {"password": "Mobilite2026!"})
    clock.advance(-60)
    assert refusal(portal, session, twice("dds@hotmail.fr")) == {"new": Code.PROOF_TOO_OLD}


def test_a_change_whose_notice_cannot_be_kept_is_no_change(
    portal: Portal, session: Session, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Unavailable(Code.DATABASE_FULL)

    monkeypatch.setattr(Outbox, "add", fail)
    with pytest.raises(Unavailable):
        portal.change_email(session, twice("dds@hotmail.fr"))
    assert portal.read_information(session).email == "mail0455@mail.fr"
    assert column(database_url, "SELECT count(*) FROM journal") == [0]


def add_eight_claimants(portal: Portal) -> list[Session]:
    with portal.database.writing() as transaction:
        ids = [
            transaction.accounts.add(
                Information(Identity(f"claimant-{n}", "A", "B", "", None, "", "", ""), ""),
                Role.HOLDER,
                None,
            )
            for n in range(8)
        ]
    return [portal.sign_in.open_session(account_id) for account_id in ids]


def assert_one_winner(outcomes: list[str], database_url: str) -> None:
    assert sorted(outcomes) == ["done"] + ["email_taken"] * 7
    rows = column(database_url, "SELECT count(*) FROM account WHERE email_key='claimed@mail.fr'")
    assert rows == [1]
    journal = column(database_url, "SELECT outcome FROM journal WHERE event='user_email_change'")
    assert sorted(map(str, journal)) == ["done"] + ["email_taken"] * 7


def claim(portal: Portal, session: Session) -> str:
    try:
        portal.change_email(session, twice("claimed@mail.fr", ""))
    except Refused as refused:
        return str(refused.errors["new"])
    return "done"


def test_of_eight_threads_that_claim_one_address_one_wins(portal: Portal, database_url: str) -> None:
    sessions = add_eight_claimants(portal)
    barrier = threading.Barrier(8)
    outcomes: list[str] = []

    def run(session: Session) -> None:
        barrier.wait()
        outcomes.append(claim(portal, session))

    threads = [threading.Thread(target=run, args=(session,)) for session in sessions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert_one_winner(outcomes, database_url)


def test_of_eight_sessions_of_one_account_that_save_at_once_one_does_unknowingly(
    portal: Portal, session: Session
) -> None:
    barrier = threading.Barrier(8)
    outcomes: list[str] = []

    def run(number: int) -> None:
        own = portal.sign_in.open_session(session.account_id)
        barrier.wait()
        try:
            portal.change_email(own, twice(f"holder{number}@mail.fr"))
        except Refused as refused:
            outcomes.append(refused.errors["current"])
        else:
            outcomes.append(f"holder{number}@mail.fr")

    threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outcomes.count(Code.EMAIL_CHANGED_MEANWHILE) == 7
    assert portal.read_information(session).email in outcomes


def claimant(url: str, account_id: str) -> Callable[[], str]:
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}))
    return partial(claim, portal, portal.sign_in.open_session(int(account_id)))


def test_of_eight_processes_that_claim_one_address_one_wins(portal: Portal, database_url: str) -> None:
    ids = [str(session.account_id) for session in add_eight_claimants(portal)]
    assert_one_winner(side_by_side(claimant, database_url, ids), database_url)
