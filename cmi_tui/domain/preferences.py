"""How a holder wants the portal to be, from one sign-in to the next."""

from dataclasses import dataclass

from cmi_tui.domain.forms import Values

YES = "yes"
"""What a field of the form PREFERENCES holds for what is wanted; it is empty for what is not."""


@dataclass(frozen=True)
class Preferences:
    """What is kept with an account; nothing is asked for unless it is said."""

    linear: bool = False
    """Line by line instead of the full screen."""
    labels_above: bool = False
    """Labels above their fields at any width, for Braille displays and magnifiers."""
    economy: bool = False
    """As --economy: clicks only, few frames, rules in ASCII."""
    no_colour: bool = False
    """As NO_COLOR."""
    more_time: bool = False
    """Longer without a key before the session ends."""

    @classmethod
    def from_values(cls, values: Values) -> "Preferences":
        """The preferences that the fields of PREFERENCES hold."""
        return cls(**{name: values[name] == YES for name in vars(cls())})

    def values(self) -> dict[str, str]:
        """The fields of PREFERENCES that say the same."""
        return {name: YES if wanted else "" for name, wanted in vars(self).items()}
