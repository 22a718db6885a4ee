"""The frame of every screen: a band above, a foot with help and keys below, the page between them."""

from collections.abc import Iterable
from functools import cached_property

from textual.app import ComposeResult
from textual.events import Resize
from textual.geometry import Region

from cmi_tui.lean.app import LeanApp
from cmi_tui.lean.drawn import Drawn, stop_region
from cmi_tui.lean.screen import LeanScreen
from cmi_tui.tui.drawing.look import SMALLEST, Look, look_of
from cmi_tui.tui.drawing.tightness import Tightness
from cmi_tui.tui.screens.fit import Fit
from cmi_tui.tui.widgets.band import Band
from cmi_tui.tui.widgets.foot import Foot, Help
from cmi_tui.tui.widgets.page_widget import PageWidget
from cmi_tui.tui.widgets.sheet import NEWS
from cmi_tui.tui.widgets.too_small import TooSmall


class FramedScreen(LeanScreen[bool], inherit_bindings=False):
    """Fits its parts into the window, whatever its size."""

    def __init__(self) -> None:
        super().__init__()
        self.foot = Foot(self.help_rows)
        self._fit = Fit()
        self._too_small = TooSmall(id="too-small")

    def compose(self) -> ComposeResult:
        """Band, page, and at the foot the help of the focused field and the keys."""
        head, content = list(self.compose_head()), list(self.compose_content())
        self._fit.parts = [*head, *content]
        yield Band(self.greeting)
        yield from head
        yield from self.compose_overlays()
        yield from content
        yield self.foot
        yield self._too_small

    @property
    def greeting(self) -> str:
        """What stands at the right of the band: over another screen what stands there, not said anew."""
        below = [screen for screen in self.app.screen_stack if isinstance(screen, FramedScreen)]
        place = below.index(self) if self in below else 0
        return below[place - 1].greeting if place else ""

    def compose_head(self) -> Iterable[PageWidget]:
        """What stands above the page's own content."""
        return ()

    def compose_content(self) -> Iterable[PageWidget]:
        """What the screen is for: nothing, unless a screen says."""
        return ()

    def compose_overlays(self) -> Iterable[PageWidget]:
        """What can lie over the page."""
        return ()

    # What its parts ask (`Fitting`).

    @cached_property
    def look(self) -> Look:
        """What the terminal can show, asked several times at each key."""
        return look_of(self.app.driver if isinstance(self.app, LeanApp) else None)

    @property
    def tightness(self) -> Tightness:
        """How tight the window is for the page."""
        return self._fit.tightness(self.app.size, self.foot)

    @property
    def is_too_small(self) -> bool:
        """Whether no page can be used in the window."""
        size = self.app.size
        return size.width < SMALLEST[0] or size.height < SMALLEST[1]

    def takes_input(self) -> bool:
        """What is typed where nothing of the page is seen would go nobody knows where."""
        return not self.is_too_small

    def refit(self) -> None:
        """Some part needs another number of rows: all of it may be drawn tighter, or looser."""
        if self._fit.changes(self.app.size, self.foot):
            for part in (*self._fit.parts, self.foot):
                part.refresh(layout=True)

    def help_rows(self, width: int, tightness: Tightness) -> int:
        """How many rows of help have their place at the foot."""
        return 0

    def pointer_help(self, widget: Drawn, name: str) -> Help | None:
        """The help of what the pointer is on."""
        return None

    def news_region(self) -> Region | None:
        """Where the page says what has just been done, with rows below by which it is known again."""
        rows = [
            stop_region(part.region.offset, place)
            for part in self._fit.parts
            for place in part.drawing(part.size.width).places
            if place.name == NEWS
        ]
        return Region.from_union(rows).grow((0, 0, 2, 0)).intersection(self._seen_page) if rows else None

    @property
    def _seen_page(self) -> Region:
        """The part of the screen in which the page is seen."""
        return self.scrollable_content_region.shrink(self.foot.dock_gutter)

    def is_in_sight(self, widget: Drawn) -> bool:
        """Whether the first row of a widget is seen."""
        return self._seen_page.contains(*widget.region.offset)

    def on_resize(self, event: Resize) -> None:
        """What has the focus stays in sight, in a window that can hold a page."""
        # To say it again would be another layout.
        if self._too_small.display != self.is_too_small:
            self._too_small.display = self.is_too_small
        self._too_small.redraw()
        self.call_after_refresh(self.show_focused)

    def on_drawn_pointed(self, event: Drawn.Pointed) -> None:
        """The help of what the pointer is on stands where that of the focus is, if there is room."""
        event.stop()
        told = self.pointer_help(event.sender, event.name) if event.name else None
        self.foot.show_hint(told if self._fit.has_room_for(told, self.app.size, self.foot) else None)
