"""Tests touch nothing of their user's and leave nothing running; one that does so fails."""

import ctypes
import os
import pwd
import signal
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

_USERS_HOMES = {os.path.abspath(path) for path in (pwd.getpwuid(os.getuid()).pw_dir, Path.home())}
_NOT_THE_USERS = tuple(
    f"{os.path.abspath(path)}/"
    for path in (Path(__file__).parents[1], tempfile.gettempdir(), sys.prefix, sys.base_prefix)
)
_CHANGING = {"os.mkdir", "os.remove", "os.rename", "sqlite3.connect"}
_STARTING = {"subprocess.Popen", "os.posix_spawn"}
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_TERMINAL = {"NO_COLOR", "COLUMNS", "LINES"}
_PR_SET_CHILD_SUBREAPER = 36
_PATIENCE = 15.0
_HOMELESS = {"ldconfig", "gcc", "cc", "ld", "objdump"}  # which ctypes starts to find a library
_faults: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Sees what the process of the tests does (an audit hook); AssertionError where it must not."""
    if event == "open":
        changes = isinstance(arguments[2], int) and arguments[2] & _WRITES
        fault = _fault_of_path(arguments[0]) if changes else ""
    elif event in _CHANGING:
        fault = _fault_of_path(arguments[0])
    elif event in _STARTING:
        fault = _fault_of_start(arguments[-1], arguments[1])
    else:
        return
    if fault:
        _faults.append(fault)
        raise AssertionError(fault)


def _fault_of_path(path: object) -> str:
    if not isinstance(path, str | bytes | os.PathLike):
        return ""
    whole = os.path.abspath(os.fsdecode(path)) + "/"
    is_the_users = any(whole.startswith(f"{home.rstrip('/')}/") for home in _USERS_HOMES - {"/"})
    return f"{whole[:-1]} is the user's" if is_the_users and not whole.startswith(_NOT_THE_USERS) else ""


def _fault_of_start(environ: object, command: object) -> str:
    is_loader = isinstance(command, list) and os.path.basename(str(command[0])) in _HOMELESS
    if not isinstance(environ, Mapping) or is_loader:
        return ""  # the child has our environment, and with it the test's home
    home = environ.get("HOME")
    return f"{command} is started without a home of its own" if home in _USERS_HOMES | {None} else ""


def pytest_configure() -> None:
    """Watches this process, and has what its children leave running become its own children."""
    sys.addaudithook(_watch)
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


@pytest.fixture(scope="session", autouse=True)
def users_settings_out_of_the_way() -> Iterator[None]:
    """What the user has set for the portal, for folders and for the terminal holds in no test."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            mine = name.startswith(("CMI_", "XDG_")) and not name.startswith("CMI_TESTS_")
            if mine or name in _TERMINAL:
                patch.delenv(name)
        yield


@pytest.fixture(scope="session", autouse=True)
def homes(
    users_settings_out_of_the_way: None, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Path]:
    """The folder of the tests' homes, itself the home of what outlives a test."""
    folder = tmp_path_factory.mktemp("homes")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("HOME", str(folder))
        yield folder


@pytest.fixture(autouse=True)
def home(homes: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The test's own home; the test fails when it, or what it started, had the user's."""
    folder = Path(tempfile.mkdtemp(dir=homes))
    monkeypatch.setenv("HOME", str(folder))
    # What is killed cannot take its temporary files away.
    monkeypatch.setenv("TMPDIR", str(folder))
    _faults.clear()
    yield folder
    assert not _faults


@pytest.fixture(scope="session", autouse=True)
def no_process_outlives_the_run(homes: Path) -> Iterator[None]:
    """The last look: at what fixtures of the whole run started."""
    with _all_ended():
        yield


@pytest.fixture(scope="module", autouse=True)
def no_process_outlives_its_module() -> Iterator[None]:
    """What a module's fixtures start ends with the module."""
    with _all_ended():
        yield


@pytest.fixture(autouse=True)
def no_process_outlives_its_test() -> Iterator[None]:
    """What a test starts ends with the test."""
    with _all_ended():
        yield


@contextmanager
def _all_ended() -> Iterator[None]:
    before = _children()
    yield
    end = time.monotonic() + _PATIENCE
    while (left := _running(_children() - before)) and time.monotonic() < end:
        time.sleep(0.01)
    for pid in left:
        os.kill(pid, signal.SIGKILL)
    assert not left, f"left running: {list(left.values())}"


def _children() -> set[int]:
    children: set[int] = set()
    for task in Path("/proc/self/task").glob("*/children"):
        # A thread may end between being listed and being read.
        with suppress(FileNotFoundError, ProcessLookupError):
            children.update(map(int, task.read_text().split()))
    return children


def _running(pids: set[int]) -> dict[int, str]:
    """The command lines of those that have not ended, the run's PostgreSQL apart; reaps the others."""
    running = {}
    for pid in pids:
        with suppress(ChildProcessError):
            if os.waitpid(pid, os.WNOHANG) != (0, 0):
                continue
        with suppress(FileNotFoundError):
            running[pid] = Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    folder = os.environ["CMI_TESTS_POSTGRESQL"]
    return {pid: command for pid, command in running.items() if folder not in command}
