"""No two files import each other, however far round: imports in functions and for types count too."""

import ast
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("cmi_tui", "rig", "pictures", "tests", "benchmarks")


def modules(root: Path) -> dict[str, Path]:
    """Each file by the name under which it is imported."""
    files = [file for folder in FOLDERS for file in (root / folder).rglob("*.py")]
    return {".".join(file.relative_to(root).with_suffix("").parts): file for file in files}


def imported(name: str, file: Path) -> Iterator[str]:
    """The modules that a file may import, some of which may only be names within one."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: -node.level] if node.level else []
            module = ".".join([*above, *(node.module or "").split(".")]).strip(".")
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)


def order(root: Path) -> list[str]:
    """All modules, each after those it imports. Raises CycleError."""
    found = modules(root)
    graph = {
        name: {
            known
            for module in imported(name, file)
            for known in (module, f"{module}.__init__")
            if known in found and known != name
        }
        for name, file in found.items()
    }
    return list(TopologicalSorter(graph).static_order())


def test_imports_have_a_direction() -> None:
    downwards = order(ROOT)
    assert downwards.index("cmi_tui.ssh.front_end") < downwards.index("cmi_tui.ssh.service")


@pytest.mark.parametrize("back", [
    "from cmi_tui.low import Low",
    "from .low import Low",
    "from . import low",
    "import cmi_tui.low",
    "def later():\n    from cmi_tui import low",
    "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from cmi_tui.low import Low",
])  # fmt: skip
def test_a_circle_is_found_however_it_is_closed(tmp_path: Path, back: str) -> None:
    (tmp_path / "cmi_tui").mkdir()
    files = {"__init__": "", "low": "import cmi_tui.middle", "middle": "import cmi_tui.top", "top": back}
    for name, text in files.items():
        (tmp_path / "cmi_tui" / f"{name}.py").write_text(text, encoding="utf-8")
    with pytest.raises(CycleError):
        order(tmp_path)
