"""The fixture by which a folder's tests run on SQLite and on PostgreSQL alike."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import sqlite_copy


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(
    request: pytest.FixtureRequest, tmp_path: Path, demonstration_file: Path
) -> Iterator[str]:
    """A database of each kind, as good as new."""
    if request.param == "sqlite":
        yield sqlite_copy(demonstration_file, tmp_path)
    else:
        with request.getfixturevalue("postgresql").refilled() as url:
            yield url
