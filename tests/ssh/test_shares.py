"""Whatever costs more than its packets is charged to its account, and nobody else waits for it."""

import asyncio
from time import sleep, thread_time
from typing import Any

import pytest

from cmi_tui.lean.screen import LeanScreen
from cmi_tui.ssh.form import form_maker
from cmi_tui.ssh.loop.fair_share import FairShare
from cmi_tui.ssh.service import Service
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from rig.ssh_client import Holder, connect, open_session
from tests.ssh.conftest import Serve
from tests.ssh.waiting import until


class Bill:
    """What is spent of a share, by account."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, share: FairShare) -> None:
        self.spent: dict[Any, float] = {}
        spend = share.spend

        def noted(party: Any, seconds: float) -> None:
            self.spent[party] = self.spent.get(party, 0.0) + seconds
            spend(party, seconds)

        monkeypatch.setattr(share, "spend", noted)


def account_of_the_only_one(service: Service) -> int:
    return next(iter(service.registry.connections.values())).account


async def test_answers_by_sftp_wait_for_their_turn_and_others_do_not(serve: Serve) -> None:
    service, port = await serve()
    greedy = await connect(port, AUGUSTE)
    async with greedy.start_sftp_client() as sftp:
        share = service.pace.inside
        share.spend(account_of_the_only_one(service), 5)
        asked = asyncio.ensure_future(sftp.stat("."))
        other = await connect(port, CLEMENCE)
        async with other.start_sftp_client() as modest:
            await modest.stat(".")
        assert not asked.done() and len(share)
        asked.cancel()
        # What has not had its turn is not waited for.
        greedy.abort()


async def test_a_page_is_charged_to_the_key_that_opened_it(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    bill = Bill(monkeypatch, service.pace.keys)
    client.type("\x1b[B\r")
    await client.until("MES INFORMATIONS")
    # A key's price is paid before; a page takes several times that.
    await until(lambda: bill.spent[account_of_the_only_one(service)] > 0.006)


async def test_the_layout_and_rendering_of_a_page_are_charged_too(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Bonjour")
    update, spent = LeanScreen._on_timer_update, 0.05

    def slow(screen: LeanScreen[object]) -> None:
        started = thread_time()
        while thread_time() < started + spent:
            pass
        update(screen)

    monkeypatch.setattr(LeanScreen, "_on_timer_update", slow)
    bill = Bill(monkeypatch, service.pace.keys)
    client.type("\x1bOP")
    await client.until("Échap")
    await until(lambda: bill.spent.get(account_of_the_only_one(service), 0.0) > spent)


async def test_what_a_linear_line_takes_is_charged_and_has_its_turn(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    service, port = await serve()
    client = await open_session(await connect(port, "lineaire", Holder(AUGUSTE, PASSWORD)))
    await client.until("ou aide : ")
    account, share = account_of_the_only_one(service), service.pace.keys
    bill = Bill(monkeypatch, share)
    client.type("1\r")
    await client.until("Votre choix : ")
    await until(lambda: bill.spent[account] > 0.003)
    share.spend(account, 100)
    client.type("retour\r")
    await until(lambda: len(share))
    other = await open_session(await connect(port, "lineaire", Holder(CLEMENCE, PASSWORD)))
    await other.until("ou aide : ")
    other.type("1\r")
    await other.until("Votre choix : ")
    assert len(share)


async def test_forms_are_made_one_at_a_time_and_charged(monkeypatch: pytest.MonkeyPatch) -> None:
    share = FairShare(1.0, 10.0)
    bill, maker = Bill(monkeypatch, share), form_maker.FormMaker(share)
    at_once = most = 0

    def make() -> str:
        nonlocal at_once, most
        at_once += 1
        most = max(most, at_once)
        sleep(0.01)
        at_once -= 1
        return "form"

    made = await asyncio.gather(*(maker.make(account, make) for account in (1, 2, 2)))
    maker.close()
    assert made == ["form"] * 3 and most == 1
    assert bill.spent[2] == 2 * bill.spent[1] > 0
