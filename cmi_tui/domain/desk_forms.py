"""The forms of agents, each declared once."""

from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Errors, Field, Form, Kind, Values

_MAX_CODE = 20
"""Six digits, and what people group them with."""


def _code_rules(values: Values) -> Errors:
    return {} if values["code"] else {"code": Code.SECOND_FACTOR_MISSING}


def _code_form(name: str) -> Form:
    fields = (Field("code", Kind.TEXT, _MAX_CODE),)
    return Form(name, fields, _code_rules, confirmations={}, is_reviewed=False)


SECOND_FACTOR = _code_form("second_factor")
"""Asks an agent for the code of the moment, after the password."""

ENROLMENT = _code_form("enrolment")
"""Asks for a first code of the seed that is shown, after which it counts."""

AGENT_FORMS = (SECOND_FACTOR, ENROLMENT)
