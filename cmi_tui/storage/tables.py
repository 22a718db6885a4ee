"""The tables, as SQLModel classes; times are UTC."""

from datetime import UTC, date, datetime

from sqlalchemy import DateTime, Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel


class UtcDateTime(TypeDecorator[datetime]):
    """Aware datetimes in UTC, also on SQLite, which keeps no time zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The same moment in UTC; TypeError for a naive datetime."""
        if value is not None and value.tzinfo is None:
            raise TypeError("a naive datetime names no moment")
        return value and value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """The moment as an aware datetime."""
        return value and (value.astimezone(UTC) if value.tzinfo else value.replace(tzinfo=UTC))


class AccountRow(SQLModel, table=True):
    """An account and its holder's identity; `*_key` columns hold keys computed in Python."""

    __tablename__ = "account"

    id: int | None = Field(default=None, primary_key=True)
    login: str
    login_key: str = Field(unique=True)
    email: str = ""
    email_key: str | None = Field(default=None, unique=True)
    password_hash: str | None = None
    role: str
    enabled: bool = True
    first_name: str = ""
    last_name: str = ""
    company_name: str = ""
    birth_date: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""


class CardRequestRow(SQLModel, table=True):
    """A card request (demande) of a holder."""

    __tablename__ = "card_request"

    id: int | None = Field(default=None, primary_key=True)
    account_id: int = Field(foreign_key="account.id", index=True)
    number: str = Field(unique=True)


class RequestStepRow(SQLModel, table=True):
    """A dated step of a card request."""

    __tablename__ = "request_step"

    request_id: int = Field(foreign_key="card_request.id", primary_key=True)
    step: str = Field(primary_key=True)
    day: date


class JournalRow(SQLModel, table=True):
    """A line of the audit journal; the application only ever adds one."""

    __tablename__ = "journal"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime)
    actor_id: int | None = Field(default=None, foreign_key="account.id")
    subject_id: int | None = Field(default=None, foreign_key="account.id", index=True)
    event: str
    outcome: str
