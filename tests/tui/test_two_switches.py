"""Each task of the guide with Tab and Enter alone, besides what is typed into fields."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual.pilot import Pilot

from cmi_tui.composition import Portal
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page
from rig.accounts import AUGUSTE, PASSWORD
from tests.tui.test_screens import opened, screen_text, settled

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)])
_MOST_PRESSES = 40


class Switches:
    """Somebody who presses Tab or Enter, and hears where the focus is."""

    def __init__(self, app: PortalApp, pilot: Pilot[int]) -> None:
        self.app = app
        self._pilot = pilot

    @property
    def at(self) -> tuple[str | None, str]:
        """The widget and the stop that have the focus."""
        focused = self.app.screen.focused
        assert isinstance(focused, Drawn) and focused.stop is not None
        return focused.id, focused.stop.name

    @property
    def page(self) -> str:
        """The page that is open."""
        return str(self.app.screen.PAGE)  # type: ignore[attr-defined]

    @property
    def shown(self) -> str:
        """The words on the screen."""
        return " ".join(screen_text(self.app).split())

    async def tab_to(self, widget: str, stop: str) -> None:
        """Presses Tab until something has the focus, which is then in sight."""
        for _ in range(_MOST_PRESSES):
            if self.at == (widget, stop):
                row = self.app.cursor_position.y
                assert 0 < row < self.app.size.height
                return
            await self._pilot.press("tab")
            await self._pilot.pause()
        raise AssertionError(f"{stop} was not reached, but {self.at}")

    async def press(self, widget: str, stop: str) -> None:
        """Goes to something by Tab, and presses Enter there."""
        await self.tab_to(widget, stop)
        await self._pilot.press("enter")
        await settled(self.app, self._pilot)
        await self._pilot.pause()

    async def type(self, field: str, text: str) -> None:
        """Goes to a field by Tab, and types."""
        await self.tab_to(f"field-{field}", "input")
        await self._pilot.press(*text)
        await self._pilot.pause()


@asynccontextmanager
async def switches(
    portal: Portal, session: Session | None, size: tuple[int, int]
) -> AsyncIterator[Switches]:
    """The portal for somebody with two switches."""
    async with opened(portal, session, size) as (app, pilot):
        await pilot.pause()
        yield Switches(app, pilot)


@SIZES
async def test_signing_in_and_out(portal: Portal, size: tuple[int, int]) -> None:
    async with switches(portal, None, size) as user:
        await user.type("login", AUGUSTE)
        await user.type("password", PASSWORD)
        await user.press("buttons", "save")
        assert user.page == "home"
        await user.press("foot", "sign_out")
        assert user.page == "sign_in" and pages.SIGNED_OUT in user.shown


@SIZES
async def test_a_password_is_shown_and_hidden(portal: Portal, size: tuple[int, int]) -> None:
    async with switches(portal, None, size) as user:
        await user.type("password", "Secret")
        await user.press("field-password", "toggle")
        assert "Secret" in user.shown
        await user.press("field-password", "toggle")
        assert "Secret" not in user.shown


@SIZES
async def test_changing_the_address(portal: Portal, session: Session, size: tuple[int, int]) -> None:
    async with switches(portal, session, size) as user:
        await user.press("content", Page.INFORMATION)
        await user.press("content", "email")
        await user.type("new", "dds@hotmail.fr")
        await user.type("confirmation", "dds@hotmail.fr")
        await user.press("buttons", "save")
        assert pages.EMAIL_CHANGED in user.shown
    assert portal.read_information(session).email == "dds@hotmail.fr"


@SIZES
async def test_changing_the_password(portal: Portal, session: Session, size: tuple[int, int]) -> None:
    async with switches(portal, session, size) as user:
        await user.press("content", Page.INFORMATION)
        await user.press("content", "password")
        await user.type("old", PASSWORD)
        await user.type("new", "Neuf-2027!")
        await user.type("confirmation", "Neuf-2027!")
        await user.press("buttons", "save")
        assert pages.PASSWORD_CHANGED in user.shown


@SIZES
async def test_exporting_the_form(
    portal: Portal, session: Session, size: tuple[int, int], tmp_path: Path
) -> None:
    async with switches(portal, session, size) as user:
        await user.press("content", Page.INFORMATION)
        await user.press("content", "identity")
        await user.type("card_1", "123")
        await user.press("buttons", "save")
        assert "Le formulaire a été enregistré" in user.shown
    assert len(list((tmp_path / "exports").iterdir())) == 2


@SIZES
async def test_following_the_request_and_coming_back(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with switches(portal, session, size) as user:
        await user.press("content", Page.REQUESTS)
        assert user.page == "requests"
        await user.press("content", "back")
        assert user.page == "data"
        await user.press("content", Page.HOME)
        assert user.page == "home"


@SIZES
async def test_preferring_another_way_and_reading_who_looked(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with switches(portal, session, size) as user:
        await user.press("place", "menu")
        await user.press("content", Page.PREFERENCES)
        await user.press("field-more_time", "next")
        await user.press("buttons", "save")
        assert pages.PREFERENCES_CHANGED in user.shown
        await user.press("content", Page.WHO_LOOKED)
        assert user.page == "who_looked"
        await user.press("foot", "back")
        assert user.page == "data"
    assert portal.keep_preferences.current(session)["more_time"]


@SIZES
async def test_opening_a_card_for_a_motive(
    portal: Portal, faure: Session, size: tuple[int, int]
) -> None:
    async with switches(portal, faure, size) as user:
        await user.type("wanted", "lambert")
        await user.press("buttons", "save")
        widget, holder = user.at
        await user.press(str(widget), holder)
        await user.press("field-motive", "next")
        await user.press("buttons", "save")
        assert user.page == "card"


@SIZES
async def test_the_menu_its_page_and_the_help(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with switches(portal, session, size) as user:
        await user.press("place", "menu")
        assert user.page == "data"
        await user.press("foot", "help")
        assert user.page == "help"
        await user.tab_to("foot", "close")
        await user.press("foot", "close")
        assert user.page == "data"
        await user.press("foot", "back")
        assert user.page == "home"


@SIZES
async def test_giving_a_form_up_and_staying(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with switches(portal, session, size) as user:
        await user.press("content", Page.INFORMATION)
        await user.press("content", "email")
        await user.type("new", "dds")
        await user.press("buttons", "cancel")
        assert user.page == "confirm_leave"
        await user.press("answers", "no")
        assert user.page == "email"
        await user.press("foot", "cancel")
        await user.press("answers", "yes")
        assert user.page == "information"


@SIZES
async def test_what_is_below_the_window_is_read(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with switches(portal, session, (size[0], 12)) as user:
        await user.press("content", "help")
        read = user.shown
        for _ in range(10):
            if "Page↓" not in user.shown and "PgSv" not in user.shown:
                break
            await user.press("foot", "page")
            read += " " + user.shown
        assert "Ctrl+L redessine l'écran." in read
