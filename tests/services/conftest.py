"""The use cases behave alike on both databases."""

from tests.both_databases import database_url as database_url
