"""What the shells complete, asked of the shells themselves."""

import os
import subprocess
from pathlib import Path

import pytest

from cmi_tui.cli.main import main
from tests.tools import need

ASKED = {
    "bash": """
        source {script}
        COMP_WORDS=({words}) COMP_CWORD={last} COMP_LINE="{words}" COMP_POINT=${{#COMP_LINE}}
        $(complete -p cmi-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/')
        printf '%s\\n' "${{COMPREPLY[@]}}"
    """,
    "fish": "source {script}; complete -C '{words}'",
}


def completed(shell: str, words: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> list[str]:
    need(shell)
    capsys.readouterr()
    assert main(["completion", shell]) == 0
    script = folder / "script"
    script.write_text(capsys.readouterr().out, encoding="utf-8")
    asked = ASKED[shell].format(script=script, words=words, last=len(words.split()) - 1)
    done = subprocess.run(
        [shell, "-c", asked], env={"PATH": os.environ["PATH"], "HOME": str(folder)}, cwd=folder,
        capture_output=True, text=True, timeout=30,
    )  # fmt: skip
    return [line.partition("\t")[0].strip() for line in done.stdout.splitlines()]


@pytest.mark.parametrize("shell", ["bash", "fish"])
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("cmi-tui acc", {"accounts", "accessibility"}),
        ("cmi-tui accounts di", {"disable"}),
        ("cmi-tui accounts list --sta", {"--state"}),
        ("cmi-tui accounts list --state dis", {"disabled"}),
        ("cmi-tui accounts import comm", {"commande.csv"}),
    ],
)
def test_a_shell_completes_commands_options_choices_and_files(
    shell: str, words: str, expected: set[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "commande.csv").touch()
    assert set(completed(shell, words, tmp_path, capsys)) == expected


def test_zsh_takes_its_completion(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    need("zsh")
    assert main(["completion", "zsh"]) == 0
    (tmp_path / "_cmi-tui").write_text(capsys.readouterr().out, encoding="utf-8")
    asked = f"fpath=({tmp_path} $fpath); autoload -Uz compinit; compinit -D; print $_comps[cmi-tui]"
    done = subprocess.run(["zsh", "-fc", asked], capture_output=True, text=True, timeout=30)
    assert done.stdout.strip() == "_cmi-tui", done.stderr
    assert subprocess.run(["zsh", "-n", tmp_path / "_cmi-tui"], timeout=30).returncode == 0
