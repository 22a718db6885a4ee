"""What a field takes, what it declines and says, and what is kept when a session ends by itself."""

from datetime import timedelta
from pathlib import Path

import pytest
from textual.events import AppBlur, AppFocus

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import EXPORT
from cmi_tui.services.session import Session
from cmi_tui.tui.navigation import Page
from cmi_tui.tui.widgets.path_row import PathRow, path_completed
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD
from tests.conftest import FakeClock
from tests.tui.test_key_order import Typist, typing
from tests.tui.test_screens import opened, screen_text, settled, visit

_PASTE = "\x1b[200~{}\x1b[201~"


def test_a_field_shows_and_proposes_nothing_that_would_act_on_a_terminal(tmp_path: Path) -> None:
    field = PathRow("export", EXPORT.field("path"), "", 20, 1)
    assert field.shown("a\x1b[2J\u202e") == "a^[[2J<U+202E>"
    (tmp_path / "a\x1b[2J").touch()
    assert path_completed(f"{tmp_path}/a") is None
    (tmp_path / "ab").mkdir()
    assert path_completed(f"{tmp_path}/a") == f"{tmp_path}/ab/"


async def test_a_field_is_not_judged_because_another_window_is_looked_at(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EMAIL)
        await pilot.press("a")
        app.post_message(AppBlur())
        await settled(app, pilot)
        assert "Erreur" not in screen_text(app)
        app.post_message(AppFocus())
        await settled(app, pilot)
        await pilot.press("tab")
        await settled(app, pilot)
        assert "Erreur" in screen_text(app)


def shown(typist: Typist) -> str:
    return " ".join(screen_text(typist.app).split())


def new_address(typist: Typist) -> str:
    return str(typist.app.screen.values["new"])  # type: ignore[attr-defined]


async def test_bytes_that_are_no_utf_8_are_told_though_one_types_on(
    portal: Portal, session: Session
) -> None:
    async with typing(portal, session, Page.PASSWORD) as typist:
        typist.link.receive(b"Secret-\xe92026!")
        await typist.rest()
        assert "Erreur : Texte refusé : il contient" in shown(typist)


async def test_half_a_character_at_the_end_is_told_after_a_while(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cmi_tui.wire.base._SPLIT_CHARACTER", 0.05)
    async with typing(portal, session, Page.EMAIL) as typist:
        typist.link.receive(b"ab\xc3")
        await typist.rest()
        assert "Erreur : Texte refusé : il contient" in shown(typist) and new_address(typist) == "ab"


@pytest.mark.parametrize(
    "pasted",
    [
        "\u200ba@mail.fr",
        "a@mail.fr\u00ad",
        "\r\na@mail.fr\r\n",
        " \u00a0a@mail.fr\u2028",
        "\ufeffa@mail.fr",
    ],
)
async def test_what_cannot_be_seen_at_the_ends_of_a_paste_is_taken_off(
    portal: Portal, session: Session, pasted: str
) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send(_PASTE.format(pasted))
        assert new_address(typist) == "a@mail.fr"


async def test_the_blanks_of_a_pasted_password_count(portal: Portal, session: Session) -> None:
    async with typing(portal, session, Page.PASSWORD) as typist:
        await typist.send(_PASTE.format(" Secret 1! \n"))
        assert typist.app.screen.values["old"] == " Secret 1! "  # type: ignore[attr-defined]


@pytest.mark.parametrize("pasted", ["a\u200bb", "a\nb", "x" * 300, "a\x1b[2Jb", "a\ufffdb"])
async def test_what_cannot_be_taken_is_said_and_the_field_keeps_what_it_had(
    portal: Portal, session: Session, pasted: str
) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("mien", _PASTE.format(pasted))
        assert new_address(typist) == "mien"
        assert "Erreur : Texte refusé" in shown(typist)


async def test_a_pasted_path_is_taken_up_to_what_the_field_takes_and_shown_at_its_end(
    portal: Portal, session: Session
) -> None:
    async with typing(portal, session, Page.EXPORT) as typist:
        path = "/" + "d" * 3000 + "/fin.pdf"
        await typist.send("\x15", _PASTE.format(path))
        assert typist.app.screen.values["path"] == path  # type: ignore[attr-defined]
        assert "/fin.pdf" in shown(typist)
        await typist.send(_PASTE.format("x" * 2000))
        assert "Texte refusé : 4096 caractères au plus." in shown(typist)


async def test_a_refusal_that_repeats_is_seen_and_heard(portal: Portal) -> None:
    rung = []
    async with typing(portal, None, None) as typist:
        typist.app.bell = lambda: rung.append(1)  # type: ignore[method-assign]
        await typist.send(f"{AUGUSTE}\tfaux\r")
        sentence = "Identifiant ou mot de passe incorrect."
        refused = f"Erreur : {sentence}"
        assert refused in shown(typist) and "fois" not in shown(typist) and not rung
        await typist.send("\t\x1b[Z\r")
        assert f"Erreur (2e fois) : {sentence}" in shown(typist) and len(rung) == 1
        await typist.send("\t\x1b[Z\r")
        assert f"Erreur (3e fois) : {sentence}" in shown(typist) and len(rung) == 2
        await typist.send("autre\r")
        assert refused in shown(typist) and "fois" not in shown(typist)


async def test_the_longest_time_of_a_session_is_announced_and_what_was_typed_is_kept(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        app = typist.app
        await typist.send("neuve@mail.fr\tneuve@")
        left = (session.expires_at - clock()).total_seconds()
        clock.advance(left - 121)
        app.end_session_in_time()
        await typist.rest()
        assert "durée maximale" not in shown(typist)
        clock.advance(1)
        app.end_session_in_time()
        await typist.rest()
        assert "terminera dans moins de 2 minutes" in shown(typist)
        await typist.send("m")
        assert "terminera dans moins de 2 minutes" in shown(typist), "a key does not put it off"
        clock.advance(120)
        app.end_session_in_time()
        await typist.rest()
        assert app.session is None
        assert "atteint sa durée maximale" in shown(typist)
        assert "Ce que vous aviez saisi est gardé dix minutes" in shown(typist)
        await typist.send(f"{AUGUSTE}\t{PASSWORD}\r")
        assert "Ce que vous aviez saisi dans « Mon adresse email » est gardé" in shown(typist)
        await typist.send("\x1b[B\r\t\r")
        assert "Ce que vous aviez saisi est repris ici." in shown(typist)
        assert new_address(typist) == "neuve@mail.fr"


async def test_what_was_typed_is_given_to_the_same_account_only_and_for_ten_minutes(
    portal: Portal, session: Session, clock: FakeClock
) -> None:
    async with typing(portal, session, Page.EMAIL) as typist:
        await typist.send("neuve@mail.fr")
        clock.advance((session.expires_at - clock()).total_seconds())
        typist.app.end_session_in_time()
        await typist.rest()
        await typist.send(f"{CLEMENCE}\t{PASSWORD}\r")
        assert "gardé" not in shown(typist)
        await typist.send("\x1b[B\r\t\r")
        assert new_address(typist) == ""
    clock.advance(timedelta(minutes=10).total_seconds())
    assert portal.drafts.form_of(session.account_id) == ""


async def test_no_password_is_kept(portal: Portal, session: Session, clock: FakeClock) -> None:
    async with typing(portal, session, Page.PASSWORD) as typist:
        await typist.send(f"{PASSWORD}\t\tNeuf-2027!")
        clock.advance((session.expires_at - clock()).total_seconds())
        typist.app.end_session_in_time()
        await typist.rest()
        assert "atteint sa durée maximale" in shown(typist) and "gardé" not in shown(typist)
    assert portal.drafts.form_of(session.account_id) == ""


async def test_a_terminal_that_controls_the_flow_is_told_another_key_to_leave(portal: Portal) -> None:
    async with typing(portal, None, None) as typist:
        assert "Ctrl+Q Quitter" in shown(typist)
    async with typing(portal, None, None, term="vt100") as typist:
        assert "Ctrl+C Quitter" in shown(typist)
        await typist.send("\x11\x13")
        assert typist.app.return_code is None and not typist.app._exit
