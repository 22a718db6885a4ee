"""What the wire leans on of Textual's private parts is as it was, and stands in one file."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from textual.app import App
from textual.events import AppBlur, Key, MouseDown
from textual.keys import Keys

from cmi_tui import wire
from cmi_tui.wire import ByteLink, StreamDriver, WireOptions
from cmi_tui.wire.driver import WireDriver
from cmi_tui.wire.textual_parts import ANSI_SEQUENCES_KEYS, FUNCTIONAL_KEYS, XTermParser, choose_driver

_FILES = sorted(Path(wire.__file__).parent.glob("*.py"))
_PRIVATE = {
    "_app", "_loop", "_size", "_debug", "_mouse", "_auto_restart", "_down_buttons", "_last_move_event",
}  # fmt: skip


def test_the_parser_makes_the_events_of_sequences() -> None:
    found = [*XTermParser().feed("a\x1b[A\x1b[<0;3;2M\x1b[O")]
    assert [type(event) for event in found] == [Key, Key, MouseDown, AppBlur]
    assert [event.key for event in found if isinstance(event, Key)] == ["a", "up"]


def test_the_tables_say_which_sequences_are_keys() -> None:
    assert ANSI_SEQUENCES_KEYS["\x1b[A"] == (Keys.Up,)
    assert any(isinstance(key, str) for key in ANSI_SEQUENCES_KEYS.values())
    assert FUNCTIONAL_KEYS["15~"] == "f5" and "99~" not in FUNCTIONAL_KEYS


def test_a_driver_that_is_chosen_late_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("textual.constants.DRIVER", None)
    choose_driver("cmi_tui.wire.driver:WireDriver")
    assert App[None]().driver_class is WireDriver


async def test_a_driver_knows_its_application_its_loop_its_size_and_its_mouse() -> None:
    app = App[None]()
    link = ByteLink(lambda _: None, (40, 8))
    driver = StreamDriver(app, settings=WireOptions("xterm"), link=link, mouse=False)
    assert driver.application is app and driver.loop.is_running()
    assert not driver.wants_mouse and not driver.is_debugged
    with driver.no_automatic_restart():
        assert not driver.restarts_by_itself
    assert driver.restarts_by_itself
    app._driver = driver
    assert app.size == (40, 8)
    driver.size = (30, 6)
    assert app.size == (30, 6)


@pytest.mark.parametrize("file", _FILES, ids=lambda file: file.name)
def test_no_other_file_uses_a_private_part(file: Path) -> None:
    if file.name == "textual_parts.py":
        return
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert not (node.module or "").startswith("textual._")
        if isinstance(node, ast.Attribute):
            assert node.attr not in _PRIVATE, f"line {node.lineno}"
