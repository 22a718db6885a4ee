"""Lines in the letters that standard output has."""

import io
import sys

import pytest

from cmi_tui.linear.output import write


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("utf-8", "« cœur » d’été…"),
        ("iso8859-15", "« cœur » d'été..."),
        ("latin-1", "« coeur » d'été..."),
        ("ascii", '" coeur " d\'ete...'),
    ],
)
def test_a_letter_that_it_has_not_is_a_plain_one_and_the_others_stay(
    monkeypatch: pytest.MonkeyPatch, encoding: str, written: str
) -> None:
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding=encoding))
    write("« cœur » d’été…")
    assert out.getvalue().decode(encoding) == written
