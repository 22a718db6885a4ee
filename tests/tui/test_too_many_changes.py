"""An address that may not be changed now: the page says so, and for how long."""

from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.services.change_email import ChangeEmail
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from tests.tui.test_key_order import typing
from tests.tui.test_screens import screen_text


async def test_after_too_many_changes_the_page_tells_how_long_to_wait(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_arguments: object) -> None:
        raise Refused({"new": Code.TOO_MANY_TRIES}, timedelta(minutes=7))

    monkeypatch.setattr(ChangeEmail, "__call__", refused)
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("neuve@mail.fr\tneuve@mail.fr\r")
        shown = " ".join(screen_text(typist.app).split())
        assert typist.state[0] == "information"
        assert "Erreur : Trop de tentatives. Réessayez dans 7 minutes." in shown
