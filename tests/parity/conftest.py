"""The two front ends, each with the same accounts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.parity.front_end import FrontEnd


@pytest.fixture
def front_ends(tmp_path: Path, demonstration_file: Path) -> Iterator[tuple[FrontEnd, FrontEnd]]:
    screen, lines = (FrontEnd(tmp_path / name, demonstration_file) for name in ("screen", "lines"))
    yield screen, lines
    screen.portal.close()
    lines.portal.close()
