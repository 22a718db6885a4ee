"""Whether the mouse button is down, and the message that says it was released."""

from textual.message import Message


class PointerReleased(Message):
    """The mouse button was released, and the click it made, if any, has been delivered."""
