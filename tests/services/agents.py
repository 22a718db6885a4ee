"""Agents of the demonstration, signed in, and what is refused to them."""

from collections.abc import Callable

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.services.session import Session
from rig.accounts import CLEMENCE, PASSWORD, SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from tests.conftest import FakeClock

HOME = "192.0.2.7"


def half_signed_in(portal: Portal, source: str = HOME) -> Session:
    """The agent's session after the password."""
    session = portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD}, source)
    assert session.step is SignInStep.SECOND_FACTOR
    return session


def agent(portal: Portal, clock: FakeClock, source: str = HOME) -> Session:
    """The agent's session, with the code of a time step that has not been used."""
    clock.advance(30)
    return portal.second_factor(half_signed_in(portal, source), {"code": code_at(clock())})


def new_agent(portal: Portal) -> Session:
    """Clémence, made an agent, after her first password."""
    portal.manage_accounts.set_role(CLEMENCE, Role.SUPPORT, "operator")
    session = portal.sign_in({"login": CLEMENCE, "password": PASSWORD}, HOME)
    assert session.step is SignInStep.ENROLMENT
    return session


def refusal(act: Callable[[], object]) -> dict[str, Code]:
    """Why an act is refused, by what it is refused for."""
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.errors
