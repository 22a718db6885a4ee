"""The pages of whoever is signed in, as lines and numbered choices."""

from collections.abc import Callable, Sequence

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Information, Role
from cmi_tui.linear.account_forms import AccountForms
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.messages.accessibility import GUIDE
from cmi_tui.services.session import Session

Choice = tuple[str, Callable[[], None]]


class SignedOut(Exception):
    """The user has signed out."""


class Pages:
    """Goes from page to page until the user signs out."""

    def __init__(self, portal: Portal, session: Session, dialogue: Dialogue, fetch_command: str) -> None:
        self._fetch_command = fetch_command
        self._portal = portal
        self._session = session
        self._dialogue = dialogue
        self._forms = AccountForms(portal, session, dialogue)

    def home(self) -> None:
        """The first page; returns once the user has signed out."""
        if self._session.role is Role.SUPPORT:
            lines, page = [pages.SUPPORT_TITLE, texts.SUPPORT_TEXT], "support"
            choices: list[Choice] = []
        else:
            lines, page = [pages.DATA_TITLE], "data"
            choices = [
                (pages.DATA_INFORMATION, self._information),
                (pages.MENU_REQUESTS, self._requests),
            ]
        choices += [(texts.ACCESSIBILITY, self._guide), (texts.SIGN_OUT, self._sign_out)]
        while True:
            try:
                self._visit(page, lines, choices)
            except Back:
                self._dialogue.say(texts.FIRST_PAGE)
            except SignedOut:
                self._dialogue.say(pages.SIGNED_OUT)
                return

    def _visit(self, page: str, lines: Sequence[str], choices: Sequence[Choice]) -> None:
        """Says a page and does what is chosen on it. Raises Back, SignedOut."""
        self._dialogue.say(*lines)
        labels = [label for label, _action in choices]
        chosen = self._dialogue.choose(labels, (texts.PAGE_HELPS[page],))
        choices[chosen][1]()

    def _information(self) -> None:
        information = self._dialogue.attempt(lambda: self._portal.read_information(self._session))
        if information is None:
            return
        lines = _information_lines(information)
        choices: list[Choice] = [
            (texts.CHANGE_EMAIL, self._forms.change_email),
            (texts.CHANGE_PASSWORD, self._forms.change_password),
            (pages.EXPORT_BUTTON, self._fetch_form if self._fetch_command else self._forms.export),
            (texts.READ_AGAIN, self._read_again),
            (texts.GO_BACK, self._go_back),
        ]
        while True:
            try:
                self._visit("information", lines, choices)
            except Back:
                return
            # The page has been read to the user once: from then on the choices are enough.
            lines = []

    def _fetch_form(self) -> None:
        self._dialogue.say(
            pages.FETCH_TITLE,
            pages.EXPORT_NOTICE,
            pages.EXPORT_ADDRESS_NOTE,
            pages.FETCH_TEXT,
            self._fetch_command,
            pages.FETCH_NOTE,
        )

    def _read_again(self) -> None:
        information = self._dialogue.attempt(lambda: self._portal.read_information(self._session))
        if information is not None:
            self._dialogue.say(*_information_lines(information))

    def _requests(self) -> None:
        requests = self._dialogue.attempt(lambda: self._portal.read_information.requests(self._session))
        if requests is None:
            return
        self._dialogue.say(pages.REQUESTS_TITLE)
        if not requests:
            self._dialogue.say(pages.NO_REQUEST)
        for request in requests:
            self._dialogue.say(pages.REQUEST_LINE.format(number=request.number))
            self._dialogue.say(*pages.step_lines(request))

    def _guide(self) -> None:
        self._dialogue.say(GUIDE)

    def _go_back(self) -> None:
        raise Back

    def _sign_out(self) -> None:
        raise SignedOut


def _information_lines(information: Information) -> list[str]:
    return [
        pages.INFORMATION_TITLE,
        pages.IDENTITY_SECTION,
        *pages.identity_lines(information.identity),
        pages.IDENTITY_NOTE,
        pages.EMAIL_LINE.format(email=information.email or pages.NO_EMAIL),
        texts.PASSWORD_LINE,
    ]
