"""Before anybody has signed in."""
