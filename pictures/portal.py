"""The portal as it is pictured: the demonstration's accounts, at a moment that stands still.

`python -m pictures.portal` opens it at its sign-in screen, with `holder` at the home page, with
`agent` at the desk, on a database that it makes in the home folder.
"""

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from cmi_tui.terminal_options import terminal_options
from cmi_tui.tui.app import PortalApp
from cmi_tui.wire import terminal_driver
from rig.accounts import AUGUSTE, PASSWORD, SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at

_EARLIER = datetime(2026, 11, 23, 17, 4, tzinfo=UTC)
_NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
_ELSEWHERE = "192.0.2.7"


class _SetClock:
    """A clock that stands still wherever it is set, so that each run shows the same moments."""

    now = _EARLIER

    def __call__(self) -> datetime:
        return self.now


def main() -> None:
    """Opens the portal; its holder has signed in the day before."""
    clock = _SetClock()
    settings = Settings.from_environment({"CMI_DATABASE_URL": f"sqlite:///{Path.home() / 'portal.db'}"})
    # The path that the screen proposes is then the same wherever the home folder is.
    portal = Portal(replace(settings, export_folder="~/Documents"), clock)
    portal.open_demonstration()
    session: Session | None = None
    if sys.argv[1:]:
        credentials = {"login": AUGUSTE, "password": PASSWORD}
        portal.sign_in(credentials, _ELSEWHERE)
        clock.now = _NOW
        if sys.argv[1] == "agent":
            half = portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD}, _ELSEWHERE)
            session = portal.second_factor(half, {"code": code_at(_NOW)})
        else:
            session = portal.sign_in(credentials, _ELSEWHERE)
    driver = terminal_driver(terminal_options(os.environ, economy=False))
    PortalApp(portal, session, driver).run()
    portal.close()


if __name__ == "__main__":
    main()
