"""Writing files while others change the folders around them."""

import os
from pathlib import Path

import pytest

from cmi_tui.services.private_file import write_private


def test_a_folder_swapped_for_a_link_while_writing_is_not_followed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen, victim, real = tmp_path / "chosen", tmp_path / "victim", os.fsync
    chosen.mkdir()
    victim.mkdir()

    def swap(file: int) -> None:
        monkeypatch.setattr(os, "fsync", real)
        chosen.rename(tmp_path / "moved")
        chosen.symlink_to(victim)

    monkeypatch.setattr(os, "fsync", swap)
    write_private(chosen / "x.pdf", b"content", replace=False)
    assert os.listdir(victim) == [] and os.listdir(tmp_path / "moved") == ["x.pdf"]
