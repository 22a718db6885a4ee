"""Alembic's entry: plays the revisions on the connection that `storage.schema` hands over."""

from alembic import context

_handed = context.config.attributes
context.configure(connection=_handed["connection"], on_version_apply=_handed["on_version_apply"])
context.run_migrations()
