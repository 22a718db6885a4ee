"""Commands that an operator stops (Ctrl+Z) in the midst hold nothing that others need."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from rig.accounts import AUGUSTE, PASSWORD
from rig.order_files import write_order_file
from tests.storage.rows import column

STOPPED_IN_A_TRANSACTION = """
import os, signal, sys
from cmi_tui.cli.main import main
from cmi_tui.storage import journal, order_import
def stopping(what):
    def stop(*arguments):
        found = what(*arguments)
        if not stopped:
            stopped.append(True)
            os.kill(os.getpid(), int(sys.argv[1]))
        return found
    return stop
stopped = []
order_import.judge = stopping(order_import.judge)
journal.Journal.page = stopping(journal.Journal.page)
sys.exit(main(sys.argv[2:]))
"""


@pytest.mark.parametrize(
    ("number", "arguments"),
    [
        (signal.SIGTSTP, ["accounts", "import", "{file}"]),
        (signal.SIGTTOU, ["accounts", "import", "{file}"]),
        (signal.SIGTSTP, ["accounts", "import", "{file}", "--dry-run"]),
        (signal.SIGTSTP, ["journal", "show"]),
    ],
)
def test_a_holder_signs_in_while_a_command_is_stopped(
    portal: Portal, database_url: str, tmp_path: Path, number: int, arguments: list[str]
) -> None:
    file = tmp_path / "commande.csv"
    write_order_file(file, 10)
    portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    command = [sys.executable, "-c", STOPPED_IN_A_TRANSACTION, str(int(number))]
    process = subprocess.Popen(
        [*command, *(argument.format(file=file) for argument in arguments)],
        env=os.environ | {"CMI_DATABASE_URL": database_url, "CMI_LOG_FILE": str(tmp_path / "log")},
        stdout=subprocess.PIPE,
        process_group=0,
    )
    _pid, status = os.waitpid(process.pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status)
    try:
        portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    finally:
        os.kill(process.pid, signal.SIGCONT)
        process.communicate()
    assert process.returncode == 0
    created = column(database_url, "SELECT count(*) - 4 FROM account")
    assert created == [5 if arguments[-1] == "{file}" else 0]
