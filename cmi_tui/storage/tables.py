"""The tables, as SQLModel classes; times are UTC."""

from datetime import UTC, date, datetime

from sqlalchemy import BigInteger, DateTime, Dialect, Index, Integer, String, false, text
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

BigId = BigInteger().with_variant(Integer(), "sqlite")  # SQLite's only key type that counts by itself


# Ranges of keys are those of code points, whatever the database's language.
SearchKey = String().with_variant(String(collation="C"), "postgresql")


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
    __table_args__ = (
        Index("ix_account_name", "name_key", "first_name_key"),
        Index("ix_account_city", "city_key", "name_key", "first_name_key"),
        Index("ix_account_birth", "birth_date", "name_key"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
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
    generation: int = Field(default=0, sa_column_kwargs={"server_default": text("0")})
    email_by_holder: bool = Field(default=False, sa_column_kwargs={"server_default": false()})
    email_changed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    disabled_reason: str | None = None
    name_key: str = Field(default="", sa_type=SearchKey, sa_column_kwargs={"server_default": ""})
    first_name_key: str = Field(default="", sa_type=SearchKey, sa_column_kwargs={"server_default": ""})
    city_key: str = Field(default="", sa_type=SearchKey, sa_column_kwargs={"server_default": ""})


class AgentRow(SQLModel, table=True):
    """An account that has been an agent's: its `number`, and its second factor, sealed, if it has one.

    `last_step` is the time step of the last code that was taken.
    """

    __tablename__ = "agent"

    number: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    account_id: int = Field(foreign_key="account.id", unique=True, sa_type=BigId)
    sealed_seed: str | None = None
    last_step: int = Field(default=0, sa_type=BigInteger)


class CardRequestRow(SQLModel, table=True):
    """A card request (demande) of a holder."""

    __tablename__ = "card_request"

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    account_id: int = Field(foreign_key="account.id", index=True, sa_type=BigId)
    number: str = Field(unique=True)


class RequestStepRow(SQLModel, table=True):
    """A dated step of a card request."""

    __tablename__ = "request_step"

    request_id: int = Field(foreign_key="card_request.id", primary_key=True, sa_type=BigId)
    step: str = Field(primary_key=True)
    day: date


class JournalRow(SQLModel, table=True):
    """A line of the audit journal; the application only ever adds one."""

    __tablename__ = "journal"
    __table_args__ = (
        Index("ix_journal_subject", "subject_id", "event", "outcome", "id"),
        Index("ix_journal_at", "at"),
        Index("ix_journal_of_subject", "subject_id", "id"),
        Index("ix_journal_actor", "actor_id", "id"),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    at: datetime = Field(sa_type=UtcDateTime)
    actor_id: int | None = Field(default=None, foreign_key="account.id", sa_type=BigId)
    subject_id: int | None = Field(default=None, foreign_key="account.id", sa_type=BigId)
    event: str
    outcome: str
    source: str = Field(default="", sa_column_kwargs={"server_default": ""})
    operator: str = Field(default="", sa_column_kwargs={"server_default": ""})
    detail: str = Field(default="", sa_column_kwargs={"server_default": ""})


class ThrottleRow(SQLModel, table=True):
    """A counter of failed tries: their times in milliseconds since 1970, oldest first."""

    __tablename__ = "throttle"

    key: str = Field(primary_key=True)
    tries: str
    last_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class KnownSourceRow(SQLModel, table=True):
    """A source from which an account has been signed in to, and when last."""

    __tablename__ = "known_source"

    account_id: int = Field(foreign_key="account.id", primary_key=True, sa_type=BigId)
    source: str = Field(primary_key=True)
    last_at: datetime = Field(sa_type=UtcDateTime, index=True)


class SecretRow(SQLModel, table=True):
    """A secret of this database, made with it."""

    __tablename__ = "secret"

    name: str = Field(primary_key=True)
    value: str


class ActivationRow(SQLModel, table=True):
    """The activation code of an account, hashed; gone once a password is chosen with it."""

    __tablename__ = "activation"
    # SQLite would give a voided code's id to the next one, and a session of the first would open it.
    __table_args__ = {"sqlite_autoincrement": True}

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    account_id: int = Field(foreign_key="account.id", unique=True, sa_type=BigId)
    code_hash: str
    issued_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)


class PreferencesRow(SQLModel, table=True):
    """How the holder of an account wants the portal to be; no row for nothing."""

    __tablename__ = "preferences"

    account_id: int = Field(foreign_key="account.id", primary_key=True, sa_type=BigId)
    linear: bool
    labels_above: bool
    economy: bool
    no_colour: bool
    more_time: bool


class PreparedFormRow(SQLModel, table=True):
    """What a holder has answered for the form that is about to be fetched."""

    __tablename__ = "prepared_form"

    account_id: int = Field(foreign_key="account.id", primary_key=True, sa_type=BigId)
    card_1: str
    card_2: str
    reason: str
    details: str
    expires_at: datetime = Field(sa_type=UtcDateTime, index=True)


class CodeRequestRow(SQLModel, table=True):
    """An agent's request that an operator print an activation code for the account."""

    __tablename__ = "code_request"

    account_id: int = Field(foreign_key="account.id", primary_key=True, sa_type=BigId)
    asked_at: datetime = Field(sa_type=UtcDateTime)


class JournalPurgeRow(SQLModel, table=True):
    """A purge of the journal: while it `is_open`, the lines from before `before` may go."""

    __tablename__ = "journal_purge"

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    at: datetime = Field(sa_type=UtcDateTime)
    before: datetime = Field(sa_type=UtcDateTime)
    is_open: bool = Field(default=False, sa_column_kwargs={"server_default": false()})


class NoticeRow(SQLModel, table=True):
    """A notice in the outbox; `sending` once the relay may have taken it."""

    __tablename__ = "notice"

    id: int | None = Field(default=None, primary_key=True, sa_type=BigId)
    created_at: datetime = Field(sa_type=UtcDateTime)
    account_id: int = Field(foreign_key="account.id", sa_type=BigId)
    kind: str
    recipient: str
    token: str
    tries: int = 0
    sending: bool = False
    next_at: datetime = Field(sa_type=UtcDateTime, index=True)
    about: str = Field(default="", sa_column_kwargs={"server_default": ""})
