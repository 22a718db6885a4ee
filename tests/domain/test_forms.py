"""The declared forms: each of the guide's error cases, as codes."""

import pytest

from cmi_tui.domain.desk_forms import AGENT_FORMS
from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Form, Kind
from cmi_tui.domain.judgement import Judgement
from cmi_tui.domain.portal_forms import ALL_FORMS, EMAIL, NEW_PASSWORD, PASSWORD, PROOF, SIGN_IN
from cmi_tui.messages import errors, forms, keys, pages

STRONG = "Nouveau2026!"
CURRENT = "mail0455@mail.fr"
DIFFERS = Code.EMAIL_CONFIRMATION_DIFFERS


@pytest.mark.parametrize(
    ("new", "confirmation", "expected"),
    [
        ("", "", {"new": Code.EMAIL_INVALID, "confirmation": Code.EMAIL_CONFIRMATION_INVALID}),
        ("fsf", "fsf", {"new": Code.EMAIL_INVALID, "confirmation": Code.EMAIL_CONFIRMATION_INVALID}),
        ("a@b.fr", "", {"confirmation": Code.EMAIL_CONFIRMATION_INVALID}),
        ("fsf", "a@b.fr", {"new": Code.EMAIL_INVALID, "confirmation": DIFFERS}),
        ("a@b.fr", "c@b.fr", {"new": Code.EMAILS_DIFFER, "confirmation": DIFFERS}),
        ("a@b.fr", "A@b.fr", {"new": Code.EMAILS_DIFFER, "confirmation": DIFFERS}),
        (CURRENT, CURRENT, {"new": Code.EMAIL_UNCHANGED}),
        ("a@b.fr", "a@b.fr ", {}),
        ("e\u0301@b.fr", "é@b.fr", {}),
        ("a@EXEMPLE.fr", "a@exemple.fr", {}),
        ("a@exämple.fr", "a@xn--exmple-cua.fr", {}),
        ("a@exämple.fr", "a@EXA\u0308MPLE.FR", {}),
        ("a@mail.fr", "a@ｍａｉｌ。ｆｒ", {}),
        ("a@b.fr", "\u200ba@b.fr\u00ad\u200b", {}),
        ("\ufeffa@b.fr", "a@b.fr\u2009", {}),
        ("a@b.fr", "a@b.fr.", {"confirmation": Code.EMAIL_CONFIRMATION_INVALID}),
        ("a@b.fr", "a@c.b.fr", {"new": Code.EMAILS_DIFFER, "confirmation": DIFFERS}),
        ("é@b.fr", "e@b.fr", {"new": Code.EMAILS_DIFFER, "confirmation": DIFFERS}),
        ("mail0455@MAIL.fr", "mail0455@mail.fr", {"new": Code.EMAIL_UNCHANGED}),
    ],
)  # fmt: skip
def test_the_email_form_tells_every_error_at_once(
    new: str, confirmation: str, expected: dict[str, Code]
) -> None:
    assert EMAIL.judge({"current": CURRENT, "new": new, "confirmation": confirmation}) == expected


@pytest.mark.parametrize(
    ("old", "new", "confirmation", "expected"),
    [
        ("", "", "", {"old": Code.OLD_PASSWORD_MISSING, "new": Code.PASSWORD_WEAK,
                      "confirmation": Code.PASSWORD_CONFIRMATION_INVALID}),
        ("x", "faible", "faible",
         {"new": Code.PASSWORD_WEAK, "confirmation": Code.PASSWORD_CONFIRMATION_INVALID}),
        (STRONG, STRONG, STRONG, {"new": Code.PASSWORD_UNCHANGED}),
        ("Élan2026!", "E\u0301lan2026!", "Élan2026!", {"new": Code.PASSWORD_UNCHANGED}),
        (STRONG, STRONG + " ", STRONG + " ", {}),
        ("faible", "faible", "autre",
         {"new": Code.PASSWORD_WEAK, "confirmation": Code.PASSWORD_CONFIRMATION_INVALID}),
        ("x", STRONG, "", {"confirmation": Code.PASSWORD_CONFIRMATION_INVALID}),
        ("x", STRONG, STRONG + " ", {"confirmation": Code.PASSWORD_CONFIRMATION_INVALID}),
        ("x", STRONG, STRONG, {}),
        ("x", "Élan2026!", "E\u0301lan2026!", {}),
        ("x", "A1!" + "x" * 126, "A1!" + "x" * 126,
         {"new": Code.TOO_LONG, "confirmation": Code.TOO_LONG}),
        ("x", "A1!" + "x" * 125, "A1!" + "x" * 125, {}),
    ],
)  # fmt: skip
def test_the_password_form_tells_every_error_at_once(
    old: str, new: str, confirmation: str, expected: dict[str, Code]
) -> None:
    assert PASSWORD.judge({"old": old, "new": new, "confirmation": confirmation}) == expected


@pytest.mark.parametrize("form", [PASSWORD, NEW_PASSWORD], ids=lambda form: form.name)
def test_a_weak_password_marks_its_confirmation_only_once_it_is_saved(form: Form) -> None:
    judgement = Judgement(form)
    values = {"old": "x", "new": "faible", "confirmation": "faible"}
    values = {field.name: values[field.name] for field in form.fields}
    weak = {"new": Code.PASSWORD_WEAK}
    both = weak | {"confirmation": Code.PASSWORD_CONFIRMATION_INVALID}
    for name in values:
        judgement.leave(name, values)
    assert judgement.errors == weak
    assert judgement.refuse(form.judge(values), values) == both
    assert judgement.change("new", values | {"new": "faible2"}) == both
    mended = values | {"new": STRONG}
    assert judgement.change("new", mended) == {"confirmation": Code.PASSWORD_CONFIRMATION_INVALID}
    assert judgement.change("confirmation", mended | {"confirmation": STRONG}) == {}


@pytest.mark.parametrize("blank", [" ", "\u00a0", "\u202f"])
@pytest.mark.parametrize("password", ["{}Abcdef1!", "Abcdef1!{}", "{0}Abcdef1!{0}"])
def test_a_password_with_a_blank_at_an_end_is_taken_with_a_warning(password: str, blank: str) -> None:
    new = password.format(blank)
    values = {"old": "x", "new": new, "confirmation": new}
    assert PASSWORD.judge(values) == {}
    assert PASSWORD.warn(values) == {"new": Code.PASSWORD_BLANK_ENDS}
    assert PASSWORD.warn(values | {"new": f"Abc{blank}def1!"}) == {}


def test_a_warning_comes_when_its_field_is_left_and_goes_with_the_key_that_mends_it() -> None:
    judgement = Judgement(PASSWORD)
    values = {"old": "x", "new": STRONG + " ", "confirmation": ""}
    judgement.change("new", values)
    assert judgement.warnings == {}
    judgement.leave("new", values)
    assert judgement.warnings == {"new": Code.PASSWORD_BLANK_ENDS}
    assert judgement.change("new", values | {"new": "x "}) == {}, "an error comes when it is left"
    assert judgement.warnings == {"new": Code.PASSWORD_BLANK_ENDS}
    judgement.change("new", values | {"new": STRONG})
    assert judgement.warnings == {}


def test_a_new_password_that_is_the_old_one_is_told_while_one_types() -> None:
    judgement = Judgement(PASSWORD)
    values = {"old": STRONG, "new": STRONG, "confirmation": ""}
    assert judgement.leave("new", values) == {"new": Code.PASSWORD_UNCHANGED}
    assert judgement.change("old", values | {"old": "Autre2026!"}) == {}


def test_a_login_with_a_command_character_is_refused_before_it_goes_anywhere() -> None:
    assert SIGN_IN.judge({"login": "x\x1b[2J", "password": "p"}) == {"login": Code.CONTROL_CHARACTERS}


def test_a_field_is_judged_when_left_and_once_wrong_at_each_key() -> None:
    judgement = Judgement(EMAIL)
    values = {"current": CURRENT, "new": "a", "confirmation": ""}
    assert judgement.change("new", values) == {}
    assert judgement.leave("new", values) == {"new": Code.EMAIL_INVALID}
    assert judgement.change("new", values | {"new": "a@b.fr"}) == {}
    assert judgement.change("new", values | {"new": "a@"}) == {}


def test_a_field_that_was_left_stays_judged_when_the_next_is_left() -> None:
    judgement = Judgement(PASSWORD)
    values = {"old": "", "new": STRONG, "confirmation": STRONG}
    judgement.leave("old", values)
    assert judgement.leave("new", values) == {"old": Code.OLD_PASSWORD_MISSING}
    assert Judgement(PASSWORD).leave("new", values) == {}, "the fields to come are not blamed"


def test_a_pair_is_judged_when_its_confirmation_is_left() -> None:
    judgement = Judgement(EMAIL)
    values = {"current": CURRENT, "new": "a@b.fr", "confirmation": ""}
    assert judgement.leave("new", values) == {}
    differ = judgement.leave("confirmation", values | {"confirmation": "c@b.fr"})
    assert differ == {"new": Code.EMAILS_DIFFER, "confirmation": DIFFERS}
    assert judgement.change("confirmation", values | {"confirmation": "a@b.fr"}) == {}


@pytest.mark.parametrize("form", [EMAIL, PASSWORD, NEW_PASSWORD], ids=lambda form: form.name)
def test_leaving_a_confirmation_alone_judges_what_it_repeats(form: Form) -> None:
    values = dict.fromkeys((field.name for field in form.fields), "")
    for confirmation, repeated in form.confirmations.items():
        assert set(Judgement(form).leave(confirmation, values)) == {confirmation, repeated}


@pytest.mark.parametrize("character", ["\ufffd", "\x00", "\x1b", "\x7f", "\x9b", "\u202e", "\u2028"])
@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.name)
def test_no_field_takes_what_no_keyboard_types(form: Form, character: str) -> None:
    fields = [field for field in form.fields if field.kind is not Kind.READ_ONLY]
    values = {field.name: f"a{character}b" for field in form.fields}
    refused = dict.fromkeys((field.name for field in fields), Code.CONTROL_CHARACTERS)
    assert form.judge(values) == form.judge_unsaved(values) == refused


def test_what_the_use_case_refused_stays_until_its_field_changes() -> None:
    judgement = Judgement(PASSWORD)
    values = {"old": "x", "new": STRONG, "confirmation": STRONG}
    judgement.refuse({"old": Code.OLD_PASSWORD_WRONG}, values)
    assert judgement.change("new", values) == {"old": Code.OLD_PASSWORD_WRONG}
    assert judgement.change("old", values) == {}


def test_after_a_refusal_a_mended_pair_is_right_again() -> None:
    judgement = Judgement(EMAIL)
    values = {"current": CURRENT, "new": "ab@b.fr", "confirmation": "a@b.fr"}
    judgement.refuse(EMAIL.judge(values), values)
    assert judgement.change("confirmation", values | {"confirmation": "ab@b.fr"}) == {}


def test_after_a_refusal_every_field_is_judged_when_one_is_left() -> None:
    judgement = Judgement(PASSWORD)
    values = {"old": "x", "new": STRONG, "confirmation": STRONG}
    judgement.refuse({"old": Code.OLD_PASSWORD_WRONG}, values)
    assert set(judgement.leave("old", dict.fromkeys(values, ""))) == set(values)


def test_a_form_knows_its_fields_by_name() -> None:
    assert [PASSWORD.field(name).name for name in ("old", "new", "confirmation")] == [
        field.name for field in PASSWORD.fields
    ]
    with pytest.raises(KeyError, match="nothing"):
        PASSWORD.field("nothing")


def test_what_is_asked_before_the_email_form_must_be_given() -> None:
    assert PROOF.judge({"password": ""}) == {"password": Code.PASSWORD_MISSING}
    assert PROOF.judge({"password": " "}) == {}
    assert SIGN_IN.judge({"login": "", "password": ""}) == {
        "login": Code.LOGIN_MISSING,
        "password": Code.PASSWORD_MISSING,
    }


@pytest.mark.parametrize("form", ALL_FORMS, ids=lambda form: form.name)
def test_every_field_has_its_texts(form: Form) -> None:
    assert forms.TITLES[form.name] and forms.SAVE_BUTTONS[form.name] and keys.PAGE_HELPS[form.name]
    for field in form.fields:
        assert forms.LABELS[form.name, field.name] and forms.HELPS[form.name, field.name]


def test_every_code_and_step_has_its_words_and_nothing_else_has() -> None:
    assert set(errors.TEXTS) == set(Code)
    assert set(keys.KEYS) == set(keys.SHORT_KEYS)
    assert len(pages.STEPS) == 5
    names = {(form.name, field.name) for form in (*ALL_FORMS, *AGENT_FORMS) for field in form.fields}
    assert set(forms.LABELS) == set(forms.HELPS) == names
    choices = {
        (form.name, field.name): set(field.choices)
        for form in (*ALL_FORMS, *AGENT_FORMS)
        for field in form.fields
        if field.kind is Kind.CHOICE
    }
    # None of the choices may have a name of its own too, as « non » is one.
    assert {key: set(words) - {""} for key, words in forms.CHOICES.items()} == choices
