"""The keys of one session, handed on when it is its account's turn, and what they bring about paid."""

import re
from collections.abc import Callable
from functools import partial
from time import monotonic

from cmi_tui.ssh.loop.fair_share import FairShare

# A key that comes so soon after another (seconds) repeats: a person's next one takes longer.
_REPEATS = 0.05
# What a key takes of the loop at least (seconds): paid before, so that many do not go on at once.
_KEY = 0.003
# Letters and Backspace cost little. Space presses a button, and any other key may open a page.
_TYPED = re.compile(rb"[^\x00-\x20]+")


class KeyTurns:
    """Lets a letter now and then through at once; any other key asks the share of all keys."""

    def __init__(
        self,
        account: int,
        share: FairShare,
        hand_on: Callable[[bytes], None],
        is_settled: Callable[[], bool],
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """`is_settled` tells whether all that the keys before have brought about is done."""
        self._account = account
        self._share = share
        self._hand_on = hand_on
        self._is_settled = is_settled
        self._clock = clock
        self._handed_on_at = float("-inf")
        self._pays = False
        self._prepaid = 0.0
        self.is_waiting = False

    def hand_on(self, data: bytes) -> None:
        """Hands keys on, now or later; none may come while `is_waiting`."""
        is_repeating = self._clock() - self._handed_on_at < _REPEATS
        if not is_repeating and _TYPED.fullmatch(data) and self._is_settled():
            self._pays = False
            self._go_on(data)
        else:
            go_on = partial(self._go_on_paying, data)
            self.is_waiting = not self._share.ask(self._account, go_on)
            if not self.is_waiting:
                self._go_on_paying(data)

    def _go_on_paying(self, data: bytes) -> None:
        self.is_waiting = False
        self._pays, self._prepaid = True, _KEY
        self._share.spend(self._account, _KEY)
        self._go_on(data)

    def _go_on(self, data: bytes) -> None:
        self._handed_on_at = self._clock()
        self._hand_on(data)

    def charge(self, seconds: float) -> None:
        """So much was taken by what the last key brought about."""
        if self._pays:
            due = max(0.0, seconds - self._prepaid)
            self._prepaid = max(0.0, self._prepaid - seconds)
            self._share.spend(self._account, due)
