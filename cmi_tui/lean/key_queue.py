"""Keys, clicks and pastes in their order: the next acts when all that the last one did is done.

Textual lets a letter act where the focus is, and a key that is bound some messages later; what is
typed while a page opens goes to the page before it. A stalled line sends a minute's typing at once.
"""

import asyncio
from collections import deque
from collections.abc import Callable, Iterable
from typing import Any

from textual.events import Event, Key, MouseEvent
from textual.message_pump import MessagePump

_LOOK_AGAIN = 0.005
# So many turns of the loop are waited for before time is given to what takes longer.
_TURNS = 50
PATIENCE = 1.0
"""A key that leaves the application waits no longer for those before it (seconds)."""


class KeyQueue:
    """Hands on one event at a time.

    `pumps` gives all that works through messages, `is_working` tells whether something else is
    under way, `is_typing` whether a printable key acts at once; `leaving` are the names of keys
    that must never wait for long. A click was meant for what was `shown` when it was made: on
    anything else it does nothing.
    """

    def __init__(
        self,
        hand_on: Callable[[Event], object],
        pumps: Callable[[], Iterable[MessagePump]],
        is_working: Callable[[], bool],
        is_typing: Callable[[], bool],
        leaving: frozenset[str],
        shown: Callable[[], object],
    ) -> None:
        self._hand_on = hand_on
        self._pumps = pumps
        self._is_working = is_working
        self._is_typing = is_typing
        self._leaving = leaving
        self._shown = shown
        self._waiting: deque[tuple[Event, object]] = deque()
        self._last_was_typed = False
        self._handing_on: asyncio.Task[None] | None = None

    def __len__(self) -> int:
        return len(self._waiting)

    @property
    def is_settled(self) -> bool:
        """Whether all that has come has been done."""
        return not self._waiting and self._is_at_rest()

    def put(self, event: Event) -> None:
        """Takes an event from the terminal."""
        self._waiting.append((event, self._shown() if isinstance(event, MouseEvent) else None))
        if isinstance(event, Key) and event.key in self._leaving:
            asyncio.get_running_loop().call_later(PATIENCE, self._leave, event)
        if self._handing_on is None:
            self._hand_on_ready_ones()
            if self._waiting:
                self._handing_on = asyncio.create_task(self._hand_on_in_turn())

    def _hand_on_ready_ones(self) -> None:
        while self._waiting and self._is_next_ready():
            self._hand_on_next()

    async def _hand_on_in_turn(self) -> None:
        turns = 0
        while self._waiting:
            if self._is_next_ready():
                self._hand_on_next()
                turns = 0
            else:
                turns += 1
                await asyncio.sleep(0 if turns < _TURNS else _LOOK_AGAIN)
        self._handing_on = None

    def _hand_on_next(self) -> None:
        event, shown = self._waiting.popleft()
        self._last_was_typed = _is_letter(event) and self._is_typing()
        if shown is None or shown is self._shown():
            self._hand_on(event)

    def _is_next_ready(self) -> bool:
        # Letters after letters go where those before them went.
        if self._last_was_typed and _is_letter(self._waiting[0][0]) and self._is_typing():
            return True
        return self._is_at_rest()

    def _is_at_rest(self) -> bool:
        return not self._is_working() and all(map(is_idle, self._pumps()))

    def _leave(self, event: Event) -> None:
        if any(event is waiting for waiting, _shown in self._waiting):
            self._waiting.clear()
            self._hand_on(event)


def _is_letter(event: Event) -> bool:
    return isinstance(event, Key) and event.is_printable


def is_idle(pump: MessagePump) -> bool:
    """Whether the pump waits for a message; one that has ended waits for nothing any more."""
    if pump._closing or pump._closed:
        return True
    queue: Any = pump._message_queue
    return queue.empty() and bool(queue.ready_event._waiters)
