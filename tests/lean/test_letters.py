"""A letter goes from the terminal to the field by calls, and acts as any key does."""

import asyncio
from contextvars import Context

import pytest
from textual._context import active_app, active_message_pump
from textual.events import Event, Key
from textual.message import Message
from textual.message_pump import MessagePump

from cmi_tui.lean.line_input import LineInput
from tests.lean.test_repairs import App, Field, Page, rest


async def test_a_letter_is_typed_and_painted_by_no_message(monkeypatch: pytest.MonkeyPatch) -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        monkeypatch.setattr(Page, "echoes", False)
        taken: list[object] = []
        original = MessagePump._dispatch_message

        async def dispatch(pump: MessagePump, message: Message) -> None:
            taken.append(message)
            await original(pump, message)

        monkeypatch.setattr(MessagePump, "_dispatch_message", dispatch)
        field = app.screen.query_one("#one", Field)
        renders = field.renders
        app.post_message(Key("x", "x"))
        assert field.value == "x"
        await rest(app)
        assert field.renders == renders + 1
        # That the value has changed is told by a message, to whoever wants to know.
        assert {type(message) for message in taken} <= {LineInput.Changed}
        app.post_message(Key("backspace", "\x7f"))
        assert field.value == ""
        await rest(app)
        assert {type(message) for message in taken} <= {LineInput.Changed}
        app.post_message(Key("tab", "\t"))
        assert app.focused is app.screen.query_one("#two", Field)
        await rest(app)
        assert not any(isinstance(message, Key) for message in taken)


async def test_a_field_that_has_gone_may_still_be_told_to_repaint() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        field = app.screen.query_one("#one", Field)
        await field.remove()
        field.proposal = "late"
        await rest(app)
        assert app._exception is None


async def test_a_repaint_that_comes_as_the_application_ends_is_none() -> None:
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        screen = app.screen
        assert isinstance(screen, Page)
        stack = list(app._screen_stack)
        app._screen_stack.clear()
        screen._is_stale = True
        screen._update_safely()
        app._screen_stack.extend(stack)
        assert app._exception is None


async def test_a_letter_that_may_not_act_is_not_typed() -> None:
    class Deaf(App):
        def takes(self, event: Event) -> bool:
            return not isinstance(event, Key)

    app = Deaf()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        app.post_message(Key("x", "x"))
        await rest(app)
        assert app.screen.query_one("#one", Field).value == ""


async def test_a_letter_that_meets_a_defect_ends_the_application(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(field: Field, letter: str) -> None:
        raise ValueError(letter)

    app = App()
    with pytest.raises(ValueError, match="x"):
        async with app.run_test(size=(40, 12)):
            await rest(app)
            monkeypatch.setattr(Field, "type", fail)
            app.post_message(Key("x", "x"))
            await asyncio.wait_for(app._exception_event.wait(), 5)
    assert app.return_code == 1


async def test_a_letter_acts_in_the_name_of_its_application_and_field_whoever_brings_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    acted: list[object] = []

    def changed(field: Field) -> None:
        acted.extend([active_app.get(), active_message_pump.get()])

    monkeypatch.setattr(Field, "changed", changed)
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        Context().run(app.post_message, Key("x", "x"))
        await rest(app)
        assert acted == [app, app.screen.query_one("#one")]


async def test_a_letter_that_means_something_else_to_the_field_goes_its_usual_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keys: list[str] = []
    monkeypatch.setattr(Field, "takes_letters", False)
    monkeypatch.setattr(Field, "on_key", lambda field, event: keys.append(event.key), raising=False)
    app = App()
    async with app.run_test(size=(40, 12)):
        await rest(app)
        app.post_message(Key("x", "x"))
        await rest(app)
        assert keys == ["x"]
