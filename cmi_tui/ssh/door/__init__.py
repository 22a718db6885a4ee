"""Before anybody has signed in: who may wait, how long, and the questions of signing in."""
