"""How fast clients may go: what packets, keys and layouts take of the one loop that serves all."""

from cmi_tui.ssh.loop.fair_share import FairShare

# Parts of a core for packets before signing in, for those after it and the files they ask for, for new
# sizes, and for keys that are no letters or repeat; the larger of two is for who takes little.
_DOOR, _INSIDE, _LAYOUTS, _KEYS = 0.2, (0.2, 0.4), 0.15, (0.35, 0.6)
_BURST = 0.02


class Pace:
    """The shares of one server process, and how many clients passed what they may send."""

    def __init__(self) -> None:
        self.door = FairShare(_DOOR, _BURST)
        self.inside = FairShare(_INSIDE[0], _BURST, modest_rate=_INSIDE[1])
        self.layouts = FairShare(_LAYOUTS, _BURST)
        self.keys = FairShare(_KEYS[0], _BURST, modest_rate=_KEYS[1])
        self.flooders = 0
