"""The first schema: accounts, card requests with their steps, the journal."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "account",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("login", sa.String, nullable=False),
        sa.Column("login_key", sa.String, nullable=False, unique=True),
        sa.Column("email", sa.String, nullable=False),
        sa.Column("email_key", sa.String, unique=True),
        sa.Column("password_hash", sa.String),
        sa.Column("role", sa.String, nullable=False),
        sa.Column("enabled", sa.Boolean, nullable=False),
        sa.Column("first_name", sa.String, nullable=False),
        sa.Column("last_name", sa.String, nullable=False),
        sa.Column("company_name", sa.String, nullable=False),
        sa.Column("birth_date", sa.Date),
        sa.Column("street", sa.String, nullable=False),
        sa.Column("postal_code", sa.String, nullable=False),
        sa.Column("city", sa.String, nullable=False),
    )
    op.create_table(
        "card_request",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), nullable=False, index=True),
        sa.Column("number", sa.String, nullable=False, unique=True),
    )
    op.create_table(
        "request_step",
        sa.Column("request_id", _ID, sa.ForeignKey("card_request.id"), primary_key=True),
        sa.Column("step", sa.String, primary_key=True),
        sa.Column("day", sa.Date, nullable=False),
    )
    op.create_table(
        "journal",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", _ID, sa.ForeignKey("account.id")),
        sa.Column("subject_id", _ID, sa.ForeignKey("account.id"), index=True),
        sa.Column("event", sa.String, nullable=False),
        sa.Column("outcome", sa.String, nullable=False),
    )
