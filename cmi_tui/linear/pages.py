"""The pages of whoever is signed in, as lines and numbered choices."""

from collections.abc import Callable, Sequence
from functools import partial

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import CardRequest, Information, Role
from cmi_tui.linear.account_forms import AccountForms
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.messages.accessibility import GUIDE_TITLE, SECTIONS
from cmi_tui.messages.dates import date_in_words
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
        self._page = ""

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
                (pages.MENU_PREFERENCES, self._forms.change_preferences),
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
        """Says a page, unless it was the last one said, and does what is chosen on it.

        Raises Back, SignedOut.
        """
        is_known, self._page = page == self._page, page
        labels = [label for label, _action in choices]
        helps = (texts.PAGE_HELPS[page],)
        chosen = self._dialogue.choose(lines, labels, helps, is_known=is_known)
        choices[chosen][1]()

    def _information(self) -> None:
        choices: list[Choice] = [
            (texts.CHANGE_EMAIL, self._forms.change_email),
            (texts.CHANGE_PASSWORD, self._forms.change_password),
            (pages.EXPORT_BUTTON, self._fetch if self._fetch_command else self._forms.export),
            (pages.IDENTITY_SECTION, self._identity),
            (texts.GO_BACK, self._go_back),
        ]
        self._stay("information", self._information_lines, choices)

    def _information_lines(self) -> list[str] | None:
        # Read anew each time: an address that was changed is the one that is said again.
        information = self._read()
        if information is None:
            return None
        email = pages.EMAIL_LINE.format(email=information.email or pages.NO_EMAIL)
        return [pages.INFORMATION_TITLE, email]

    def _stay(self, page: str, lines: Callable[[], list[str] | None], choices: Sequence[Choice]) -> None:
        """Visits a page until the user goes back, or there are no lines to say of it."""
        while (said := lines()) is not None:
            try:
                self._visit(page, said, choices)
            except Back:
                return

    def _identity(self) -> None:
        information = self._read()
        if information is not None:
            lines = pages.identity_lines(information.identity)
            self._dialogue.say(pages.IDENTITY_SECTION, *lines, pages.IDENTITY_NOTE)

    def _read(self) -> Information | None:
        return self._dialogue.attempt(lambda: self._portal.read_information(self._session))

    def _fetch(self) -> None:
        lines = [
            pages.FETCH_TITLE,
            pages.EXPORT_NOTICE,
            pages.EXPORT_ADDRESS_NOTE,
            pages.FETCH_TEXT,
            self._fetch_command,
            pages.FETCH_NOTE,
        ]
        choices: list[Choice] = [(texts.PREPARE, self._prepare), (texts.GO_BACK, self._go_back)]
        self._stay("fetch", lambda: lines, choices)

    def _prepare(self) -> None:
        if self._forms.prepare():
            self._dialogue.say(pages.FETCH_PREPARED, self._fetch_command)

    def _requests(self) -> None:
        requests = self._dialogue.attempt(lambda: self._portal.read_information.requests(self._session))
        if requests is None:
            return
        self._dialogue.say(pages.REQUESTS_TITLE)
        if not requests:
            self._dialogue.say(pages.NO_REQUEST)
        for request in requests:
            self._dialogue.say(*_request_lines(request))

    def _guide(self) -> None:
        # By sections: the whole takes minutes to hear.
        choices: list[Choice] = [
            (title, partial(self._dialogue.say, f"{title}\n{text}")) for title, text in SECTIONS
        ]
        choices.append((texts.GO_BACK, self._go_back))
        self._stay("guide", lambda: [GUIDE_TITLE], choices)

    def _go_back(self) -> None:
        raise Back

    def _sign_out(self) -> None:
        raise SignedOut


def _request_lines(request: CardRequest) -> list[str]:
    """Where a card request stands, then how it came there, the latest step first."""
    steps = [
        pages.STATE_SINCE.format(step=pages.STEPS[step], day=date_in_words(day))
        for step, day in reversed(request.steps)
    ]
    told = pages.REQUEST_LINE.format(number=request.number)
    if not steps:
        return [told]
    current = steps[0][0].lower() + steps[0][1:]
    return [texts.REQUEST.format(request=told, step=current), *steps[1:]]
