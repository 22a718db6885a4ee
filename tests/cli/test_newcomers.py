"""What somebody is told who has no account yet, and that looking leaves nothing behind."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD, SUPPORT, SUPPORT_PASSWORD, SUPPORT_SEED
from rig.order_files import write_order_file
from tests.linear.scripted import ScriptedTerminal

ROOT = Path(__file__).parents[2]


def said(arguments: list[str], capfd: pytest.CaptureFixture[str]) -> str:
    """What the linear mode says to who leaves at once."""
    assert main(["--linear", *arguments]) == 0
    return capfd.readouterr().out


@pytest.fixture(autouse=True)
def answers(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    (tmp_path / "answers").write_text("quitter\n", encoding="utf-8")
    with (tmp_path / "answers").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        yield


def test_a_base_without_accounts_says_how_they_come_and_is_not_made_by_it(
    capfd: pytest.CaptureFixture[str], home: Path
) -> None:
    assert pages.NO_ACCOUNTS in said([], capfd)
    assert list(home.rglob("portal.db*")) == []


def test_one_with_accounts_says_nothing(
    capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, portal: Portal, database_url: str
) -> None:
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)
    assert pages.NO_ACCOUNTS not in said([], capfd)


def test_the_demonstration_names_its_accounts_at_the_sign_in(capfd: pytest.CaptureFixture[str]) -> None:
    shown = said(["demo", "--sign-in"], capfd)
    for name in (AUGUSTE, PASSWORD, SUPPORT, SUPPORT_PASSWORD, SUPPORT_SEED):
        assert name in shown


@pytest.mark.parametrize("document", ["README.md", "docs/exploitation.md"])
def test_the_documents_example_on_a_pipe_goes_from_sign_in_to_sign_out(
    document: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    example = re.compile(
        r"^ {4}cmi-tui ([^\n]*) <<'ANSWERS'\n(.*?)^ {4}ANSWERS$", re.MULTILINE | re.DOTALL
    )
    ((command, answers),) = example.findall((ROOT / document).read_text(encoding="utf-8"))
    (tmp_path / "answers").write_text(dedent(answers), encoding="utf-8")
    with (tmp_path / "answers").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        assert main(command.split()) == 0
    told = capfd.readouterr().out
    assert "Votre adresse email a bien été modifiée." in told
    assert told.rstrip().endswith(pages.SIGNED_OUT)


def test_who_is_signed_in_is_told_nothing_of_it(portal: Portal, session: Session) -> None:
    terminal = ScriptedTerminal(["quitter"])
    converse(portal, session, terminal, texts.BY_OPTION, find_note=lambda: "Un mot.")
    assert "Un mot." not in terminal.lines


def test_a_first_rehearsal_tells_what_would_be_imported_and_makes_no_database(
    capfd: pytest.CaptureFixture[str], home: Path, tmp_path: Path
) -> None:
    file = tmp_path / "commande.csv"
    write_order_file(file, 3)
    assert main(["accounts", "import", str(file), "--dry-run"]) == 0
    rehearsed = capfd.readouterr().out
    assert list(home.rglob("portal.db*")) == []
    assert main(["accounts", "import", str(file)]) == 0
    assert rehearsed.startswith(capfd.readouterr().out)
    assert len(list(home.rglob("portal.db"))) == 1
