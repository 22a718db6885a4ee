"""This terminal's character set, also where the system has not the locale that names it."""

import os
import sys
from io import TextIOWrapper
from typing import TYPE_CHECKING

from cmi_tui.charset import Charset

if TYPE_CHECKING:
    from cmi_tui.wire import TerminalDriver

_CHOSEN = ("PYTHONIOENCODING", "PYTHONUTF8")


def speak_it() -> None:
    """Has the standard streams in it, unless their encoding was chosen."""
    if not (codec := _charset().codec):
        return
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding=codec)


def driver_in_it(driver: "type[TerminalDriver]") -> "type[TerminalDriver]":
    """The full screen's driver, its bytes in that set where it is not UTF-8."""
    charset = _charset()
    if not charset.codec:
        return driver

    class Translating(driver):  # type: ignore[misc, valid-type]
        """Speaks UTF-8 with the application alone."""

        def _send(self, data: bytes) -> None:
            super()._send(charset.sent(data))

        def _received(self, data: bytes) -> None:
            super()._received(charset.received(data))

    return Translating


def _charset() -> Charset:
    environment = dict(os.environ)
    if any(name in environment for name in _CHOSEN):
        return Charset({})
    if sys.flags.utf8_mode:
        # Where the system has not the user's locale, Python puts one of UTF-8 in its place.
        environment.pop("LC_CTYPE", None)
    return Charset(environment)
