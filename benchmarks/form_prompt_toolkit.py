"""The small form in prompt_toolkit."""

from __future__ import annotations

from prompt_toolkit.application import Application
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.key_binding.bindings.focus import focus_next
from prompt_toolkit.layout import AnyContainer, HSplit, Layout, VSplit, Window
from prompt_toolkit.widgets import Label, TextArea


def main() -> None:
    """Run the form; Ctrl+Q leaves."""
    keys = KeyBindings()
    keys.add("tab")(focus_next)

    @keys.add("c-q")
    def _leave(event: KeyPressEvent) -> None:
        event.app.exit()

    def row(name: str) -> VSplit:
        return VSplit([Label(name, width=16), TextArea(multiline=False, width=40)], height=1)

    rows: list[AnyContainer] = [
        Label("Mes informations"),
        Window(height=1),
        Label("Identifiant :   1000720180100001000"),
        Window(height=1),
        row("Adresse :"),
        Window(height=1),
        row("Confirmation :"),
        Window(),
        Label("Tab : champ suivant   Ctrl+Q : quitter"),
    ]
    form: Application[None] = Application(Layout(HSplit(rows)), key_bindings=keys, full_screen=True)
    form.run()


if __name__ == "__main__":
    main()
