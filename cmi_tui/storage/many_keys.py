"""One statement about the rows of thousands of keys, whatever the database."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import Connection, CursorResult, text

_AMONG = {
    "sqlite": "IN (SELECT value FROM json_each(:keys))",
    "postgresql": "= ANY (ARRAY (SELECT json_array_elements_text(:keys)))",
}


def execute(connection: Connection, statement: str, keys: Collection[str]) -> CursorResult[Any]:
    """Executes a statement that says `IN :keys`; each key is looked up in the column's index."""
    statement = statement.replace("IN :keys", _AMONG[connection.dialect.name])
    return connection.execute(text(statement), {"keys": json.dumps(list(keys), ensure_ascii=False)})
