"""A client's characters, window and typing."""
