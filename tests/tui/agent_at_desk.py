"""An agent at the full screen, played by keys, in tests."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from textual.pilot import Pilot

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.domain.journal import Event
from cmi_tui.lean.drawn import Drawn
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.screens.portal_screen import PortalScreen
from tests.tui.test_screens import screen_text, settled

SIZES = pytest.mark.parametrize("size", [(80, 24), (40, 12)])
CARDS = f"SELECT detail FROM journal WHERE event = '{Event.CARD}' ORDER BY id"
"""Why and how cards were opened."""


class Desk:
    """An agent's full screen, played by its keys."""

    def __init__(self, app: PortalApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot

    async def press(self, *keys: str) -> str:
        """The page that is open once the keys have acted."""
        await self.pilot.press(*keys)
        await settled(self.app, self.pilot)
        return self.page

    @property
    def page(self) -> str:
        assert isinstance(self.app.screen, PortalScreen)
        return str(self.app.screen.PAGE)

    @property
    def words(self) -> str:
        return " ".join(screen_text(self.app).split())

    async def go_to(self, name: str) -> None:
        """Tab until the focus is on the stop called `name`, as a hand does."""
        for _ in range(30):
            focused = self.app.screen.focused
            if isinstance(focused, Drawn) and focused.stop and focused.stop.name == name:
                return
            await self.pilot.press("tab")
        raise AssertionError(f"no {name} by Tab")

    async def open_card(self, wanted: str = "lambert") -> None:
        assert await self.press(*wanted, "enter") == "open_card"
        assert await self.press("space", "enter") == "card"


@asynccontextmanager
async def at_desk(
    portal: Portal, session: Session, size: tuple[int, int] = (80, 24)
) -> AsyncIterator[Desk]:
    app = PortalApp(portal, session)
    async with app.run_test(size=size) as pilot:
        await settled(app, pilot)
        yield Desk(app, pilot)


def add_holder(portal: Portal, number: int, **fields: str) -> int:
    told = {"last_name": "Martin", "first_name": "Zoé", "city": "PARIS"} | fields
    identity = Identity(
        f"h{number}", told["first_name"], told["last_name"], "", None, told.get("street", "1 rue"),
        "75001", told["city"],
    )  # fmt: skip
    with portal.database.writing() as transaction:
        return transaction.accounts.add(Information(identity, told.get("email", "")), Role.HOLDER, None)
