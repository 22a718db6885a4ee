"""Alembic's entry: plays the revisions on the connection that `storage.schema` hands over."""

from alembic import context

context.configure(connection=context.config.attributes["connection"])
context.run_migrations()
