"""The second factor of agents: enrolling, and the code that each sign-in asks after the password."""

import hmac
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from cmi_tui.domain.desk_forms import ENROLMENT, SECOND_FACTOR
from cmi_tui.domain.errors import Code, Refused, SessionEnded
from cmi_tui.domain.forms import Form, Values
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.notices import NoticeKind
from cmi_tui.domain.second_factor import code_of_digits, grouped, seed_place, steps_taken
from cmi_tui.domain.session_limits import AGENT_LIMIT
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.domain.source import counted_source
from cmi_tui.services.admission import Admission, admit
from cmi_tui.services.password_check import request_of
from cmi_tui.services.sealing import Sealer
from cmi_tui.services.session import Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database, Transaction

_ISSUER = "Portail CMI"
_QUIET_MODULES = 2
"""The blank margin of a QR code, in modules: readers need less than the norm's four on a screen."""


@dataclass(frozen=True)
class Enrolment:
    """What an agent is shown once: the seed in groups of four, and a QR code of it, True where dark."""

    seed: str
    qr_code: tuple[tuple[bool, ...], ...]

    def __repr__(self) -> str:
        return "Enrolment()"


class SecondFactor:
    """A wrong code counts with the account's wrong passwords, and a code is good once.

    Each raises SessionEnded and Unavailable.
    """

    def __init__(self, database: "Database", sealer: Sealer) -> None:
        self._database = database
        self._sealer = sealer

    def offer(self, session: Session) -> Enrolment:
        """A new seed for an agent who has none; one offered before counts no more."""
        import pyotp
        import segno

        with self._database.reading() as transaction:
            authorised(transaction, session, Role.SUPPORT, SignInStep.ENROLMENT)
        session.offered_seed = pyotp.random_base32()
        uri = pyotp.TOTP(session.offered_seed).provisioning_uri(
            name=session.identity.login, issuer_name=_ISSUER
        )
        code = segno.make(uri, error="L", micro=False)
        rows = tuple(tuple(map(bool, row)) for row in code.matrix_iter(border=_QUIET_MODULES))
        return Enrolment(grouped(session.offered_seed), rows)

    def enrol(self, session: Session, values: Values) -> Session:
        """Takes the offered seed once a code of it is right; the session with which all is open.

        Raises Refused (SECOND_FACTOR_WRONG at `code` too).
        """
        code = _code(ENROLMENT, values)
        with self._database.writing() as transaction:
            transaction.accounts.hold(session.account_id)
            authorised(transaction, session, Role.SUPPORT, SignInStep.ENROLMENT)
            if transaction.agents.second_factor(session.account_id) is not None:
                # Another session of the account came first, and whose it is nobody knows.
                session.is_over = True
                raise SessionEnded
            step = _step_of(code, session.offered_seed, transaction.now, 0)
            if step is None:
                raise Refused({"code": Code.SECOND_FACTOR_WRONG})
            sealed = self._sealer.seal(session.offered_seed, seed_place(session.account_id))
            transaction.agents.enrol(session.account_id, sealed, step)
            address = transaction.accounts.information(session.account_id).email
            transaction.outbox.add(session.account_id, NoticeKind.SECOND_FACTOR_ENROLLED, address)
            transaction.journal.add(session.entry(Event.ENROLMENT, DONE))
            opened = _opened(transaction, session)
        session.is_over = True
        return opened

    def __call__(self, session: Session, values: Values) -> Session:
        """Takes the code of the moment; the session with which all is open.

        Raises Refused (SECOND_FACTOR_WRONG at `code` too), and SessionEnded with TOO_MANY_TRIES.
        """
        code = _code(SECOND_FACTOR, values)
        opened = None
        with self._database.writing() as transaction:
            # Of two who bring one code at once the second finds it used.
            transaction.accounts.hold(session.account_id)
            authorised(transaction, session, Role.SUPPORT, SignInStep.SECOND_FACTOR)
            request = request_of(transaction, session)
            admission = admit(transaction.throttle, request, transaction.now)
            if not admission.wait and self._is_right(transaction, session, code):
                admission.succeed(transaction.throttle)
                opened = _opened(transaction, session)
            else:
                outcome = Code.TOO_MANY_TRIES if admission.wait else Code.SECOND_FACTOR_WRONG
                transaction.journal.add(session.entry(Event.SIGN_IN, outcome))
        if opened is None:
            raise _refusal(session, admission)
        session.is_over = True
        return opened

    def _is_right(self, transaction: "Transaction", session: Session, code: str) -> bool:
        stored = transaction.agents.second_factor(session.account_id)
        if stored is None:
            return False
        seed = self._sealer.unseal(stored.sealed_seed, seed_place(session.account_id))
        step = _step_of(code, seed, transaction.now, stored.last_step)
        return step is not None and transaction.agents.use_step(session.account_id, step)


def _code(form: Form, values: Values) -> str:
    errors = form.judge(values)
    if errors:
        raise Refused(errors)
    return code_of_digits(values["code"]) or ""


def _step_of(code: str, seed: str, now: datetime, last_step: int) -> int | None:
    """The time step, later than the last one used, whose code this is; None where it is none's."""
    import pyotp

    if not seed:
        return None
    codes = pyotp.TOTP(seed)
    matching = [
        step
        for step in steps_taken(now, last_step)
        if hmac.compare_digest(codes.generate_otp(step), code)
    ]
    return max(matching, default=None)


def _refusal(session: Session, admission: Admission) -> Exception:
    wait = admission.wait or admission.wait_if_wrong
    if not wait:
        return Refused({"code": Code.SECOND_FACTOR_WRONG})
    session.is_over = True
    return SessionEnded(Code.TOO_MANY_TRIES, wait)


def _opened(transaction: "Transaction", session: Session) -> Session:
    where = counted_source(session.source)
    transaction.throttle.remember_source(session.account_id, where, transaction.now)
    transaction.journal.add(session.entry(Event.SIGN_IN, DONE, session.step))
    now = transaction.now
    return replace(
        session,
        step=SignInStep.DONE,
        offered_seed="",
        opened_at=now,
        expires_at=now + AGENT_LIMIT,
        proved_at=now,
    )
