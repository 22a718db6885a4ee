"""The keys by which agents find holders."""

import sqlalchemy as sa
from alembic import op

from cmi_tui.domain.search_key import holder_key, search_key

revision = "0010"
down_revision = "0009"

_KEY = sa.String().with_variant(sa.String(collation="C"), "postgresql")
_BATCH = 10_000
_READ = sa.text(
    "SELECT id, last_name, company_name, first_name, city FROM account WHERE id > :after"
    " ORDER BY id LIMIT :most"
)
_WRITE = sa.text(
    "UPDATE account SET name_key = :name, first_name_key = :first_name, city_key = :city WHERE id = :id"
)


def upgrade() -> None:
    """Adds the keys, computes them for the accounts there are, and then makes the indexes."""
    for name in ("name_key", "first_name_key", "city_key"):
        op.add_column("account", sa.Column(name, _KEY, nullable=False, server_default=""))
    connection, after = op.get_bind(), 0
    while rows := connection.execute(_READ, {"after": after, "most": _BATCH}).all():
        connection.execute(
            _WRITE,
            [
                {
                    "id": id_,
                    "name": holder_key(last_name, company_name),
                    "first_name": search_key(first_name),
                    "city": search_key(city),
                }
                for id_, last_name, company_name, first_name, city in rows
            ],
        )
        after = rows[-1][0]
    op.create_index("ix_account_name", "account", ["name_key", "first_name_key"])
    op.create_index("ix_account_city", "account", ["city_key", "name_key", "first_name_key"])
    op.create_index("ix_account_birth", "account", ["birth_date", "name_key"])
