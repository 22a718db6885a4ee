"""The seed of an agent's second factor, shown once, and the first code of it."""

from collections.abc import Iterable

from textual import work

from cmi_tui.composition import Portal
from cmi_tui.domain.desk_forms import ENROLMENT
from cmi_tui.messages import pages
from cmi_tui.services.second_factor import Enrolment
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Buttons, Gap, Pair, Press
from cmi_tui.tui.drawing.look import INDENT
from cmi_tui.tui.navigation import SignedIn
from cmi_tui.tui.screens.qr_code import QrCodeScreen
from cmi_tui.tui.screens.signed_in_form import SignedInFormScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet
from cmi_tui.tui.working import NAVIGATING

_DRAW = "draw"


class EnrolmentScreen(SignedInFormScreen):
    """Leads to the first page once a first code was right; the only other way out is to sign out."""

    form = ENROLMENT
    KEYS = ("help", "sign_out", "quit")
    BACK = None

    def __init__(self, portal: Portal, session: Session) -> None:
        super().__init__(portal, session)
        self._enrolment: Enrolment | None = None
        self._seed = Sheet([], id="seed")

    def compose_content(self) -> Iterable[PageWidget]:
        """The seed between the introduction and the field."""
        first, *others = super().compose_content()
        yield from (first, self._seed, *others)

    def can_cancel(self) -> bool:
        """There is nothing to go back to."""
        return False

    def on_mount(self) -> None:
        """Asks for a seed, which takes a moment."""
        self._offer()

    @work(group=NAVIGATING)
    async def _offer(self) -> None:
        self._enrolment = await self.ask(
            lambda: self.portal.second_factor.offer(self.session), pages.LOADING
        )
        if self._enrolment is not None:
            self._seed.show(list(self._seed_blocks(self._enrolment)))

    def _seed_blocks(self, enrolment: Enrolment) -> Iterable[Block]:
        yield Pair(pages.ENROLMENT_SEED, enrolment.seed, ink=ink.BOLD)
        yield from (Buttons([Press(_DRAW, pages.ENROLMENT_QR_CODE)], INDENT), Gap())

    def pressed(self, name: str) -> None:
        """Draws the seed as a QR code, or saves."""
        if name == _DRAW and self._enrolment is not None:
            self.app.push_screen(QrCodeScreen(self.portal, self._enrolment.qr_code))
        else:
            super().pressed(name)

    async def save(self) -> None:
        """Takes the first code."""
        values = self.values
        session = await self.ask(
            lambda: self.portal.second_factor.enrol(self.session, values), pages.WORKING
        )
        if session is not None:
            self.post_message(SignedIn(session, pages.ENROLLED))
