"""A screen that saves: once, however often it is asked, and it says when that begins and ends."""

from abc import abstractmethod
from collections.abc import Awaitable, Callable, Mapping
from datetime import timedelta

from textual import work

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.tui.navigation import Saving
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.tui.working import SAVING


class SavingScreen(PortalScreen):
    """A subclass says in `save` what is saved; `is_leaving` once that leads to another page."""

    def __init__(self, portal: Portal) -> None:
        super().__init__(portal)
        self.is_leaving = False

    async def save(self) -> None:
        """Hands what is to be saved to its use case; raises Refused."""

    @abstractmethod
    def show_refusal(self, errors: Mapping[str, Code], wait: timedelta | None = None) -> None:
        """Shows why nothing was saved."""

    def start_saving(self) -> None:
        """Saves once, however often the button is pressed."""
        self.save_by(self.save)

    def save_by(self, save: Callable[[], Awaitable[None]]) -> None:
        """Runs `save` as saving is, unless that is under way."""
        if not self.is_busy:
            self.is_busy = True
            self.is_leaving = False
            self.post_message(Saving())
            self._save(save)

    @work(group=SAVING)
    async def _save(self, save: Callable[[], Awaitable[None]]) -> None:
        try:
            await save()
        except Refused as refusal:
            self.show_refusal(refusal.errors, refusal.wait)
        finally:
            # What was saved is not saved again by a key that comes before the next page.
            self.is_busy = self.is_leaving
            self.post_message(Saving(has_ended=True))
