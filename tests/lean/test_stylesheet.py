"""The styles of a node are those that Textual would find, and are looked for once a kind of node."""

from collections.abc import Callable, Iterator

import pytest
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.css.stylesheet import Stylesheet
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widgets import Static

from cmi_tui.lean.app import LeanApp
from cmi_tui.lean.screen import LeanScreen
from tests.lean.test_repairs import rest


class Box(Static, can_focus=True):
    """What can have the focus, with a part that has styles of its own."""

    COMPONENT_CLASSES = {"box--part"}


class Line(Horizontal):
    """A text and what can have the focus."""

    def __init__(self, name: str) -> None:
        super().__init__(id=f"line-{name}", classes="line")

    def compose(self) -> ComposeResult:
        yield Static("text", classes="text")
        yield Box()


class Page(LeanScreen[bool]):
    """Two lines, and two texts of which only the place is different."""

    def compose(self) -> ComposeResult:
        yield Line("one")
        yield Line("two")
        with Vertical(id="places"):
            yield Static("first", classes="placed")
            yield Static("second", classes="placed")


class App(LeanApp):
    """Opens the page."""

    CSS = """
    Line { height: 1; layout: horizontal; }
    .text { width: 10; }
    Line.-wrong .text { text-style: bold; }
    #line-two > .text { width: 12; }
    Box:focus { text-style: underline; }
    Box > .box--part { text-style: reverse; }
    Screen:focus .text { text-style: italic; }
    Line:disabled .text { text-style: strike; }
    #places { height: 2; }
    .placed { text-style: bold; }
    .placed:first-child { text-style: reverse; }
    """

    def first_screen(self) -> Screen[bool]:
        return Page()


@pytest.fixture
def looked_for(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[DOMNode]]:
    """The nodes whose rules Textual has looked for."""
    seen: list[DOMNode] = []
    original: Callable[..., None] = Stylesheet.apply

    def apply(stylesheet: Stylesheet, node: DOMNode, **options: object) -> None:
        seen.append(node)
        original(stylesheet, node, **options)

    monkeypatch.setattr(Stylesheet, "apply", apply)
    yield seen


def rules(node: DOMNode) -> dict[str, str]:
    return {name: repr(value) for name, value in node.styles.base.get_rules().items()}


def assert_as_textual_has_them(app: LeanApp) -> None:
    for node in app.screen.walk_children(with_self=True):
        ours = rules(node)
        node.styles.base.reset()
        Stylesheet.apply(app.stylesheet, node)
        assert ours == rules(node), node


async def test_a_node_has_the_styles_that_textual_finds_in_every_state() -> None:
    app = App()
    async with app.run_test(size=(40, 12)) as pilot:
        await rest(app)
        one, two = app.screen.query(Line)
        assert_as_textual_has_them(app)
        changes: list[Callable[[], object]] = [
            lambda: one.add_class("-wrong"),
            app.screen.focus_next,
            lambda: one.remove_class("-wrong"),
            lambda: setattr(two, "disabled", True),
            lambda: setattr(two, "disabled", False),
        ]
        for change in changes:
            change()
            await rest(app)
            assert_as_textual_has_them(app)
        await pilot.hover("#line-two")
        await rest(app)
        assert_as_textual_has_them(app)


async def test_what_goes_by_the_place_among_others_is_looked_for_each_time() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        first, second = app.screen.query(".placed")
        assert first.styles.text_style.reverse and second.styles.text_style.bold
        await first.remove()
        app.screen.query_one(".placed").update_node_styles()
        assert second.styles.text_style.reverse


async def test_the_rules_of_a_kind_of_node_are_looked_for_once(looked_for: list[DOMNode]) -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        # The styles of a widget are read when the first of its type is made.
        await app.show(Page())
        await rest(app)
        looked_for.clear()
        await app.show(Page())
        await rest(app)
        assert {node for node in looked_for if not node.has_class("placed")} == set()


async def test_rules_that_are_added_count_for_what_is_there() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        app.stylesheet.add_source(".text { width: 5; }")
        app.update_styles(app.screen)
        assert [str(text.styles.width) for text in app.screen.query(".text")] == ["5", "12"]
