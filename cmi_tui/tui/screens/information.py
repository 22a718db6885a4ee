"""The page « MES INFORMATIONS »."""

from collections.abc import Iterable

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import Information
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import forms, pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing import blocks as block
from cmi_tui.tui.drawing import ink
from cmi_tui.tui.drawing.blocks import Block, Gap, Link, Pair, Press, Text, Title
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.signed_in_screen import INFORMATION_HELP, SignedInScreen
from cmi_tui.tui.widgets.foot import Help
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import TITLE, Sheet

_FORMS = {Section.IDENTITY: Page.EXPORT, Section.EMAIL: Page.EMAIL, Section.PASSWORD: Page.PASSWORD}
_EXPORT = Press(Section.IDENTITY, pages.EXPORT_BUTTON)
_EDIT_EMAIL = Press(Section.EMAIL, pages.EDIT_BUTTON)
_EDIT_PASSWORD = Press(Section.PASSWORD, pages.EDIT_BUTTON)
_BACK = "back"


class InformationScreen(SignedInScreen):
    """The three sections; a notice stands in the section it is about, which then has the focus."""

    PAGE = "information"
    BACK = Page.DATA
    PLACE = pages.MENU_INFORMATION
    AUTO_FOCUS = "#content"

    def __init__(self, portal: Portal, session: Session, information: Information, visit: Visit) -> None:
        super().__init__(portal, session)
        self._information = information
        self.visit = visit

    def compose_content(self) -> Iterable[PageWidget]:
        """Title and sections; the focus starts where there is news, else on the first button."""
        at = self.visit.section or Section.IDENTITY
        yield Sheet(list(self._blocks()), at=at, id="content")

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The guide's help, on the title too."""
        return INFORMATION_HELP if name == TITLE else super().pointer_help(widget, name)

    def _blocks(self) -> Iterable[Block]:
        information = self._information
        yield from (Gap(), Title(pages.INFORMATION_TITLE), Gap(1))
        yield block.Section(pages.IDENTITY_SECTION, _EXPORT)
        yield from self._news(Section.IDENTITY)
        for label, value in pages.identity_pairs(information.identity):
            yield Pair(label, value)
        yield Text(pages.IDENTITY_NOTE, is_of_section=True)
        yield from (Gap(3), block.Section(pages.EMAIL_SECTION))
        yield from self._news(Section.EMAIL)
        yield Pair(pages.EMAIL_LABEL, information.email or pages.NO_EMAIL, _EDIT_EMAIL)
        yield from (Gap(3), block.Section(pages.PASSWORD_SECTION))
        yield from self._news(Section.PASSWORD)
        yield Pair(pages.PASSWORD_LABEL, pages.PASSWORD_STARS, _EDIT_PASSWORD)
        yield from (Gap(1), Link(Press(_BACK, pages.BACK)))

    def _news(self, section: Section) -> Iterable[Block]:
        if self.visit.section is section and self.visit.notice:
            notice, style = self.visit.notice, ink.DONE
            if self.visit.is_error:
                notice, style = forms.ERROR.format(text=notice), ink.ERROR
            yield Text(notice, style, is_of_section=True)

    def pressed(self, name: str) -> None:
        """Opens the form of the section, or goes back."""
        if name == _BACK:
            self.action_back()
        else:
            self.post_message(Visit(_FORMS[Section(name)]))
