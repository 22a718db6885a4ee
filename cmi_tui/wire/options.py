"""What the one who starts the application decides about the wire."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Colors = Literal["auto", "none", "8", "16", "256", "truecolor"]


@dataclass(frozen=True)
class WireOptions:
    """Settings of one session."""

    term: str = "dumb"
    """The name of the terminal, as in TERM."""
    colors: Colors = "auto"
    """The colours the terminal shows; `auto`: as many as its description says."""
    economy: bool = False
    """For the slowest links: no mouse motion or titles, at most 10 frames a second, rules in ASCII."""
    mouse: bool = True
    """Ask the terminal for its mouse."""
    frames_per_second: float = 60
    """The most frames sent in a second; `economy` lowers it to 10."""
    paste_limit: int | None = None
    """The most characters kept of a paste, if there is a limit; a longer one arrives one too long."""
    joins_bursts: bool = False
    """Take 64 characters and more that come at once for a paste: not all terminals mark them."""
    focus_events: bool = False
    """Tell the application when the window gains or loses the focus, even if it does not ask."""
    terminfo: tuple[str, ...] = ()
    """Directories in which the terminal's description is sought; none: the usual ones."""

    @property
    def frame_time(self) -> float:
        """The least time between two frames, in seconds."""
        return 1 / (min(self.frames_per_second, 10) if self.economy else self.frames_per_second)

    @classmethod
    def from_environment(
        cls, environment: Mapping[str, str], *, economy: bool = False, mouse: bool = True
    ) -> WireOptions:
        """The options for the terminal that an environment describes (TERM, COLORTERM, NO_COLOR)."""
        deep = environment.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit")
        colors: Colors = "truecolor" if deep else "auto"
        return cls(
            term=environment.get("TERM", "dumb"),
            colors="none" if environment.get("NO_COLOR") else colors,
            economy=economy,
            mouse=mouse,
        )
