"""The portal's forms, each declared once, after the guide « Mes informations »."""

from cmi_tui.domain import email_address, password_rule
from cmi_tui.domain.errors import Code
from cmi_tui.domain.forms import Errors, Field, Form, Kind, Values

_MAX_PATH = 4096


def _password_field(name: str, *, shows_conditions: bool = False) -> Field:
    return Field(name, Kind.PASSWORD, password_rule.MAX_LENGTH, shows_conditions=shows_conditions)


def _sign_in_rules(values: Values) -> Errors:
    errors: Errors = {}
    if not values["login"].strip():
        errors["login"] = Code.LOGIN_MISSING
    if not values["password"]:
        errors["password"] = Code.PASSWORD_MISSING
    return errors


SIGN_IN = Form(
    "sign_in",
    (Field("login", Kind.TEXT, email_address.MAX_LENGTH), _password_field("password")),
    _sign_in_rules,
    confirmations={},
)
"""Asks for the identifier or email address, and the password."""


def _proof_rules(values: Values) -> Errors:
    return {} if values["password"] else {"password": Code.PASSWORD_MISSING}


PROOF = Form("proof", (_password_field("password"),), _proof_rules, confirmations={})
"""Asks the password again before the email form."""


def _email_rules(values: Values) -> Errors:
    errors: Errors = {}
    new, confirmation = values["new"].strip(), values["confirmation"].strip()
    if not email_address.parse_email(new):
        errors["new"] = Code.EMAIL_INVALID
    elif new == values["current"]:
        errors["new"] = Code.EMAIL_UNCHANGED
    if not email_address.parse_email(confirmation):
        errors["confirmation"] = Code.EMAIL_CONFIRMATION_INVALID
    elif new != confirmation:
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


def _password_rules(values: Values) -> Errors:
    errors: Errors = {}
    if not values["old"]:
        errors["old"] = Code.OLD_PASSWORD_MISSING
    if not password_rule.is_strong(values["new"]):
        errors["new"] = Code.PASSWORD_WEAK
    if not values["confirmation"] or values["confirmation"] != values["new"]:
        errors["confirmation"] = Code.PASSWORD_CONFIRMATION_INVALID
    return errors


PASSWORD = Form(
    "password",
    (
        _password_field("old"),
        _password_field("new", shows_conditions=True),
        _password_field("confirmation"),
    ),
    _password_rules,
    confirmations={},
)
"""Changes the password (« Mon mot de passe »)."""


def _export_rules(values: Values) -> Errors:
    return {} if values["path"].strip() else {"path": Code.PATH_MISSING}


EXPORT = Form("export", (Field("path", Kind.PATH, _MAX_PATH),), _export_rules, confirmations={})
"""Asks where the « formulaire de défaut qualité » goes."""

ALL_FORMS = (SIGN_IN, PROOF, EMAIL, PASSWORD, EXPORT)
