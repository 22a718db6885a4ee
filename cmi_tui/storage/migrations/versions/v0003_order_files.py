"""Whether a holder has chosen the address, which order files then leave alone."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Adds the mark; an address that was changed before counts as chosen by its holder."""
    op.add_column(
        "account", sa.Column("email_by_holder", sa.Boolean, nullable=False, server_default=sa.false())
    )
    op.execute(
        "UPDATE account SET email_by_holder = true WHERE id IN (SELECT subject_id FROM journal"
        " WHERE event = 'user_email_change' AND outcome = 'done')"
    )
