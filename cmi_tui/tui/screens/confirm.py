"""A question answered by yes or no."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing.blocks import Buttons, Gap, Press, Text
from cmi_tui.tui.drawing.look import MARGIN
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import Sheet

_YES = "yes"
_NO = "no"


class ConfirmScreen(SignedInScreen):
    """Its result is True after a yes; « NON » has the focus at first."""

    PAGE = "confirm_replace"
    KEYS = ("help", "sign_out", "cancel")
    PLACE = None

    def __init__(self, portal: Portal, session: Session, question: str) -> None:
        super().__init__(portal, session)
        self._question = question

    def compose_content(self) -> Iterable[PageWidget]:
        """The question and its two answers."""
        answers = [
            Buttons([Press(_YES, pages.YES)], MARGIN), Buttons([Press(_NO, pages.NO)], MARGIN),
        ]  # fmt: skip
        yield Sheet([Gap(), Gap(1), Text(self._question), Gap(), *answers], at=_NO, id="answers")

    def pressed(self, name: str) -> None:
        """Answers."""
        self.leave(name == _YES)

    def action_back(self) -> None:
        """Leaving is a no."""
        self.leave(False)
