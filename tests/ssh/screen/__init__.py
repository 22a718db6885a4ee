"""The full screen over SSH."""
