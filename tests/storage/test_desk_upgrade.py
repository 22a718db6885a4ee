"""What an upgrade makes of accounts from before the desk: found by name, and barred if disabled."""

from cmi_tui.domain.desk import HolderState
from cmi_tui.domain.finding import NameWanted
from cmi_tui.storage.database import Database, upgrade
from tests.storage.rows import column, execute
from tests.storage.test_upgrade import first_file as first_file

LINE = (
    "INSERT INTO journal (at, actor_id, subject_id, event, outcome)"
    " VALUES ('2026-01-0{day} 10:00:00.000000', {who}, {who}, '{event}', 'done')"
)


def test_older_accounts_are_found_and_keep_why_and_since_when(first_file: str) -> None:
    for day in (1, 2):
        execute(first_file, LINE.format(day=day, who=1, event="account_disable"))
    execute(first_file, "UPDATE account SET enabled = 0 WHERE id = 1")
    upgrade(first_file)
    database = Database(first_file)
    with database.reading() as transaction:
        (holder,) = transaction.holder_search.by_name(NameWanted("lambert", "aug", "lille")).holders
        standing = transaction.holder_files.standing(1)
    database.close()
    assert holder.account_id == 1 and standing is not None
    assert (standing.state, standing.disabled_reason) == (HolderState.BARRED, None)
    assert standing.disabled_at is not None and standing.disabled_at.day == 2
    assert standing.email_changed_at is None or standing.email_changed_at.month == 11
    assert column(first_file, "SELECT count(*) FROM account WHERE name_key = ''") == [0]
