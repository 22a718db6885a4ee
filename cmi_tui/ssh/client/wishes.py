"""How a client wants to be served: what it asks for this once, then what its holder prefers."""

from collections.abc import Mapping

from cmi_tui.domain.preferences import Preferences
from cmi_tui.messages import linear
from cmi_tui.settings import is_on
from cmi_tui.terminal_options import terminal_options
from cmi_tui.wire.driver import capabilities_of
from cmi_tui.wire.options import WireOptions

_LINEAR, _ECONOMY, _NO_COLOUR = "CMI_LINEAR", "CMI_ECONOMY", "NO_COLOR"


def wire_options(
    environment: Mapping[str, str], preferences: Preferences, *, economy: bool
) -> WireOptions:
    """The options for the terminal that the client's environment describes (TERM too).

    `economy` is the server's own, which holds for all.
    """
    wanted = dict(environment)
    if preferences.no_colour:
        wanted.setdefault(_NO_COLOUR, "1")
    saves = is_on(environment, _ECONOMY) if environment.get(_ECONOMY) else preferences.economy
    return terminal_options(wanted, economy=economy or saves)


def linear_reason(
    environment: Mapping[str, str], options: WireOptions, preferences: Preferences, *, by_name: bool
) -> str:
    """Why the portal is told line by line, as a sentence; empty for the full screen.

    `by_name` tells that the client has signed in under the name that asks for it.
    """
    if by_name:
        return linear.BY_NAME
    if is_on(environment, _LINEAR):
        return linear.BY_VARIABLE
    if not capabilities_of(options).address:
        return linear.BY_DUMB_TERMINAL
    is_declined = bool(environment.get(_LINEAR))
    return linear.BY_PREFERENCE if preferences.linear and not is_declined else ""
