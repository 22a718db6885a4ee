"""A connection on the wire."""
