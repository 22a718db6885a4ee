"""The small form in urwid."""

from __future__ import annotations

from typing import Any

import urwid


def main() -> None:
    """Run the form; Ctrl+Q leaves."""

    def left(key: object) -> None:
        if key == "ctrl q":
            raise urwid.ExitMainLoop

    fields: list[Any] = [
        urwid.Text("Mes informations"),
        urwid.Divider(),
        urwid.Text("Identifiant :   1000720180100001000"),
        urwid.Divider(),
        urwid.Edit("Adresse :       "),
        urwid.Divider(),
        urwid.Edit("Confirmation :  "),
    ]
    body = urwid.ListBox(urwid.SimpleFocusListWalker(fields))
    keys = urwid.Text("Bas : champ suivant   Ctrl+Q : quitter")
    urwid.MainLoop(urwid.Frame(body, footer=keys), unhandled_input=left).run()


if __name__ == "__main__":
    main()
