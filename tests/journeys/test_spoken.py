"""What a screen reader says of the main path, kept as golden lines: key => what must be heard.

With ~> more may be: of what the screen shows already, the reader says again what it sees change.
"""

import re
import sys
from pathlib import Path

import pytest

from rig.terminal import KEYS
from tests.journeys.fenrir import Fenrir
from tests.tools import need

SPOKEN = Path(__file__).parent / "spoken"


@pytest.mark.parametrize(
    ("golden", "command", "line_end", "is_whole"),
    [("full_screen.txt", "demo", "", False), ("linear.txt", "--linear demo", "\r", True)],
)
def test_each_step_of_the_main_path_is_heard(
    tmp_path: Path, golden: str, command: str, line_end: str, is_whole: bool
) -> None:
    need("fenrir")
    environ = {
        "HOME": str(tmp_path), "TMPDIR": str(tmp_path), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(Path(__file__).parents[2]), "CMI_EXPORT_DIR": str(tmp_path),
        "CMI_LOG_FILE": str(tmp_path / "portal.log"),
    }  # fmt: skip
    fenrir = Fenrir(f"{sys.executable} -m cmi_tui {command}", tmp_path, environ)
    try:
        for line in (SPOKEN / golden).read_text(encoding="utf-8").splitlines():
            step, arrow, expected = re.split(" ([=~]>) ", line, maxsplit=1)
            if step != "start":
                fenrir.type(KEYS[step] if step in KEYS else step + line_end)
            said = fenrir.hear(expected)
            assert "blank" not in said.split(), f"after {step}: {said}"
            if is_whole and arrow == "=>":
                check_nothing_else(step, expected, said)
    finally:
        fenrir.close()


def check_nothing_else(step: str, expected: str, said: str) -> None:
    """Fenrir may say again the question that is asked again, now or late, and that it ends itself."""
    question = expected.partition(" : ")[0] + " :"
    heard = said.removesuffix(" Quit Fenrir")
    allowed = (expected, f"{expected} {question}", f"{question} {expected}")
    assert heard in allowed, f"after {step}: {said}"
