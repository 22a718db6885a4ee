"""Ctrl+C in the midst of long work: what was done is told, and what a second run will do."""

from pathlib import Path

import pytest

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.messages.errors import whom_to_call
from cmi_tui.services.audit import Audit
from cmi_tui.storage.order_import import OrderImport
from rig.order_files import write_order_file
from tests.storage.rows import column


def interrupted(*_arguments: object, **_settings: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def order_file(
    portal: Portal, database_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> str:
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)
    write_order_file(tmp_path / "commande.csv", 4)
    return str(tmp_path / "commande.csv")


def test_an_import_tells_what_stands_and_goes_on_the_second_time(
    order_file: str,
    database_url: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(OrderImport, "move_addresses", interrupted)
        assert main(["accounts", "import", order_file]) == 130
        said = capsys.readouterr().err
        assert "Vous avez interrompu l'import" in said and "4 premières lignes" in said
        assert main(["accounts", "import", order_file, "--dry-run"]) == 130
        assert "Rien n'a été enregistré" in capsys.readouterr().err
    outcomes = column(
        database_url, "SELECT outcome FROM journal WHERE event = 'accounts_import' ORDER BY id"
    )
    assert outcomes == ["started", "interrupted"]
    assert main(["accounts", "import", order_file]) == 0


def test_a_purge_and_an_upgrade_tell_what_a_second_run_does(
    order_file: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(Audit, "purge", interrupted)
    monkeypatch.setattr("cmi_tui.composition.upgrade_database", interrupted)
    assert main(["journal", "purge"]) == main(["db", "upgrade"]) == 130
    said = capsys.readouterr().err
    assert "effacera la suite" in said and "si elle n'était pas finie, rien n'est changé" in said


def test_a_number_to_call_is_told_where_only_a_call_helps() -> None:
    assert "3939" in whom_to_call(Code.TOO_MANY_TRIES, "3939")
    assert whom_to_call(Code.TOO_MANY_TRIES, "") == whom_to_call(Code.EMAIL_INVALID, "3939") == ""
