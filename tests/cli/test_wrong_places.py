"""Databases and folders that are wrong are named, and nothing secret with them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from cmi_tui.cli.main import main


@pytest.mark.parametrize(
    "command", ["db upgrade", "accounts list", "journal show", "journal purge", "serve --port 0"]
)
def test_a_database_out_of_reach_is_named(
    command: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    url = f"sqlite:///{tmp_path / 'file' / 'portal.db'}"
    monkeypatch.setenv("CMI_DATABASE_URL", url)
    assert main(command.split()) == 1
    assert capsys.readouterr().err.startswith(f"cmi-tui : {url} : La base de données ")


@pytest.mark.parametrize("url", ["postgresql://me:hidden@127.0.0.1:1/x", "hidden"])
def test_one_whose_name_may_hold_a_secret_is_not(
    url: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CMI_DATABASE_URL", url)
    assert main(["accounts", "list"]) == main(["serve", "--port", "0"]) == 1
    assert main(["settings"]) == 0
    said = capsys.readouterr()
    assert "hidden" not in said.err + said.out and "CMI_DATABASE_URL = ***" in said.out
    if url == "hidden":
        wrong = "le réglage CMI_DATABASE_URL n'est pas valable. Attendu : une URL comme sqlite:"
        assert said.err.count(wrong) == 2


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Leaves at the first question."""
    (tmp_path / "answers").write_text("quitter\n", encoding="utf-8")
    with (tmp_path / "answers").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        yield


@pytest.mark.usefixtures("answers")
def test_a_folder_in_which_no_demonstration_can_be_kept_is_named(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    for keep, told in (
        (tmp_path / "file", "ce n'est pas un dossier"),
        (tmp_path / "file" / "folder", "ce n'est pas un dossier"),
        (Path("/proc/folder"), "ce dossier ne peut pas être créé"),
    ):
        assert main(["demo", "--keep", str(keep)]) == 1
        assert capsys.readouterr().err.startswith(f"cmi-tui : {keep} : {told}")


@pytest.mark.usefixtures("answers")
def test_a_demonstration_writes_nothing_where_the_portals_key_belongs(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, home: Path
) -> None:
    monkeypatch.setenv("CMI_SECRET_KEY_FILE", str(tmp_path / "portal.key"))
    assert main(["--linear", "demo", "--keep", str(home / "kept")]) == 0
    assert not (tmp_path / "portal.key").exists()
    assert (home / "kept" / "demonstration.db.key").exists()
