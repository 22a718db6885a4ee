"""The desk of an agent: its first page, and the way from one place to another and back."""

from functools import partial

from cmi_tui.composition import Portal
from cmi_tui.linear.account_forms import AccountForms
from cmi_tui.linear.desk_card import CardPlace, cards_at_hand
from cmi_tui.linear.desk_place import Bench, CardGone, Place, SearchWanted, want_search
from cmi_tui.linear.desk_search import search
from cmi_tui.linear.dialogue import Back, Dialogue, Restart
from cmi_tui.linear.guide import read_guide
from cmi_tui.linear.menu import Choice, Menu, sign_out
from cmi_tui.messages import desk, desk_lines, pages
from cmi_tui.messages import linear as texts
from cmi_tui.services.session import Session

_MOST_PLACES = 10
"""Places that one can go back to: the first, and the last ones."""
_MOST_WITHIN_FORMS = 3
"""Searches in the midst of forms, one within another."""


class Desk:
    """Goes from place to place until the agent signs out; a search is at hand at every question."""

    def __init__(self, portal: Portal, session: Session, dialogue: Dialogue) -> None:
        self._bench = Bench(portal, session, dialogue, Menu(dialogue))
        self._within_forms = 0

    def home(self) -> None:
        """The first page, from which the others are reached. Raises SignedOut."""
        self._bench.dialogue.search = self._search_aside
        self._bench.dialogue.say(texts.COMMANDS_OF_AGENTS)
        self._go(_Home(self._bench))

    def _go(self, first: Place) -> None:
        places = [first]
        while places:
            try:
                following = places[-1].visit()
            except Back:
                places.pop()
                while places and not places[-1].is_open:
                    places.pop()
                continue
            except SearchWanted:
                following = search(self._bench)
            if following is not None:
                places.append(following)
                del places[1 : 1 - _MOST_PLACES]

    def _search_aside(self) -> None:
        """In the midst of a form, a search, after which the form goes on; elsewhere one simply goes.

        In the midst of a search it begins anew.
        """
        if self._bench.dialogue.forms_begun == self._within_forms:
            raise SearchWanted
        if self._bench.is_searching:
            raise Restart
        if self._within_forms == _MOST_WITHIN_FORMS:
            self._bench.dialogue.say(texts.TOO_MANY_SEARCHES)
            return
        self._within_forms += 1
        found = search(self._bench)
        if found is not None:
            self._go(found)
        self._within_forms -= 1
        self._bench.dialogue.say(texts.BACK_IN_FORM)


class _Home:
    """« Guichet d'assistance »."""

    is_open = True

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._forms = AccountForms(bench.portal, bench.session, bench.dialogue)

    def visit(self) -> CardPlace | None:
        """See `Place`; there is nothing to go back to."""
        bench = self._bench
        choices: list[Choice[CardPlace | None]] = [
            (desk_lines.SEARCH, want_search),
            *cards_at_hand(bench),
            (pages.MENU_PREFERENCES, self._forms.change_preferences),
            (texts.CHANGE_PASSWORD, self._forms.change_password),
            (texts.ACCESSIBILITY, partial(read_guide, bench.dialogue, bench.menu)),
            (texts.SIGN_OUT, sign_out),
        ]
        try:
            return bench.menu.visit("desk", [desk.TITLE], choices)
        except CardGone:
            return None
        except Back:
            bench.dialogue.say(texts.FIRST_PAGE)
            return None
