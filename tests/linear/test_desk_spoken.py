"""All that the desk says in lines, kept as golden lines; an answer stands after « > »."""

from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import linear as texts
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.linear.scripted import ScriptedTerminal

_GOLDEN = Path(__file__).parent / "desk_spoken.txt"
_ANSWER = ">"


def test_all_that_the_desk_says_from_the_sign_in_to_an_act(portal: Portal, clock: FakeClock) -> None:
    golden = _GOLDEN.read_text(encoding="utf-8").splitlines()
    answers = [line.removeprefix(_ANSWER).strip() for line in golden if line.startswith(_ANSWER)]
    answers = [code_at(clock()) if answer == "code" else answer for answer in answers]
    terminal = ScriptedTerminal(answers)
    converse(portal, None, terminal, texts.BY_OPTION)
    assert [line.rstrip() for line in terminal.lines] == [
        line for line in golden if not line.startswith(_ANSWER)
    ]
    assert terminal.is_done
