"""Line by line: what is typed, what is echoed, what the conversation gets."""

from typing import Any

import pytest

from cmi_tui.messages import linear as texts
from cmi_tui.ssh.lines import line_session
from rig.accounts import AUGUSTE, PASSWORD
from rig.ssh_client import Holder, connect, open_session
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until


def conversation(monkeypatch: pytest.MonkeyPatch, talk: Any) -> None:
    monkeypatch.setattr(line_session, "converse", talk)


class Impatient:
    """Says so once, and waits no longer the second time."""

    def __init__(self) -> None:
        self.looks = 0

    def __call__(self, idle: float, *, is_typing: bool) -> tuple[str, float]:
        self.looks += 1
        if self.looks == 3:
            raise TimeoutError
        return ("Encore un instant.", 0) if self.looks == 1 else ("", 0.05)

    def acknowledged(self) -> str:
        return "Entendu."


def ask_a_name(portal: Any, session: Any, terminal: Any, reason: str, _command: str) -> int:
    terminal.say(f"Bonjour {session.identity.display_name}\n({reason})")
    name = terminal.ask("Nom : ")
    secret = terminal.ask("Mot : ", hidden=True)
    terminal.say(f"\n{name}, {len(secret)} lettres")
    try:
        terminal.ask("Vite : ", watch=Impatient())
    except TimeoutError:
        terminal.say("trop tard")
    try:
        terminal.ask("? ")
    except KeyboardInterrupt:
        terminal.say("interrompu")
    try:
        terminal.ask("? ")
    except EOFError:
        return 3
    return 0


@pytest.mark.parametrize("user, term", [("lineaire", "xterm"), (AUGUSTE, "dumb")])
async def test_the_conversation_is_held_line_by_line(
    serve: Serve, monkeypatch: pytest.MonkeyPatch, user: str, term: str
) -> None:
    conversation(monkeypatch, ask_a_name)
    _service, port = await serve()
    answers = (AUGUSTE, PASSWORD) if user == "lineaire" else (PASSWORD,)
    client = await open_session(await connect(port, user, Holder(*answers)), term_type=term)
    await client.until("lineaire" if user == "lineaire" else "ne sait pas placer")
    client.type("Aug\x7fguste\r")
    await client.until("Mot : ")
    client.type("caché\r")
    await client.until("Auguste, 5 lettres\r\nVite : \r\nEncore un instant.\r\nVite : \r\ntrop tard")
    client.type("\x03")
    await client.until("interrompu")
    assert b"\x1b" not in client.shown
    client.type("\x04")
    await client.lost()
    assert client.channel.get_exit_status() == 3


async def test_half_an_answer_outlives_a_notice_its_enter_and_an_arrow(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    noticed = Noticed()

    def talk(_portal: Any, _session: Any, terminal: Any, _reason: str, _command: str) -> int:
        terminal.say(f"reçu : {terminal.ask('Nom : ', watch=noticed)}")
        return 0

    conversation(monkeypatch, talk)
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_type="dumb")
    await client.until("Nom : ")
    client.type("Au")
    await client.until("Au\r\nToujours là ?\r\nNom : Au")
    client.type("\r")
    await client.until("\r\nEntendu.\r\nNom : Au")
    client.type("gu\x1b[A\x1b[Bste\r")
    await client.lost()
    shown = client.shown.decode()
    assert shown.startswith(f"gu\r\n{texts.ARROWS[:30]}") and shown.count("Les flèches") == 1
    assert shown.endswith("Nom : Auguste\r\nreçu : Auguste\r\n")


class Noticed:
    """Tells a notice once, when an answer has been begun."""

    has_told = False

    def __call__(self, idle: float, *, is_typing: bool) -> tuple[str, float]:
        if is_typing and not self.has_told:
            self.has_told = True
            return "Toujours là ?", 0
        return "", 0.02

    def acknowledged(self) -> str:
        return "Entendu."


async def test_any_key_puts_idleness_off_and_a_new_width_breaks_the_lines_to_come(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle = Idle()

    def talk(_portal: Any, _session: Any, terminal: Any, _reason: str, _command: str) -> int:
        terminal.ask("Nom : ", watch=idle)
        terminal.say("mot " * 20)
        return 0

    conversation(monkeypatch, talk)
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_type="dumb")
    await client.until("Nom : ")
    await until(lambda: idle.seconds > 0.3)
    client.channel.change_terminal_size(40, 12)
    client.type("x")
    await until(lambda: 0 <= idle.seconds < 0.2)
    client.type("\r")
    await client.lost()
    rows = client.shown.decode().split("\r\n")
    assert max(map(len, rows)) < 40 and len(rows) > 3


class Idle:
    """Notes how long there was no key."""

    seconds = 0.0

    def __call__(self, idle: float, *, is_typing: bool) -> tuple[str, float]:
        self.seconds = idle
        return "", 0.02

    def acknowledged(self) -> str:
        return ""


async def test_who_hangs_up_ends_the_conversation(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = []

    def talk(_portal: Any, _session: Any, terminal: Any, _reason: str, _command: str) -> int:
        try:
            terminal.ask("? ")
        except EOFError:
            ended.append(True)
        return 0

    conversation(monkeypatch, talk)
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_type="dumb")
    await client.until("? ")
    client.connection.abort()
    await service.empty()
    assert ended == [True]


async def test_a_crash_of_the_conversation_is_told_in_french(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    def talk(*_arguments: Any) -> int:
        raise ZeroDivisionError("secret")

    conversation(monkeypatch, talk)
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_type="dumb")
    await client.lost()
    assert "Une erreur inattendue" in client.shown.decode() and b"secret" not in client.shown
    assert client.channel.get_exit_status() == 1


async def test_the_whole_linear_portal_is_there_and_no_file_of_the_server_is(serve: Serve) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, "lineaire", Holder(AUGUSTE, PASSWORD)))
    await client.until("Mode linéaire, par le nom d'utilisateur lineaire.\r\n")
    client.type("1\r")
    await client.until("Votre choix :")
    client.type("3\r")
    await client.until("scp -P")
    client.type("retour\rretour\r6\r")
    await client.lost()
    assert client.channel.get_exit_status() == 0
    assert client.shown.decode().endswith("Vous êtes déconnecté.\r\n")
    assert b"\x1b" not in client.shown
