"""The client's character set, where its locale says that it is not UTF-8."""

import codecs
from collections.abc import Mapping

from cmi_tui.ssh.transport.channel import LOCALE

_KNOWN = frozenset({"iso8859-1", "iso8859-15", "cp1252"})
# What these sets lack, in as many columns.
_NEAREST = str.maketrans("’…←✓✗─│œŒ", "'.<vx-|oO")


class Charset:
    """Turns the portal's UTF-8 into the client's bytes, and back; most often there is nothing to do."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """`environment` is the client's: LC_ALL, LC_CTYPE, LANG, the first that is set."""
        locale = next((environment[name] for name in LOCALE if environment.get(name)), "")
        name = locale.partition(".")[2].partition("@")[0]
        try:
            codec = codecs.lookup(name).name if name else ""
        except (LookupError, ValueError):
            codec = ""
        self._codec = codec if codec in _KNOWN else ""

    def sent(self, data: bytes) -> bytes:
        """Whole UTF-8 text as the client reads it."""
        if not self._codec:
            return data
        text = data.decode("utf-8", "replace")
        try:
            return text.encode(self._codec)
        except UnicodeEncodeError:
            return text.translate(_NEAREST).encode(self._codec, "replace")

    def received(self, data: bytes) -> bytes:
        """What the client typed, in UTF-8."""
        return data.decode(self._codec, "replace").encode() if self._codec else data
