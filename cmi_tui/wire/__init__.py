"""The wire: a Textual driver that sends only what changes, in the fewest bytes, on any terminal."""

from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.stream import ByteLink, StreamDriver, stream_driver
from cmi_tui.wire.terminal import TerminalDriver, terminal_driver

__all__ = [
    "ByteLink",
    "StreamDriver",
    "TerminalDriver",
    "WireOptions",
    "stream_driver",
    "terminal_driver",
]
