"""What takes long, run by hand with `make soak`."""
