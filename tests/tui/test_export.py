"""The export screen: answers on the keyboard and by mouse, and what it does while the form is made."""

import asyncio
import os
import threading
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Information
from cmi_tui.domain.quality_form import Answers, Reason
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from tests.tui.test_screens import opened, place_of, screen_text, settled, visit


class SlowForm:
    """Makes a form of the answers it notes, once it is let go."""

    def __init__(self) -> None:
        self.asked: list[Answers] = []
        self.started, self.go_on = threading.Event(), threading.Event()

    def __call__(self, _information: Information, answers: Answers, _made_at: datetime) -> bytes:
        self.asked.append(answers)
        self.started.set()
        assert self.go_on.wait(15)
        return b"%PDF-1.7"


@pytest.fixture
def slow_form(portal: Portal) -> Iterator[SlowForm]:
    form = SlowForm()
    portal.export_form._make_form = form
    portal.export_form._count_pages = lambda _pdf: 1
    yield form
    form.go_on.set()


async def started(form: SlowForm) -> None:
    assert await asyncio.to_thread(form.started.wait, 15)


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_answers_are_given_with_the_keyboard_alone(
    portal: Portal, session: Session, slow_form: SlowForm, size: tuple[int, int]
) -> None:
    slow_form.go_on.set()
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("tab", *"12 34", "tab", *"ab5", "tab", "right", "right", "left", "tab")
        await pilot.press(*"flou", "enter")
        await settled(app, pilot)
        assert "Le formulaire a été enregistré" in screen_text(app)
    assert slow_form.asked == [Answers(("12 34", "AB5"), Reason.PHOTO, "flou")]


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_a_choice_is_said_in_words_with_the_cursor_on_it(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session, size) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("tab", "tab", "tab")
        said = [
            "< aucun > 1 sur 4",
            "< photographie > 2 sur 4",
            "< données > 3 sur 4",
            "< autre défaut > 4 sur 4",
        ]
        for words in [*said, said[0]]:
            row = screen_text(app).split("\n")[app.cursor_position.y]
            assert " ".join(row[app.cursor_position.x :].split()) == words
            assert size[0] < 60 or row.startswith(" Motif du refus ")
            await pilot.press("space")
            await pilot.pause()
        await pilot.press("left", "up")
        assert said[3] in " ".join(screen_text(app).split())


async def test_a_choice_shows_its_help_and_takes_clicks(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.click(offset=place_of(app, "#field-reason", "input"))
        await pilot.pause()
        assert "< photographie > 2 sur 4" in " ".join(screen_text(app).split())
        assert "Espace ou flèche droite passe au suivant" in " ".join(screen_text(app).split())


async def test_enter_on_a_choice_saves_as_in_any_field(
    portal: Portal, session: Session, slow_form: SlowForm
) -> None:
    slow_form.go_on.set()
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("tab", "tab", "tab", "down", "enter")
        await settled(app, pilot)
        assert "Le formulaire a été enregistré" in screen_text(app)
    assert slow_form.asked == [Answers(reason=Reason.PHOTO)]


async def test_a_wrong_number_is_told_beside_its_field_and_mended(
    portal: Portal, session: Session, slow_form: SlowForm
) -> None:
    slow_form.go_on.set()
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.EXPORT)
        await pilot.press("tab", *"12-3", "enter")
        await settled(app, pilot)
        lines = [line.strip() for line in screen_text(app).split("\n")]
        label = next(
            index for index, line in enumerate(lines) if line.startswith("Numéro de la carte 1")
        )
        assert lines[label + 1].startswith("Erreur : Ce numéro ne doit comporter que")
        assert slow_form.asked == [] and screen.max_scroll_y == 0
        await pilot.press(*"123", "enter")
        await settled(app, pilot)
    assert slow_form.asked == [Answers(("123", ""))]


async def test_the_screen_lives_while_the_form_is_made_and_a_second_press_makes_no_second(
    portal: Portal, session: Session, slow_form: SlowForm, tmp_path: Path
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("enter", "enter")
        await started(slow_form)
        while "Enregistrement…" not in screen_text(app):
            await pilot.pause(0.02)
        await pilot.press("tab", *"77", "enter")
        await pilot.click(offset=place_of(app, "#buttons", "save"))
        # What is typed meanwhile is for the page that comes.
        assert "77" not in screen_text(app)
        assert os.listdir(tmp_path / "exports") == []
        slow_form.go_on.set()
        await settled(app, pilot)
        assert "Le formulaire a été enregistré" in screen_text(app)
    assert slow_form.asked == [Answers()]
    assert len(os.listdir(tmp_path / "exports")) == 2


async def test_a_yes_replaces_both_once(
    portal: Portal, session: Session, slow_form: SlowForm, tmp_path: Path
) -> None:
    for name in portal.export_form.file_names(session):
        (tmp_path / "exports" / name).write_text("mine")
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("enter")
        await settled(app, pilot)
        assert "Voulez-vous les remplacer ?" in " ".join(screen_text(app).split())
        await pilot.press("shift+tab", "enter")
        await started(slow_form)
        await pilot.press("enter", "enter")
        slow_form.go_on.set()
        await settled(app, pilot)
        assert "Le formulaire a été enregistré" in screen_text(app)
    assert len(slow_form.asked) == 1


async def test_only_the_file_that_is_there_is_named(
    portal: Portal, session: Session, tmp_path: Path
) -> None:
    _name, text_name = portal.export_form.file_names(session)
    (tmp_path / "exports" / text_name).write_text("mine")
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("enter")
        await settled(app, pilot)
        shown = "".join(screen_text(app).split())
        assert f"{text_name}existedéjà.Voulez-vousleremplacer?" in shown


async def test_a_file_that_comes_during_the_question_is_asked_about_in_its_turn(
    portal: Portal, session: Session, slow_form: SlowForm, tmp_path: Path
) -> None:
    slow_form.go_on.set()
    folder = tmp_path / "exports"
    name, text_name = portal.export_form.file_names(session)
    (folder / text_name).write_text("mine")
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        await pilot.press("enter")
        await settled(app, pilot)
        (folder / name).write_text("mine")
        await pilot.press("shift+tab", "enter")
        await settled(app, pilot)
        assert "Voulez-vous les remplacer ?" in " ".join(screen_text(app).split())
        assert (folder / name).read_text() == (folder / text_name).read_text() == "mine"
        await pilot.press("shift+tab", "enter")
        await settled(app, pilot)
        assert "Le formulaire a été enregistré" in screen_text(app)
