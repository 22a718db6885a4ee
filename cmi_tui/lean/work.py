"""Starting work beside the messages."""

from collections.abc import Callable, Coroutine
from typing import Any

from textual.dom import DOMNode


def start(
    node: DOMNode, work: Callable[[], Coroutine[Any, Any, None]], group: str, *, exclusive: bool = False
) -> None:
    """Starts a worker of `node`; an `exclusive` one cancels those of its group.

    It is given what makes the coroutine: one that is replaced before it starts is never made.
    """
    make: Any = work  # Textual's own type leaves out a callable whose coroutine returns nothing
    node.run_worker(make, group=group, exclusive=exclusive)
