"""The widgets that the screens share, one a file."""
