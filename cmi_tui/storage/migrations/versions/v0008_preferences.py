"""What a holder prefers, and what is answered for a form that is about to be fetched."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"

_ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_WANTED = ("linear", "labels_above", "economy", "no_colour", "more_time")
_ANSWERS = ("card_1", "card_2", "reason", "details")


def upgrade() -> None:
    """Makes the tables."""
    op.create_table(
        "preferences",
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), primary_key=True),
        *(sa.Column(name, sa.Boolean, nullable=False) for name in _WANTED),
    )
    op.create_table(
        "prepared_form",
        sa.Column("account_id", _ID, sa.ForeignKey("account.id"), primary_key=True),
        *(sa.Column(name, sa.String, nullable=False) for name in _ANSWERS),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False, index=True),
    )
