"""The portal's journeys show the same screens on Textual's own driver and on the wire."""

import sys
from pathlib import Path

import pytest

from tests.tools import need
from tests.wire.tmux import both, play

_TO_PAGE = ["Down", "Enter"]
JOURNEYS = {
    "email": [*_TO_PAGE, "Tab", "Enter", "Enter", *"abc@mail.fr", "Tab", "size 60x20", "C-l",
              *"abc@mail.fr", "Tab", "size 100x30", "BTab", "BTab", "Home", "é", "Enter", "Escape"],
    "pages": ["Enter", "Tab", "Enter", "Escape", "size 40x12", "Escape", "F1", "Escape", "NPage", "F10"],
}  # fmt: skip


@pytest.mark.parametrize("journey", JOURNEYS)
def test_each_step_shows_the_same_cells(journey: str, tmp_path: Path) -> None:
    need("tmux")
    command = ["env", f"HOME={tmp_path}", f"CMI_LOG_FILE={tmp_path}/log"]
    portal = [sys.executable, "-m", "cmi_tui", "demo"]
    with both([*command, "CMI_WIRE=stock", *portal], [*command, *portal], "tmux-256color") as terminals:
        play(terminals, JOURNEYS[journey])
