"""Sessions over SSH, opened and closed in rounds: the server's memory does not grow with them.

Prints the resident memory after each round, and its slope a session over the rounds after the first
third, in which caches fill.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import linear_regression

from rig.crowd import Load, fill

ROUNDS = 30
SESSIONS = 20
GOAL_KB = 10.0


def resident(pid: int) -> float:
    """Resident memory in kB."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 1024


def threads(pid: int) -> int:
    """How many threads a process has."""
    return len(os.listdir(f"/proc/{pid}/task"))


def main() -> None:
    """Plays the rounds (or as many as asked); AssertionError when memory grows beyond the goal."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        url = f"sqlite:///{folder / 'portal.db'}"
        fill(url, SESSIONS)
        load = Load(folder, url)
        pid = load.server.pid
        points = []
        for number in range(1, rounds + 1):
            load.tell(f"open {SESSIONS}")
            load.tell("visit")
            load.tell("close")
            time.sleep(6)
            points.append((number * SESSIONS, resident(pid)))
            print(f"{points[-1][0]} sessions: {points[-1][1]:.0f} kB, {threads(pid)} threads")
        load.close()
    late = points[rounds // 3 :]
    slope = linear_regression([x for x, _ in late], [y for _, y in late]).slope
    print(f"{slope:.1f} kB a session (goal {GOAL_KB:.0f})")
    assert slope <= GOAL_KB


if __name__ == "__main__":
    main()
