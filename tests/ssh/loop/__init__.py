"""How all share the one loop."""
