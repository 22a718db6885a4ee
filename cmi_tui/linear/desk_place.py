"""What the places of the desk share: one is visited until it leads to another, or back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.linear.form_dialogue import FormDialogue
from cmi_tui.linear.menu import Menu
from cmi_tui.messages import linear as texts
from cmi_tui.services.session import Session

Result = TypeVar("Result")

_GONE = {Code.CARD_NOT_OPEN, Code.HOLDER_UNKNOWN}


class CardGone(Back):
    """A card is no longer to be seen."""


class SearchWanted(Exception):
    """The agent wants to look for another holder."""


class Place(Protocol):
    """A page of the desk."""

    @property
    def is_open(self) -> bool:
        """Whether one can still go back to it."""

    def visit(self) -> "Place | None":
        """Does what is chosen there; where that leads, or None to stay. Raises Back, SearchWanted."""


@dataclass
class Bench:
    """What an agent works with; `is_searching` while it is asked whom to look for."""

    portal: Portal
    session: Session
    dialogue: Dialogue
    menu: Menu
    is_searching: bool = False

    def attempt(self, use_case: Callable[[], Result]) -> Result | None:
        """The result of a use case, or None where it is refused, which is said.

        Raises CardGone.
        """
        try:
            return self.dialogue.attempt(use_case)
        except Refused as refusal:
            code = next(iter(refusal.errors.values()))
            self.dialogue.refuse(texts.ERROR.format(text=self.dialogue.told(code, wait=refusal.wait)))
            if code in _GONE:
                raise CardGone from None
            return None

    def fill(self, form: FormDialogue, save: Callable[[Values], Result]) -> Result | None:
        """What `save` gives for the answers to a form, or None where it is left or refused.

        Raises CardGone.
        """
        try:
            return self.attempt(lambda: form.run(save))
        except CardGone:
            raise
        except Back:
            return None

    def is_at_hand(self, account_id: int) -> bool:
        """Whether the card of an account is one of the last five."""
        return any(card.account_id == account_id for card in self.session.cards)


def want_search() -> None:
    """What the choice « Chercher un titulaire » does."""
    raise SearchWanted
