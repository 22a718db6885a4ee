"""What can be pressed: buttons and links."""

from textual.binding import Binding
from textual.events import Click
from textual.message import Message

from cmi_tui.tui.widgets.plain import Plain


class Action(Plain, can_focus=True):
    """A button or link of one line, pressed by Enter, Space or a click."""

    BINDINGS = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """The action was pressed."""

        def __init__(self, action: "Action") -> None:
            super().__init__()
            self.action = action

        @property
        def control(self) -> "Action":
            """The action, for `@on` with a selector."""
            return self.action

    def action_press(self) -> None:
        """Tells that the action was pressed."""
        self.post_message(self.Pressed(self))

    def on_click(self, event: Click) -> None:
        """A click presses."""
        event.stop()
        self.action_press()


class Button(Action):
    """An action in brackets, so that it is seen to be one without colour."""

    def __init__(self, label: str, *, id: str, classes: str = "") -> None:
        self.label = label
        super().__init__(f"[ {label} ]", id=id, classes=classes)
