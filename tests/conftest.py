"""What the tests share: a portal on a database of their own, a clock they set, the accounts."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings

AUGUSTE = "1000720180100001000"
CLEMENCE = "1000720180100001001"
ORGANISATION = "1000720180100001002"
SUPPORT = "1000720180100009000"
PASSWORD = "Mobilite2026!"
SUPPORT_PASSWORD = "Assistance2026!"


class FakeClock:
    """A clock that moves only when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> None:
        """Moves the clock, backwards when negative."""
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock() -> FakeClock:
    return FakeClock()


@pytest.fixture
def database_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'data' / 'portal.db'}"


@pytest.fixture
def portal(tmp_path: Path, database_url: str, clock: FakeClock) -> Iterator[Portal]:
    """A portal with the demonstration accounts, exporting to the folder `exports`."""
    exports = tmp_path / "exports"
    exports.mkdir()
    settings = Settings.from_environment(
        {"CMI_DATABASE_URL": database_url, "CMI_EXPORT_DIR": str(exports)}
    )
    portal = Portal(settings, clock)
    portal.open_demonstration()
    yield portal
    portal.close()


@pytest.fixture
def session(portal: Portal) -> Session:
    """Auguste Lambert's session."""
    return portal.open_demonstration()
