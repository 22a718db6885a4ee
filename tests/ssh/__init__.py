"""The portal over SSH."""
