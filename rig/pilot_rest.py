"""When an application in Textual's test driver has done what it was asked."""

import asyncio
from typing import Any

from textual._context import active_app

from cmi_tui.lean.app import LeanApp
from cmi_tui.lean.key_queue import is_idle
from cmi_tui.lean.screen import LeanScreen

_STEP_SECONDS = 0.001
_LONGEST_SECONDS = 1.0


async def wait_for_rest(_min_sleep: float = 0.0, _max_sleep: float = 0.0) -> None:
    """In the place of Textual's `wait_for_idle`, which sleeps and guesses by the processor's clock.

    Nothing is under way when no key waits for its turn, no message for its widget, and no change for its
    painting, three times in a row.
    """
    loop = asyncio.get_running_loop()
    end = loop.time() + _LONGEST_SECONDS
    restful = 0
    while restful < 3 and loop.time() < end:
        await asyncio.sleep(_STEP_SECONDS)
        restful = restful + 1 if _is_at_rest(active_app.get()) else 0


def _is_at_rest(app: Any) -> bool:
    pumps = [app, *app._registry]
    if not all(map(is_idle, pumps)) or any(pump._next_callbacks for pump in pumps):
        return False
    if not isinstance(app, LeanApp):
        return True
    screens = [screen for screen in app.screen_stack if isinstance(screen, LeanScreen)]
    # While a use case runs, keys wait for its end, for which a test has its own ways to wait.
    keys_wait = len(app.keys) and not app.is_working()
    return not keys_wait and app._resize_event is None and not any(map(_is_changing, screens))


def _is_changing(screen: LeanScreen[Any]) -> bool:
    return screen.awaits_layout or screen._gathering_timer.is_due
