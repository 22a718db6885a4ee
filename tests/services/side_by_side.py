"""One piece of work in several processes at once, which start as copies of one that has loaded all."""

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from importlib import import_module

LOADED = ("cmi_tui.storage.database", "cmi_tui.services.sign_in", "cmi_tui.services.change_email")
"""What each would else load by itself, which takes longer than the work."""


def side_by_side(
    work: Callable[[str, str], Callable[[], str]], url: str, names: Sequence[str]
) -> list[str]:
    """What each process says: `work(url, name)` prepares one, whose result is called in all at once.

    `work` is a function of a module. AssertionError when a process fails.
    """
    done = subprocess.run(
        [sys.executable, "-m", __name__, work.__module__, work.__name__, url, *names],
        capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def _main(module: str, function: str, url: str, *names: str) -> None:
    for loaded in LOADED:
        import_module(loaded)
    work = getattr(import_module(module), function)
    ready, tell_ready = os.pipe()
    start, hold_back = os.pipe()
    children = []
    for name in names:
        child = os.fork()
        if not child:
            os.close(hold_back)
            act = work(url, name)
            os.write(tell_ready, b".")
            os.read(start, 1)  # which ends when nobody holds back any more
            os.write(sys.stdout.fileno(), f"{act()}\n".encode())
            os._exit(0)
        children.append(child)
    os.close(tell_ready)
    assert all(os.read(ready, 1) for _ in names), "one failed"
    os.close(hold_back)
    assert not any(os.waitpid(child, 0)[1] for child in children), "one failed"


if __name__ == "__main__":
    _main(*sys.argv[1:])
