"""What an agent's forms ask: what is missing or wrong is told at its own field."""

import pytest

from cmi_tui.domain.desk_forms import AGENT_FORMS, FIND, VERIFY
from cmi_tui.domain.errors import Code
from cmi_tui.domain.finding import NameWanted

MISSING = {
    "second_factor": {"code": Code.SECOND_FACTOR_MISSING},
    "enrolment": {"code": Code.SECOND_FACTOR_MISSING},
    "find": {"wanted": Code.SEARCH_MISSING},
    "open_card": {"motive": Code.MOTIVE_MISSING},
    "verify": {"claim": Code.CLAIM_MISSING, "said": Code.CLAIM_MISSING},
    "disable": {"reason": Code.REASON_MISSING},
}


def test_what_is_missing_is_told_at_each_field_that_is_required() -> None:
    told = {
        form.name: form.judge(dict.fromkeys((field.name for field in form.fields), ""))
        for form in AGENT_FORMS
    }
    assert told == MISSING


@pytest.mark.parametrize(
    ("claim", "said", "errors"),
    [
        ("birth_date", "31/02/1948", {"said": Code.DAY_INVALID}), ("birth_date", "29/2/1948", {}),
        ("postal_code", "31/02/1948", {}), ("", "59000", {"claim": Code.CLAIM_MISSING}),
        ("postal_code", "", {"said": Code.CLAIM_MISSING}),
    ],
)  # fmt: skip
def test_only_a_birth_date_has_to_be_a_day(claim: str, said: str, errors: dict[str, Code]) -> None:
    assert VERIFY.judge({"claim": claim, "said": said}) == errors


@pytest.mark.parametrize(
    ("wanted", "is_enough"),
    [("a@b", True), ("7", True), ("l'é", False), ("l'ét", True), ("--- -", False), ("œu", True)],
)
def test_a_name_has_three_letters_an_address_or_an_identifier_any_number(
    wanted: str, is_enough: bool
) -> None:
    values = {"wanted": wanted, "first_name": "", "city": "", "birth_date": ""}
    assert FIND.judge(values) == ({} if is_enough else {"wanted": Code.NAME_TOO_SHORT})


def test_whom_an_agent_looks_for_is_in_no_trace_of_the_program() -> None:
    assert repr(NameWanted("lambert", city="lille")) == "NameWanted()"
