"""The one loop that serves all: whose turn it is, what is measured, when garbage is collected."""
