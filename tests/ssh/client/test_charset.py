"""Clients whose locale is not UTF-8."""

import pytest

from cmi_tui.charset import Charset
from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from rig.accounts import AUGUSTE, PASSWORD
from rig.ssh_client import Holder, connect, open_session
from tests.ssh.conftest import Serve


@pytest.mark.parametrize(
    "environment",
    [
        {}, {"LANG": "fr_FR.UTF-8"}, {"LANG": "C"}, {"LANG": "fr_FR.utf_16"}, {"LANG": "x.\ud800"},
        {"LC_ALL": "fr_FR.UTF-8", "LANG": "fr_FR.ISO-8859-1"}, {"LANG": "fr_FR.rot13"},
    ],
)  # fmt: skip
def test_utf_8_and_the_unknown_pass_untouched(environment: dict[str, str]) -> None:
    charset = Charset(environment)
    assert charset.sent("é€œ…".encode()) == "é€œ…".encode()
    assert charset.received(b"\xc3\xa9\xff") == b"\xc3\xa9\xff"


def test_latin_9_and_latin_1_get_what_they_have() -> None:
    latin_9 = Charset({"LANG": "fr_FR.ISO-8859-15@euro"})
    assert latin_9.sent("été à 5 €, œuvre".encode()) == "été à 5 €, œuvre".encode("iso8859-15")
    assert Charset({"LANG": "fr_FR@euro"}).sent("€".encode()) == b"\xa4"
    latin_1 = Charset({"LC_CTYPE": "fr_FR.ISO-8859-1", "LANG": "fr_FR.UTF-8"})
    assert latin_1.sent("cœur… ← 日".encode()) == b"coeur"[:2] + b"ur. < ?"
    assert latin_1.received(b"\xe9t\xe9") == "été".encode()


async def test_a_latin_1_terminal_shows_and_types_its_accents(serve: Serve) -> None:
    _service, port = await serve()
    connection = await connect(port, AUGUSTE)
    client = await open_session(connection, env={"LANG": "fr_FR.ISO-8859-1"})
    while "Mes données".encode("latin-1") not in client.shown:
        client.came.clear()
        await client.came.wait()
    client.type("\x11")
    await client.lost()


async def test_a_password_of_odd_letters_is_the_same_as_on_the_screens(
    portal: Portal, session: Session, serve: Serve
) -> None:
    odd = "½ ﬁ Ａ\u00a0😀 ẞ1!é"
    portal.change_password(session, {"old": PASSWORD, "new": odd, "confirmation": odd})
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE, Holder(odd.replace("é", "e\u0301"))))
    await client.until("Bonjour")
