"""When garbage is collected: never all at once while people type.

Python's collector stops everything to look through every object; with a thousand sessions that is
seconds. What has survived is frozen, that is, not looked through again, so that a collection only
sees what is new: some 20 ms a second where 150 keys a second are typed. Most of what sessions leave
behind goes by itself (see `dismantling`).
"""

import gc

# A full collection is asked for by hand, never by a threshold.
_THRESHOLDS = (5_000, 20, 1_000_000)
# So many sessions may have left their rests among what is frozen, or as many as are open: looking
# through all takes the longer, the more there are.
_THAW_AFTER = 10


class Collector:
    """Called at each tick of the server, a second apart."""

    def __init__(self) -> None:
        self._ended_before = 0

    def start(self) -> None:
        """What has been loaded stays for good."""
        gc.collect()
        gc.freeze()
        gc.set_threshold(*_THRESHOLDS)
        gc.enable()

    def tick(self, sessions: int, ended: int) -> None:
        """Collects what is new since the last second; looks through all when many sessions have ended.

        `sessions` are open now, `ended` is how many have ended so far.
        """
        if ended - self._ended_before >= max(_THAW_AFTER, sessions):
            self._ended_before = ended
            gc.unfreeze()
        gc.collect()
        gc.freeze()
