"""How long signing in may take: so much for each answer, so much in all."""

import asyncio
from collections.abc import Callable


class SignInTime:
    """Runs from the connection's start; `is_up` is called once, when an answer or the whole is late."""

    def __init__(self, answer: float, whole: float, is_up: Callable[[], None]) -> None:
        """`answer` and `whole` are in seconds; a key exchange has the time of an answer."""
        self._answer = answer
        self._is_up = is_up
        self._loop = asyncio.get_running_loop()
        self._whole = self._loop.call_later(whole, self._end)
        self._question: asyncio.TimerHandle | None = None
        self.asked()

    def asked(self) -> None:
        """A question has been sent."""
        self.answered()
        self._question = self._loop.call_later(self._answer, self._end)

    def answered(self) -> None:
        """Its answer has come: what the server does with it is not the user's time."""
        if self._question is not None:
            self._question.cancel()
            self._question = None

    def stop(self) -> None:
        """Signed in, or gone."""
        self.answered()
        self._whole.cancel()

    def _end(self) -> None:
        self.stop()
        self._is_up()
