"""A drawn widget: its rows, its stops, and what it asks of Textual."""

from collections.abc import Iterator

import pytest
from rich.segment import Segment
from textual._compositor import Compositor
from textual.app import ComposeResult
from textual.geometry import Region
from textual.screen import Screen
from textual.strip import Strip

from cmi_tui.lean.app import LeanApp
from cmi_tui.lean.drawn import Drawing, Drawn, Stop
from cmi_tui.lean.screen import LeanScreen
from tests.lean.test_repairs import rest


class Words(Drawn):
    """A word a row, each of which can be pressed."""

    DEFAULT_CSS = "Words { width: 1fr; height: auto; }"

    def __init__(self, words: str, id: str) -> None:
        super().__init__(id=id)
        self.words = words.split()

    def draw(self, width: int) -> Drawing:
        rows = [Strip([Segment(word.ljust(width))]) for word in self.words]
        stops = [Stop(word, row, 0, len(word)) for row, word in enumerate(self.words)]
        return Drawing(rows, stops)


class Page(LeanScreen[bool]):
    """Two widgets of words, and what was pressed."""

    pressed: list[str]

    def compose(self) -> ComposeResult:
        self.pressed = []
        yield Words("un deux", "first")
        yield Words("trois quatre cinq", "second")

    def on_drawn_pressed(self, event: Drawn.Pressed) -> None:
        self.pressed.append(event.name)


class App(LeanApp):
    """Opens the page."""

    def first_screen(self) -> Screen[bool]:
        return Page()


def at(app: LeanApp) -> str:
    focused = app.screen.focused
    assert isinstance(focused, Drawn) and focused.stop is not None
    return focused.stop.name


async def test_tab_goes_from_stop_to_stop_and_round() -> None:
    app = App()
    async with app.run_test(size=(20, 8)) as pilot:
        seen = []
        for _ in range(6):
            seen.append(at(app))
            await pilot.press("tab")
        assert seen == ["un", "deux", "trois", "quatre", "cinq", "un"]
        await pilot.press("shift+tab", "shift+tab")
        assert at(app) == "cinq"


async def test_a_stop_is_pressed_by_enter_space_or_a_click_and_nothing_else_is() -> None:
    app = App()
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.press("tab", "enter", "space")
        await pilot.click(offset=(1, 3))
        await pilot.click(offset=(15, 4))
        await rest(app)
        assert isinstance(app.screen, Page) and app.screen.pressed == ["deux", "deux", "quatre"]
        assert at(app) == "quatre", "a press on no stop leaves the focus where it is"


async def test_the_cursor_stands_on_the_stop_that_has_the_focus() -> None:
    app = App()
    async with app.run_test(size=(20, 8)) as pilot:
        await pilot.press("tab", "tab", "tab")
        await rest(app)
        assert (app.cursor_position.x, app.cursor_position.y) == (0, 3)


@pytest.fixture
def refreshed(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Region]]:
    """The regions that a widget of words asks to be shown again."""
    seen: list[Region] = []
    original = Words.refresh

    def refresh(self: Words, *regions: Region, **options: bool) -> Words:
        seen.extend(regions)
        original(self, *regions, **options)
        return self

    monkeypatch.setattr(Words, "refresh", refresh)
    yield seen


async def test_only_the_rows_that_differ_are_shown_again(refreshed: list[Region]) -> None:
    app = App()
    async with app.run_test(size=(20, 8)):
        await rest(app)
        refreshed.clear()
        second = app.screen.query_one("#second", Words)
        second.words[1] = "vier"
        second.redraw()
        assert refreshed == [Region(0, 1, 20, 1)]
        refreshed.clear()
        second.redraw()
        assert refreshed == []


async def test_a_height_that_changes_while_a_layout_is_pending_is_laid_out() -> None:
    app = App()
    async with app.run_test(size=(20, 8)):
        await rest(app)
        first = app.screen.query_one("#first", Words)
        first._layout_required = True  # as while the layout for another change is pending
        first.words = ["a", "b", "c", "d"]
        first.redraw()
        await rest(app)
        assert first.region.height == 4


async def test_what_had_no_rows_is_laid_out_when_it_has_some() -> None:
    app = App()
    async with app.run_test(size=(20, 8)):
        first = app.screen.query_one("#first", Words)
        first.words = []
        first.redraw()
        await rest(app)
        assert first.region.height == 0
        first.words = ["un"]
        first.redraw()
        await rest(app)
        assert first.region.height == 1


async def test_focus_goes_in_the_order_of_the_page_whatever_is_docked_or_scrolled() -> None:
    app = App()
    async with app.run_test(size=(20, 3)) as pilot:
        app.screen.query_one("#second").styles.dock = "top"
        await rest(app)
        seen = []
        for _ in range(5):
            seen.append(at(app))
            await pilot.press("tab")
        assert seen == ["un", "deux", "trois", "quatre", "cinq"]


async def test_the_stop_that_has_the_focus_is_scrolled_to_before_the_page_is_painted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = App()
    async with app.run_test(size=(20, 3)) as pilot:
        await rest(app)
        painted: list[float] = []
        monkeypatch.setattr(
            Compositor, "render_update", lambda *_, **__: painted.append(app.screen.scroll_y)
        )
        await pilot.press("shift+tab")
        await rest(app)
        assert at(app) == "cinq"
        assert set(painted) == {2}
