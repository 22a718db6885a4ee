"""What agents are asked, and what comes of it: cases as those of holders are."""

from collections.abc import Mapping

from cmi_tui.domain.desk_forms import FIND
from cmi_tui.domain.errors import Code
from rig.accounts import AUGUSTE
from tests.parity.cases import Case


def _find(wanted: str, errors: Mapping[str, Code] | None = None, **others: str) -> Case:
    return Case(
        "find", {field.name: "" for field in FIND.fields} | {"wanted": wanted} | others, errors or {}
    )


def _open(motive: str, words: str, /, **errors: Code) -> Case:
    return Case("open_card", {"motive": motive, "words": words}, errors)


def _verify(claim: str, said: str, /, **errors: Code) -> Case:
    return Case("verify", {"claim": claim, "said": said}, errors)


def _disable(reason: str, /, **errors: Code) -> Case:
    return Case("disable", {"reason": reason}, errors)


DESK_CASES = {
    "found by identifier": _find(AUGUSTE),
    "found by address": _find("mail0455@MAIL.fr"),
    "found by name": _find("Lambert", first_name="aug", city="Lille", birth_date="12/03/1948"),
    "nothing to look for": _find("", {"wanted": Code.SEARCH_MISSING}),
    "two letters of a name": _find("la", {"wanted": Code.NAME_TOO_SHORT}),
    "no day": _find("lambert", {"birth_date": Code.DAY_INVALID}, birth_date="31/02/1948"),
    "looked for at length": _find("x" * 300, {"wanted": Code.TOO_LONG}),
    "looked for with a control character": _find("lam\x07", {"wanted": Code.CONTROL_CHARACTERS}),
    "opened": _open("call", "rappel"),
    "opened without words": _open("check", ""),
    "no motive": _open("", "rappel", motive=Code.MOTIVE_MISSING),
    "words at length": _open("call", "x" * 1000, words=Code.TOO_LONG),
    "words with a control character": _open("call", "a\x1b[2J", words=Code.CONTROL_CHARACTERS),
    "matches": _verify("postal_code", "59000"),
    "differs": _verify("request_number", "2018-0001002"),
    "no claim": _verify("", "59000", claim=Code.CLAIM_MISSING),
    "nothing said": _verify("postal_code", "", said=Code.CLAIM_MISSING),
    "no day said": _verify("birth_date", "en mars", said=Code.DAY_INVALID),
    "disabled": _disable("deces"),
    "no reason": _disable("", reason=Code.REASON_MISSING),
}
REACHED = {
    "found by identifier": "Auguste Lambert, LILLE (actif)",
    "found by address": "Auguste Lambert, LILLE (actif)",
    "found by name": "Auguste Lambert, LILLE (actif)",
    "opened": AUGUSTE,
    "opened without words": AUGUSTE,
    "matches": "Code postal : correspond.",
    "differs": "Numéro de demande : ne correspond pas.",
    "disabled": "Le compte est désactivé.",
}
"""What is told where a form is saved."""
