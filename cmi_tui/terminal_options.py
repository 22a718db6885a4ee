"""What the full screen asks of the wire, wherever it is shown."""

from collections.abc import Mapping
from dataclasses import replace

from cmi_tui.wire.options import WireOptions

_LONGEST_PASTE = 65_536


def terminal_options(environment: Mapping[str, str], *, economy: bool) -> WireOptions:
    """The options for the terminal that an environment describes (TERM, COLORTERM).

    No field takes a paste of 64 kB: what comes beyond is not kept. Terminals that mark no paste are
    in use, so that a burst counts as one.
    """
    options = WireOptions.from_environment(environment, economy=economy)
    return replace(options, paste_limit=_LONGEST_PASTE, joins_bursts=True)
