"""The dialogue of signing in over SSH: each refusal is told in whole words."""

from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Refused
from cmi_tui.messages import ssh as texts
from cmi_tui.ssh.door.authentication import Authentication
from cmi_tui.ssh.door.sign_ins import SignIns
from cmi_tui.ssh.loop.meter import Meter
from rig.accounts import AUGUSTE, SUPPORT, SUPPORT_PASSWORD
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.services.agents import HOME, half_signed_in


@pytest.mark.parametrize(
    ("login", "password", "told"),
    [
        (AUGUSTE, "x" * 129, "Texte refusé : 128 caractères au plus."),
        ("x" * 255, "x", "Texte refusé : 254 caractères au plus."),
        (AUGUSTE, "", "La saisie de votre mot de passe est obligatoire."),
    ],
)
async def test_an_answer_that_is_refused_is_told_with_its_limit(
    portal: Portal, login: str, password: str, told: str
) -> None:
    said: list[str] = []
    sign_ins = SignIns(portal, Meter())
    dialogue = Authentication(sign_ins, "192.0.2.7", 3, said.append)
    dialogue.begin("")
    dialogue.challenge()
    for answer in (login, password) if len(login) < 255 else (login,):
        await dialogue.answer([answer])
    sign_ins.close()
    assert said == [told]


async def test_an_agent_whose_codes_were_too_many_is_told_how_long_to_wait(
    portal: Portal, clock: FakeClock
) -> None:
    for _ in range(4):
        with pytest.raises(Refused):
            portal.second_factor(half_signed_in(portal), {"code": "12345"})
    said: list[str] = []
    meter = Meter()
    sign_ins = SignIns(portal, meter)
    dialogue = Authentication(sign_ins, HOME, 3, said.append)
    dialogue.begin(SUPPORT)
    dialogue.challenge()
    await dialogue.answer([SUPPORT_PASSWORD])
    asked = await dialogue.answer([code_at(clock() + timedelta(minutes=5))])
    assert said == ["Trop de tentatives. Réessayez dans 1 minute."]
    assert not isinstance(asked, bool) and asked[3] == [(texts.PASSWORD_QUESTION, False)]
    await dialogue.answer([SUPPORT_PASSWORD])
    assert said[1:] == said[:1] and dialogue.session is None
    assert meter.report()["sign_ins_throttled"] == 1
    sign_ins.close()


@pytest.mark.parametrize(
    ("user", "is_login"),
    [("1234567", False), ("12345678", True), ("root", False), ("", False), ("a@mail.fr", True)],
)
async def test_a_short_number_is_a_systems_user_name_and_no_identifier(
    portal: Portal, user: str, is_login: bool
) -> None:
    sign_ins = SignIns(portal, Meter())
    dialogue = Authentication(sign_ins, HOME, 3, print)
    dialogue.begin(user)
    question = texts.PASSWORD_QUESTION if is_login else texts.LOGIN_QUESTION
    assert dialogue.challenge()[3] == [(question, not is_login)]
    sign_ins.close()
