"""Where a screen can ask the application to go."""

from enum import StrEnum
from typing import TYPE_CHECKING

from textual.message import Message

from cmi_tui.domain.journal import Ending
from cmi_tui.services.session import Session

if TYPE_CHECKING:  # the first screen has to come fast, and few are agents
    from cmi_tui.tui.desk_work import DeskWork


class Page(StrEnum):
    """The pages of whoever is signed in; an agent has the last two of the forms, and the desk."""

    HOME = "home"
    DATA = "data"
    INFORMATION = "information"
    REQUESTS = "requests"
    EMAIL = "email"
    PASSWORD = "password"
    EXPORT = "export"
    PREPARATION = "preparation"
    PREFERENCES = "preferences"
    WHO_LOOKED = "who_looked"


class DeskPage(StrEnum):
    """The pages of the agent's desk."""

    FIND = "find"
    FOUND = "found"
    OPEN_CARD = "open_card"
    CARD = "card"
    CARD_HISTORY = "card_history"
    VERIFY = "verify"
    DISABLE = "disable"


class Section(StrEnum):
    """The sections of « Mes informations » in which a notice can stand."""

    IDENTITY = "identity"
    EMAIL = "email"
    PASSWORD = "password"


class Visit(Message):
    """Go to a page; a notice is shown on it, on « Mes informations » in its section.

    `is_proved` when the password has just been given for it, `desk` what an agent is at.
    """

    def __init__(
        self,
        page: Page | DeskPage,
        section: Section | None = None,
        notice: str = "",
        *,
        is_error: bool = False,
        is_proved: bool = False,
        desk: "DeskWork | None" = None,
    ) -> None:
        super().__init__()
        self.page = page
        self.section = section
        self.notice = notice
        self.is_error = is_error
        self.is_proved = is_proved
        self.desk = desk


class SignedIn(Message):
    """A session has been opened; `notice` is news for its first page."""

    def __init__(self, session: Session, notice: str = "") -> None:
        super().__init__()
        self.session = session
        self.notice = notice


class SignedOut(Message):
    """The session is over; `notice` tells the next to sign in, `reason` the journal."""

    def __init__(self, notice: str, reason: str = Ending.SIGNED_OUT) -> None:
        super().__init__()
        self.notice = notice
        self.reason = reason


class HelpAsked(Message):
    """Help is wanted on a page; `label` and `help_text` are the focused field's, or empty."""

    def __init__(self, page: str, label: str, help_text: str) -> None:
        super().__init__()
        self.page = page
        self.label = label
        self.help_text = help_text


class Saving(Message):
    """A form is being saved from now on, or no more."""

    def __init__(self, *, has_ended: bool = False) -> None:
        super().__init__()
        self.has_ended = has_ended
