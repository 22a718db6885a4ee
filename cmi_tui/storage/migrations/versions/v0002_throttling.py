"""The throttle's counters, the sources accounts are used from, and where journal lines come from."""

import secrets

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the tables, a secret of this database, and widens the journal."""
    op.create_table(
        "throttle",
        sa.Column("key", sa.String, primary_key=True),
        sa.Column("tries", sa.String, nullable=False),
        sa.Column("last_at", sa.DateTime(timezone=True), index=True),
    )
    op.create_table(
        "known_source",
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("source", sa.String, primary_key=True),
        sa.Column("last_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
    secret = op.create_table(
        "secret",
        sa.Column("name", sa.String, primary_key=True),
        sa.Column("value", sa.String, nullable=False),
    )
    op.bulk_insert(secret, [{"name": "names", "value": secrets.token_hex(32)}])
    for name in ("source", "operator", "detail"):
        op.add_column("journal", sa.Column(name, sa.String, nullable=False, server_default=""))
    op.drop_index("ix_journal_subject_id", "journal")
    op.create_index("ix_journal_subject", "journal", ["subject_id", "event", "outcome", "id"])
    op.create_index("ix_journal_at", "journal", ["at"])
