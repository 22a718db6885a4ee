"""The size of a client's window: no larger than a terminal's, and laid out a few times a second."""

import asyncio
from collections.abc import Callable, Hashable

from cmi_tui.ssh.loop.fair_share import FairShare

_WIDEST, _HIGHEST = 300, 100
_USUAL = (80, 24)
# Sizes that come sooner are merged into the last of them (seconds).
_APART = 0.25
# What laying out the largest takes of the loop (seconds), as measured; the usual one takes 0.013.
_LAYOUT = 0.018


def served_size(width: int, height: int) -> tuple[int, int]:
    """The columns and rows that are served to a client that says these; 0 stands for not known."""
    return min(width or _USUAL[0], _WIDEST), min(height or _USUAL[1], _HIGHEST)


class WindowSize:
    """The newest size, handed on when it is its turn."""

    def __init__(self, party: Hashable, layouts: FairShare, lay_out: Callable[[int, int], None]) -> None:
        self._party = party
        self._layouts = layouts
        self._lay_out = lay_out
        self._newest = self._laid_out = _USUAL
        self._waits = False
        self._is_closed = False

    def open(self, size: tuple[int, int]) -> None:
        """This size is laid out already."""
        self._newest = self._laid_out = size

    def change(self, width: int, height: int) -> None:
        """The window has another size."""
        self._newest = served_size(width, height)
        if not self._waits and self._newest != self._laid_out:
            self._waits = True
            if self._layouts.ask(self._party, self._hand_on):
                self._hand_on()

    def close(self) -> None:
        """Nothing more is laid out."""
        self._is_closed = True

    def _hand_on(self) -> None:
        if self._is_closed:
            return
        if self._newest != self._laid_out:
            self._laid_out = self._newest
            self._layouts.spend(self._party, _LAYOUT)
            self._lay_out(*self._newest)
        asyncio.get_running_loop().call_later(_APART, self._look_again)

    def _look_again(self) -> None:
        self._waits = False
        self.change(*self._newest)
