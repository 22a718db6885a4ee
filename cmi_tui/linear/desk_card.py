"""The card of a holder: what it shows, what it shows when asked, and what can be done from it."""

from functools import partial

from cmi_tui.domain.desk import Act, Claim, Hidden
from cmi_tui.domain.desk_forms import DISABLE, VERIFY
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.holder_card import HolderCard
from cmi_tui.linear.desk_place import Bench, want_search
from cmi_tui.linear.dialogue import Back
from cmi_tui.linear.form_dialogue import FormDialogue
from cmi_tui.linear.history import read_history
from cmi_tui.linear.menu import Choice, go_back
from cmi_tui.messages import desk, desk_lines, desk_pages
from cmi_tui.messages import linear as texts


class CardPlace:
    """The page of one card, as it was read last."""

    def __init__(self, bench: Bench, card: HolderCard) -> None:
        self._bench = bench
        self._card = card
        self._cards = bench.portal.desk.cards

    @property
    def is_open(self) -> bool:
        """See `Place`: the service shows nothing more of a card that is not at hand."""
        return self._bench.is_at_hand(self._card.account_id)

    def visit(self) -> "RecentPlace | None":
        """See `Place`."""
        card = self._card
        has_others = len(self._bench.session.cards) > 1
        choices: list[Choice[RecentPlace | None]] = [
            # What every card has comes first, by the same numbers all day.
            (desk_lines.VERIFY, self._verify),
            (desk_lines.HISTORY, self._history),
            *(
                (desk_lines.SHOW[what], partial(self._reveal, what))
                for what in Hidden
                if what in card.hidden
            ),
            *((desk.ACTS[act], partial(self._act, act)) for act in Act if act in card.acts),
            *([(desk_pages.CARDS_AT_HAND, self._others)] if has_others else []),
            (desk_lines.SEARCH, want_search),
            (texts.GO_BACK, go_back),
        ]
        lines = desk_lines.card_lines(card, self._bench.portal.now())
        title = [desk_lines.CARD_TITLE, *lines]
        return self._bench.menu.visit("card", title, choices, whose=card.login)

    def _others(self) -> "RecentPlace":
        return RecentPlace(self._bench, self._card.account_id)

    def _reveal(self, what: Hidden) -> None:
        shown = self._bench.attempt(
            lambda: self._cards.reveal(self._bench.session, self._card.account_id, what)
        )
        if shown is not None:
            self._bench.dialogue.say(desk_lines.shown_line(what, shown))

    def _verify(self) -> None:
        form = FormDialogue(self._bench.dialogue, VERIFY)
        answer = self._bench.fill(form, self._verified)
        if answer is not None:
            self._bench.dialogue.say(answer)

    def _verified(self, values: Values) -> str:
        try:
            is_right = self._cards.verify(self._bench.session, self._card.account_id, values)
        except Refused as refusal:
            if Code.TOO_MANY_VERIFICATIONS not in refusal.errors.values():
                raise
            # No other answer would do: the form is left.
            raise Refused({"limit": Code.TOO_MANY_VERIFICATIONS}, refusal.wait) from None
        return desk_pages.verified(Claim(values["claim"]), is_right=is_right)

    def _history(self) -> None:
        read_history(
            self._bench.dialogue,
            desk_pages.HISTORY_TITLE,
            desk_pages.NO_HISTORY,
            lambda before: self._bench.attempt(
                lambda: self._cards.history(self._bench.session, self._card.account_id, before)
            ),
        )

    def _act(self, act: Act) -> None:
        if act is Act.DISABLE:
            recap = desk_lines.recap_before_reason(act, self._card)
            form = FormDialogue(self._bench.dialogue, DISABLE, notes=(recap,))
            card = self._bench.fill(form, partial(self._done, act))
        elif self._is_confirmed(act):
            card = self._bench.attempt(lambda: self._done(act))
        else:
            self._bench.dialogue.say(desk_lines.NOTHING_DONE)
            return
        if card is not None:
            self._card = card
            self._bench.dialogue.say(desk.DONE_ACTS[act])

    def _is_confirmed(self, act: Act) -> bool:
        helps = (texts.PAGE_HELPS["confirm_act"],)
        try:
            return self._bench.dialogue.confirm(desk_pages.recap(act, self._card), helps)
        except Back:
            return False

    def _done(self, act: Act, values: Values | None = None) -> HolderCard:
        session, account_id = self._bench.session, self._card.account_id
        try:
            return self._bench.portal.desk.act(session, account_id, act, values)
        except Refused as refusal:
            if Code.ACT_NOT_ALLOWED in refusal.errors.values():
                # The account no longer stands as it was shown.
                self._card = self._cards.reopen(session, account_id)
            raise


class RecentPlace:
    """The page of the cards at hand, less the one from which it was asked for."""

    is_open = False

    def __init__(self, bench: Bench, account_id: int) -> None:
        self._bench = bench
        self._account_id = account_id

    def visit(self) -> CardPlace | None:
        """See `Place`."""
        choices = [*cards_at_hand(self._bench, but=self._account_id), (texts.GO_BACK, go_back)]
        return self._bench.menu.visit("recent", [desk_pages.CARDS_AT_HAND], choices)


def cards_at_hand(bench: Bench, but: int | None = None) -> list[Choice[CardPlace | None]]:
    """A choice for each card of the session, the last one first, less that of the account `but`."""
    return [
        (desk_lines.RECENT_CARD.format(name=card.name), partial(reopened, bench, card.account_id))
        for card in reversed(bench.session.cards)
        if card.account_id != but
    ]


def reopened(bench: Bench, account_id: int) -> CardPlace | None:
    """The card of an account that is at hand, once more; None where it is refused, which is said."""
    cards = bench.portal.desk.cards
    card = bench.attempt(lambda: cards.reopen(bench.session, account_id))
    return None if card is None else CardPlace(bench, card)
