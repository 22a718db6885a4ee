"""The small form in plain ncurses: one field to read, two to fill."""

from __future__ import annotations

import curses
import locale

_FIELDS = {"Identifiant": "1000720180100001000", "Adresse": "", "Confirmation": ""}


def form(screen: curses.window) -> None:
    """Draw the form and fill it with what is typed; Tab and Down move on."""
    screen.addstr(0, 0, "Mes informations", curses.A_BOLD)
    for row, (name, value) in enumerate(_FIELDS.items()):
        screen.addstr(2 + 2 * row, 0, f"{name} :")
        screen.addstr(2 + 2 * row, 16, value)
    screen.addstr(curses.LINES - 1, 0, "Tab : champ suivant   Ctrl+L : redessiner   Ctrl+Q : quitter")
    lengths, current = [0, 0], 0
    while True:
        screen.move(4 + 2 * current, 16 + lengths[current])
        key = screen.getch()
        if key in (ord("\t"), curses.KEY_DOWN):
            current = 1 - current
        elif 32 <= key < 127:
            screen.addch(key)
            lengths[current] += 1


if __name__ == "__main__":
    locale.setlocale(locale.LC_ALL, "")
    curses.wrapper(form)
