"""A widget of rows that are drawn once, with places among them that the focus can stop at.

Textual's own needs a widget for each text and each button, and styles, layout, messages for each.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from textual.binding import Binding
from textual.events import Click, Leave, MouseDown, MouseMove
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.strip import Strip

from cmi_tui.lean.repainted import Repainted


@dataclass(frozen=True)
class Stop:
    """A place that can be pressed: `width` cells from `column` on, on `row` of its widget."""

    name: str
    row: int
    column: int
    width: int

    def holds(self, place: Offset) -> bool:
        """Whether a place of the widget is in it."""
        return place.y == self.row and self.column <= place.x < self.column + self.width


@dataclass(frozen=True)
class Drawing:
    """The rows of a widget, all as wide as it is, and the stops on them in reading order.

    `places` are not pressed; the pointer is told to be on them all the same.
    """

    rows: Sequence[Strip]
    stops: Sequence[Stop] = field(default=())
    places: Sequence[Stop] = field(default=())


class Drawn(Repainted):
    """Shows what `draw` gives; `at` names the stop that has the focus when the widget has it."""

    BINDINGS = [Binding("enter,space", "press", show=False)]

    class Pressed(Message):
        """The stop called `name` was pressed, by Enter, Space or a click."""

        def __init__(self, sender: "Drawn", name: str) -> None:
            super().__init__()
            self.sender = sender
            self.name = name

    class Pointed(Message):
        """The pointer has come to the stop called `name`, or to none."""

        def __init__(self, sender: "Drawn", name: str) -> None:
            super().__init__()
            self.sender = sender
            self.name = name

    def __init__(self, *, at: str = "", id: str | None = None) -> None:
        super().__init__(id=id)
        self.at = at
        self._drawings: dict[object, Drawing] = {}
        self._shown: Drawing | None = None
        self._pointed = ""

    def draw(self, width: int) -> Drawing:
        """The rows for a width in cells; a subclass says."""
        return Drawing(())

    def circumstances(self) -> object:
        """What the drawing depends on besides the width and what the widget itself shows."""
        return None

    def drawing(self, width: int) -> Drawing:
        """The rows as they are, drawn if they are not yet."""
        key = width, self.circumstances()
        if key not in self._drawings:
            self._drawings[key] = self.draw(width)
        return self._drawings[key]

    def redraw(self) -> None:
        """Draws anew after a change; only the rows that differ are shown again."""
        self._drawings.clear()
        width, height = self.size
        if not self.is_attached or not width:
            return
        new = self.drawing(width)
        if len(new.rows) != height:
            self.height_changed()
            return
        before, self._shown = self._shown, new
        if before is None or len(before.rows) != height:
            self.refresh()
            return
        rows = enumerate(zip(before.rows, new.rows, strict=True))
        changed = [Region(0, y, width, 1) for y, (was, now) in rows if was != now]
        if changed:
            self.refresh(*changed)

    def height_changed(self) -> None:
        """Another number of rows is needed."""
        if self._layout_required:
            # Textual 8.2.8 forgets a change that comes while the layout for another is pending.
            self._layout_updates += 1
        self.refresh(layout=True)

    # What Textual asks.

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """As many rows as are drawn."""
        return len(self.drawing(width).rows) if width else 0

    def render_lines(self, crop: Region) -> list[Strip]:
        """The rows that are asked for."""
        self._shown = self.drawing(self.size.width)
        rows = [row.crop(crop.x, crop.right) for row in self._shown.rows[crop.y : crop.bottom]]
        # Fewer are drawn than there is room for while a layout is still to come.
        return rows + [Strip.blank(crop.width)] * (crop.height - len(rows))

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The stop that has the focus looks different; nothing else does, so no style is worked out."""
        self.redraw()

    # The stops.

    @property
    def stops(self) -> Sequence[Stop]:
        """The stops, in reading order."""
        return self.drawing(self.size.width or self.app.size.width).stops

    @property
    def stop(self) -> Stop | None:
        """The stop that has the focus, or would have it; the first one where none is named."""
        stops = self.stops
        return next((stop for stop in stops if stop.name == self.at), stops[0] if stops else None)

    def stop_at(self, place: Offset) -> Stop | None:
        """The stop at a place of this widget."""
        return next((stop for stop in self.stops if stop.holds(place)), None)

    def allow_focus(self) -> bool:
        """Only what has stops can have the focus."""
        return bool(self.stops)

    def takes_press(self, place: Offset) -> bool:
        """Whether a press of the mouse at a place gives the widget the focus."""
        return self.stop_at(place) is not None

    def enter(self, direction: int) -> None:
        """The focus comes from outside, going down (1) or up (-1)."""
        if self.stops:
            self.go_to(self.stops[0 if direction > 0 else -1].name)

    def move(self, direction: int) -> bool:
        """Goes to the next stop (1) or the one before (-1); False when there is none."""
        stops, current = self.stops, self.stop
        if current is None:
            return False
        place = stops.index(current) + direction
        if not 0 <= place < len(stops):
            return False
        self.go_to(stops[place].name)
        return True

    def go_to(self, name: str) -> None:
        """Makes `name` the stop that has the focus when the widget has it."""
        if name != self.at:
            self.at = name
            self.redraw()

    def focused_region(self) -> Region:
        """Where the stop that has the focus is on the screen's page."""
        place = self.virtual_region.offset
        stop = self.stop
        return Region(place.x, place.y, 1, 1) if stop is None else stop_region(place, stop)

    @property
    def cursor_screen_offset(self) -> Offset:
        """Where the terminal's cursor belongs while the widget has the focus."""
        stop = self.stop
        return self.content_region.offset + (Offset(stop.column, stop.row) if stop else Offset(0, 0))

    def action_press(self) -> None:
        """Presses the stop that has the focus."""
        if (stop := self.stop) is not None:
            self.post_message(self.Pressed(self, stop.name))

    # The mouse.

    def on_mouse_down(self, event: MouseDown) -> None:
        """What is pressed has the focus."""
        if (stop := self.stop_at(event.offset)) is not None:
            self.go_to(stop.name)

    def on_click(self, event: Click) -> None:
        """A click presses."""
        if (stop := self.stop_at(event.offset)) is not None:
            event.stop()
            self.post_message(self.Pressed(self, stop.name))

    def on_mouse_move(self, event: MouseMove) -> None:
        """Tells what the pointer has come to."""
        drawing = self.drawing(self.size.width)
        places = (*drawing.stops, *drawing.places)
        self._point(next((place.name for place in places if place.holds(event.offset)), ""))

    def on_leave(self, event: Leave) -> None:
        """The pointer is elsewhere."""
        self._point("")

    def _point(self, name: str) -> None:
        if name != self._pointed:
            self._pointed = name
            self.post_message(self.Pointed(self, name))


def stop_region(place: Offset, stop: Stop) -> Region:
    """The region of a stop of a widget that is at `place`."""
    return Region(place.x + stop.column, place.y + stop.row, stop.width, 1)
