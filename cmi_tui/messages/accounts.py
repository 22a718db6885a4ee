"""The words for accounts as operators see them."""

from cmi_tui.domain.account_state import AccountLine, AccountSheet, AccountState
from cmi_tui.domain.identity import Role
from cmi_tui.messages.pages import french_moment

STATES = {
    AccountState.DISABLED: "désactivé",
    AccountState.CODE_ASKED: "un agent demande un code",
    AccountState.CODE_SENT: "un code attend",
    AccountState.NEVER_ACTIVATED: "jamais activé",
    AccountState.ACTIVE: "actif",
}
ROLES = {Role.HOLDER: "titulaire", Role.SUPPORT: "assistance"}
NONE_MATCHES = "Aucun compte ne convient."
_LINE = "{login} : {name}, {role}, {state}"
_EMAIL = "Adresse email : {email}"
_BY_HOLDER = ", choisie par le titulaire"
_NO_EMAIL = "aucune"
_CODE = "Code d'activation : valable jusqu'au {when}"
_NEVER_SIGNED_IN = "Dernière connexion : jamais, d'après le journal"
_SIGNED_IN = "Dernière connexion : {when}, depuis {source}"
_FAILURES = "Tentatives échouées depuis : {count}"


def account_text(line: AccountLine) -> str:
    """An account in a sentence."""
    role, state = ROLES[line.role], STATES[line.state]
    return _LINE.format(login=line.login, name=line.name, role=role, state=state)


def account_lines(sheet: AccountSheet) -> list[str]:
    """One account, line by line."""
    chosen = _BY_HOLDER if sheet.email and sheet.email_by_holder else ""
    lines = [account_text(sheet.line), _EMAIL.format(email=sheet.email or _NO_EMAIL) + chosen]
    if sheet.code_expires_at is not None:
        lines.append(_CODE.format(when=french_moment(sheet.code_expires_at)))
    if sheet.last_sign_in_at is None:
        lines.append(_NEVER_SIGNED_IN)
    else:
        when = french_moment(sheet.last_sign_in_at)
        lines.append(_SIGNED_IN.format(when=when, source=sheet.last_sign_in_from))
    return [*lines, _FAILURES.format(count=sheet.failures)]
