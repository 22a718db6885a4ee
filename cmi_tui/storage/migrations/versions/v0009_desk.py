"""The agent's desk: what agents ask of operators, and why and since when an account is as it is."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_TIME = sa.DateTime(timezone=True)
# What was only in the journal; an older reason is in nobody's closed list, and stays unknown.
_LAST = """
    UPDATE account SET {column} = (
        SELECT max(at) FROM journal
        WHERE subject_id = account.id AND event = '{event}' AND outcome = 'done'
    ) WHERE {condition}
"""


def upgrade() -> None:
    """Makes the table and columns, and fills in what the journal still knows."""
    op.create_table(
        "code_request",
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), primary_key=True),
        sa.Column("asked_at", _TIME, nullable=False),
    )
    op.add_column("notice", sa.Column("about", sa.String, nullable=False, server_default=""))
    for name in ("email_changed_at", "disabled_at"):
        op.add_column("account", sa.Column(name, _TIME))
    op.add_column("account", sa.Column("disabled_reason", sa.String))
    op.create_index("ix_journal_of_subject", "journal", ["subject_id", "id"])
    op.create_index("ix_journal_actor", "journal", ["actor_id", "id"])
    for column, event, condition in (
        ("email_changed_at", "user_email_change", "email_by_holder"),
        ("disabled_at", "account_disable", "NOT enabled"),
    ):
        op.execute(_LAST.format(column=column, event=event, condition=condition))
