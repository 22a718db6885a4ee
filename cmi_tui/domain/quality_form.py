"""What a holder answers on the « formulaire de défaut qualité »; every answer may be left out."""

from dataclasses import dataclass
from enum import StrEnum

from cmi_tui.domain.card_number import card_number
from cmi_tui.domain.forms import Values
from cmi_tui.domain.text import normalised
from cmi_tui.domain.unseen import stripped


class Reason(StrEnum):
    """Why a card is sent back (motif du refus): the boxes of the form, in its order."""

    PHOTO = "photo"
    DATA = "data"
    OTHER = "other"


@dataclass(frozen=True)
class Answers:
    """The answers given before the form is made; empty ones are left to the holder's pen."""

    card_numbers: tuple[str, str] = ("", "")
    reason: Reason | None = None
    details: str = ""

    def details_of(self, reason: Reason) -> str:
        """What stands beside the box `reason`; details without a box are those of another defect."""
        return self.details if reason is (self.reason or Reason.OTHER) else ""


def answers(values: Values) -> Answers:
    """The answers in the values of the form EXPORT, which its rules have found right."""
    return Answers(
        (card_number(values["card_1"]), card_number(values["card_2"])),
        Reason(values["reason"]) if values["reason"] else None,
        stripped(normalised(values["details"])),
    )
