"""Accounts: who may sign in, who they are, and the two things they can change."""

from dataclasses import dataclass

from sqlalchemy import ColumnElement
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session, col, select, update

from cmi_tui.domain.email_address import EmailAddress, lookup_key
from cmi_tui.domain.errors import EmailTaken
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.domain.text import normalised, printable
from cmi_tui.storage.tables import AccountRow


@dataclass(frozen=True)
class Credentials:
    """What signing in compares; `password_hash` is None before a first password is chosen."""

    account_id: int
    role: Role
    enabled: bool
    password_hash: str | None

    def __repr__(self) -> str:
        return f"Credentials(account_id={self.account_id})"


def login_key(login: str) -> str:
    """The key of an identifier: NFC, without outer spaces, lower case."""
    return normalised(login).strip().lower()


class Accounts:
    """The accounts as one transaction sees them; every text it gives is sanitised."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, login: str) -> Credentials | None:
        """The account whose identifier or email address `login` is, in any letter case."""
        if "@" in login:
            return self._credentials(col(AccountRow.email_key) == lookup_key(login))
        return self._credentials(col(AccountRow.login_key) == login_key(login))

    def credentials(self, account_id: int) -> Credentials | None:
        """The credentials of an account, None when it is gone."""
        return self._credentials(col(AccountRow.id) == account_id)

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

    def add(
        self, information: Information, role: Role, password_hash: str | None, enabled: bool = True
    ) -> int:
        """Adds an account and returns its id; raises EmailTaken when another has the address."""
        identity = information.identity
        row = AccountRow(
            **vars(identity),
            login_key=login_key(identity.login),
            email=information.email,
            email_key=lookup_key(information.email) if information.email else None,
            role=role,
            password_hash=password_hash,
            enabled=enabled,
        )
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError:
            raise EmailTaken from None
        assert row.id is not None
        return row.id

    def set_email(self, account_id: int, email: EmailAddress) -> None:
        """Gives the account an address; raises EmailTaken when another account has it."""
        try:
            self._session.exec(
                update(AccountRow)
                .where(col(AccountRow.id) == account_id)
                .values(email=email.shown, email_key=email.key)
            )
        except IntegrityError:
            raise EmailTaken from None

    def replace_password_hash(self, account_id: int, old: str, new: str) -> bool:
        """Puts `new` in the place of the hash `old`; False when another change came first."""
        done = self._session.exec(
            update(AccountRow)
            .where(col(AccountRow.id) == account_id, col(AccountRow.password_hash) == old)
            .values(password_hash=new)
        )
        return done.rowcount == 1

    def _credentials(self, condition: ColumnElement[bool]) -> Credentials | None:
        row = self._session.exec(
            select(AccountRow.id, AccountRow.role, AccountRow.enabled, AccountRow.password_hash).where(
                condition
            )
        ).one_or_none()
        if row is None:
            return None
        account_id, role, enabled, password_hash = row
        assert account_id is not None
        return Credentials(account_id, Role(role), enabled, password_hash)
