"""The forms of agents, each declared once."""

from enum import StrEnum

from cmi_tui.domain import email_address
from cmi_tui.domain.desk import Claim, DisablingReason, Motive
from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Errors, Field, Form, Kind, Values
from cmi_tui.domain.french_day import french_day
from cmi_tui.domain.order_file import MAX_LENGTH
from cmi_tui.domain.search_key import search_key

SHORTEST_NAME = 3
"""Letters of a name at least."""
_MAX_DAY = 20

_MAX_CODE = 20
"""Six digits, and what people group them with."""


def _longest(choices: type[StrEnum]) -> int:
    return max(map(len, choices))


def _code_rules(values: Values) -> Errors:
    return {} if values["code"] else {"code": Code.SECOND_FACTOR_MISSING}


def _code_form(name: str) -> Form:
    fields = (Field("code", Kind.TEXT, _MAX_CODE),)
    return Form(name, fields, _code_rules, confirmations={}, is_reviewed=False)


SECOND_FACTOR = _code_form("second_factor")
"""Asks an agent for the code of the moment, after the password."""

ENROLMENT = _code_form("enrolment")
"""Asks for a first code of the seed that is shown, after which it counts."""


def _find_rules(values: Values) -> Errors:
    errors: Errors = {}
    wanted = values["wanted"]
    if not wanted:
        errors["wanted"] = Code.SEARCH_MISSING
    elif "@" not in wanted and not _may_be_login(wanted) and len(search_key(wanted)) < SHORTEST_NAME:
        errors["wanted"] = Code.NAME_TOO_SHORT
    if values["birth_date"] and french_day(values["birth_date"]) is None:
        errors["birth_date"] = Code.DAY_INVALID
    return errors


def _may_be_login(text: str) -> bool:
    return any(map(str.isdigit, text))


FIND = Form(
    "find",
    (
        Field("wanted", Kind.TEXT, email_address.MAX_LENGTH),
        Field("first_name", Kind.TEXT, MAX_LENGTH, required=False),
        Field("city", Kind.TEXT, MAX_LENGTH, required=False),
        Field("birth_date", Kind.TEXT, _MAX_DAY, required=False),
    ),
    _find_rules,
    confirmations={},
    is_reviewed=False,
)
"""Asks whom an agent looks for: an identifier, an address, or a name and what is known beside it."""


def _open_rules(values: Values) -> Errors:
    return {} if values["motive"] else {"motive": Code.MOTIVE_MISSING}


OPEN_CARD = Form(
    "open_card",
    (
        Field("motive", Kind.CHOICE, _longest(Motive), choices=tuple(Motive)),
        Field("words", Kind.TEXT, MAX_LENGTH, required=False),
    ),
    _open_rules,
    confirmations={},
    is_reviewed=False,
)
"""Asks an agent why a holder's card is opened; the free words are in the journal alone."""


def _verify_rules(values: Values) -> Errors:
    errors: Errors = {}
    if not values["claim"]:
        errors["claim"] = Code.CLAIM_MISSING
    if not values["said"]:
        errors["said"] = Code.CLAIM_MISSING
    elif values["claim"] == Claim.BIRTH_DATE and french_day(values["said"]) is None:
        errors["said"] = Code.DAY_INVALID
    return errors


VERIFY = Form(
    "verify",
    (
        Field("claim", Kind.CHOICE, _longest(Claim), choices=tuple(Claim)),
        Field("said", Kind.TEXT, MAX_LENGTH),
    ),
    _verify_rules,
    confirmations={},
    is_reviewed=False,
)
"""Asks an agent what the caller says, to be compared with the record."""


def _disable_rules(values: Values) -> Errors:
    return {} if values["reason"] else {"reason": Code.REASON_MISSING}


DISABLE = Form(
    "disable",
    (Field("reason", Kind.CHOICE, _longest(DisablingReason), choices=tuple(DisablingReason)),),
    _disable_rules,
    confirmations={},
)
"""Asks an agent why a holder's account is to be disabled."""

AGENT_FORMS = (SECOND_FACTOR, ENROLMENT, FIND, OPEN_CARD, VERIFY, DISABLE)
