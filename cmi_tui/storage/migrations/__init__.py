"""The schema's history, a revision a file; Alembic plays them for `cmi-tui db upgrade`."""
