"""What a front end takes of the loop, measured: each step of each of its tasks, and of theirs.

A page that a key opens is built by dozens of tasks; a task inherits who pays from the one that
started it, as any context variable.
"""

import asyncio
from collections.abc import Callable, Coroutine
from contextvars import ContextVar
from time import thread_time
from typing import Any

Charge = Callable[[float], None]
"""Is told the seconds that a step took of the loop's thread."""
_charge: ContextVar[Charge | None] = ContextVar("charge", default=None)


def charge_to(charge: Charge) -> None:
    """What the tasks take that this one starts from now on is told to `charge`."""
    _charge.set(charge)


def metered_task(loop: asyncio.AbstractEventLoop, work: Any, **options: Any) -> "asyncio.Future[Any]":
    """A task factory: a task of somebody who is charged is measured, any other is as it would be."""
    charge = _charge.get()
    return asyncio.Task(work if charge is None else _Metered(work, charge), loop=loop, **options)


class _Metered(Coroutine[Any, Any, Any]):
    """A coroutine whose steps are measured."""

    def __init__(self, work: Coroutine[Any, Any, Any], charge: Charge) -> None:
        self._work = work
        self._charge = charge

    def send(self, value: Any) -> Any:
        """Goes on to where it waits again."""
        started = thread_time()
        try:
            return self._work.send(value)
        finally:
            self._charge(thread_time() - started)

    def throw(self, *error: Any) -> Any:
        """Goes on with an error."""
        started = thread_time()
        try:
            return self._work.throw(*error)
        finally:
            self._charge(thread_time() - started)

    def close(self) -> None:
        """Ends it."""
        self._work.close()

    def __await__(self) -> Any:
        return self._work.__await__()
