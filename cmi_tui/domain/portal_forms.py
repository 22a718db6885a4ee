"""The portal's forms, each declared once, after the guide « Mes informations »."""

from dataclasses import replace

from cmi_tui.domain import card_number, email_address, form_path, password_rule
from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Errors, Field, Form, Kind, Values
from cmi_tui.domain.identity import Role
from cmi_tui.domain.preferences import YES, Preferences
from cmi_tui.domain.quality_form import Reason

_MAX_PATH = 4096
_MAX_DETAILS = 200


def _password_field(name: str, *, shows_conditions: bool = False, takes_code: bool = False) -> Field:
    return Field(
        name,
        Kind.PASSWORD,
        password_rule.MAX_LENGTH,
        shows_conditions=shows_conditions,
        takes_code=takes_code,
    )


def _sign_in_rules(values: Values) -> Errors:
    errors: Errors = {}
    if not values["login"]:
        errors["login"] = Code.LOGIN_MISSING
    if not values["password"]:
        errors["password"] = Code.PASSWORD_MISSING
    return errors


SIGN_IN = Form(
    "sign_in",
    (Field("login", Kind.TEXT, email_address.MAX_LENGTH), _password_field("password", takes_code=True)),
    _sign_in_rules,
    confirmations={},
    is_reviewed=False,
)
"""Asks for the identifier or email address, and the password."""


def _proof_rules(values: Values) -> Errors:
    return {} if values["password"] else {"password": Code.PASSWORD_MISSING}


PROOF = Form("proof", (_password_field("password"),), _proof_rules, confirmations={}, is_reviewed=False)
"""Asks the password again before the email form."""


def _email_rules(values: Values) -> Errors:
    errors: Errors = {}
    new = email_address.parse_email(values["new"])
    confirmation = email_address.parse_email(values["confirmation"])
    if not new:
        errors["new"] = Code.EMAIL_INVALID
    elif new.shown == values["current"]:
        errors["new"] = Code.EMAIL_UNCHANGED
    if not confirmation:
        errors["confirmation"] = Code.EMAIL_CONFIRMATION_INVALID
    # As they would be kept: a domain in any letters is one, the letters before the @ are as typed.
    elif not new or new.shown != confirmation.shown:
        errors.setdefault("new", Code.EMAILS_DIFFER)
        errors["confirmation"] = Code.EMAIL_CONFIRMATION_DIFFERS
    return errors


EMAIL = Form(
    "email",
    (
        Field("current", Kind.READ_ONLY, email_address.MAX_LENGTH, required=False),
        Field("new", Kind.TEXT, email_address.MAX_LENGTH),
        Field("confirmation", Kind.TEXT, email_address.MAX_LENGTH),
    ),
    _email_rules,
    confirmations={"confirmation": "new"},
)
"""Changes the email address (« Mon adresse email »)."""


def _new_password_rules(values: Values) -> Errors:
    errors: Errors = {}
    if not password_rule.is_strong(values["new"]):
        errors["new"] = Code.PASSWORD_WEAK
    if not values["confirmation"] or values["confirmation"] != values["new"]:
        errors["confirmation"] = Code.PASSWORD_CONFIRMATION_INVALID
    return errors


def _new_password_rules_on_save(values: Values) -> Errors:
    # The guide's error 2. Before the form is saved a weak password, well repeated, is told once.
    is_strong = password_rule.is_strong(values["new"])
    return {} if is_strong else {"confirmation": Code.PASSWORD_CONFIRMATION_INVALID}


def _new_password_warnings(values: Values) -> Errors:
    has_blank_ends = password_rule.has_blank_ends(values["new"])
    return {"new": Code.PASSWORD_BLANK_ENDS} if has_blank_ends else {}


_NEW_PASSWORD_FIELDS = (_password_field("new", shows_conditions=True), _password_field("confirmation"))

NEW_PASSWORD = Form(
    "new_password",
    _NEW_PASSWORD_FIELDS,
    _new_password_rules,
    confirmations={"confirmation": "new"},
    rules_on_save=_new_password_rules_on_save,
    warnings=_new_password_warnings,
)
"""Chooses the password of an account that an activation code has opened."""


def _password_rules(values: Values) -> Errors:
    errors = _new_password_rules(values)
    if not values["old"]:
        errors["old"] = Code.OLD_PASSWORD_MISSING
    elif values["new"] == values["old"]:
        errors.setdefault("new", Code.PASSWORD_UNCHANGED)
    return errors


PASSWORD = Form(
    "password",
    (_password_field("old"), *_NEW_PASSWORD_FIELDS),
    _password_rules,
    confirmations={"confirmation": "new"},
    rules_on_save=_new_password_rules_on_save,
    warnings=_new_password_warnings,
)
"""Changes the password (« Mon mot de passe »)."""


def _answers_rules(values: Values) -> Errors:
    errors: Errors = {}
    first, second = values["card_1"], values["card_2"]
    for name, number in (("card_1", first), ("card_2", second)):
        if number and not card_number.is_card_number(number):
            errors[name] = Code.CARD_NUMBER_INVALID
    if first and not errors and card_number.are_the_same(first, second):
        errors["card_2"] = Code.CARD_NUMBERS_SAME
    return errors


def _export_rules(values: Values) -> Errors:
    errors = _answers_rules(values)
    if not values["path"]:
        errors["path"] = Code.PATH_MISSING
    elif form_path.is_windows_path(values["path"]):
        errors["path"] = Code.PATH_OF_WINDOWS
    return errors


_ANSWERS = (
    Field("card_1", Kind.TEXT, card_number.MAX_LENGTH, required=False),
    Field("card_2", Kind.TEXT, card_number.MAX_LENGTH, required=False),
    Field("reason", Kind.CHOICE, max(map(len, Reason)), required=False, choices=tuple(Reason)),
    Field("details", Kind.TEXT, _MAX_DETAILS, required=False),
)

EXPORT = Form(
    "export",
    (Field("path", Kind.PATH, _MAX_PATH), *_ANSWERS),
    _export_rules,
    confirmations={},
)
"""Asks where the « formulaire de défaut qualité » goes, and what it may already say."""

PREPARATION = Form("preparation", _ANSWERS, _answers_rules, confirmations={})
"""Asks what the « formulaire de défaut qualité » may already say before it is fetched over SSH."""


def _no_rules(_values: Values) -> Errors:
    return {}


PREFERENCES = Form(
    "preferences",
    tuple(
        Field(name, Kind.CHOICE, len(YES), required=False, choices=(YES,))
        for name in Preferences().values()
    ),
    _no_rules,
    confirmations={},
)
"""Asks how the portal is to be from now on (« Mes préférences »)."""

_AGENT_PREFERENCES = replace(
    PREFERENCES, fields=tuple(field for field in PREFERENCES.fields if field.name != "more_time")
)


def preferences_form(role: Role) -> Form:
    """« Mes préférences » of a role: agents are not asked for more time, which they never get."""
    return _AGENT_PREFERENCES if role is Role.SUPPORT else PREFERENCES


ALL_FORMS = (SIGN_IN, NEW_PASSWORD, PROOF, EMAIL, PASSWORD, EXPORT, PREPARATION, PREFERENCES)
