"""All that the wire leans on of Textual's private parts; it holds to Textual 8.2.

`tests/wire/test_textual_parts.py` fails where one of them changes.
"""

from __future__ import annotations

from asyncio import AbstractEventLoop
from typing import Any

from textual import constants
from textual._ansi_sequences import ANSI_SEQUENCES_KEYS
from textual._keyboard_protocol import FUNCTIONAL_KEYS
from textual._xterm_parser import XTermParser
from textual.app import App
from textual.driver import Driver

__all__ = ["ANSI_SEQUENCES_KEYS", "FUNCTIONAL_KEYS", "DriverParts", "XTermParser", "choose_driver"]

# XTermParser makes key and mouse events of sequences: applications expect the very ones of Textual.
# ANSI_SEQUENCES_KEYS and FUNCTIONAL_KEYS say which sequences it knows: the others, which it would
# type letter by letter, are kept from it.


def choose_driver(name: str) -> None:
    """Have applications made from now on use the driver called `name` (`module:class`).

    Textual reads TEXTUAL_DRIVER once, when it is imported, which here has happened.
    """
    constants.DRIVER = name  # type: ignore[misc]


class DriverParts(Driver):
    """Textual's driver, its private attributes under names of our own."""

    @property
    def application(self) -> App[Any]:
        """Whom events go to; a driver is given it and has no public name for it."""
        return self._app

    @property
    def loop(self) -> AbstractEventLoop:
        """The application's event loop, in which frames are timed and bytes are read."""
        return self._loop

    @property
    def is_debugged(self) -> bool:
        """Whether Textual's parser is to log what it reads."""
        return self._debug

    @property
    def wants_mouse(self) -> bool:
        """Whether the application has been run with the mouse."""
        return self._mouse

    @property
    def restarts_by_itself(self) -> bool:
        """Whether stopping and going on is ours: not within `App.suspend`."""
        return self._auto_restart

    @property
    def size(self) -> tuple[int, int] | None:
        """Columns and rows; `App.size` asks for it, or else asks the process's own terminal."""
        return self._size

    @size.setter
    def size(self, size: tuple[int, int]) -> None:
        self._size = size
