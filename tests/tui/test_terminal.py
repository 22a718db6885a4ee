"""What the terminal is sent while one goes from page to page: its title, or nothing."""

import asyncio
from contextlib import AsyncExitStack

import pytest

from cmi_tui.composition import Portal
from cmi_tui.messages.pages import window_title
from cmi_tui.services.session import Session
from cmi_tui.tui import app as app_module
from cmi_tui.tui.navigation import Page
from tests.tui.test_key_order import typing


async def test_each_page_names_the_window(portal: Portal, session: Session) -> None:
    async with typing(portal, session, None) as typist:
        for keys, page in (
            ("\r", "information"), ("\x1bOP", "help"), ("\t\r", "accessibility"),
            ("\x1b", "help"), ("\x1b", "information"), ("\t\r", "email"), ("a\x1b", "confirm_leave"),
            ("\r", "email"), ("\x1b[21~", "confirm_leave"), ("\x1b[Z\r", "sign_in"),
        ):  # fmt: skip
            typist.sent.clear()
            await typist.send(keys)
            assert typist.state[0] == page
            assert f"\x1b]2;{window_title(page)}\x07".encode() in b"".join(typist.sent)


async def test_at_rest_no_page_sends_anything(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app_module, "CHECK_SECONDS", 0.2)
    async with AsyncExitStack() as stack:
        opened = [await stack.enter_async_context(typing(portal, None, None))]
        for page in Page:
            opened.append(await stack.enter_async_context(typing(portal, session, page)))
        counts: list[int] = []
        while (now := [len(typist.sent) for typist in opened]) != counts:
            counts = now
            await asyncio.sleep(0.3)  # what opening a page sends comes in several frames
        for typist in opened:
            typist.sent.clear()
        await asyncio.sleep(2.5)
        assert [typist.sent for typist in opened] == [[]] * len(opened)
