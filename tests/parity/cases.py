"""What is played through both front ends: for each form what is answered, and what comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from cmi_tui.domain.errors import Code
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from rig.second_factor import code_at

_NEW = "Nouveau2026!"
_ADDRESS = "dds@hotmail.fr"
_TAKEN = "clemencechabot@jourrapide.com"
SOME_PDF = "formulaire.pdf"


@dataclass(frozen=True)
class Case:
    """Answers to a form, and the errors expected by field; none: the form is saved.

    The full screen judges the fields after the wrong one as well, which lines have not asked yet.
    Paths are relative to a folder of the test; `files` are there before, `folders` too.
    """

    form: str
    answers: Mapping[str, str]
    errors: Mapping[str, Code] = field(default_factory=dict)
    also_on_screen: Mapping[str, Code] = field(default_factory=dict)
    files: tuple[str, ...] = ()
    proof_age: float = 0.0


def _sign_in(login: str, password: str, /, **errors: Code) -> Case:
    return Case("sign_in", {"login": login, "password": password}, errors)


def _email(new: str, confirmation: str, /, **errors: Code) -> Case:
    return Case("email", {"new": new, "confirmation": confirmation}, errors)


def _password(old: str, new: str, confirmation: str, /, **errors: Code) -> Case:
    return Case("password", {"old": old, "new": new, "confirmation": confirmation}, errors)


def _chosen(new: str, confirmation: str, /, **errors: Code) -> Case:
    return Case("new_password", {"new": new, "confirmation": confirmation}, errors)


def _export(path: str, /, *files: str, **errors: Code) -> Case:
    return Case("export", {"path": path}, errors, files=files)


def _filled(errors: Mapping[str, Code] | None = None, **answers: str) -> Case:
    return Case("export", {"path": SOME_PDF, **answers}, errors or {})


def _second_factor(code: str, /, **errors: Code) -> Case:
    return Case("second_factor", {"code": code}, errors)


CASES = {
    "an agent's code": _second_factor(code_at(datetime(2026, 11, 23, 9, 30, tzinfo=UTC))),
    "an agent's wrong code": _second_factor("000000", code=Code.SECOND_FACTOR_WRONG),
    "no code of an agent": _second_factor("", code=Code.SECOND_FACTOR_MISSING),
    "signed in": _sign_in(AUGUSTE, PASSWORD),
    "signed in by address": _sign_in("MAIL0455@mail.fr", PASSWORD),
    "no login": _sign_in("", PASSWORD, login=Code.LOGIN_MISSING),
    "no password": _sign_in(AUGUSTE, "", password=Code.PASSWORD_MISSING),
    "wrong password": _sign_in(CLEMENCE, "faux", password=Code.SIGN_IN_REFUSED),
    "unknown login": _sign_in("personne", PASSWORD, password=Code.SIGN_IN_REFUSED),
    "password chosen": _chosen(_NEW, _NEW),
    "chosen password empty": replace(
        _chosen("", "", new=Code.PASSWORD_WEAK),
        also_on_screen={"confirmation": Code.PASSWORD_CONFIRMATION_INVALID},
    ),
    "chosen passwords differ": _chosen(
        _NEW, _NEW + "x", confirmation=Code.PASSWORD_CONFIRMATION_INVALID
    ),
    "chosen password weak": replace(
        _chosen("faible", "faible", new=Code.PASSWORD_WEAK),
        also_on_screen={"confirmation": Code.PASSWORD_CONFIRMATION_INVALID},
    ),
    "chosen password with a blank at its end": _chosen(_NEW + " ", _NEW + " "),
    "proved": Case("proof", {"password": PASSWORD}, proof_age=400),
    "wrong proof": Case("proof", {"password": "faux"}, {"password": Code.PROOF_WRONG}, proof_age=400),
    "no proof": Case("proof", {"password": ""}, {"password": Code.PASSWORD_MISSING}, proof_age=400),
    "address changed": _email(_ADDRESS, _ADDRESS),
    "email error 1, new empty": replace(
        _email("", _ADDRESS, new=Code.EMAIL_INVALID),
        also_on_screen={"confirmation": Code.EMAIL_CONFIRMATION_DIFFERS},
    ),
    "email error 1, new not an address": replace(
        _email("dds@", "dds@", new=Code.EMAIL_INVALID),
        also_on_screen={"confirmation": Code.EMAIL_CONFIRMATION_INVALID},
    ),
    "email error 1, confirmation empty": _email(
        _ADDRESS, "", confirmation=Code.EMAIL_CONFIRMATION_INVALID
    ),
    "email error 1, confirmation not an address": _email(
        _ADDRESS, "dds@", confirmation=Code.EMAIL_CONFIRMATION_INVALID
    ),
    "email error 2, they differ": _email(
        _ADDRESS, "autre@mail.fr", new=Code.EMAILS_DIFFER, confirmation=Code.EMAIL_CONFIRMATION_DIFFERS
    ),
    "address confirmed in other letters of its domain": _email("a@EXÄMPLE.fr", "a@xn--exmple-cua.fr"),
    "address that no mail can carry": replace(
        _email("=?utf-8?q?a=0Ab?=@mail.fr", _ADDRESS, new=Code.EMAIL_INVALID),
        also_on_screen={"confirmation": Code.EMAIL_CONFIRMATION_DIFFERS},
    ),
    "email error 3, taken": _email(_TAKEN, _TAKEN, new=Code.EMAIL_TAKEN),
    "address as now": _email("mail0455@mail.fr", "mail0455@mail.fr", new=Code.EMAIL_UNCHANGED),
    "address too long": _email("a" * 300, _ADDRESS, new=Code.TOO_LONG),
    "address with a control character": _email(
        "dds\x01@hotmail.fr", _ADDRESS, new=Code.CONTROL_CHARACTERS
    ),
    "password changed": _password(PASSWORD, _NEW, _NEW),
    "old password empty": _password("", _NEW, _NEW, old=Code.OLD_PASSWORD_MISSING),
    "old password wrong": _password("faux", _NEW, _NEW, old=Code.OLD_PASSWORD_WRONG),
    "password error 1, new empty": replace(
        _password(PASSWORD, "", "", new=Code.PASSWORD_WEAK),
        also_on_screen={"confirmation": Code.PASSWORD_CONFIRMATION_INVALID},
    ),
    "password error 2, new weak": replace(
        _password(PASSWORD, "faible", "faible", new=Code.PASSWORD_WEAK),
        also_on_screen={"confirmation": Code.PASSWORD_CONFIRMATION_INVALID},
    ),
    "password as now": _password(PASSWORD, PASSWORD, PASSWORD, new=Code.PASSWORD_UNCHANGED),
    "password with a blank at its end": _password(PASSWORD, " " + _NEW, " " + _NEW),
    "password error 1, confirmation empty": _password(
        PASSWORD, _NEW, "", confirmation=Code.PASSWORD_CONFIRMATION_INVALID
    ),
    "password error 2, they differ": _password(
        PASSWORD, _NEW, _NEW + "x", confirmation=Code.PASSWORD_CONFIRMATION_INVALID
    ),
    "exported": _export(SOME_PDF),
    "exported to a folder": _export("."),
    "exported already filled": _filled(card_1="12 34 AB", reason="photo", details="Trop sombre"),
    "not a card number": _filled({"card_1": Code.CARD_NUMBER_INVALID}, card_1="12/34"),
    "the same card twice": _filled({"card_2": Code.CARD_NUMBERS_SAME}, card_1="12 34", card_2="1234"),
    "preferences kept": Case("preferences", {"linear": "yes", "more_time": "yes"}),
    "form prepared": Case("preparation", {"card_1": "12 34 AB", "reason": "photo"}),
    "not a card number before fetching": Case(
        "preparation", {"card_1": "12/34"}, {"card_1": Code.CARD_NUMBER_INVALID}
    ),
    "no path": _export(" ", path=Code.PATH_MISSING),
    "home of nobody": _export("~personne-de-ce-nom/a.pdf", path=Code.PATH_INVALID),
    "a name without an ending": _export("formulaire"),
    "a text": _export("formulaire.txt", path=Code.PATH_NOT_PDF),
    "a path of Windows": _export("C:\\Users\\a\\f.pdf", path=Code.PATH_OF_WINDOWS),
    "a device": _export("/dev/null", path=Code.PATH_NOT_A_FILE),
    "a link to nothing": _export("lien.pdf", "lien.pdf ->", path=Code.PATH_DANGLING_LINK),
    "no such folder": _export("absent/a.pdf", path=Code.FOLDER_MISSING),
    "name too long": _export("n" * 300 + ".pdf", path=Code.NAME_TOO_LONG),
}

ELSEWHERE = {
    Code.PROOF_TOO_OLD: "asks for the proof instead of being shown: tests of each front end",
    Code.EMAIL_CHANGED_MEANWHILE: "comes of another session: tests of each front end",
    Code.PASSWORD_IS_CODE: "a code is another each time: tests of choosing a password",
    Code.PASSWORD_BLANK_ENDS: "warns and refuses nothing: tests of each front end",
    Code.PATH_EXISTS: "asks a question instead of being shown: tests of each front end",
    Code.TOO_MANY_TRIES: "tells a wait: tests of throttling, and of each front end",
    Code.SESSION_IDLE: "comes without an answer: tests of each front end",
    Code.SECRET_KEY_MISSING: "a fault of the installation: tests of the secret key",
    Code.SECRET_KEY_UNUSABLE: "a fault of the installation: tests of the secret key",
    Code.SECRET_KEY_WRONG: "a fault of the installation: tests of the secret key",
    Code.CHOICE_UNKNOWN: "no front end lets one give it",
}
"""Codes that no case can show in both front ends, and why."""

TROUBLES = (
    Code.FOLDER_FORBIDDEN, Code.DISK_FULL, Code.WRITE_FAILED, Code.SESSION_ENDED,
    Code.DATABASE_LOCKED, Code.DATABASE_READ_ONLY, Code.DATABASE_FULL, Code.DATABASE_CORRUPT,
    Code.SESSION_EXPIRED, Code.SESSION_ENDED_ELSEWHERE, Code.SERVICE_BUSY, Code.TOO_MANY_FORMS,
    Code.DATABASE_NOT_OURS, Code.DATABASE_OLDER, Code.DATABASE_NEWER, Code.DATABASE_UNREACHABLE,
    Code.DATABASE_URL_INVALID, Code.DATABASE_CROWDED, Code.DATABASE_FORBIDDEN,
    Code.DATABASE_OPEN_TO_OTHERS, Code.DATABASE_ODD_NEIGHBOUR, Code.TRIES_NOT_COUNTED,
    Code.DATABASE_MISSING, Code.DATABASE_NOT_A_FILE, Code.DATABASE_NOT_MADE,
)  # fmt: skip
"""What no answer brings about: the use case is made to meet it."""


OPERATORS = (
    Code.ACCOUNT_UNKNOWN, Code.ACCOUNT_DISABLED, Code.ORDER_FILE_UNREADABLE, Code.ORDER_FILE_HEADER,
    Code.ORDER_REPORT_UNWRITABLE, Code.CLOCK_DOUBTFUL, Code.ORDER_FILE_MISSING,
    Code.ORDER_FILE_FORBIDDEN, Code.ORDER_FILE_NOT_A_FILE, Code.LOGIN_INVALID, Code.LOGIN_TAKEN,
    Code.NAME_INVALID, Code.INTERRUPTED, Code.ACCOUNT_NOT_AGENT,
)  # fmt: skip
"""What only the operator's commands say."""


AGENTS = (
    Code.SECOND_FACTOR_MISSING, Code.SECOND_FACTOR_WRONG, Code.ACCOUNT_NOT_AGENT,
    Code.SECRET_KEY_MISSING, Code.SECRET_KEY_UNUSABLE, Code.SECRET_KEY_WRONG,
    Code.SEARCH_MISSING, Code.NAME_TOO_SHORT,
    Code.DAY_INVALID, Code.MOTIVE_MISSING, Code.REASON_MISSING, Code.CLAIM_MISSING, Code.HOLDER_UNKNOWN,
    Code.CARD_NOT_OPEN, Code.ACT_NOT_ALLOWED, Code.TOO_MANY_ACTS, Code.TOO_MANY_VERIFICATIONS,
    Code.TOO_MUCH_ASKED,
)  # fmt: skip
"""What only agents are told, and their operators."""


def prepare(case: Case, folder: Path) -> dict[str, str]:
    """Makes the case's files in `folder`; its answers, paths made absolute."""
    for name in case.files:
        if name.endswith(" ->"):
            (folder / name.removesuffix(" ->")).symlink_to(folder / "nulle-part")
        else:
            (folder / name).write_text("avant")
    answers = dict(case.answers)
    path = answers.get("path", "").strip()
    if path and path[0] not in "~/":
        answers["path"] = str(folder / path)
    return answers
