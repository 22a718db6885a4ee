"""One truth: what is played on the full screen and in lines says and stores the same."""

from collections.abc import Mapping
from functools import cached_property

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk_forms import SECOND_FACTOR
from cmi_tui.domain.errors import Code, Refused, SessionEnded, Unavailable
from cmi_tui.domain.portal_forms import ALL_FORMS
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as linear_texts
from cmi_tui.messages import pages
from cmi_tui.messages.dates import date_in_words
from cmi_tui.messages.errors import error_text
from cmi_tui.messages.forms import LABELS
from cmi_tui.services.change_email import ChangeEmail
from cmi_tui.services.export_form import ExportForm
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page
from tests.linear.scripted import ScriptedTerminal
from tests.parity.cases import AGENTS, CASES, ELSEWHERE, OPERATORS, TROUBLES, Case
from tests.parity.front_end import FrontEnd
from tests.parity.players import FORMS, Played, go, play_in_lines, play_on_screen
from tests.tui.test_screens import screen_text

USE_CASES = {
    "sign_in": "sign_in",
    "new_password": "choose_password",
    "proof": "prove_identity",
    "email": "change_email",
    "password": "change_password",
    "export": "export_form",
    "preferences": "keep_preferences",
    "preparation": "prepare_form",
    "second_factor": "second_factor",
}
OPERATORS_USE_CASES = {
    "manage_accounts", "consult_accounts", "audit", "import_orders", "send_notices",
}  # fmt: skip
"""What no front end offers: the command line does."""
OF_ONE_FRONT_END = {"drafts", "check_session"}
"""What only the full screen keeps (in lines a form is asked again from its start), or sftp asks."""
AGENTS_USE_CASES = {"desk", "who_looked"}
"""The desk is played in test_desk, and who has looked is read with each front end's own tests."""


@pytest.mark.parametrize("name", CASES)
async def test_a_case_says_and_stores_the_same_in_both(
    name: str, front_ends: tuple[FrontEnd, FrontEnd]
) -> None:
    case = CASES[name]
    screen, lines = front_ends
    before = screen.stored()
    heard = play_in_lines(lines.portal, *_in_order(lines, case))
    check_errors(case, heard, case.errors)
    seen = await play_on_screen(screen.portal, *_in_order(screen, case))
    check_errors(case, seen, {**case.errors, **case.also_on_screen})
    assert screen.stored() == lines.stored()
    if case.errors:
        assert {**screen.stored(), "journal": None} == {
            **before, "journal": None, "files": [(entry.removesuffix(" ->"), entry.endswith("->"))
            for entry in case.files],
        }  # fmt: skip
    for front_end in front_ends:
        assert USE_CASES[case.form] in vars(front_end.portal) or case.errors


def _in_order(front_end: FrontEnd, case: Case) -> tuple[Session | None, str, dict[str, str]]:
    session, answers = front_end.begin(case)
    return session, case.form, answers


def check_errors(case: Case, played: Played, errors: Mapping[str, Code]) -> None:
    expected = [
        (LABELS[case.form, name], error_text(code, FORMS[case.form].field(name)))
        for name, code in errors.items()
    ]
    assert len(played.errors) == len(expected), played
    for (label, said), (expected_label, expected_text) in zip(played.errors, expected, strict=True):
        assert said.startswith(expected_text)
        # A taken address leads back to the page, where no field is left to name.
        assert label == expected_label or Code.EMAIL_TAKEN in case.errors.values()


@pytest.mark.parametrize("code", TROUBLES)
async def test_a_trouble_is_said_alike_in_both(
    code: Code, front_ends: tuple[FrontEnd, FrontEnd], monkeypatch: pytest.MonkeyPatch
) -> None:
    error, form, answers = _trouble(code)

    def meet_it(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(ExportForm if form == "export" else ChangeEmail, "__call__", meet_it)
    screen, lines = front_ends
    seen = await play_on_screen(screen.portal, screen.session, form, answers)
    heard = play_in_lines(lines.portal, lines.session, form, answers)
    for played in (seen, heard):
        assert error_text(code) in " ".join(played.text.split())
    assert screen.stored() == lines.stored()


def _trouble(code: Code) -> tuple[Exception, str, dict[str, str]]:
    if code.name.startswith("SESSION_"):
        return SessionEnded(code), "email", {"new": "a@mail.fr", "confirmation": "a@mail.fr"}
    if code in (Code.FOLDER_FORBIDDEN, Code.DISK_FULL, Code.WRITE_FAILED):
        return Refused({"path": code}), "export", {"path": "/tmp/formulaire.pdf"}
    return Unavailable(code), "email", {"new": "a@mail.fr", "confirmation": "a@mail.fr"}


async def test_the_pages_that_are_read_hold_the_same_lines(
    front_ends: tuple[FrontEnd, FrontEnd],
) -> None:
    screen, lines = front_ends
    terminal = ScriptedTerminal(["1", "4", "retour", "2", "6"])
    converse(lines.portal, lines.session, terminal, linear_texts.BY_OPTION)
    app = PortalApp(screen.portal, screen.session)
    async with app.run_test(size=(200, 60)) as pilot:
        await go(app, pilot, Page.INFORMATION, "information")
        information = " ".join(screen_text(app).split())
        await go(app, pilot, Page.REQUESTS, "requests")
        requests = " ".join(screen_text(app).split())
    read = screen.portal.read_information
    identity = read(screen.session).identity
    shown = [f"{label} {value}" for label, value in pages.identity_pairs(identity)]
    for line in [*shown, "Adresse email mail0455@mail.fr"]:
        assert line in information
    for line in [*pages.identity_lines(identity), "mail0455@mail.fr"]:
        assert line in terminal.text
    for request in read.requests(screen.session):
        title = pages.REQUEST_LINE.format(number=request.number)
        steps = [f"{day} {step}" for day, step in pages.request_pairs(request)]
        for line in [title, f"État {pages.current_step(request)}", *steps]:
            assert line in requests
        assert title in terminal.text
        for step, day in request.steps:
            assert f"{pages.STEPS[step]} le {date_in_words(day)}".lower() in terminal.text.lower()


def test_no_form_use_case_or_code_is_left_unplayed() -> None:
    saved = {case.form for case in CASES.values() if not case.errors}
    # Enrolling needs the seed that is shown: it is tried with each front end's own tests.
    assert saved == {*(form.name for form in ALL_FORMS), SECOND_FACTOR.name} == set(USE_CASES)
    use_cases = {name for name, made in vars(Portal).items() if isinstance(made, cached_property)}
    # Reading is played with the pages and ending with all; what starts with an underscore is none.
    public = {name for name in use_cases if not name.startswith("_")}
    assert public == {
        *USE_CASES.values(),
        "read_information",
        "end_session",
        *OPERATORS_USE_CASES,
        *OF_ONE_FRONT_END,
        *AGENTS_USE_CASES,
    }
    played = {code for case in CASES.values() for code in case.errors.values()}
    assert played | set(ELSEWHERE) | set(TROUBLES) | set(OPERATORS) | set(AGENTS) == set(Code)
    assert not played & set(ELSEWHERE)
