"""Agents, and their second factor."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table; agents enrol at their next sign-in."""
    op.create_table(
        "agent",
        sa.Column("number", _ID, primary_key=True),
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), nullable=False, unique=True),
        sa.Column("sealed_seed", sa.String),
        sa.Column("last_step", sa.BigInteger, nullable=False),
    )
