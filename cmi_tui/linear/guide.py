"""« Aide et accessibilité », by sections: the whole takes minutes to hear."""

from functools import partial

from cmi_tui.linear.dialogue import Dialogue
from cmi_tui.linear.menu import Choice, Menu, go_back
from cmi_tui.messages import linear as texts
from cmi_tui.messages.accessibility import GUIDE_TITLE, SECTIONS


def read_guide(dialogue: Dialogue, menu: Menu) -> None:
    """Says the sections that are chosen."""
    choices: list[Choice[None]] = [
        (title, partial(dialogue.say, f"{title}\n{text}")) for title, text in SECTIONS
    ]
    choices.append((texts.GO_BACK, go_back))
    menu.stay("guide", lambda: [GUIDE_TITLE], choices)
