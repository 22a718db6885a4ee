"""Accounts: who may sign in, who they are, and the two things they can change."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy
from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, delete, select, update

from cmi_tui.domain.account_state import AccountLine, account_state
from cmi_tui.domain.email_address import EmailAddress, lookup_key
from cmi_tui.domain.errors import EmailTaken
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.domain.login import login_key
from cmi_tui.domain.search_key import holder_key, search_key
from cmi_tui.domain.text import printable
from cmi_tui.storage.tables import AccountRow, ActivationRow, CodeRequestRow


@dataclass(frozen=True)
class Activation:
    """An activation code of an account, hashed."""

    activation_id: int
    code_hash: str
    issued_at: datetime
    expires_at: datetime

    def is_good(self, now: datetime) -> bool:
        """Whether the code can be used now; under a clock set back it cannot."""
        return self.issued_at <= now < self.expires_at

    def __repr__(self) -> str:
        return f"Activation(activation_id={self.activation_id})"


@dataclass(frozen=True)
class Credentials:
    """What signing in compares; `password_hash` is None before a first password is chosen."""

    account_id: int
    role: Role
    enabled: bool
    generation: int
    password_hash: str | None
    activation: Activation | None

    def __repr__(self) -> str:
        return f"Credentials(account_id={self.account_id})"


class Accounts:
    """The accounts as one transaction sees them; every text it gives is sanitised."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, login: str) -> Credentials | None:
        """The account whose identifier or email address `login` is, in any letter case."""
        column = AccountRow.email_key if "@" in login else AccountRow.login_key
        return self._credentials(col(column) == self.key_of(login))

    def key_of(self, login: str) -> str:
        """The key of a typed identifier or email address, whether or not an account has it."""
        return lookup_key(login) if "@" in login else login_key(login)

    def credentials(self, account_id: int) -> Credentials | None:
        """The credentials of an account, None when it is gone."""
        return self._credentials(col(AccountRow.id) == account_id)

    def hold(self, account_id: int) -> None:
        """Keeps others from changing an account until the transaction ends, and waits for them.

        First of all that the transaction does: what it then reads is what it changes.
        """
        # Lines that name the account may be added meanwhile: whoever adds one may have taken counters
        # for which this transaction is about to wait.
        row = select(AccountRow.id).where(AccountRow.id == account_id)
        self._session.exec(row.with_for_update(key_share=True))

    def keys(self, account_id: int) -> list[str]:
        """The keys of the account's names: identifier and, where there is one, address."""
        row = self._session.exec(
            select(AccountRow.login_key, AccountRow.email_key).where(AccountRow.id == account_id)
        ).first()
        return [key for key in row or () if key]

    def email_is_holders(self, account_id: int) -> bool:
        """Whether the account's holder has chosen its address."""
        query = select(AccountRow.email_by_holder).where(col(AccountRow.id) == account_id)
        return self._session.exec(query).one()

    def information(self, account_id: int) -> Information:
        """The holder's identity and email address; KeyError when the account is gone."""
        row = self._session.get(AccountRow, account_id)
        if row is None:
            raise KeyError(account_id)
        identity = Identity(
            login=printable(row.login),
            first_name=printable(row.first_name),
            last_name=printable(row.last_name),
            company_name=printable(row.company_name),
            birth_date=row.birth_date,
            street=printable(row.street),
            postal_code=printable(row.postal_code),
            city=printable(row.city),
        )
        return Information(identity, printable(row.email))

    def last_id(self) -> int:
        """The number of the newest account, 0 where there is none."""
        return self._session.exec(select(sqlalchemy.func.max(AccountRow.id))).one() or 0

    def lines(self, after: int, last: int, now: datetime) -> list[AccountLine]:
        """The accounts numbered from `after`, which is left out, to `last`, as they stand at `now`."""
        here = _lines_at(now).where(col(AccountRow.id) > after, col(AccountRow.id) <= last)
        return [_line(row) for row in self._session.execute(here.order_by(col(AccountRow.id)))]

    def lines_asked(
        self, after: tuple[datetime, int], upto: datetime, most: int, now: datetime
    ) -> list[tuple[tuple[datetime, int], AccountLine]]:
        """Accounts for which a code was asked, oldest first, with the place of each in that order.

        At most so many from the place `after`, which is left out, to the moment `upto`.
        """
        asked, number = col(CodeRequestRow.asked_at), col(CodeRequestRow.account_id)
        here = (
            _lines_at(now)
            .where(sqlalchemy.tuple_(asked, number) > after, asked <= upto)
            .order_by(asked, number)
            .limit(most)
        )
        return [((row.asked_at, row.id), _line(row)) for row in self._session.execute(here)]

    def add(
        self, information: Information, role: Role, password_hash: str | None, enabled: bool = True
    ) -> int:
        """Adds an account, whose login and address no other has; returns its id."""
        identity = information.identity
        row = AccountRow(
            **vars(identity),
            login_key=login_key(identity.login),
            email=information.email,
            email_key=lookup_key(information.email) if information.email else None,
            role=role,
            password_hash=password_hash,
            enabled=enabled,
            name_key=holder_key(identity.last_name, identity.company_name),
            first_name_key=search_key(identity.first_name),
            city_key=search_key(identity.city),
        )
        self._session.add(row)
        self._session.flush()
        assert row.id is not None
        return row.id

    def set_email(self, account_id: int, email: EmailAddress, now: datetime) -> None:
        """Gives the account the address that its holder chose; EmailTaken when another account has it.

        The transaction goes on after that.
        """
        try:
            with self._session.begin_nested():
                self._session.exec(
                    update(AccountRow)
                    .where(col(AccountRow.id) == account_id)
                    .values(
                        email=email.shown,
                        email_key=email.key,
                        email_by_holder=True,
                        email_changed_at=now,
                    )
                )
        except IntegrityError:
            raise EmailTaken from None

    def email_changed_at(self, account_id: int) -> datetime | None:
        """When the holder last changed the address; None where it never was."""
        return self._session.exec(
            select(AccountRow.email_changed_at).where(AccountRow.id == account_id)
        ).one()

    def replace_password_hash(self, account_id: int, old: str, new: str) -> bool:
        """Puts `new`, of the same password, in the place of `old`; False when that has changed."""
        done = self._session.exec(
            update(AccountRow)
            .where(col(AccountRow.id) == account_id, col(AccountRow.password_hash) == old)
            .values(password_hash=new)
        )
        return done.rowcount == 1

    def set_password_hash(self, account_id: int, password_hash: str) -> int:
        """Sets a new password, which ends the account's sessions; the generation of its next ones.

        As every change of state, it voids an activation code that waits.
        """
        self._change(account_id, password_hash=password_hash)
        return self._session.exec(
            select(AccountRow.generation).where(col(AccountRow.id) == account_id)
        ).one()

    def end_sessions(self, account_id: int) -> None:
        """Ends the account's sessions at their next action; a code that waits stays good."""
        self._session.exec(
            update(AccountRow)
            .where(col(AccountRow.id) == account_id)
            .values(generation=col(AccountRow.generation) + 1)
        )

    def enable(self, account_id: int) -> None:
        """Lets the account sign in again; its sessions end, its code is void."""
        self._change(account_id, enabled=True, disabled_at=None, disabled_reason=None)

    def disable(self, account_id: int, reason: str, now: datetime) -> None:
        """Keeps the account from signing in, since `now`; its sessions end, its code is void."""
        self._change(account_id, enabled=False, disabled_at=now, disabled_reason=reason)

    def set_role(self, account_id: int, role: Role) -> None:
        """Gives the account a role; its sessions end, its code is void."""
        self._change(account_id, role=role)

    def _change(self, account_id: int, **values: object) -> None:
        self._session.exec(
            update(AccountRow)
            .where(col(AccountRow.id) == account_id)
            .values(generation=col(AccountRow.generation) + 1, **values)
        )
        # Whoever holds a letter from before the change must not undo it, and none is to be printed.
        for table in (ActivationRow, CodeRequestRow):
            self._session.exec(delete(table).where(col(table.account_id) == account_id))

    def _credentials(self, condition: ColumnElement[bool]) -> Credentials | None:
        row = self._session.execute(
            sqlalchemy.select(
                col(AccountRow.id),
                col(AccountRow.role),
                col(AccountRow.enabled),
                col(AccountRow.generation),
                col(AccountRow.password_hash),
                ActivationRow,
            )
            .join(ActivationRow, col(ActivationRow.account_id) == AccountRow.id, isouter=True)
            .where(condition)
        ).one_or_none()
        if row is None:
            return None
        account_id, role, enabled, generation, password_hash, code = row
        assert account_id is not None
        activation = None
        if code is not None and code.id is not None:
            activation = Activation(code.id, code.code_hash, code.issued_at, code.expires_at)
        return Credentials(account_id, Role(role), enabled, generation, password_hash, activation)


def _lines_at(now: datetime) -> "sqlalchemy.Select[*tuple[Any, ...]]":
    return (
        sqlalchemy.select(
            col(AccountRow.id), col(AccountRow.login), col(AccountRow.first_name),
            col(AccountRow.last_name), col(AccountRow.company_name), col(AccountRow.role),
            col(AccountRow.enabled), col(AccountRow.password_hash).is_not(None).label("has_password"),
            col(ActivationRow.id).is_not(None).label("has_code"), col(CodeRequestRow.asked_at),
        )
        .join(
            ActivationRow,
            (col(ActivationRow.account_id) == AccountRow.id)
            & (col(ActivationRow.issued_at) <= now)
            & (col(ActivationRow.expires_at) > now),
            isouter=True,
        )
        .join(CodeRequestRow, col(CodeRequestRow.account_id) == AccountRow.id, isouter=True)
    )  # fmt: skip


def _line(row: "sqlalchemy.Row[Any]") -> AccountLine:
    state = account_state(
        is_enabled=row.enabled,
        code_is_asked=row.asked_at is not None,
        has_code=row.has_code,
        has_password=row.has_password,
    )
    name = row.company_name or f"{row.first_name} {row.last_name}".strip()
    return AccountLine(printable(row.login), printable(name), Role(row.role), state)
