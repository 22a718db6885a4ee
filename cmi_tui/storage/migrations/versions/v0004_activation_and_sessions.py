"""Activation codes, the end of an account's sessions, and a journal that is only added to."""

import sqlalchemy as sa
from alembic import op

from cmi_tui.storage.append_only import POSTGRESQL, SQLITE

revision = "0004"
down_revision = "0003"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Makes the tables, the generation of an account's sessions and the triggers."""
    op.create_table(
        "activation",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), nullable=False, unique=True),
        sa.Column("code_hash", sa.String, nullable=False),
        sa.Column("issued_at", _TIME, nullable=False),
        sa.Column("expires_at", _TIME, nullable=False),
        sqlite_autoincrement=True,
    )
    op.add_column(
        "account", sa.Column("generation", sa.Integer, nullable=False, server_default=sa.text("0"))
    )
    op.create_table(
        "journal_purge",
        sa.Column("id", _ID, primary_key=True),
        sa.Column("at", _TIME, nullable=False),
        sa.Column("before", _TIME, nullable=False),
    )
    is_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if is_sqlite else POSTGRESQL:
        op.execute(statement)
