"""The portal on the full screen, one application among many in a process."""
