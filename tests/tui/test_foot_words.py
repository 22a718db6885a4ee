"""The words of the foot: which keys keep theirs longest, and whether a field has to be filled."""

from cmi_tui.composition import Portal
from cmi_tui.messages import forms
from cmi_tui.messages.keys import KEYS, SHORT_KEYS
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.widgets.foot import Foot
from tests.tui.test_foot import foot_text
from tests.tui.test_screens import opened, settled, visit


def test_the_way_out_keeps_its_words_longest() -> None:
    foot = Foot(lambda _width, _tightness: 0)
    foot._keys = ("sign_out", "close_menu", "page")
    told = [foot._key_texts(room)[0] for room in range(20, 80)]
    shortest = [SHORT_KEYS[name] for name in foot._keys]
    assert told[0] == shortest and told[-1] == [KEYS[name] for name in foot._keys]
    assert [SHORT_KEYS["sign_out"], KEYS["close_menu"], SHORT_KEYS["page"]] in told
    for texts in told:
        assert texts[1] == KEYS["close_menu"] or texts == shortest


async def test_what_has_to_be_filled_and_what_need_not_are_told_apart(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.EXPORT)
        assert isinstance(screen, FormScreen)
        for name, necessity in (("path", forms.REQUIRED), ("card_1", forms.OPTIONAL)):
            screen.rows[name].focus_input()
            await settled(app, pilot)
            label = forms.LABELS["export", name]
            assert foot_text(app).startswith(label + forms.NECESSITY.format(necessity=necessity))
