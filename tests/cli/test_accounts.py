"""The commands on accounts, as an operator calls them."""

import json
import os
import pwd
from pathlib import Path

import pytest

from cmi_tui.cli.main import main
from cmi_tui.cli.portal import Opening
from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.settings import Settings
from cmi_tui.storage.order_import import OrderImport
from rig.accounts import AUGUSTE
from tests.storage.rows import column

ORDER_FILE = Path(__file__).parents[1] / "services" / "commande.csv"


@pytest.fixture
def environment(portal: Portal, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)


@pytest.fixture
def order_file(tmp_path: Path) -> Path:
    path = tmp_path / "commande.csv"
    path.write_bytes(ORDER_FILE.read_bytes())
    return path


def test_import_tells_a_summary_and_where_the_rejects_are(
    environment: None, order_file: Path, capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    assert main(["accounts", "import", str(order_file), "--dry-run"]) == 0
    said = capsys.readouterr()
    assert "2 titulaires créés" in said.out and "rien n'a été enregistré" in said.out
    assert column(database_url, "SELECT count(*) FROM account") == [4]
    with order_file.open("ab") as file:
        file.write(b"bad\n")
    assert main(["accounts", "import", str(order_file)]) == 1
    said = capsys.readouterr()
    assert "2 titulaires créés" in said.out and "1 ligne rejetée" in said.out
    assert f"{order_file}.rejets.csv" in said.err
    assert "\r" not in said.err, "no bar where nobody watches"


def test_a_file_that_is_not_there_is_told(environment: None, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["accounts", "import", "/nowhere.csv"]) == 1
    assert "/nowhere.csv : Le fichier de commande n'existe pas." in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["accounts import {file}", "accounts import {file} --dry-run", "journal show"]
)
def test_a_database_that_is_named_and_not_there_is_told_and_not_made(
    command: str,
    tmp_path: Path,
    order_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    database = tmp_path / "nowhere" / "x.db"
    monkeypatch.setenv("CMI_DATABASE_URL", f"sqlite:///{database}")
    assert main(command.format(file=order_file).split()) == 1
    assert "n'existe pas" in capsys.readouterr().err and not database.parent.exists()
    assert main(["db", "upgrade"]) == 0 and database.exists()


def test_a_wrong_first_line_is_told_and_journalled(
    environment: None, tmp_path: Path, capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    file = tmp_path / "commande.csv"
    file.write_text("identifiant;nom\n", encoding="utf-8")
    assert main(["accounts", "import", str(file)]) == 1
    assert "Il manque : prenom, raison_sociale" in capsys.readouterr().err
    assert column(database_url, "SELECT outcome FROM journal") == ["order_file_header"]


def test_an_import_that_is_cut_off_tells_what_stands(
    environment: None,
    order_file: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(_import: OrderImport) -> None:
        raise Unavailable(Code.DATABASE_FULL)

    monkeypatch.setattr(OrderImport, "move_addresses", full)
    with order_file.open("ab") as file:
        file.write(b"bad\n")
    assert main(["accounts", "import", str(order_file)]) == 1
    said = capsys.readouterr().err
    assert (
        "est plein" in said
        and "4 premières lignes sont traitées" in said
        and "Relancez le même import" in said
    )
    assert f"{order_file}.rapport.csv" in said and "Rien n'a été" not in said


def test_an_operator_issues_a_code_and_manages_the_account(
    environment: None, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["accounts", "code", AUGUSTE]) == 0
    said = capsys.readouterr().out
    code = said.partition("Auguste Lambert : ")[2][:14]
    now = Portal(Settings.from_environment())
    assert now.sign_in({"login": AUGUSTE, "password": code}).must_choose_password
    now.close()
    address = {"current": "mail0455@mail.fr", "new": "dds@hotmail.fr", "confirmation": "dds@hotmail.fr"}
    now = Portal(Settings.from_environment())
    now.change_email(now.sign_in.open_session(1), address)
    now.close()
    assert main(["accounts", "code", AUGUSTE]) == 0
    assert "L'adresse email du compte a été modifiée le " in capsys.readouterr().out
    assert main(["accounts", "disable", AUGUSTE, "--reason", "deces"]) == 0
    assert main(["accounts", "enable", AUGUSTE]) == 0
    assert "n'est plus valable" in capsys.readouterr().out
    assert main(["accounts", "second-factor", AUGUSTE, "--reset"]) == 1
    assert "n'est pas celui d'un agent" in capsys.readouterr().err
    assert main(["accounts", "role", AUGUSTE, "support"]) == 0
    assert main(["accounts", "second-factor", AUGUSTE, "--reset"]) == 0
    assert "Le second facteur de l'agent est retiré" in capsys.readouterr().out
    assert main(["accounts", "code", "nobody"]) == 1
    assert "Aucun compte" in capsys.readouterr().err


def test_a_tilde_in_the_demonstrations_folder_means_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setattr(Opening, "_run", lambda *_: 0)
    monkeypatch.setattr("cmi_tui.cli.portal.linear_reason", lambda *_, **__: "")
    assert main(["demo", "--keep=~/kept"]) == 0
    names = {path.name for path in (tmp_path / "kept").iterdir()}
    assert names == {"demonstration.db", "demonstration.db.key"}


def test_the_journal_is_shown_as_json_lines_and_purged(
    environment: None, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "somebody-else")
    main(["accounts", "disable", AUGUSTE, "--reason", "fraude"])
    capsys.readouterr()
    assert main(["journal", "show", "--login", AUGUSTE, "--since", "2020-01-01"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.isascii() and line.isprintable()
    shown = json.loads(line)
    assert shown["event"] == "account_disable" and shown["subject"] == AUGUSTE
    assert shown["operator"] == pwd.getpwuid(os.getuid()).pw_name
    assert shown["at"].endswith("+00:00") and shown["detail"] == "fraude"
    assert main(["journal", "purge"]) == 0
    assert "0 ligne de plus de 12 mois" in capsys.readouterr().out
    assert main(["journal", "show", "--login", "nobody"]) == 1
