"""Each repair of Textual, told by what goes wrong without it: the next version shows which can go."""

import asyncio
from collections.abc import Callable, Iterator

import pytest
from textual._compositor import Compositor
from textual.app import ComposeResult
from textual.css.stylesheet import Stylesheet
from textual.driver import Driver
from textual.geometry import Offset, Region
from textual.reactive import Reactive
from textual.screen import Screen
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Static

from cmi_tui.lean.app import LeanApp
from cmi_tui.lean.line_input import LineInput
from cmi_tui.lean.screen import LeanScreen
from cmi_tui.wire import ByteLink, StreamDriver, WireOptions, stream_driver


class Field(LineInput):
    """An input that counts how often it is rendered."""

    DEFAULT_CSS = "Field { height: 1; width: 30; }"
    renders = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        self.renders += 1
        return super().render_lines(crop)


class Between(Static):
    """A text that counts how often it is rendered."""

    renders = 0

    def render_lines(self, crop: Region) -> list[Strip]:
        self.renders += 1
        return super().render_lines(crop)


class Page(LeanScreen[bool]):
    """Two inputs with a text between them, and below what was typed, unless `echoes` is off."""

    echoes = True

    def compose(self) -> ComposeResult:
        yield Field(id="one")
        yield Between("\n".join(map(str, range(40))), id="between")
        yield Field(id="two")
        yield Static(id="echo")

    def on_line_input_changed(self, event: LineInput.Changed) -> None:
        if self.echoes:
            self.query_one("#echo", Static).update(event.input.value)


class App(LeanApp):
    """Opens the page."""

    def first_screen(self) -> Screen[bool]:
        return Page()


async def rest(app: LeanApp) -> None:
    """Waits until all has been done, and longer than a screen gathers what is to be shown."""
    for _ in range(3):
        while not app.keys.is_settled:
            await asyncio.sleep(0.005)
        await asyncio.sleep(0.03)


@pytest.fixture
def regions(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[Region]]]:
    """The regions of each update that is rendered."""
    seen: list[list[Region]] = []
    original: Callable[..., object] = Compositor.render_update

    def render(self: Compositor, *arguments: object, **options: object) -> object:
        seen.append(list(self._dirty_regions))
        return original(self, *arguments, **options)

    monkeypatch.setattr(Compositor, "render_update", render)
    yield seen


async def test_a_change_of_focus_does_not_repaint_the_screen(regions: list[list[Region]]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        app.screen.query_one("#between").styles.height = 2
        await rest(app)
        regions.clear()
        await pilot.press("tab")
        await rest(app)
        assert app.screen.focused is not None and app.screen.focused.id == "two"
        painted = [region for update in regions for region in update]
        assert painted and max(region.height for region in painted) == 1


async def test_a_key_is_rendered_once_and_nothing_that_it_does_not_change() -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        one, two = app.screen.query(Field)
        one.renders = two.renders = 0
        for letter in "abc":
            await pilot.press(letter)
            await rest(app)
        assert (one.renders, two.renders) == (3, 0)


async def test_a_widget_between_two_that_change_is_not_rendered() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        between = app.screen.query_one("#between", Between)
        between.styles.height = 2
        await rest(app)
        between.renders = 0
        for field in app.screen.query(Field):
            field.refresh()
        await rest(app)
        assert between.renders == 0


async def test_all_that_a_key_changes_is_rendered_together(regions: list[list[Region]]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        regions.clear()
        await pilot.press("x")
        await rest(app)
        assert len(regions) == 1 and app.screen.query_one("#echo", Static).content == "x"


async def test_a_layout_after_a_scroll_leaves_no_cell_of_the_old_one() -> None:
    link = ByteLink(lambda data: None, (40, 12), lambda: 0)
    app = App(stream_driver(WireOptions("xterm-256color"), link))
    running = asyncio.ensure_future(app.run_async(size=(40, 12)))
    while not (app.is_running and app._screen_stack and app.screen.focused):
        await asyncio.sleep(0.005)
    await rest(app)
    screen, driver = app.screen, app._driver
    assert isinstance(driver, StreamDriver)

    def shown() -> list[str]:
        return ["".join(cell.text for cell in row) for row in driver._output.reader.grid.rows]

    for height in (5, 30, 3):
        screen.scroll_to(y=height, animate=False, force=True)
        screen.query_one("#between").styles.height = height
        await rest(app)
        before = shown()
        screen.refresh()
        await rest(app)
        assert before == shown()
    app.exit()
    await running


async def test_the_first_screen_is_the_first_and_has_no_blank_one_below() -> None:
    app = App()
    async with app.run_test():
        assert [type(screen) for screen in app.screen_stack] == [Page]


async def test_a_screen_has_no_widgets_but_its_own() -> None:
    app = App()
    async with app.run_test():
        assert [type(widget).__name__ for widget in app.screen.children] == [
            "Field", "Between", "Field", "Static",
        ]  # fmt: skip


class _Recorder:
    """What an application writes to its driver."""

    def __init__(self, driver: Driver, monkeypatch: pytest.MonkeyPatch) -> None:
        self.text = ""
        monkeypatch.setattr(driver, "write", self.write)

    def write(self, data: str) -> None:
        self.text += data


async def test_the_terminals_cursor_is_shown_and_stands_where_the_next_letter_goes() -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        await pilot.press("a", "b", "left")
        await rest(app)
        field = app.screen.query_one("#one", Field)
        assert app.cursor_position == field.region.offset + Offset(1, 0)
        app.cursor_position = field.region.offset  # Textual's widgets say what they think
        assert app.cursor_position == field.region.offset + Offset(1, 0)


async def test_the_cursor_is_switched_on(monkeypatch: pytest.MonkeyPatch) -> None:
    app = App()
    async with app.run_test() as pilot:
        assert app._driver is not None
        recorder = _Recorder(app._driver, monkeypatch)
        LeanApp.on_mount(app)
        assert recorder.text == "\x1b[?25h"
        await pilot.pause()


async def test_a_defect_ends_the_application_and_prints_nothing_of_its_values(
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Defective(App):
        seen: list[Exception]

        def defective(self, error: Exception) -> None:
            self.seen = [error]

    app = Defective()
    secret = "Secret-2026!"

    def fail() -> None:
        password = secret
        raise ValueError(password)

    with pytest.raises(ValueError, match="Secret"):
        async with app.run_test() as pilot:
            app.call_later(fail)
            await pilot.pause(0.05)
    assert [str(error) for error in app.seen] == [secret] and app.return_code == 1
    printed = capsys.readouterr()
    assert secret not in printed.out + printed.err


async def test_an_input_asks_for_no_layout_at_a_key(monkeypatch: pytest.MonkeyPatch) -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        monkeypatch.setattr(Page, "echoes", False)
        layouts: list[object] = []
        original: Callable[..., None] = Screen._refresh_layout

        def lay_out(*arguments: object, **options: object) -> None:
            layouts.append(arguments)
            original(*arguments, **options)

        monkeypatch.setattr(Screen, "_refresh_layout", lay_out)
        await pilot.press(*"abcdef", "backspace", "left")
        await rest(app)
        assert layouts == []


def test_what_is_mended_still_goes_wrong_in_textual() -> None:
    """Where one of these fails, the repair of that name may no longer be needed."""
    focused = Screen.__dict__["focused"]
    assert isinstance(focused, Reactive) and focused._repaint, "LeanScreen.focused"
    assert Compositor.render_partial_update is not None, "LeanCompositor"
    assert "show_locals=True" in _source_of_fatal_error(), "LeanApp._handle_exception"
    assert not hasattr(Widget, "cursor_screen_offset"), "LeanApp.cursor_position"


def _source_of_fatal_error() -> str:
    import inspect

    from textual.app import App as TextualApp

    return inspect.getsource(TextualApp._fatal_error)


async def test_a_change_of_focus_works_no_styles_of_an_input_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        styled: list[object] = []
        original: Callable[..., None] = Stylesheet.update_nodes

        def update(stylesheet: Stylesheet, nodes: object, *arguments: object, **options: object) -> None:
            styled.append(nodes)
            original(stylesheet, nodes, *arguments, **options)

        monkeypatch.setattr(Stylesheet, "update_nodes", update)
        await pilot.press("tab")
        await rest(app)
        assert app.screen.focused is not None and app.screen.focused.id == "two"
        assert not any(isinstance(node, Field) for nodes in styled for node in nodes)  # type: ignore[attr-defined]
