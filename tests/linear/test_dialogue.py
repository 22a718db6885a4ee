"""What a dialogue says, whatever it is given to say."""

import pytest

from cmi_tui.linear.dialogue import Back, Dialogue
from tests.linear.scripted import ScriptedTerminal


def test_nothing_that_would_act_on_a_terminal_is_said_or_asked() -> None:
    terminal = ScriptedTerminal(["aide", "oui"])
    dialogue = Dialogue(terminal)
    dialogue.say("Nom : X\x1b[2J\nVille : \u202eY")
    assert dialogue.confirm("Remplacer a\x1bb ?", ["\x9d"])
    assert all(line.isprintable() for line in terminal.lines)
    assert terminal.lines[:2] == ["Nom : X^[[2J", "Ville : <U+202E>Y"]


@pytest.mark.parametrize("answer", ["retour", "RETOUR", " Retour "])
def test_a_command_is_one_in_any_letters(answer: str) -> None:
    with pytest.raises(Back):
        Dialogue(ScriptedTerminal([answer])).ask("?", ())
