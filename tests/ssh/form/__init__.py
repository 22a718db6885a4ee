"""The form as a file."""
