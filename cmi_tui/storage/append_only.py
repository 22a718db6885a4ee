"""What holds the journal append-only: the database refuses the rest, whoever asks.

A line may go only within a transaction that has an open purge in `journal_purge`, and only when it is
older than that purge says. Whoever opens one closes it in the same transaction.
"""

_PURGED_BEFORE = "(SELECT max(before) FROM journal_purge WHERE is_open)"

SQLITE_IS_KEPT = f"""
    CREATE TRIGGER journal_is_kept BEFORE DELETE ON journal
    WHEN OLD.at >= coalesce({_PURGED_BEFORE}, '')
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """
SQLITE = (
    """
    CREATE TRIGGER journal_is_not_changed BEFORE UPDATE ON journal
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END
    """,
    SQLITE_IS_KEPT,
)
POSTGRESQL_KEEP_JOURNAL = f"""
    CREATE OR REPLACE FUNCTION keep_journal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND OLD.at < {_PURGED_BEFORE} THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION 'the journal is append-only';
    END $$
    """
