"""Both front ends play the same cases: the same codes, words and stored state."""
