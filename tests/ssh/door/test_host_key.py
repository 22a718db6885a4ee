"""What cannot be the server's host key, and what is said of it."""

from pathlib import Path

import pytest

from cmi_tui.cli.main import main
from cmi_tui.ssh.door.host_key import host_key


@pytest.mark.parametrize("is_folder", [True, False])
def test_nobody_is_told_to_change_the_mode_of_what_is_no_key(
    is_folder: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "key"
    path.mkdir() if is_folder else path.touch(0o644)
    monkeypatch.setenv("CMI_SSH_HOST_KEY", str(path))
    assert main(["serve", "--demo", "--port", "0"]) == 1
    told = capsys.readouterr().err
    assert told.startswith(f"cmi-tui : La clé d'hôte {path} ne peut être ni lue") and "chmod" not in told


def test_a_key_that_others_can_read_is_to_be_closed_to_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "key"
    host_key(path)
    path.chmod(0o640)
    monkeypatch.setenv("CMI_SSH_HOST_KEY", str(path))
    assert main(["serve", "--demo", "--port", "0"]) == 1
    assert capsys.readouterr().err == (
        f"cmi-tui : La clé d'hôte {path} est lisible par d'autres : réservez-la avec chmod 600.\n"
    )
