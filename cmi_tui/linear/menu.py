"""Pages of numbered choices, said when they are new and not again while one stays on them."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.messages import linear as texts

Result = TypeVar("Result")
Choice = tuple[str, Callable[[], Result]]
"""What is chosen among, and what it does."""


class SignedOut(Exception):
    """The user has signed out."""


class Menu:
    """Remembers the page that was said last; `page` is the key of its help."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue
        self._last: tuple[str, str, list[str]] = ("", "", [])

    def visit(
        self,
        page: str,
        lines: Sequence[str],
        choices: Sequence[Choice[Result]],
        whose: str = "",
    ) -> Result:
        """Says a page, unless it was the last one said, and does what is chosen on it.

        `whose` tells one page from another that has the same choices. Raises Back, SignedOut.
        """
        labels = [label for label, _action in choices]
        said = (page, whose, labels)
        is_known, self._last = self._last == said, said
        chosen = self._dialogue.choose(lines, labels, (texts.PAGE_HELPS[page],), is_known=is_known)
        return choices[chosen][1]()

    def stay(
        self, page: str, lines: Callable[[], list[str] | None], choices: Sequence[Choice[None]]
    ) -> None:
        """Visits a page until the user goes back, or there are no lines to say of it."""
        while (said := lines()) is not None:
            try:
                self.visit(page, said, choices)
            except Back:
                return


def go_back() -> None:
    """What the choice « Retour » does."""
    raise Back


def sign_out() -> None:
    """What the choice « Se déconnecter » does."""
    raise SignedOut
