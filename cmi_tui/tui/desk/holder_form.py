"""A form about one holder: what it holds is there again when it is opened for the same holder."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping

from cmi_tui.tui.desk.desk_screen import DeskScreen
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Text
from cmi_tui.tui.navigation import DeskPage
from cmi_tui.tui.screens.signed_in_form import SignedInFormScreen


class HolderFormScreen(DeskScreen, SignedInFormScreen):
    """`account_id` tells whose it is."""

    HAS_MENU = False

    @property
    @abstractmethod
    def account_id(self) -> int:
        """The holder's account."""

    @property
    def holder(self) -> str:
        """Who that is: of a card at hand, the name on it."""
        return self.work.card.name if self.work.card else ""

    def introduction(self) -> Iterable[Block]:
        """Whom it is about."""
        if self.holder:
            yield Text(self.holder, ink.BOLD)
        yield from super().introduction()

    @property
    def is_unsaved(self) -> bool:
        """Nothing is lost by another page, and nothing is kept beyond the session."""
        return False

    def kept_values(self) -> Mapping[str, str]:
        """What was typed before another page was opened."""
        return self.work.typed.pop((self.form.name, self.account_id), {})

    def leaving(self) -> None:
        """Keeps what was typed."""
        if any(self.values.values()):
            self.work.typed[self.form.name, self.account_id] = self.values

    def lead_on(self, page: DeskPage, notice: str = "", *, is_error: bool = False) -> None:
        """The form is done with."""
        self.is_busy = self.is_leaving = True
        self.lead_to(page, notice, is_error=is_error)
