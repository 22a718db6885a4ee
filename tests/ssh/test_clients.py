"""Stories with OpenSSH's own ssh, scp and sftp."""

import os
import signal
import time
from pathlib import Path

import pytest

from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from rig.ssh_server import Served, start_server
from rig.terminal import Terminal
from tests.tools import need

FORM = "formulaire-defaut-qualite.pdf"


def sign_in(terminal: Terminal, login: str = "") -> None:
    if login:
        terminal.wait("Identifiant ou adresse email :")
        terminal.send(login + "\r")
    terminal.wait("Mot de passe ou code d'activation :")
    terminal.send(PASSWORD + "\r")


def test_a_holder_signs_in_looks_around_and_signs_out(served: Served) -> None:
    terminal = served.terminal(user="auguste")
    sign_in(terminal, "mail0455@mail.fr")
    terminal.wait("Bonjour Auguste Lambert")
    terminal.press("down", "enter")
    terminal.wait("MES INFORMATIONS")
    terminal.resize(60, 17)
    terminal.wait("Page↓ Suite")
    terminal.resize(80, 24)
    terminal.settle()
    terminal.expect("Mon adresse email")
    terminal.press("enter")
    terminal.wait(f"scp -P {served.port} {AUGUSTE}@127.0.0.1:{FORM} .")
    terminal.press("f10")
    assert terminal.exit_status() == 0
    terminal.settle()
    assert b"\x1b[?1049l" in terminal.raw
    assert "Vous êtes déconnecté." in terminal.raw.decode()
    terminal.close()


def test_a_login_as_user_name_leaves_one_question_and_ctrl_c_leaves(served: Served) -> None:
    terminal = served.terminal(user=CLEMENCE)
    terminal.wait("Mot de passe")
    assert "Identifiant" not in terminal.text
    sign_in(terminal)
    terminal.wait("Bonjour Clémence")
    terminal.press("ctrl+c")
    assert terminal.exit_status() == 130
    terminal.close()


def test_an_email_address_is_a_user_name_too(served: Served) -> None:
    terminal = served.terminal(user="mail0455@mail.fr")
    sign_in(terminal)
    terminal.wait("Bonjour Auguste")
    terminal.press("ctrl+q")
    assert terminal.exit_status() == 0
    terminal.close()


def test_three_wrong_passwords_end_the_connection_in_french(served: Served) -> None:
    terminal = served.terminal(user=CLEMENCE)
    for _ in range(3):
        terminal.wait("Mot de passe ou code d'activation :")
        terminal.screen.reset()
        terminal.send("faux\r")
    terminal.wait("Trop de tentatives")
    assert terminal.exit_status() == 255
    assert terminal.raw.decode().count("Identifiant ou mot de passe incorrect.") == 3
    terminal.close()


def test_without_a_terminal_there_is_a_sentence(served: Served) -> None:
    done = served.run("ssh", "-T", f"{AUGUSTE}@127.0.0.1")
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "Le portail a besoin d'un terminal : lancez ssh sans commande, ou avec l'option -t."
    )


def test_a_command_is_refused_with_a_sentence(served: Served) -> None:
    done = served.run("ssh", f"{AUGUSTE}@127.0.0.1", "cat /etc/passwd")
    assert done.returncode == 1
    assert done.stderr.startswith("Le portail n'exécute pas de commande.") and not done.stdout


@pytest.mark.parametrize("protocol", [[], ["-O"]], ids=["sftp", "old scp protocol"])
def test_scp_brings_the_holders_own_form(served: Served, tmp_path: Path, protocol: list[str]) -> None:
    done = served.run("scp", *protocol, f"{AUGUSTE}@127.0.0.1:{FORM}", str(tmp_path))
    assert done.returncode == 0, done.stderr
    content = (tmp_path / FORM).read_bytes()
    assert content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


@pytest.mark.parametrize(
    "protocol, path", [([], "/etc/passwd"), ([], f"../{FORM}"), (["-O"], "../../etc/passwd")]
)
def test_scp_brings_nothing_else(served: Served, tmp_path: Path, path: str, protocol: list[str]) -> None:
    done = served.run("scp", *protocol, f"{AUGUSTE}@127.0.0.1:{path}", str(tmp_path))
    assert done.returncode != 0
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("protocol", [[], ["-O"]], ids=["sftp", "old scp protocol"])
def test_scp_takes_nothing_in(served: Served, tmp_path: Path, protocol: list[str]) -> None:
    mine = tmp_path / "mien"
    mine.write_text("x", encoding="utf-8")
    done = served.run("scp", *protocol, str(mine), f"{AUGUSTE}@127.0.0.1:{FORM}")
    assert done.returncode != 0


def test_sftp_shows_one_folder_to_read(served: Served, tmp_path: Path) -> None:
    batch = tmp_path / "batch"
    commands = [
        "ls -l", f"get {FORM} {tmp_path}/form", "-mkdir d", f"-rm {FORM}", f"-rename {FORM} b",
        f"-ln -s {FORM} c", f"-chmod 777 {FORM}", "-cd ..", "-cd /etc", "-put /etc/hostname", "pwd",
        "-get /etc/passwd", "-df", "ls",
    ]  # fmt: skip
    batch.write_text("\n".join(commands), encoding="utf-8")
    done = served.run("sftp", "-o", "BatchMode=no", "-b", str(batch), f"{AUGUSTE}@127.0.0.1")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "form").read_bytes().startswith(b"%PDF-")
    assert done.stdout.count(FORM) >= 2
    assert "-rw-------    1 -        - " in done.stdout
    assert not list(tmp_path.glob("passwd"))


def test_a_killed_client_leaves_the_others_alone(served: Served) -> None:
    victim, other = served.terminal(user=AUGUSTE), served.terminal(user=CLEMENCE)
    for terminal in (victim, other):
        sign_in(terminal)
        terminal.wait("Bonjour")
    victim.kill()
    other.press("down", "enter")
    other.wait("MES INFORMATIONS")
    other.press("ctrl+q")
    assert other.exit_status() == 0
    for terminal in (victim, other):
        terminal.close()


def test_sigterm_tells_everyone_and_is_soon_over(tmp_path: Path) -> None:
    need("ssh")
    server = start_server(tmp_path)
    terminal = server.terminal(user=AUGUSTE)
    sign_in(terminal)
    terminal.wait("Bonjour")
    start = time.monotonic()
    os.kill(server.process.pid, signal.SIGTERM)
    terminal.wait("Le service s'arrête")
    assert terminal.exit_status() == 0
    terminal.settle()
    assert "Le service s'est arrêté." in terminal.raw.decode()
    assert b"\x1b[?1049l" in terminal.raw
    server.process.communicate(timeout=10)
    assert server.process.returncode == 0
    assert time.monotonic() - start < 10
    terminal.close()
