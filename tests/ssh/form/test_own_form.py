"""The own form of an account: made once, and its absence told once, however often it is asked for."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.services.session import Session
from cmi_tui.ssh.form.form_maker import FormMaker
from cmi_tui.ssh.form.own_form import OwnForm
from cmi_tui.ssh.loop.fair_share import FairShare


async def test_why_there_is_no_form_is_told_once_and_one_is_made_later(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(*_arguments: object) -> None:
        raise Unavailable(Code.DATABASE_LOCKED)

    told: list[Code] = []
    maker = FormMaker(FairShare(10.0, 10.0))
    form = OwnForm(portal, session, maker, told.append)
    with monkeypatch.context() as patch:
        patch.setattr(portal.export_form, "content", locked)
        for _ in range(3):
            with pytest.raises(Unavailable):
                await form.files()
    assert told == [Code.DATABASE_LOCKED]
    files = await form.files()
    assert len(files) == 2 and await form.files() is files
    maker.close()
