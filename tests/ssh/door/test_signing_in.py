"""The questions of the sign-in: one after the other, each with a time of its own."""

import asyncio
import logging
from typing import Any

import asyncssh
import pytest
from asyncssh.auth import MSG_USERAUTH_INFO_RESPONSE
from asyncssh.packet import String, UInt32

from cmi_tui.messages import ssh as texts
from cmi_tui.ssh.limits import Limits
from rig.accounts import AUGUSTE, PASSWORD
from rig.ssh_client import Client, Holder, connect, open_session
from tests.ssh.conftest import Serve
from tests.storage.rows import column

ENDS = "SELECT outcome FROM journal WHERE event = 'session_end'"
TRIES = "SELECT outcome FROM journal WHERE event = 'authn_login'"


def limits(answer: float = 60, whole: float = 60) -> Limits:
    return Limits(answer_time=answer, sign_in_time=whole, farewell=0.1, leaving=3)


class SlowHolder(Holder):
    """Takes `seconds` for each answer; None is never."""

    def __init__(self, *answers: str, seconds: float | None) -> None:
        super().__init__(*answers)
        self._seconds = seconds
        self.end: Exception | None = None

    async def kbdint_challenge_received(self, name: str, inst: str, lang: str, prompts: Any) -> Any:
        answers = super().kbdint_challenge_received(name, inst, lang, prompts)
        await asyncio.sleep(60 if self._seconds is None else self._seconds)
        return answers


async def test_identifier_and_password_are_asked_one_after_the_other(serve: Serve) -> None:
    _service, port = await serve()
    holder = Holder(AUGUSTE, PASSWORD)
    connection = await connect(port, "somebody", holder)
    questions = [question for question in holder.seen if question]
    assert questions == [texts.LOGIN_QUESTION, texts.PASSWORD_QUESTION]
    client = await open_session(connection)
    await client.until("Bonjour Auguste")


@pytest.mark.parametrize("user", [AUGUSTE, "1000 7201 8010 0001 000", "1000.7201.8010.0001.000"])
async def test_an_identifier_as_user_name_leaves_one_question(serve: Serve, user: str) -> None:
    _service, port = await serve()
    holder = Holder()
    (await connect(port, user, holder)).close()
    assert [question for question in holder.seen if question] == [texts.PASSWORD_QUESTION]


async def test_the_time_there_is_is_said_before_the_first_question(serve: Serve) -> None:
    _service, port = await serve()
    holder = Holder()
    (await connect(port, AUGUSTE, holder)).close()
    times = "Vous avez 2 minutes pour chaque réponse, 6 en tout.\r\n"
    assert holder.told == f"{texts.LINEAR_MODE}\r\n{times}"
    # Whoever has asked for the linear mode is not told how to.
    holder = Holder(AUGUSTE, PASSWORD)
    (await connect(port, "lineaire", holder)).close()
    assert holder.told == times


async def test_each_answer_has_a_time_of_its_own(serve: Serve) -> None:
    _service, port = await serve(limits(answer=3))
    # Together longer than the time of one.
    connection = await connect(port, "somebody", SlowHolder(AUGUSTE, PASSWORD, seconds=2))
    connection.close()


@pytest.mark.parametrize("user", ["somebody", AUGUSTE])
@pytest.mark.parametrize("times", [limits(answer=0.5), limits(whole=0.5)])
async def test_an_answer_that_does_not_come_ends_it_in_french(
    serve: Serve, user: str, times: Limits
) -> None:
    _service, port = await serve(times)
    holder = SlowHolder(AUGUSTE, PASSWORD, seconds=None)
    with pytest.raises(asyncssh.DisconnectError, match="temps ecoule"):
        await connect(port, user, holder)
    assert texts.SIGN_IN_TIME_IS_UP in holder.told


async def test_the_second_question_has_an_end_too(serve: Serve) -> None:
    class Half(SlowHolder):
        async def kbdint_challenge_received(self, *arguments: Any) -> Any:
            self._seconds = 0 if self.rounds == 0 else None
            return await super().kbdint_challenge_received(*arguments)

    _service, port = await serve(limits(answer=0.5))
    holder = Half(AUGUSTE, PASSWORD, seconds=0)
    with pytest.raises(asyncssh.DisconnectError, match="temps ecoule"):
        await connect(port, "somebody", holder)
    assert holder.rounds == 2


async def test_who_says_nothing_at_all_is_cut(serve: Serve) -> None:
    _service, port = await serve(limits(answer=0.3))
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    assert await reader.readline() == b"SSH-2.0-Portail\r\n"
    assert b"temps ecoule" in await asyncio.wait_for(reader.read(), 10)
    writer.close()


async def test_what_cannot_be_an_identifier_is_said_at_once(serve: Serve, database_url: str) -> None:
    _service, port = await serve()
    holder = Holder(" ", "x" * 300, "a\x07b")
    with pytest.raises(asyncssh.DisconnectError):
        await connect(port, "somebody", holder)
    assert "254 caractères au plus" in holder.told
    assert texts.PASSWORD_QUESTION not in holder.seen
    assert column(database_url, TRIES) == []


async def test_an_overlong_password_is_told_its_limit(serve: Serve) -> None:
    _service, port = await serve()
    holder = Holder("x" * 3000)
    with pytest.raises(asyncssh.DisconnectError):
        await connect(port, AUGUSTE, holder)
    assert "caractères au plus" in holder.told and "{" not in holder.told


async def test_answers_that_nobody_asked_for_are_not_judged(serve: Serve, database_url: str) -> None:
    """A client that answers one question many times at once has one try judged, and is cut."""

    class Hasty(Holder):
        connection: Any

        def connection_made(self, conn: Any) -> None:
            self.connection = conn

        def kbdint_challenge_received(self, *arguments: Any) -> Any:
            for _ in range(50):
                self.connection.send_packet(MSG_USERAUTH_INFO_RESPONSE, UInt32(1), String("faux"))
            return super().kbdint_challenge_received(*arguments)

    _service, port = await serve()
    with pytest.raises((asyncssh.DisconnectError, OSError)):
        await connect(port, AUGUSTE, Hasty("faux"))
    assert len(column(database_url, TRIES)) <= 1


async def test_input_that_has_ended_before_the_screen_opens_is_a_quiet_end(
    serve: Serve, caplog: pytest.LogCaptureFixture, database_url: str
) -> None:
    """As `ssh -tt … </dev/null` does."""
    service, port = await serve()
    with caplog.at_level(logging.WARNING, "cmi_tui"):
        for _ in range(3):
            client = Client()
            connection = await connect(port, AUGUSTE)
            opening = asyncio.ensure_future(open_session(connection, client))
            while client.channel is None and not opening.done():
                await asyncio.sleep(0)
            (await opening).channel.write_eof()
            await client.lost()
            await service.empty()
    assert not caplog.text
    assert column(database_url, ENDS) == ["connection_lost"] * 3
