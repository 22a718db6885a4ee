"""What an agent is at, kept from page to page of the desk."""

from dataclasses import dataclass, field

from cmi_tui.domain.desk import Hidden
from cmi_tui.domain.finding import Found, FoundHolder
from cmi_tui.domain.forms import Values
from cmi_tui.domain.holder_card import HolderCard


@dataclass
class DeskWork:
    """The last search with its answer, the card at hand, and what was typed and left unfinished.

    `wanted` are the fields of FIND, `chosen` the holder whose card is to be opened for a motive,
    `account_id` whose card is wanted, `card` the last one that was read, `shown` what has been asked for
    of it; `typed` is what forms hold, by form and the account they are about, 0 for none.
    """

    wanted: Values = field(default_factory=dict)
    found: Found = field(default_factory=lambda: Found(()))
    chosen: FoundHolder | None = None
    account_id: int = 0
    card: HolderCard | None = None
    shown: dict[Hidden, str] = field(default_factory=dict)
    typed: dict[tuple[str, int], Values] = field(default_factory=dict)

    def take_up(self, card: HolderCard) -> None:
        """Another card, or the same as it is now, is at hand."""
        if card.account_id != self.account_id:
            self.shown = {}
        self.account_id, self.card = card.account_id, card

    def want(self, account_id: int) -> None:
        """A card is to be read anew."""
        if account_id != self.account_id:
            self.shown = {}
        self.account_id, self.card = account_id, None
