"""The portal line by line, a conversation in a thread of its own."""
