"""The portal line by line over SSH."""
