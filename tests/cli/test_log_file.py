"""The log file: private, and never in the way."""

import logging
import os
import re
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmi_tui.cli.log_file import log_to
from cmi_tui.cli.main import main
from cmi_tui.settings import SettingError, Settings


@pytest.fixture(autouse=True)
def restored_logger() -> Iterator[None]:
    logger = logging.getLogger("cmi_tui")
    handlers, propagate = logger.handlers[:], logger.propagate
    yield
    for handler in set(logger.handlers) - set(handlers):
        handler.close()
    logger.handlers, logger.propagate = handlers, propagate


def test_the_file_is_private(tmp_path: Path) -> None:
    log_to(tmp_path / "logs" / "portal.log")
    logging.getLogger("cmi_tui.x").warning("a line")
    path = tmp_path / "logs" / "portal.log"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    line = path.read_text(encoding="utf-8")
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:]{8}\.\d{3}Z WARNING cmi_tui\.x a line\n", line)


def test_a_log_that_cannot_be_written_stops_nothing() -> None:
    log_to(Path("/dev/null/x/portal.log"))
    logging.getLogger("cmi_tui.x").error("a line")


def test_a_log_that_others_could_read_is_made_private(tmp_path: Path) -> None:
    path = tmp_path / "portal.log"
    path.write_text("before\n", encoding="utf-8")
    path.chmod(0o666)
    log_to(path)
    logging.getLogger("cmi_tui.x").warning("a line")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8").startswith("before\n2")


@pytest.mark.parametrize("how", ["link", "dangling link", "hard link", "pipe", "folder"])
def test_nothing_is_written_through_what_was_planted_in_the_logs_place(
    tmp_path: Path, how: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    victim, path = tmp_path / "victim", tmp_path / "portal.log"
    victim.write_text("mine", encoding="utf-8")
    match how:
        case "link":
            path.symlink_to(victim)
        case "dangling link":
            path.symlink_to(tmp_path / "nowhere")
        case "hard link":
            path.hardlink_to(victim)
        case "pipe":
            os.mkfifo(path)
        case "folder":
            path.mkdir()
    log_to(path)
    logging.getLogger("cmi_tui.x").warning("a line")
    assert victim.read_text(encoding="utf-8") == "mine" and not (tmp_path / "nowhere").exists()
    monkeypatch.setenv("CMI_LOG_FILE", str(path))
    assert main(["accessibility"]) == 1
    assert "CMI_LOG_FILE" in capsys.readouterr().err


def test_a_log_of_nothing_is_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMI_LOG_FILE", "/dev/null")
    assert main(["accessibility"]) == 0
    logging.getLogger("cmi_tui.x").warning("a line")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CMI_PROOF_SECONDS", "soon"),
        ("CMI_PROOF_SECONDS", "-1"),
        ("CMI_PROOF_SECONDS", "9" * 20),
        ("CMI_WIRE", "other"),
        ("CMI_EXPORT_DIR", "~nobody-here/x"),
        ("CMI_LOG_FILE", "~nobody-here/x"),
    ],
)
def test_a_setting_that_means_nothing_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({name: value})
    assert caught.value.name == name and value not in str(caught.value)


@pytest.mark.parametrize(("value", "expected"), [("", False), ("0", False), ("Non", False), ("1", True)])
def test_economy_is_off_for_words_that_say_no(value: str, expected: bool) -> None:
    assert Settings.from_environment({"CMI_ECONOMY": value}).economy is expected
