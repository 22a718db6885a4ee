"""The use cases behave alike on both databases."""

from collections.abc import Iterator

import pytest

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from rig.accounts import SECRET_KEY
from tests.both_databases import database_url as database_url
from tests.conftest import FakeClock
from tests.services.agents import agent


@pytest.fixture
def desk(portal: Portal, clock: FakeClock) -> Session:
    """An agent's session."""
    return agent(portal, clock)


@pytest.fixture
def with_relay(portal: Portal, database_url: str, clock: FakeClock) -> Iterator[Portal]:
    """The portal with a relay, on the database of `portal`."""
    environ = {
        "CMI_DATABASE_URL": database_url, "CMI_SECRET_KEY": SECRET_KEY,
        "CMI_SMTP_URL": "smtp://127.0.0.1", "CMI_MAIL_FROM": "a@portail.example",
    }  # fmt: skip
    portal = Portal(Settings.from_environment(environ), clock)
    yield portal
    portal.close()
