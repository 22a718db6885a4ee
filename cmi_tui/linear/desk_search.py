"""Looking for a holder, and whoever is found."""

from collections.abc import Collection
from functools import partial

from cmi_tui.domain.desk_forms import FIND, OPEN_CARD
from cmi_tui.domain.finding import Found, FoundHolder, may_be_name
from cmi_tui.domain.forms import Values
from cmi_tui.linear.desk_card import CardPlace, reopened
from cmi_tui.linear.desk_place import Bench, CardGone, want_search
from cmi_tui.linear.dialogue import Restart
from cmi_tui.linear.form_dialogue import FormDialogue
from cmi_tui.linear.menu import Choice, go_back
from cmi_tui.messages import desk, desk_lines, desk_pages
from cmi_tui.messages import linear as texts

_BESIDE_A_NAME = tuple(field.name for field in FIND.fields[1:])


class ResultsPlace:
    """The page of those who were found for `values`; of one alone the motive is asked at once."""

    def __init__(self, bench: Bench, values: Values, found: Found) -> None:
        self._bench = bench
        self._values = values
        self._found = found
        self._is_asked = False
        self._is_passed = False

    @property
    def is_open(self) -> bool:
        """See `Place`: nobody goes back to a choice that there was not."""
        return not self._is_passed

    def visit(self) -> CardPlace | None:
        """See `Place`."""
        if len(self._found.holders) == 1 and not self._is_asked:
            self._is_asked = True
            opened = self._open(self._found.holders[0])
            self._is_passed = opened is not None
            return opened
        choices: list[Choice[CardPlace | None]] = [
            (desk_pages.holder_line(holder), partial(self._open, holder))
            for holder in self._found.holders
        ]
        lines = [desk_pages.FOUND_TITLE]
        if self._found.is_cut:
            lines.append(desk.REFINE)
            choices.append((desk_lines.REFINE_SEARCH, self._refine))
        choices += [(desk_lines.SEARCH, want_search), (texts.GO_BACK, go_back)]
        return self._bench.menu.visit("results", lines, choices)

    def _open(self, holder: FoundHolder) -> CardPlace | None:
        bench, cards = self._bench, self._bench.portal.desk.cards
        try:
            if bench.is_at_hand(holder.account_id):
                return reopened(bench, holder.account_id)
            form = FormDialogue(bench.dialogue, OPEN_CARD, notes=(desk_pages.holder_line(holder),))
            card = bench.fill(form, partial(cards.open, bench.session, holder.account_id))
        except CardGone:
            return None
        return None if card is None else CardPlace(bench, card)

    def _refine(self) -> None:
        results = search(self._bench, self._values)
        if results is not None:
            self._values, self._found, self._is_asked = results._values, results._found, False


def search(bench: Bench, given: Values | None = None) -> ResultsPlace | None:
    """Asks whom to look for until somebody is found; None when the agent gives up.

    `given` is what was looked for before.
    """
    while True:
        form = FormDialogue(bench.dialogue, FIND, given, needless=_needless)
        bench.is_searching = True
        try:
            answer = bench.fill(
                form, lambda values: (values, bench.portal.desk.find(bench.session, values))
            )
        except Restart:
            given = None
            continue
        finally:
            bench.is_searching = False
        if answer is None:
            return None
        given, found = answer
        if found.holders:
            return ResultsPlace(bench, given, found)
        bench.dialogue.refuse(desk.NOBODY)


def _needless(values: Values) -> Collection[str]:
    # What is known beside a name is no help with an identifier or an address.
    return () if may_be_name(values["wanted"]) else _BESIDE_A_NAME
