"""What a whole visit costs the processor, by step: the portal, the portal before its pages were made
of few widgets, and the same pages in Textual's own widgets.

`python -m benchmarks.visit [ROUNDS]` (15). Each plays in a process of its own, a visit in turn; the
medians are in milliseconds. Neither a password's hash nor SSH is part of it.
"""

import json
import shutil
import subprocess
import sys
import tarfile
import tempfile
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from statistics import median

_ROOT = Path(__file__).resolve().parent.parent
_BEFORE = "8011e5829e3562b85c6e54967ab909a963dfd05d"
_PLAYER = ("visit_player.py", "visit_stock.py")
_WARM_UPS = 2
_GOALS = {"page": 0.5, "back": 0.5, "form": 0.4, "letter": 0.6, "Tab": 0.6, "visit": 0.5}
"""A step costs at most so many times what it cost before."""
_EXTRA = "back"
"""A way back and a form more are played, and not counted as part of the visit."""


class Player:
    """A process that plays visits."""

    def __init__(self, tree: Path, subject: str) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.visit_player", subject], cwd=tree,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        self._rounds: list[dict[str, float]] = []

    def play(self) -> None:
        """Plays a visit; the median of what is done more than once counts for the step."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        steps: dict[str, list[float]] = json.loads(self._process.stdout.readline())
        extra = sum(steps[_EXTRA]) + steps["form"][0]
        visit = sum(map(sum, steps.values())) - extra
        self._rounds.append({step: median(parts) for step, parts in steps.items()} | {"visit": visit})

    def steps(self) -> dict[str, float]:
        """The median of each step, over the visits after the first ones."""
        rounds = self._rounds[_WARM_UPS:]
        return {step: median(played[step] for played in rounds) for step in rounds[0]}

    def close(self) -> None:
        """Ends the process."""
        self._process.communicate(timeout=20)


def tree_before(folder: Path) -> bool:
    """Puts the code of before, with this benchmark's player, into a folder; False without a history."""
    archive = subprocess.run(["git", "archive", _BEFORE], cwd=_ROOT, capture_output=True)
    if archive.returncode:
        return False
    with tarfile.open(fileobj=BytesIO(archive.stdout)) as tree:
        tree.extractall(folder, filter="data")
    for name in _PLAYER:
        shutil.copy(_ROOT / "benchmarks" / name, folder / "benchmarks")
    return True


def main() -> None:
    """Plays and prints a row for each step."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    with ExitStack() as stack:
        before = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        players = {"portal": Player(_ROOT, "portal")}
        if tree_before(before):
            players["before"] = Player(before, "portal")
        else:
            print(f"there is no history here: the portal at {_BEFORE:.7} is not measured")
        players["stock"] = Player(_ROOT, "stock")
        for player in players.values():
            stack.callback(player.close)
        for _ in range(_WARM_UPS + rounds):
            for player in players.values():
                player.play()
        show({name: player.steps() for name, player in players.items()})


def show(steps: dict[str, dict[str, float]]) -> None:
    """Prints the milliseconds of each step, and how many times those of the others the portal's are."""
    ours = steps.pop("portal")
    print(f"{'':14}{'portal':>8}", *(f"{name:>9}{'ratio':>7}" for name in steps), "   goal", sep="")
    for step, cost in ours.items():
        others = (
            f"{theirs[step]:9.2f}{cost / theirs[step]:7.2f}" if step in theirs else " " * 16
            for theirs in steps.values()
        )
        print(f"{step:14}{cost:8.2f}", *others, f"{_GOALS.get(step, ''):>7}", sep="")


if __name__ == "__main__":
    main()
