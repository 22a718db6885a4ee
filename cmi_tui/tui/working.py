"""The workers that keys wait for: what they do is what the last key asked for."""

NAVIGATING = "navigating"
"""A page is being read and opened."""
SAVING = "saving"
"""A form is being saved."""
