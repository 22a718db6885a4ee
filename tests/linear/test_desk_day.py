"""An agent's day in lines: twenty holders, every act, searches in the midst of others' cards."""

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act
from cmi_tui.domain.journal import Event
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import desk, desk_lines, desk_pages
from cmi_tui.messages import linear as texts
from tests.conftest import FakeClock
from tests.linear.at_desk import OPENED, SEARCH, add_holder, worked
from tests.services.test_desk_acts import slow_down
from tests.storage.rows import column, execute

HOLDERS = 20
MOST_WORDS = 340
"""Of a holder, what is typed included: found, opened, compared, helped."""
VERIFIED = [desk_lines.VERIFY, "2", "75001"]
HELPED = {
    0: [desk.ACTS[Act.ASK_CODE], "oui"],
    1: [desk.ACTS[Act.END_SESSIONS], "oui"],
    2: [desk.ACTS[Act.DISABLE], "2", "oui", desk.ACTS[Act.ENABLE], "oui"],
    3: [desk.ACTS[Act.END_SLOWING], "oui"],
}


def login(number: int) -> str:
    return f"10007201801000{number:05}"


def test_a_day_of_twenty_holders_is_heard_in_few_words_and_loses_nothing(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    for number in range(HOLDERS):
        add_holder(portal, login(number), f"Prénom{number}")
    execute(database_url, "UPDATE account SET password_hash = 'x' WHERE last_name = 'Untel'")
    for number in range(3, HOLDERS, 4):
        slow_down(portal, login(number))
    answers: list[object] = []
    for number in range(HOLDERS):
        # Who was helped in between is at hand: no motive is asked.
        answers += [SEARCH, login(number), *([] if number % 5 == 1 else OPENED)]
        if number % 5:
            answers += VERIFIED
        else:
            # Another caller in the midst of an answer, who is helped before it goes on.
            other = [SEARCH, login((number + 1) % HOLDERS), *OPENED, *VERIFIED, "retour"]
            answers += [*VERIFIED[:2], *other, VERIFIED[2]]
        answers += HELPED[number % 4]
    answers += [desk_pages.CARDS_AT_HAND, "1", *["retour"] * 5, texts.SIGN_OUT]
    status, terminal = worked(portal, clock, *answers)
    assert status is ExitStatus.DONE and terminal.lines[-1] == "Vous êtes déconnecté."
    assert not {texts.NOTHING_SAVED, desk_lines.NOTHING_DONE} & set(terminal.lines)
    assert terminal.lines.count(texts.BACK_IN_FORM) == HOLDERS // 5
    assert terminal.lines.count("Code postal : correspond.") == HOLDERS + HOLDERS // 5
    for act in Act:
        assert terminal.lines.count(desk.DONE_ACTS[act]) == HOLDERS // 4
    done = f"SELECT count(*) FROM journal WHERE event = '{Event.CARD}' AND detail <> 'again'"
    assert column(database_url, done) == [HOLDERS]
    helped = HOLDERS + HOLDERS // 5
    assert len(terminal.text.split()) / helped <= MOST_WORDS
