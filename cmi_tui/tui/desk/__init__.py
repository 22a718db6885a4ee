"""The agent's desk on the full screen."""
