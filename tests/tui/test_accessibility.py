"""What holds on every screen for those who use it without sight, without a mouse or without colour."""

import re
from collections.abc import AsyncIterator

import pytest
from textual.events import Key
from textual.keys import _character_to_key
from textual.pilot import Pilot

from cmi_tui.composition import Portal
from cmi_tui.domain.forms import Kind
from cmi_tui.lean.drawn import Drawn, Stop
from cmi_tui.messages import forms, pages
from cmi_tui.messages.accessibility import GUIDE_TITLE, SECTIONS
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.accessibility import AccessibilityScreen
from cmi_tui.tui.screens.confirm import ConfirmScreen
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.screens.help import HelpScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.screens.proof import ProofScreen
from cmi_tui.tui.screens.sign_in import SignInScreen
from cmi_tui.tui.widgets.field_row import INPUT
from tests.tui.test_screens import opened, screen_text, settled, visit

ENGLISH = re.compile(
    r"\b(quit|press|select|value does not match|must be|length|no matches|search|help|theme|"
    r"screenshot|close|cancel|save|password|loading|error|invalid|required|back|next)\b",
    re.IGNORECASE,
)
"""Words of Textual's own texts and of any other slip."""
DRAWN = re.compile("[\u2500-\u259f\u2800-\u28ff]")
TYPED = {*filter(str.isprintable, map(chr, range(0x100))), "œ", "€"} - {" "}
"""What a French keyboard types, but for Space, which presses."""


async def every_screen(
    portal: Portal, session: Session, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[tuple[PortalApp, Pilot[int], PortalScreen]]:
    """Each screen of the portal, opened in turn."""
    async with opened(portal, None, size) as (app, pilot):
        assert isinstance(app.screen, SignInScreen)
        await pilot.pause()
        yield app, pilot, app.screen
    async with opened(portal, session, size) as (app, pilot):
        for page in Page:
            yield app, pilot, await visit(app, pilot, page)
        others = [
            ProofScreen(portal, session),
            ConfirmScreen(portal, session, pages.EXPORT_REPLACE.format(path="/tmp/formulaire.pdf")),
            HelpScreen(portal, "email", *HELP_OF_EMAIL),
            AccessibilityScreen(portal),
        ]
        for screen in others:
            await app.push_screen(screen)
            await pilot.pause()
            yield app, pilot, screen


HELP_OF_EMAIL = (forms.LABELS["email", "new"], forms.HELPS["email", "new"])


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (200, 60)])
async def test_the_cursor_is_on_the_row_of_what_has_the_focus(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    seen = 0
    async for app, pilot, screen in every_screen(portal, session, size):
        for widget, stop in stops(screen):
            assert screen.focused is widget and widget.at in ("", stop.name), screen
            row = widget.content_region.y + stop.row
            assert app.cursor_position.y == row and screen.region.contains(0, row)
            seen += 1
            await pilot.press("tab")
            await pilot.pause()
            if screen.focused.at == "page":
                await pilot.press("tab")
                await pilot.pause()
    assert seen > 20


async def test_tab_follows_the_order_of_reading(portal: Portal, session: Session) -> None:
    async for _app, _pilot, screen in every_screen(portal, session):
        places = [
            (widget is screen.foot, widget.virtual_region.y + stop.row, stop.column)
            for widget in screen.focus_chain
            if isinstance(widget, Drawn)
            for stop in widget.stops
        ]
        assert places == sorted(places), screen


@pytest.mark.parametrize(("size", "rows_apart"), [((80, 24), 0), ((72, 24), 0), ((40, 24), 1)])
async def test_a_label_stands_on_the_row_of_its_field_or_right_above_it(
    portal: Portal, session: Session, size: tuple[int, int], rows_apart: int
) -> None:
    labels = 0
    async for _app, _pilot, screen in every_screen(portal, session, size):
        if isinstance(screen, FormScreen):
            for row in screen.rows.values():
                assert row.value_region(row.size.width).y == rows_apart, screen
                labels += 1
    assert labels >= 10


async def test_nothing_on_any_screen_is_english_or_drawn(portal: Portal, session: Session) -> None:
    async for app, _pilot, screen in every_screen(portal, session):
        text = screen_text(app)
        assert not ENGLISH.findall(text), screen
        assert not DRAWN.search(text), screen


async def test_a_letter_does_nothing_where_nothing_is_typed(portal: Portal, session: Session) -> None:
    letters = {_character_to_key(character): character for character in TYPED}
    async for app, pilot, screen in every_screen(portal, session):
        bound = {
            key for node in (app, screen, *screen.query()) for key in node._bindings.key_to_bindings
        }
        assert not bound & letters.keys(), screen
        if isinstance(screen, FormScreen):
            continue
        before = screen_text(app)
        for key, character in letters.items():
            app.post_message(Key(key, character))
        await settled(app, pilot)
        assert (app.screen, screen_text(app), app._exit) == (screen, before, False)


async def test_the_focus_is_seen_without_colour(portal: Portal, session: Session) -> None:
    async for _app, pilot, screen in every_screen(portal, session):
        for widget, stop in stops(screen):
            screen.set_focus(None)
            await pilot.pause()
            unfocused = _attributes(screen)
            widget.go_to(stop.name)
            screen.set_focus(widget)
            await pilot.pause()
            assert _attributes(screen) != unfocused, stop


async def test_the_label_of_the_focused_field_alone_stands_out(portal: Portal, session: Session) -> None:
    async for _app, pilot, screen in every_screen(portal, session):
        if not isinstance(screen, FormScreen):
            continue
        for widget, stop in stops(screen):
            widget.go_to(stop.name)
            screen.set_focus(widget)
            await pilot.pause()
            row = screen.focused_row()
            shown = {text.strip() for text, is_reversed in _attributes(screen) if is_reversed}
            labels = {row.label for row in screen.rows.values()}
            focused = {row.label} if row and stop.name == INPUT else set()
            assert shown & labels == focused


def stops(screen: PortalScreen) -> list[tuple[Drawn, Stop]]:
    """Where the focus can stop, in the order of Tab from where it is at first.

    The key for more is left out: it is there only while there is more.
    """
    chain = [
        (widget, stop)
        for widget in screen.focus_chain
        if isinstance(widget, Drawn)
        for stop in widget.stops
        if stop.name != "page"
    ]
    focused = screen.focused
    assert isinstance(focused, Drawn)
    stop = focused.stop
    assert stop is not None
    first = chain.index((focused, stop))
    return chain[first:] + chain[:first]


def _attributes(screen: PortalScreen) -> list[tuple[str, bool]]:
    """Each piece of the screen with whether it is in reverse video: colours left out."""
    return [
        (segment.text, bool(segment.style and segment.style.reverse))
        for line in screen._compositor.render_strips()
        for segment in line
    ]


async def test_what_is_told_by_a_mark_is_told_by_a_word_too(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.PASSWORD)
        assert isinstance(screen, FormScreen)
        passwords = [field for field in screen.form.fields if field.kind is Kind.PASSWORD]
        assert screen_text(app).count(" afficher ") == len(passwords)
        await pilot.press("f2")
        assert "masquer" in screen_text(app)
        await pilot.press("tab", "tab", "A", "1")
        words = re.findall(r"(oui|non) +(au moins|une lettre|un chiffre|un caractère)", screen_text(app))
        assert [word for word, _ in words] == ["non", "oui", "oui", "non"]


async def test_escape_leads_back_from_everywhere_and_loses_no_one(
    portal: Portal, session: Session
) -> None:
    async for app, pilot, screen in every_screen(portal, session):
        is_root = len(app.screen_stack) == 1 and screen.PAGE in ("sign_in", "home")
        await pilot.press("escape")
        await pilot.pause(0.05)
        assert (app.screen is screen) == is_root
        if app.screen is not screen and len(app.screen_stack) == 1:
            await visit(app, pilot, Page.HOME)
    assert app.is_running is False


async def test_f1_leads_to_the_accessibility_guide(portal: Portal) -> None:
    async with opened(portal, None) as (app, pilot):
        await pilot.press("f1", "tab", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AccessibilityScreen)
        assert GUIDE_TITLE in screen_text(app)
        read = screen_text(app)
        for _ in range(6):
            await pilot.press("pagedown")
            await pilot.pause()
            read += screen_text(app)
        for title, _text in SECTIONS:
            assert title in read
        await pilot.press("escape", "escape")
        assert isinstance(app.screen, SignInScreen)


async def test_each_page_names_the_window(portal: Portal, session: Session) -> None:
    titles = set()
    async for app, _pilot, screen in every_screen(portal, session):
        assert app.title == pages.window_title(screen.PAGE)
        titles.add(app.title)
    assert len(titles) >= 11
