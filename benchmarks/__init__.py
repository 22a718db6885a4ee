"""One program a claim: ours, the peer's, the ratio."""
