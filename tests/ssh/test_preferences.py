"""What a holder prefers and what a client asks for this once, where the portal is served over SSH."""

import re
from collections.abc import Mapping

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.preferences import Preferences
from cmi_tui.messages import linear
from cmi_tui.services.session import Session
from cmi_tui.ssh.client.wishes import linear_reason, wire_options
from cmi_tui.ssh.form.standing import Standing
from rig.accounts import AUGUSTE
from rig.ssh_client import connect, open_session
from tests.ssh.conftest import Serve

XTERM = {"TERM": "xterm-256color"}
DUMB = {"TERM": "dumb"}
LINEAR = Preferences(linear=True)
PATIENT = Preferences(more_time=True)


@pytest.mark.parametrize(
    ("environment", "preferences", "by_name", "reason"),
    [
        (XTERM, Preferences(), False, ""),
        (XTERM, LINEAR, False, linear.BY_PREFERENCE),
        (XTERM, LINEAR, True, linear.BY_NAME),
        (DUMB, Preferences(), False, linear.BY_DUMB_TERMINAL),
        (DUMB, LINEAR, False, linear.BY_DUMB_TERMINAL),
        ({**XTERM, "CMI_LINEAR": "oui"}, Preferences(), False, linear.BY_VARIABLE),
        ({**XTERM, "CMI_LINEAR": "non"}, LINEAR, False, ""),
        ({**XTERM, "CMI_LINEAR": ""}, LINEAR, False, linear.BY_PREFERENCE),
        ({**XTERM, "CMI_LINEAR": "non"}, LINEAR, True, linear.BY_NAME),
    ],
)
def test_what_is_asked_for_this_once_goes_before_what_is_preferred(
    environment: Mapping[str, str], preferences: Preferences, by_name: bool, reason: str
) -> None:
    options = wire_options(environment, preferences, economy=False)
    assert linear_reason(environment, options, preferences, by_name=by_name) == reason


def test_colours_and_economy_are_the_clients_for_once_then_the_holders() -> None:
    thrifty = Preferences(economy=True, no_colour=True)
    assert wire_options(XTERM, thrifty, economy=False).colors == "none"
    assert wire_options(XTERM, thrifty, economy=False).economy
    for_once = {**XTERM, "NO_COLOR": "", "CMI_ECONOMY": "non"}
    assert wire_options(for_once, thrifty, economy=False).colors != "none"
    assert not wire_options(for_once, thrifty, economy=False).economy
    assert wire_options(for_once, thrifty, economy=True).economy
    assert wire_options({**XTERM, "CMI_ECONOMY": "oui"}, Preferences(), economy=False).economy


@pytest.mark.parametrize(("preferences", "seconds"), [(Preferences(), 600), (PATIENT, 1200)])
def test_fetching_files_waits_as_long_without_a_request_as_a_page_without_a_key(
    portal: Portal, session: Session, preferences: Preferences, seconds: int
) -> None:
    session.preferences = preferences
    clock = iter([0, seconds - 1, seconds])
    standing = Standing(portal, session, lambda: next(clock))
    assert [standing.is_idle, standing.is_idle] == [False, True]


async def test_the_linear_mode_stays_from_one_sign_in_to_the_next(
    serve: Serve, portal: Portal, session: Session
) -> None:
    portal.keep_preferences(session, LINEAR.values())
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    await client.until("Mode linéaire, par vos préférences.")
    client.type("quitter\r")
    await client.lost()
    client = await open_session(await connect(port, AUGUSTE), env={"CMI_LINEAR": "non"})
    await client.until("ACCUEIL")


async def test_a_holder_who_prefers_no_colour_gets_none(
    serve: Serve, portal: Portal, session: Session
) -> None:
    portal.keep_preferences(session, Preferences(no_colour=True).values())
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE))
    while "ACCUEIL" not in client.shown.decode(errors="replace"):
        client.came.clear()
        await client.came.wait()
    codes = b";".join(re.findall(rb"\x1b\[([0-9;]*)m", client.shown)).split(b";")
    assert not [code for code in codes if re.fullmatch(rb"[39][0-7]", code)]


async def test_preferences_are_kept_line_by_line(serve: Serve, portal: Portal) -> None:
    _service, port = await serve()
    client = await open_session(await connect(port, AUGUSTE), term_type="dumb")
    await client.until("ou aide : ")
    client.type("3\r1\r\r\r\r1\roui\r")
    await client.until("Vos préférences ont bien été enregistrées.")
    kept = portal.keep_preferences.current(portal.open_demonstration())
    assert kept == Preferences(linear=True, more_time=True).values()
