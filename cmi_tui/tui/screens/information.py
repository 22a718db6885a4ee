"""The page « MES INFORMATIONS »."""

from collections.abc import Iterable

from textual.containers import Horizontal
from textual.widget import Widget

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Information
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.signed_in_screen import SignedInScreen
from cmi_tui.tui.widgets.action import Action, Button
from cmi_tui.tui.widgets.plain import Plain, safe_content

_BUTTONS = {
    Section.IDENTITY: (pages.EXPORT_BUTTON, Page.EXPORT),
    Section.EMAIL: (pages.EDIT_BUTTON, Page.EMAIL),
    Section.PASSWORD: (pages.EDIT_BUTTON, Page.PASSWORD),
}


class InformationScreen(SignedInScreen):
    """The three sections; a notice stands in the section it is about, which then has the focus."""

    PAGE = "information"
    BACK = Page.DATA
    AUTO_FOCUS = ".first"
    BREADCRUMB = (pages.MENU, pages.MENU_INFORMATION)

    def __init__(self, portal: Portal, session: Session, information: Information, visit: Visit) -> None:
        super().__init__(portal, session)
        self._information = information
        self._visit = visit

    def compose_content(self) -> Iterable[Widget]:
        """Title and sections."""
        title = Plain(pages.INFORMATION_TITLE, classes="title")
        title.tooltip = safe_content(pages.INFORMATION_HELP)
        yield title
        yield from self._section(Section.IDENTITY, pages.IDENTITY_SECTION)
        yield Plain("\n".join(pages.identity_lines(self._information.identity)), classes="lines")
        yield Plain(pages.IDENTITY_NOTE, id="identity-note")
        yield from self._section(Section.EMAIL, pages.EMAIL_SECTION)
        email = self._information.email or pages.NO_EMAIL
        yield self._line(Section.EMAIL, pages.EMAIL_LINE.format(email=email))
        yield from self._section(Section.PASSWORD, pages.PASSWORD_SECTION)
        yield self._line(Section.PASSWORD, pages.PASSWORD_LINE)

    def _section(self, section: Section, title: str) -> Iterable[Widget]:
        if section is Section.IDENTITY:
            with_button = Horizontal(Plain(title), self._button(section), classes="section row")
            yield with_button
        else:
            yield Plain(title, classes="section")
        if self._visit.section is section and self._visit.notice:
            classes = "error" if self._visit.is_error else "notice"
            yield Plain(self._visit.notice, classes=classes)

    def _line(self, section: Section, text: str) -> Widget:
        return Horizontal(Plain(text), self._button(section), classes="row")

    def _button(self, section: Section) -> Button:
        # The focus starts in the section that has news, else on the first button.
        is_first = section is (self._visit.section or Section.IDENTITY)
        label = _BUTTONS[section][0]
        return Button(label, id=f"button-{section}", classes="first" if is_first else "")

    def on_action_pressed(self, event: Action.Pressed) -> None:
        """Opens the form of the section."""
        section = Section((event.action.id or "").removeprefix("button-"))
        self.post_message(Visit(_BUTTONS[section][1]))
