"""One player a front end: it answers a form as a user would and notes what is said."""

import re
from dataclasses import dataclass, field

from textual.pilot import Pilot

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, HolderState
from cmi_tui.domain.desk_forms import AGENT_FORMS
from cmi_tui.domain.finding import FoundHolder
from cmi_tui.domain.forms import Kind
from cmi_tui.domain.portal_forms import ALL_FORMS
from cmi_tui.linear.conversation import converse
from cmi_tui.linear.terminal import Watch
from cmi_tui.messages import desk, desk_lines, forms
from cmi_tui.messages import linear as linear_texts
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.desk.confirm_act import ConfirmActScreen
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.navigation import DeskPage, Page, Visit
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.screens.information import InformationScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.widgets.choice_row import ChoiceRow
from cmi_tui.tui.widgets.input_row import InputRow
from rig.accounts import AUGUSTE
from tests.linear.scripted import ScriptedTerminal
from tests.tui.test_screens import screen_text, settled

FORMS = {form.name: form for form in (*ALL_FORMS, *AGENT_FORMS)}
_PAGES = {
    "proof": Page.EMAIL, "email": Page.EMAIL, "password": Page.PASSWORD, "export": Page.EXPORT,
    "preferences": Page.PREFERENCES, "preparation": Page.PREPARATION,
}  # fmt: skip
_CHOICES = {
    "proof": ["1", "1"], "email": ["1", "1"], "password": ["1", "2"], "export": ["1", "3"],
    "preferences": ["3"], "preparation": ["1", "3", "1"],
}  # fmt: skip
_MOTIVE = {forms.LABELS["open_card", "motive"]: "1", forms.LABELS["open_card", "words"]: ""}
_FOUND = {forms.LABELS["find", "wanted"]: AUGUSTE}
_ON_THE_WAY: dict[str, tuple[list[str], dict[str, str]]] = {
    "find": (["1"], {}),
    "open_card": (["1"], _FOUND),
    "verify": (["1", desk_lines.VERIFY], _FOUND | _MOTIVE),
    "disable": (["1", desk.ACTS[Act.DISABLE]], _FOUND | _MOTIVE),
}
"""What leads to a form of the desk in lines: choices, and answers by their labels."""
_FETCH_COMMAND = "scp ici:formulaire.pdf ."


@dataclass
class Played:
    """What a front end said: the errors, with the label of their field where it gave one."""

    errors: list[tuple[str, str]] = field(default_factory=list)
    text: str = ""


async def play_on_screen(
    portal: Portal, session: Session | None, form: str, answers: dict[str, str]
) -> Played:
    """Fills the form on the full screen and presses its button."""
    app = PortalApp(portal, session)
    async with app.run_test(size=(200, 60)) as pilot:
        if form in _PAGES:
            await go(app, pilot, _PAGES[form], form)
        return await _filled_and_saved(app, pilot, form, answers)


async def play_at_desk(portal: Portal, session: Session, form: str, answers: dict[str, str]) -> Played:
    """Fills a form of the desk about Auguste on the full screen, and confirms what it asks."""
    found = FoundHolder(1, "Auguste Lambert", "LILLE", HolderState.ACTIVE)
    work = DeskWork(account_id=1, chosen=found)
    if form in (DeskPage.VERIFY, DeskPage.DISABLE):
        work.card = portal.desk.cards.open(session, 1, {"motive": "call", "words": ""})
    app = PortalApp(portal, session)
    async with app.run_test(size=(200, 60)) as pilot:
        await settled(app, pilot)
        app.screen.post_message(Visit(DeskPage(form), desk=work))
        await settled(app, pilot)
        played = await _filled_and_saved(app, pilot, form, answers)
        if isinstance(app.screen, ConfirmActScreen):
            await pilot.press("shift+tab", "enter")
            await settled(app, pilot)
            played = _seen(app)
        return played


async def _filled_and_saved(
    app: PortalApp, pilot: Pilot[int], form: str, answers: dict[str, str]
) -> Played:
    screen = app.screen
    assert isinstance(screen, FormScreen) and screen.form.name == form
    for name, answer in answers.items():
        field = screen.form.field(name)
        typed = screen.rows[name]
        if isinstance(typed, ChoiceRow):
            typed.action_step(("", *field.choices).index(answer))
            continue
        assert isinstance(typed, InputRow)
        typed.value = ""
        typed.replace(answer, 0, 0)
        await pilot.pause()
        # What a field cannot take at all is declined at once, not when the form is saved.
        if field.limit_problem(answer):
            return _seen(app)
    screen.start_saving()
    await pilot.pause()
    # What leaves its page for good stays busy.
    # Between two pages there is none.
    while (screen.is_busy and screen.is_current) or not app.screen_stack:
        await pilot.pause(0.01)
    await pilot.pause()
    # The page that a saved form leads to is read in a worker of its own.
    if not _seen(app).errors:
        await settled(app, pilot)
    return _seen(app)


async def go(app: PortalApp, pilot: Pilot[int], page: Page, page_name: str) -> None:
    """Opens a page, or the proof that is asked before it, which its worker then waits for."""
    await settled(app, pilot)
    app.screen.post_message(Visit(page))
    for _ in range(500):
        await pilot.pause(0.01)
        # Between two pages there is none.
        current = app.screen_stack[-1] if app.screen_stack else None
        if isinstance(current, PortalScreen) and page_name == current.PAGE:
            break
    await pilot.pause()


def _seen(app: PortalApp) -> Played:
    played = Played(text=" ".join(screen_text(app).split()))
    if isinstance(app.screen, FormScreen):
        for row in app.screen.rows.values():
            if row.error:
                label = row.label.removesuffix(forms.REQUIRED_MARK)
                played.errors.append((label, row.error.removeprefix(forms.ERROR.format(text=""))))
    elif isinstance(app.screen, InformationScreen) and app.screen.visit.is_error:
        played.errors.append(("", app.screen.visit.notice))
    return played


def play_in_lines(portal: Portal, session: Session | None, form: str, answers: dict[str, str]) -> Played:
    """Answers the form's questions in linear mode; a question asked twice ends the play."""
    choices, replies = _ON_THE_WAY.get(form, (_CHOICES.get(form, []), {}))
    replies = dict(replies)
    for declared in FORMS[form].fields:
        answer = answers.get(declared.name, "")
        # What has to be chosen offers no number for none: Enter alone chooses none.
        if declared.kind is Kind.CHOICE and (answer or not declared.required):
            answer = str((*declared.choices, "").index(answer) + 1)
        replies[forms.LABELS[form, declared.name]] = answer
    terminal = _AnsweringTerminal([*choices, "fin"], replies)
    command = _FETCH_COMMAND if form == "preparation" else ""
    converse(portal, session, terminal, linear_texts.BY_OPTION, command)
    played = Played(text=terminal.text)
    for line in terminal.lines:
        if line.startswith("Erreur. ") and " : " in line:
            label, _colon, said = line.removeprefix("Erreur. ").partition(" : ")
            played.errors.append((label, said))
    return played


class _AnsweringTerminal(ScriptedTerminal):
    """Answers each field once, by its label, says yes to saving once, and choices in order."""

    def __init__(self, choices: list[str], answers: dict[str, str]) -> None:
        super().__init__(choices)
        self._by_label = {**answers, linear_texts.SAVE: "oui"}

    def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
        label = prompt if prompt == linear_texts.SAVE else re.split(", saisie invisible| : ", prompt)[0]
        if label in self._by_label:
            self.lines.append(prompt)
            return self._by_label.pop(label)
        if prompt.startswith("Votre choix") and not self.is_last:
            return super().ask(prompt, hidden=hidden, watch=watch)
        raise EOFError

    @property
    def is_last(self) -> bool:
        """Whether the choices that lead to the form have been made."""
        return len(self._answers) == 1
