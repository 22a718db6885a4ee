"""What there is to know of a client's side: its characters, its window, its typing."""
