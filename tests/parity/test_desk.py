"""The forms of the desk, on the full screen and in lines: each saved, each error told alike."""

import pytest

from cmi_tui.domain.desk_forms import DISABLE, FIND, OPEN_CARD, VERIFY
from cmi_tui.domain.errors import Code
from cmi_tui.domain.identity import Role
from cmi_tui.domain.portal_forms import preferences_form
from cmi_tui.domain.preferences import YES
from cmi_tui.linear.conversation import converse
from cmi_tui.messages.linear import BY_OPTION
from tests.linear.scripted import ScriptedTerminal
from tests.parity.cases import AGENTS
from tests.parity.desk_cases import DESK_CASES, REACHED
from tests.parity.front_end import FrontEnd
from tests.parity.players import play_at_desk, play_in_lines, play_on_screen
from tests.parity.test_parity import check_errors
from tests.services.agents import agent
from tests.storage.rows import column

_NO_FIELDS = {
    Code.SECOND_FACTOR_MISSING, Code.SECOND_FACTOR_WRONG, Code.ACCOUNT_NOT_AGENT,
    Code.SECRET_KEY_MISSING, Code.SECRET_KEY_UNUSABLE, Code.SECRET_KEY_WRONG,
    Code.HOLDER_UNKNOWN, Code.CARD_NOT_OPEN, Code.ACT_NOT_ALLOWED, Code.TOO_MANY_ACTS,
    Code.TOO_MANY_VERIFICATIONS, Code.TOO_MUCH_ASKED,
}  # fmt: skip
"""What is told of no field of the desk's forms: each front end has tests of its own for it."""


@pytest.mark.parametrize("name", DESK_CASES)
async def test_a_form_of_the_desk_is_saved_or_its_error_told_in_both(
    name: str, front_ends: tuple[FrontEnd, FrontEnd]
) -> None:
    case = DESK_CASES[name]
    screen, lines = front_ends
    heard = play_in_lines(lines.portal, agent(lines.portal, lines.clock), case.form, {**case.answers})
    check_errors(case, heard, case.errors)
    asker = agent(screen.portal, screen.clock)
    seen = await play_at_desk(screen.portal, asker, case.form, {**case.answers})
    check_errors(case, seen, case.errors)
    for played in (heard, seen):
        assert name not in REACHED or REACHED[name] in played.text
    standings = [
        column(front_end.url, "SELECT enabled, disabled_reason FROM account WHERE id = 1")
        for front_end in front_ends
    ]
    assert standings[0] == standings[1]


async def test_agents_are_asked_the_same_preferences_in_both(
    front_ends: tuple[FrontEnd, FrontEnd],
) -> None:
    screen, lines = front_ends
    wanted = {field.name: YES for field in preferences_form(Role.SUPPORT).fields}
    terminal = ScriptedTerminal(["2", *(["1"] * len(wanted)), "oui", "quitter"])
    converse(lines.portal, agent(lines.portal, lines.clock), terminal, BY_OPTION)
    assert terminal.is_done
    await play_on_screen(screen.portal, agent(screen.portal, screen.clock), "preferences", wanted)
    for front_end in front_ends:
        again = agent(front_end.portal, front_end.clock)
        assert front_end.portal.keep_preferences.current(again) == {**wanted, "more_time": ""}


def test_no_form_or_error_of_the_desk_is_left_unplayed() -> None:
    saved = {DESK_CASES[name].form for name in REACHED}
    assert saved == {form.name for form in (FIND, OPEN_CARD, VERIFY, DISABLE)}
    told = {code for case in DESK_CASES.values() for code in case.errors.values()}
    assert told - {Code.TOO_LONG, Code.CONTROL_CHARACTERS} == set(AGENTS) - _NO_FIELDS
