"""A screen opens with one layout and one rendering, and keys that come earlier wait for it."""

import asyncio
from collections.abc import Callable

import pytest
from textual._compositor import Compositor
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.events import Key
from textual.screen import Screen
from textual.widgets import Static

from cmi_tui.lean import update_timer
from cmi_tui.lean.app import LeanApp
from cmi_tui.lean.screen import LeanScreen
from cmi_tui.lean.update_timer import UpdateTimer
from tests.lean.test_repairs import Field, rest


class Page(LeanScreen[bool]):
    """More rows than the window has."""

    BINDINGS = [Binding("pagedown", "page(1)", show=False)]
    DEFAULT_CSS = "Page { scrollbar-size: 0 0; }"

    def compose(self) -> ComposeResult:
        yield Field()
        yield Static("\n".join(map(str, range(40))), id="rows")


class WithScrollbar(Page):
    """Shows how far it is scrolled."""

    DEFAULT_CSS = "WithScrollbar { scrollbar-size: 1 1; }"


class WithScroller(Page):
    """Has a part that shows how far it is scrolled."""

    DEFAULT_CSS = "WithScroller VerticalScroll { height: 3; scrollbar-size: 2 2; }"

    def compose(self) -> ComposeResult:
        with VerticalScroll(can_focus=False):
            yield Static("\n".join(map(str, range(5))), id="few")
        yield from super().compose()


class App(LeanApp):
    """Opens the page."""

    def first_screen(self) -> Screen[bool]:
        return Page()


@pytest.fixture
def done(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was done: layouts, renderings, and screens styled."""
    # On a busy machine the widgets may take longer to say what they need.
    monkeypatch.setattr(update_timer, "_MOST_WAITS", 1000)
    seen: list[str] = []

    def note(cls: type, name: str) -> None:
        original: Callable[..., object] = getattr(cls, name)

        def noting(*arguments: object, **options: object) -> object:
            seen.append(name)
            return original(*arguments, **options)

        monkeypatch.setattr(cls, name, noting)

    note(Page, "_on_timer_update")
    note(Compositor, "reflow")
    note(Compositor, "render_update")
    note(Page, "update_node_styles")
    return seen


async def test_a_page_is_laid_out_once_rendered_once_and_not_styled_anew(done: list[str]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        done.clear()
        await app.show(Page())
        await rest(app)
        # An update that finds nothing to do may follow.
        assert [each for each in done if each != "_on_timer_update"] == ["reflow", "render_update"]


async def test_a_screen_that_goes_later_makes_the_shown_one_lay_out_nothing(done: list[str]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        gone = Page()
        app.install_screen(gone, "gone")
        await app.push_screen("gone")
        await app.show(Page())
        await rest(app)
        done.clear()
        app.uninstall_screen("gone")
        await gone.remove()
        await rest(app)
        assert "reflow" not in done


async def test_a_new_size_is_laid_out_once_and_rendered_once(done: list[str]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        done.clear()
        await pilot.resize_terminal(60, 20)
        await rest(app)
        assert [what for what in done if what != "_on_timer_update"] == ["reflow", "render_update"]
        assert app.screen.query_one("#rows").size.width == 60


@pytest.mark.parametrize(
    ("page", "content", "width"), [(WithScrollbar, "#rows", 39), (WithScroller, "#few", 38)]
)
async def test_the_content_is_as_wide_as_scrollbars_that_come_and_go_leave_it(
    page: type[Page], content: str, width: int
) -> None:
    class Opened(App):
        def first_screen(self) -> Screen[bool]:
            return page()

    app = Opened()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        text = app.screen.query_one(content, Static)
        assert text.size.width == width
        text.update("1")
        await rest(app)
        assert text.size.width == 40
        text.update("\n".join(map(str, range(40))))
        await rest(app)
        assert text.size.width == width


async def test_what_was_scrolled_is_in_its_place_in_a_window_that_holds_it_all() -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        app.screen.scroll_end(animate=False, force=True)
        await rest(app)
        assert app.screen.query_one("#rows").region.y < 0
        await pilot.resize_terminal(40, 60)
        await rest(app)
        assert app.screen.query_one("#rows").region.y == 1


async def test_a_screen_that_was_covered_is_styled_anew(done: list[str]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        page = Page()
        await app.show(page)
        await app.push_screen(Page())
        await rest(app)
        done.clear()
        app.pop_screen()
        await rest(app)
        assert app.screen is page and "update_node_styles" in done


async def test_a_key_that_comes_before_the_layout_scrolls_as_one_after_it() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        app.switch_screen(Page())
        app.post_message(Key("pagedown", None))
        await rest(app)
        assert app.screen.scroll_y == 10


async def test_an_update_waits_for_what_is_still_to_come() -> None:
    updates: list[bool] = []
    settled = False
    timer = UpdateTimer(lambda: updates.append(settled), lambda: settled)
    timer.resume()
    await asyncio.sleep(0.01)
    settled = True
    while not updates:
        await asyncio.sleep(0.001)
    assert updates == [True]


async def test_an_update_waits_for_what_the_end_of_something_sets_going() -> None:
    updates: list[int] = []
    asked: list[bool] = []

    def is_settled() -> bool:
        # Settled for two turns, then something goes on, and ends.
        asked.append(True)
        return len(asked) not in (3, 4)

    timer = UpdateTimer(lambda: updates.append(len(asked)), is_settled)
    timer.resume()
    while not updates:
        await asyncio.sleep(0.001)
    assert updates == [8]


async def test_an_update_is_not_put_off_for_long() -> None:
    updates: list[int] = []
    asked: list[bool] = []

    def is_settled() -> bool:
        asked.append(True)
        return False

    timer = UpdateTimer(lambda: updates.append(len(asked)), is_settled)
    timer.resume()
    while not updates:
        await asyncio.sleep(0.001)
    # So many times 3 ms, however long they take on a busy machine.
    assert updates == [17]


async def test_keys_wait_for_no_layout_that_nothing_will_make() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        screen = app.screen
        assert isinstance(screen, Page)
        screen._layout_required = True
        screen._gathering_timer.resume()
        assert screen.awaits_layout
        screen._gathering_timer.pause()
        assert not screen.awaits_layout
