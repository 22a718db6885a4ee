"""The dialogue of signing in over SSH: each refusal is told in whole words."""

import pytest

from cmi_tui.composition import Portal
from cmi_tui.ssh.door.authentication import Authentication
from cmi_tui.ssh.door.sign_ins import SignIns
from cmi_tui.ssh.loop.meter import Meter
from rig.accounts import AUGUSTE


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
