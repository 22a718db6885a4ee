"""A rehearsal of an import: temporary tables that hide the real ones, filled with what is touched.

Nothing real is locked or written, and the same statements run as in the import itself.
"""

from sqlalchemy import Connection

from cmi_tui.storage.many_keys import execute

_TABLES = ("account", "card_request", "request_step")
# SQLite numbers new rows after the highest there is: after these, where no real row is.
_FIRST_ROWS = {
    "account": (
        "INSERT INTO temp.account (id, login, login_key, email, role, enabled, first_name, last_name,"
        " company_name, street, postal_code, city)"
        " VALUES (1000000000000000, '', '', '', '', false, '', '', '', '', '', '')"
    ),
    "card_request": (
        "INSERT INTO temp.card_request (id, account_id, number)"
        " VALUES (1000000000000000, 1000000000000000, '')"
    ),
}
_BY_LOGIN = ("account SELECT a.* FROM {real}.account a WHERE a.login_key IN :keys",)
_BY_ADDRESS = ("account SELECT a.* FROM {real}.account a WHERE a.email_key IN :keys",)
_BY_REQUEST = (
    "account SELECT a.* FROM {real}.card_request r JOIN {real}.account a ON a.id = r.account_id"
    " WHERE r.number IN :keys",
    "card_request SELECT r.* FROM {real}.card_request r WHERE r.number IN :keys",
    "request_step SELECT t.* FROM {real}.card_request r JOIN {real}.request_step t"
    " ON t.request_id = r.id WHERE r.number IN :keys",
)


def shadow_tables(connection: Connection) -> None:
    """Makes the temporary tables; unqualified names mean them from now on."""
    for table in _TABLES:
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {_temporary(connection)}.{table}")
        if connection.dialect.name == "sqlite":
            _shadow_in_sqlite(connection, table)
        else:
            connection.exec_driver_sql(
                f"CREATE TEMPORARY TABLE {table} (LIKE {_real(connection)}.{table} INCLUDING ALL)"
            )


def copy_what_is_touched(
    connection: Connection, logins: set[str], addresses: set[str], numbers: set[str]
) -> None:
    """Copies the real rows under the keys of a batch, unless an earlier batch did."""
    real = _real(connection)
    for selections, keys in ((_BY_LOGIN, logins), (_BY_ADDRESS, addresses), (_BY_REQUEST, numbers)):
        for selection in selections:
            statement = f"INSERT INTO {selection.format(real=real)} ON CONFLICT DO NOTHING"
            execute(connection, statement, keys)


def _shadow_in_sqlite(connection: Connection, table: str) -> None:
    query = "SELECT sql FROM main.sqlite_master WHERE type = 'table' AND name = ?"
    statement = str(connection.exec_driver_sql(query, (table,)).scalar_one())
    connection.exec_driver_sql(statement.replace("CREATE TABLE", "CREATE TEMPORARY TABLE", 1))
    if table in _FIRST_ROWS:
        connection.exec_driver_sql(_FIRST_ROWS[table])


def _real(connection: Connection) -> str:
    if connection.dialect.name == "sqlite":
        return "main"
    return str(connection.exec_driver_sql("SELECT quote_ident(current_schema())").scalar_one())


def _temporary(connection: Connection) -> str:
    return "temp" if connection.dialect.name == "sqlite" else "pg_temp"
