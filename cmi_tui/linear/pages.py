"""The pages of a holder who is signed in, as lines and numbered choices."""

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import CardRequest, Information
from cmi_tui.linear.account_forms import AccountForms
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.linear.guide import read_guide
from cmi_tui.linear.history import read_history
from cmi_tui.linear.menu import Choice, Menu, go_back, sign_out
from cmi_tui.messages import desk, pages
from cmi_tui.messages import linear as texts
from cmi_tui.messages.dates import date_in_words
from cmi_tui.services.session import Session


class Pages:
    """Goes from page to page until the user signs out."""

    def __init__(self, portal: Portal, session: Session, dialogue: Dialogue, fetch_command: str) -> None:
        self._fetch_command = fetch_command
        self._portal = portal
        self._session = session
        self._dialogue = dialogue
        self._forms = AccountForms(portal, session, dialogue)
        self._menu = Menu(dialogue)

    def home(self) -> None:
        """The first page, from which the others are reached. Raises SignedOut."""
        choices: list[Choice[None]] = [
            (pages.DATA_INFORMATION, self._information),
            (pages.MENU_REQUESTS, self._requests),
            (pages.MENU_PREFERENCES, self._forms.change_preferences),
            (pages.MENU_WHO_LOOKED, self._who_looked),
            (texts.ACCESSIBILITY, lambda: read_guide(self._dialogue, self._menu)),
            (texts.SIGN_OUT, sign_out),
        ]
        while True:
            try:
                self._menu.visit("data", [pages.DATA_TITLE], choices)
            except Back:
                self._dialogue.say(texts.FIRST_PAGE)

    def _information(self) -> None:
        choices: list[Choice[None]] = [
            (texts.CHANGE_EMAIL, self._forms.change_email),
            (texts.CHANGE_PASSWORD, self._forms.change_password),
            (pages.EXPORT_BUTTON, self._fetch if self._fetch_command else self._forms.export),
            (pages.IDENTITY_SECTION, self._identity),
            (texts.GO_BACK, go_back),
        ]
        self._menu.stay("information", self._information_lines, choices)

    def _information_lines(self) -> list[str] | None:
        # Read anew each time: an address that was changed is the one that is said again.
        information = self._read()
        if information is None:
            return None
        email = pages.EMAIL_LINE.format(email=information.email or pages.NO_EMAIL)
        return [pages.INFORMATION_TITLE, email]

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
        choices: list[Choice[None]] = [(texts.PREPARE, self._prepare), (texts.GO_BACK, go_back)]
        self._menu.stay("fetch", lambda: lines, choices)

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

    def _who_looked(self) -> None:
        read_history(
            self._dialogue,
            desk.WHO_LOOKED_TITLE,
            desk.NOBODY_LOOKED,
            lambda before: self._dialogue.attempt(
                lambda: self._portal.who_looked(self._session, before)
            ),
        )


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
