"""The question before what was typed is abandoned."""

from textual.binding import Binding

from cmi_tui.composition import Portal
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.screens.confirm import ConfirmScreen
from cmi_tui.wire.input import ESCAPE_UNDONE


class UnsavedScreen(ConfirmScreen):
    """Its result is True when the form may be left.

    It closes by itself when the Escape that opened it was the start of a key that the line had split.
    """

    PAGE = "confirm_leave"
    BINDINGS = [Binding(ESCAPE_UNDONE, "back", show=False)]

    def __init__(self, portal: Portal, session: Session) -> None:
        super().__init__(portal, session, pages.LEAVE_UNSAVED)
