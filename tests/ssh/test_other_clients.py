"""Stories with other people's clients: dropbear's, PuTTY's, paramiko, sshfs."""

import asyncio
import os
import stat
import subprocess
import time
from pathlib import Path

import asyncssh
import paramiko
import pytest

from rig.accounts import AUGUSTE, CLEMENCE, ORGANISATION, PASSWORD
from rig.ssh_server import Served
from rig.terminal import Terminal
from tests.tools import need

FORM = "formulaire-defaut-qualite.pdf"
TEXT = "formulaire-defaut-qualite.txt"


def put_to_the_proof(terminal: Terminal) -> None:
    """Signs in, looks around, and leaves."""
    terminal.wait("Mot de passe ou code d'activation :")
    terminal.send(PASSWORD + "\r")
    terminal.wait("Bonjour")
    terminal.press("down", "enter")
    terminal.wait("MES INFORMATIONS")
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    terminal.close()


def test_dropbears_client_signs_in_although_it_guesses_another_exchange_of_keys(served: Served) -> None:
    need("dbclient")
    command = ["dbclient", "-y", "-p", str(served.port), f"{AUGUSTE}@127.0.0.1"]
    put_to_the_proof(Terminal(command, served.environ()))


def test_puttys_client_signs_in(served: Served) -> None:
    need("plink")
    terminal = Terminal(
        ["plink", "-no-antispoof", *putty_options(served), f"{CLEMENCE}@127.0.0.1"], served.environ()
    )
    put_to_the_proof(terminal)


def putty_options(served: Served) -> list[str]:
    key = asyncio.run(asyncssh.get_server_host_key("127.0.0.1", served.port))
    assert key is not None
    return ["-P", str(served.port), "-hostkey", key.get_fingerprint()]


def run(
    served: Served, folder: Path, *command: str, typed: str = ""
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        command,
        env=served.environ(),
        cwd=folder,
        input=typed,
        capture_output=True,
        text=True,
        timeout=60,
    )


@pytest.mark.parametrize("protocol", ["-scp", "-sftp"])
def test_a_form_is_copied_with_pscp_and_copied_again(
    served: Served, tmp_path: Path, protocol: str
) -> None:
    need("pscp")
    options = [*putty_options(served), "-batch", "-pw", PASSWORD]
    for _ in range(2):
        done = run(
            served, tmp_path, "pscp", protocol, *options, f"{ORGANISATION}@127.0.0.1:{FORM}", "mine.pdf"
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "mine.pdf").read_bytes().startswith(b"%PDF-")


def test_psftp_stays_in_the_one_folder_and_replaces_its_own_copy(served: Served, tmp_path: Path) -> None:
    need("psftp")
    options = [*putty_options(served), "-batch", "-pw", PASSWORD]
    script = f"cd ..\npwd\ncd ../..\nls\nget {FORM}\nget {FORM}\nquit\n"
    done = run(served, tmp_path, "psftp", *options, f"{CLEMENCE}@127.0.0.1", typed=script)
    assert done.stdout.count("Remote directory is now /\n") == 2, done.stdout
    assert done.stdout.count("local:") == 2 and "permission" not in done.stdout.lower()
    assert (tmp_path / FORM).read_bytes().startswith(b"%PDF-")


def test_a_form_copied_by_the_old_protocol_is_its_owners_to_read_and_replace(
    served: Served, tmp_path: Path
) -> None:
    for _ in range(2):
        done = served.run("scp", "-O", f"{CLEMENCE}@127.0.0.1:{FORM}", str(tmp_path))
        assert done.returncode == 0, done.stderr
        assert stat.S_IMODE((tmp_path / FORM).stat().st_mode) == 0o600


def test_the_old_protocol_takes_a_pattern_and_times(served: Served, tmp_path: Path) -> None:
    done = served.run("scp", "-O", "-p", f"{ORGANISATION}@127.0.0.1:*", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [FORM, TEXT]


@pytest.mark.parametrize("asked, answer", [
    (f"{FORM} {TEXT}", "Copiez un fichier à la fois."),
    ("autre.pdf", "Aucun fichier n'a ce nom"),
])  # fmt: skip
def test_the_old_protocol_refuses_in_french(
    served: Served, tmp_path: Path, asked: str, answer: str
) -> None:
    done = served.run("scp", "-O", f"{CLEMENCE}@127.0.0.1:{asked}", str(tmp_path))
    assert done.returncode == 1
    assert answer in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_paramiko_signs_in_and_reads_the_form(served: Served) -> None:
    with paramiko.Transport(("127.0.0.1", served.port)) as transport:
        transport.start_client(timeout=30)
        transport.auth_interactive(AUGUSTE, lambda _title, _text, prompts: [PASSWORD] * len(prompts))
        client = paramiko.SFTPClient.from_transport(transport)
        assert client is not None
        assert sorted(client.listdir(".")) == [FORM, TEXT]
        with client.open(FORM) as file:
            assert file.read().startswith(b"%PDF-")


def test_sshfs_shows_the_form(served: Served, tmp_path: Path) -> None:
    need("sshfs")
    if not os.access("/dev/fuse", os.W_OK):
        pytest.skip("/dev/fuse cannot be used")
    folder = tmp_path / "here"
    folder.mkdir()
    process = subprocess.Popen(
        ["sshfs", "-f", "-p", str(served.port), *served.options, f"{CLEMENCE}@127.0.0.1:/", str(folder)],
        env=served.environ(**served.answering()), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    assert process.stderr is not None
    while not os.path.ismount(folder):
        if process.poll() is not None:
            told = process.stderr.read()
            assert "fuse" in told
            pytest.skip(told.strip())
        time.sleep(0.05)
    try:
        assert sorted(path.name for path in folder.iterdir()) == [FORM, TEXT]
        assert (folder / FORM).read_bytes().startswith(b"%PDF-")
    finally:
        subprocess.run(["fusermount", "-u", str(folder)], check=True)
        process.communicate(timeout=20)
