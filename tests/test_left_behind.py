"""The suite's own watch: a test that touches the user's folders or leaves a process running fails."""

import os
import pwd
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
NAME = "cmi-tui-left-behind"
USERS_HOME = Path(pwd.getpwuid(os.getuid()).pw_dir)

CARELESS = f"""
import os, subprocess, sys
from pathlib import Path
from tests import left_behind

left_behind._PATIENCE = 0.2
MARK = Path({str(USERS_HOME)!r}) / {NAME!r}

def test_writes_to_the_users_home():
    try:
        MARK.write_text("x", encoding="utf-8")
    except AssertionError:
        pass

def test_makes_a_folder_there():
    MARK.mkdir()

def test_starts_a_program_without_a_home():
    subprocess.run([sys.executable, "-c", ""], env={{"PATH": os.environ["PATH"]}})

def test_leaves_a_grandchild_running():
    subprocess.run(["/bin/sh", "-c", "sleep 300 </dev/null >/dev/null 2>&1 & echo $!"])

def test_writes_to_its_own_home_and_waits_for_its_child():
    assert Path.home() != MARK.parent
    (Path.home() / {NAME!r}).write_text("x", encoding="utf-8")
    assert "CMI_LINEAR" not in os.environ
    subprocess.run([sys.executable, "-c", "import time; time.sleep(0.1)"])
"""


def test_each_kind_of_carelessness_fails_and_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]", encoding="utf-8")
    (tmp_path / "test_careless.py").write_text(CARELESS, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.left_behind", str(tmp_path)],
        env=os.environ | {"CMI_LINEAR": "oui", "TMPDIR": str(tmp_path), "PYTHONPATH": str(ROOT)},
        cwd=tmp_path, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert "2 failed, 3 passed, 4 errors" in done.stdout, done.stdout
    assert "left running: ['sleep 300 ']" in done.stdout
    assert not (USERS_HOME / NAME).exists()
