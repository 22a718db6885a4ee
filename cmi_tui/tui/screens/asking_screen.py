"""How a screen asks a use case: in a worker thread, with a word where it takes long."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import SessionEnded, Unavailable
from cmi_tui.messages.errors import error_text, with_call
from cmi_tui.tui.navigation import SignedOut
from cmi_tui.tui.screens.framed_screen import FramedScreen

Answer = TypeVar("Answer")
_PATIENCE_SECONDS = 0.2
"""A shorter wait needs no word: it would only flicker, and cost bytes."""


class AskingScreen(FramedScreen, inherit_bindings=False):
    """Is busy while it waits for an answer."""

    def __init__(self, portal: Portal) -> None:
        super().__init__()
        self.portal = portal
        self.is_busy = False

    async def ask(self, use_case: Callable[[], Answer], waiting: str) -> Answer | None:
        """The answer of a use case run in a worker thread; `waiting` is shown if it takes long.

        None when the database cannot serve, which the screen then says, or when the session is
        over, which ends it; other refusals are the caller's.
        """
        self.is_busy = True
        task = asyncio.ensure_future(asyncio.to_thread(use_case))
        try:
            await asyncio.wait({task}, timeout=_PATIENCE_SECONDS)
            self.foot.show_status("" if task.done() else waiting)
            answer = await task
        except Unavailable as error:
            self.foot.show_status(error_text(error.code))
            return None
        except SessionEnded as end:
            told = with_call(error_text(end.code, wait=end.wait), end.code, self.portal.support_phone)
            self.post_message(SignedOut(told, end.code))
            return None
        except BaseException:
            self.foot.show_status("")
            raise
        finally:
            self.is_busy = False
        self.foot.show_status("")
        return answer
