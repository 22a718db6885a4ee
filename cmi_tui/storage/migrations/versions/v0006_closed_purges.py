"""A purge opens the journal for its own transaction only."""

import sqlalchemy as sa
from alembic import op

from cmi_tui.storage.append_only import POSTGRESQL_KEEP_JOURNAL, SQLITE_IS_KEPT

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Closes the purges of the past, and lets lines go for an open one only."""
    op.add_column(
        "journal_purge", sa.Column("is_open", sa.Boolean, nullable=False, server_default=sa.false())
    )
    if op.get_bind().dialect.name == "sqlite":
        op.execute("DROP TRIGGER journal_is_kept")
        op.execute(SQLITE_IS_KEPT)
    else:
        op.execute(POSTGRESQL_KEEP_JOURNAL)
