"""Compressed packets, unpacked to a bounded size: a few bytes could stand for megabytes."""

import zlib

from asyncssh.compression import Decompressor

_LARGEST = 65_536


class BoundedInflation(Decompressor):
    """Unpacks at most 64 KiB a packet."""

    def __init__(self) -> None:
        self._inflate = zlib.decompressobj()

    def decompress(self, data: bytes) -> bytes | None:
        """The unpacked packet; None for one that is broken or too large."""
        try:
            unpacked = self._inflate.decompress(data, _LARGEST)
        except zlib.error:
            return None
        return None if len(unpacked) >= _LARGEST else unpacked
