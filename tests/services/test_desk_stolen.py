"""A stolen session of an agent, tried on every use case there is: none opens a holder's account."""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, DisablingReason, Hidden
from cmi_tui.domain.desk_forms import FIND
from cmi_tui.domain.errors import Refused, SessionEnded
from cmi_tui.domain.identity import Role
from cmi_tui.domain.portal_forms import EXPORT, PREFERENCES
from cmi_tui.services.manage_accounts import ManageAccounts
from cmi_tui.services.session import Session
from rig.accounts import PASSWORD, SUPPORT
from tests.conftest import FakeClock
from tests.services.agents import agent, half_signed_in, new_agent
from tests.storage.rows import column

NEW = {"new": "Élan-2027!", "confirmation": "Élan-2027!"}
EMAIL = {"current": "mail0455@mail.fr", "new": "a@mail.fr", "confirmation": "a@mail.fr"}
NO_ANSWERS = {field.name: "" for field in EXPORT.fields}
VALUES = {
    "change_email": EMAIL,
    "export_form": NO_ANSWERS | {"path": "/tmp/never.pdf"},
    "prepare_form": NO_ANSWERS,
    "keep_preferences": {field.name: "" for field in PREFERENCES.fields},
    "desk.find": {field.name: "" for field in FIND.fields} | {"wanted": "lambert"},
}
ANY_VALUES = {
    **NEW, "old": PASSWORD, "password": PASSWORD, "code": "123456", "reason": "fraude",
    "motive": "call", "words": "", "claim": "postal_code", "said": "59000",
}  # fmt: skip
OTHERS = {"account_id": 1, "what": Hidden.EMAIL, "act": Act.ASK_CODE, "reason": "left"}
PATHS = {
    f"export_form.{name}" for name in ("default_path", "file_names", "in_the_way", "resolved_path")
} | {"prove_identity.is_needed"}
"""What looks nothing up: the names of the asker's own files, the age of a password."""
OWN = {"keep_preferences", "keep_preferences.current", "end_session", "desk.find"}
"""What an agent has beside what is refused."""
EVERY_ACCOUNT = (
    "SELECT login || email || coalesce(password_hash, '') || CAST(generation AS text) || role"
    " || CAST(enabled AS text) FROM account ORDER BY id"
)


def use_cases(portal: Portal) -> Iterator[tuple[str, Callable[..., object]]]:
    """Every public use case, and each of its acts, that begins with a session."""
    for name, made in vars(Portal).items():
        # A relay is the business of a command that has one.
        if isinstance(made, cached_property) and not name.startswith("_") and name != "send_notices":
            yield from _acts(name, getattr(portal, name))


def _acts(name: str, owner: object) -> Iterator[tuple[str, Callable[..., object]]]:
    if callable(owner) and next(iter(inspect.signature(owner).parameters), "") == "session":
        yield name, owner
    if not inspect.ismethod(owner):
        for part in vars(type(owner)).keys() | vars(owner).keys():
            if not part.startswith("_"):
                yield from _acts(f"{name}.{part}", getattr(owner, part))


def tried(portal: Portal, session: Session) -> set[str]:
    """What is not refused to copies of a session that has no card open."""
    done = set()
    for name, use_case in use_cases(portal):
        _session, *others = inspect.signature(use_case).parameters
        values = VALUES.get(name, VALUES.get(name.partition(".")[0], ANY_VALUES))
        known = {**OTHERS, "values": values}
        given = {key: known[key] for key in others if key in known}
        try:
            use_case(replace(session, cards=[]), **given)
        except (SessionEnded, Refused):
            continue
        done.add(name)
    return done


def test_an_agent_has_the_own_account_and_the_desk_and_nothing_else(
    portal: Portal, clock: FakeClock, database_url: str
) -> None:
    session = agent(portal, clock)
    before = column(database_url, EVERY_ACCOUNT)
    assert tried(portal, session) == PATHS | OWN | {"desk.cards.open"}
    assert tried(portal, replace(session, account_id=1)) == PATHS | {"end_session"}
    assert column(database_url, EVERY_ACCOUNT) == before
    assert column(database_url, "SELECT count(*) FROM activation") == [0]


@pytest.mark.parametrize("is_enrolled", [True, False])
def test_before_the_second_factor_there_is_nothing(
    portal: Portal, database_url: str, *, is_enrolled: bool
) -> None:
    session = half_signed_in(portal) if is_enrolled else new_agent(portal)
    before = column(database_url, EVERY_ACCOUNT)
    enrolling = set() if is_enrolled else {"second_factor.offer"}
    assert tried(portal, session) == PATHS | enrolling | {"end_session"}
    assert column(database_url, EVERY_ACCOUNT) == before


@pytest.mark.parametrize(
    "change",
    [
        lambda operators: operators.disable(SUPPORT, DisablingReason.REQUEST, "operator"),
        lambda operators: operators.reset_second_factor(SUPPORT, "operator"),
        lambda operators: operators.set_role(SUPPORT, Role.HOLDER, "operator"),
        lambda operators: [operators.set_role(SUPPORT, role, "operator") for role in Role],
    ],
    ids=["disabled", "second factor reset", "no agent any more", "made an agent again"],
)
def test_an_account_that_changes_in_mid_session_leaves_it_nothing_and_each_try_its_line(
    portal: Portal, clock: FakeClock, database_url: str, change: Callable[[ManageAccounts], object]
) -> None:
    session = agent(portal, clock)
    portal.desk.cards.open(session, 1, {"motive": "call", "words": ""})
    change(portal.manage_accounts)
    refused = "SELECT count(*) FROM journal WHERE event = 'authz_fail' AND actor_id = 4"
    assert tried(portal, session) == PATHS | {"end_session"}
    asked = {name for name, _use_case in use_cases(portal)} - PATHS - {"end_session"}
    assert column(database_url, refused) == [len(asked)]
    for act in Act:
        with pytest.raises(SessionEnded):
            portal.desk.act(replace(session), 1, act)
    assert column(database_url, refused) == [len(asked) + len(Act)]
