"""Keys act in the order in which they are sent, whatever the packets in which they come."""

import asyncio
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.tui import save_guard
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.navigation import Page, Visit
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.screens.portal_screen import PortalScreen
from cmi_tui.wire import ByteLink, WireOptions, stream_driver
from rig.accounts import AUGUSTE, PASSWORD
from tests.tui.test_screens import screen_text

_PATIENCE = 20.0


class Typist:
    """The portal over a stream of bytes, at rest between what is typed; `sent` is what it sends."""

    def __init__(self, app: PortalApp, link: ByteLink, sent: list[bytes]) -> None:
        self.app = app
        self.link = link
        self.sent = sent

    async def send(self, *pieces: str) -> None:
        """Sends each piece in a read of its own, one right after the other."""
        for piece in pieces:
            self.link.receive(piece.encode())
        await self.rest()

    async def send_slowly(self, keys: Iterable[str]) -> None:
        """Sends each key when the one before it has acted."""
        for key in keys:
            await self.send(key)

    async def rest(self) -> None:
        """Waits until all that was sent has acted."""
        seen = 0
        for _ in range(int(_PATIENCE / 0.005)):
            await asyncio.sleep(0.005)
            held = getattr(self.app._driver, "_quiet", None)
            seen = seen + 1 if self.app.keys.is_settled and not held else 0
            if seen == 3:
                return
        raise AssertionError("it does not come to rest")

    @property
    def state(self) -> tuple[Any, ...]:
        """The page, what its fields hold, where the focus and the cursor are, what is wrong."""
        screen = self.app.screen
        assert isinstance(screen, PortalScreen)
        values = screen.values if isinstance(screen, FormScreen) else {}
        errors = screen._judgement.errors if isinstance(screen, FormScreen) else {}
        focused = screen.focused.id if screen.focused else None
        return screen.PAGE, dict(values), focused, screen.cursor_place, dict(errors)


@asynccontextmanager
async def typing(
    portal: Portal, session: Session | None, page: Page | None, term: str = "xterm-256color"
) -> AsyncIterator[Typist]:
    """The portal at a page, in a terminal of 80×24."""
    sent: list[bytes] = []
    link = ByteLink(sent.append, (80, 24), lambda: 0)
    app = PortalApp(portal, session, stream_driver(WireOptions(term), link))
    running = asyncio.ensure_future(app.run_async(size=(80, 24)))
    typist = Typist(app, link, sent)
    for _ in range(int(_PATIENCE / 0.01)):
        if app.is_running and app._screen_stack and app.screen.is_mounted and app.screen.focused:
            break
        await asyncio.sleep(0.01)
    if page is not None:
        app.screen.post_message(Visit(page))
        async with asyncio.timeout(_PATIENCE):
            while page != app.screen.PAGE:  # type: ignore[attr-defined]
                assert app._exception is None, app._exception
                await asyncio.sleep(0.01)
    await typist.rest()
    yield typist
    app.exit()
    await running


async def outcome(portal: Portal, session: Session, page: Page, sent: list[list[str]]) -> list[object]:
    """The state after each way of sending, each from a fresh page."""
    states: list[object] = []
    for pieces in sent:
        async with typing(portal, session, page) as typist:
            await typist.send(*pieces)
            states.append(typist.state)
    return states


@pytest.mark.parametrize(
    "keys, value",
    [
        ("abcdef\x7f\x7fX", "abcdX"),
        ("abcdef\x1b[D\x1b[DX", "abcdXef"),
        ("abc\x1b[HX", "Xabc"),
        ("abc\x01\x0bX", "X"),
        ("abc def\x17X", "abc X"),
        ("abc\x15X", "X"),
        ("abc\x1b[1;2D\x1b[1;2DX", "aX"),
        ("e\u0301a\x7f\x7fX", "X"),
    ],
)
async def test_keys_that_come_together_act_in_order(
    portal: Portal, session: Session, keys: str, value: str
) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send(keys)
        assert typist.app.screen.values["new"] == value  # type: ignore[attr-defined]


async def test_a_long_burst_keeps_its_last_blank(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("a" * 66 + " \x7f")
        assert typist.app.screen.values["new"] == "a" * 66  # type: ignore[attr-defined]


async def test_no_key_makes_the_portal_deaf(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        for key in ("\x1b[97;1:1u", "\x1b[1114112u", "\x1b[1;1:1P", "\x1b]", "\x1bP0"):
            typist.link.receive(key.encode())
        await typist.send("\x03")
        assert typist.app._exit


async def test_a_valid_field_is_not_blamed_for_the_next(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("a@mail.fr\tb@mail.fr")
        assert typist.state[4] == {}
        await typist.send("\t")
        assert set(typist.state[4]) == {"new", "confirmation"}


async def test_what_is_typed_while_a_page_opens_goes_to_that_page(
    portal: Portal, session: Session
) -> None:
    """The whole of a change of address in one burst, from the home page to its confirmation."""
    session.proved_at = session.opened_at.replace(year=2000)
    async with typing(portal, session, None) as typist:
        await typist.send(f"\x1b[B\r\t\r{PASSWORD}\rdds@hotmail.fr\tdds@hotmail.fr\r")
        shown = " ".join(screen_text(typist.app).split())
        assert "Votre adresse email a bien été modifiée." in shown
        assert "Adresse email dds@hotmail.fr" in shown


_EDITING = [
    "a", "B", "é", "@", " ", "\x7f", "\x7f", "\x1b[D", "\x1b[C", "\x1b[H", "\x1b[F", "\x1b[3~",
    "\x01", "\x05", "\x0b", "\x15", "\x17", "\t", "\x1b[Z", "\x1b[1;2D", "\x1b[1;5D", "\r", "\x1bOP",
    "\x1b[B",
]  # fmt: skip


@settings(
    max_examples=8, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    keys=st.lists(st.sampled_from(_EDITING), min_size=1, max_size=25),
    cuts=st.lists(st.integers(0, 60), max_size=5),
    page=st.sampled_from([Page.EMAIL, Page.PASSWORD]),
)
async def test_any_keys_come_to_the_same_however_they_are_sent(
    portal: Portal, session: Session, keys: list[str], cuts: list[int], page: Page
) -> None:
    if page is Page.PASSWORD:  # a wrong password counts: the ways of sending would not be alike
        keys = [key for key in keys if key != "\r"]
    text = "".join(keys)
    places = [0, *sorted(min(cut, len(text)) for cut in cuts), len(text)]
    pieces = [text[start:end] for start, end in pairwise(places) if start < end]
    together, in_pieces = await outcome(portal, session, page, [[text], pieces])
    async with typing(portal, session, page) as typist:
        await typist.send_slowly(keys)
        one_by_one = typist.state
    assert together == in_pieces == one_by_one


async def test_a_second_enter_right_after_a_save_does_nothing(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(save_guard, "_AFTER_SECONDS", 3600)
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("dds@hotmail.fr\tdds@hotmail.fr\r\r")
        await typist.send("\r")
        shown = " ".join(screen_text(typist.app).split())
        assert "Votre adresse email a bien été modifiée." in shown
        # Another key came: the next Enter is meant.
        await typist.send("\t\x1b[Z\r")
        assert typist.state[0] == "email"


async def test_leaving_waits_for_nothing(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        waiting = asyncio.Event()

        async def for_ever() -> None:
            await waiting.wait()

        typist.app.run_worker(for_ever(), group="saving")
        typist.link.receive(b"abc\x03")
        for _ in range(500):
            if typist.app._exit:
                break
            await asyncio.sleep(0.01)
        assert typist.app.return_code == 130 or typist.app._exit
        waiting.set()


async def test_escape_asks_before_what_was_typed_is_lost(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("a@mail.fr\x1b")
        assert typist.state[0] == "confirm_leave"
        await typist.send("\r")  # NON
        assert typist.state[0] == "email"
        assert typist.app.screen.values["new"] == "a@mail.fr"  # type: ignore[attr-defined]
        await typist.send("\x1b[21~")
        assert typist.state[0] == "confirm_leave"
        await typist.send("\x1b[Z\r")  # OUI
        assert typist.app.session is None


async def test_signing_out_of_the_choice_of_a_password_asks_too(portal: Portal) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    session = portal.sign_in({"login": AUGUSTE, "password": code})
    async with typing(portal, session, None) as typist:
        await typist.send("Neuf\x1b[21~")
        assert typist.state[0] == "confirm_leave"
        await typist.send("\x1b")
        assert typist.state[0] == "new_password"


async def test_a_key_that_the_line_splits_loses_no_form(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("abc\x1b")
        assert typist.state[0] == "confirm_leave"
        await typist.send("[DX")
        assert typist.state[0] == "email"
        assert typist.app.screen.values["new"] == "abXc"  # type: ignore[attr-defined]
