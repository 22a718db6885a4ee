"""Packets as they are on the wire before keys are exchanged."""

from asyncssh.packet import Byte, UInt32


def plain_packet(payload: bytes) -> bytes:
    """A packet with its length and padding."""
    padding = 8 - (len(payload) + 5) % 8
    padding += 8 if padding < 4 else 0
    return UInt32(len(payload) + padding + 1) + Byte(padding) + payload + bytes(padding)
