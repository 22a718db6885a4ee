"""The declaration of accessibility: each row names tests, and the tests that it names are there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_each_row_names_tests_that_are_there() -> None:
    declaration = (ROOT / "docs" / "accessibilite.md").read_text(encoding="utf-8")
    rows = [row for row in declaration.split("\n") if re.match(r"\| \d", row)]
    written = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    assert len(rows) >= 15
    for row in rows:
        named = re.findall(r"`(test_\w+)`", row)
        assert named, row
        for name in named:
            assert f"def {name}(" in written, name
