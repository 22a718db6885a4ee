"""Waiting for a condition."""

import asyncio
from collections.abc import Callable

_PATIENCE = 20.0


async def until(condition: Callable[[], object]) -> None:
    """Waits until something holds. Raises TimeoutError."""
    async with asyncio.timeout(_PATIENCE):
        while not condition():
            await asyncio.sleep(0.01)
