"""A question that is answered gives way to what the answer brings about, not to the page below it."""

import pytest
from textual.screen import Screen

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act
from cmi_tui.messages import desk
from cmi_tui.services.session import Session
from tests.tui.agent_at_desk import SIZES, at_desk
from tests.tui.test_screens import screen_text


@SIZES
async def test_the_page_below_an_answered_question_is_not_painted_before_it_goes(
    portal: Portal, faure: Session, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[str] = []
    paint = Screen._compositor_refresh

    def note(screen: Screen[bool]) -> None:
        paint(screen)
        # Empty while another screen has yet to be laid out.
        painted.extend(filter(None, [screen_text(app)]))

    async with at_desk(portal, faure, size) as played:
        app = played.app
        await played.open_card()
        await played.go_to(Act.END_SESSIONS)
        assert await played.press("enter") == "confirm_act"
        await played.press("shift+tab")
        monkeypatch.setattr(Screen, "_compositor_refresh", note)
        assert await played.press("enter") == "card"
        told = [desk.DONE_ACTS[Act.END_SESSIONS] in text or "Confirmez-vous" in text for text in painted]
        assert painted and all(told), painted[told.index(False)]
