"""The revisions, numbered as the schema's versions are."""
