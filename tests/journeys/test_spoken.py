"""What a screen reader says, kept as golden lines: key => all that must be heard, and nothing else.

In the linear mode more may be after ~>: what the screen shows already, the reader says again.
"""

import os
import re
import shutil
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from rig.second_factor import code_at
from rig.terminal import KEYS
from tests.journeys.fenrir import Fenrir
from tests.tools import need

SPOKEN = Path(__file__).parent / "spoken"
_NUMBER = f"{os.getpid():07d}"
_UNHURRIED = """
import cmi_tui.lean.screen, cmi_tui.tui.screens.asking_screen
import cmi_tui.tui.save_guard, cmi_tui.tui.typing_pause, cmi_tui.wire.base
cmi_tui.lean.screen._NEWS_SECONDS = cmi_tui.tui.typing_pause._SECONDS = 0.3
cmi_tui.tui.screens.asking_screen._PATIENCE_SECONDS = 60.0
cmi_tui.tui.save_guard._AFTER_SECONDS = 0.0
cmi_tui.wire.base._GATHERING_OTHER = 0.1
from cmi_tui.cli.main import main
main()
"""
"""Never says that something takes long, and waits for a reader that is slow itself."""


@pytest.fixture
def exports() -> Iterator[Path]:
    """A folder whose name is as long on every machine, so that the rows are broken alike."""
    folder = Path("/tmp", _NUMBER)
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


def listener(folder: Path, exports: Path, arguments: str, size: tuple[int, int] = (80, 24)) -> Fenrir:
    """The portal in the screen reader."""
    environ = {
        "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8", "PATH": "/usr/bin:/bin",
        "PYTHONPATH": str(Path(__file__).parents[2]), "CMI_EXPORT_DIR": str(exports),
        "CMI_LOG_FILE": str(folder / "portal.log"),
    }  # fmt: skip
    unhurried = folder / "unhurried.py"
    unhurried.write_text(_UNHURRIED, encoding="utf-8")
    return Fenrir(f"{sys.executable} {unhurried} {arguments}", folder, environ, size)


def without_number(said: str) -> str:
    """What was said, without the number of the folder, part of which may be out of sight."""
    return re.sub(r"…\d+ slash", "… slash", said.replace(_NUMBER, "0000000"))


@pytest.mark.parametrize("size", [(80, 24), (40, 12)], ids=lambda s: f"{s[0]}x{s[1]}")
@pytest.mark.parametrize("story", ["full_screen", "password_and_desk"])
def test_all_that_is_heard_on_the_full_screen(
    tmp_path: Path, exports: Path, story: str, size: tuple[int, int]
) -> None:
    need("fenrir")
    golden = SPOKEN / f"{story}_{size[0]}x{size[1]}.txt"
    fenrir = listener(tmp_path, exports, "demo", size)
    try:
        for line in golden.read_text(encoding="utf-8").splitlines():
            step, _arrow, expected = line.partition(" =>")
            expected = expected.strip()
            if step == "code":
                fenrir.type_slowly(code_at(datetime.now(UTC)))
            elif step in KEYS:
                fenrir.type(KEYS[step])
            elif step != "start":
                fenrir.type_slowly(step)
            said = without_number(fenrir.hear_only(expected))
            assert said.removeprefix("Start Fenrir ") == expected, f"after {step}"
        fenrir.terminal.settle(0.4)
        assert not fenrir.hear_only("")
    finally:
        fenrir.close()


def test_each_step_of_the_linear_mode_is_heard(tmp_path: Path, exports: Path) -> None:
    need("fenrir")
    fenrir = listener(tmp_path, exports, "--linear demo")
    try:
        for line in (SPOKEN / "linear.txt").read_text(encoding="utf-8").splitlines():
            step, arrow, expected = re.split(" ([=~]>) ", line, maxsplit=1)
            if step != "start":
                fenrir.type(step + "\r")
            said = fenrir.hear(expected)
            assert "blank" not in said.split(), f"after {step}: {said}"
            if arrow == "=>":
                check_nothing_else(step, expected, said)
    finally:
        fenrir.close()


def check_nothing_else(step: str, expected: str, said: str) -> None:
    """Fenrir may say again the question that is asked again, now or late, and that it ends itself."""
    question = expected.partition(" : ")[0] + " :"
    heard = said.removesuffix(" Quit Fenrir")
    allowed = (expected, f"{expected} {question}", f"{question} {expected}")
    assert heard in allowed, f"after {step}: {said}"
