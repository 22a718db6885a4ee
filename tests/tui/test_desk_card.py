"""The card of a holder on the full screen: what it hides, what is compared, what is done."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, Hidden, HolderState
from cmi_tui.domain.holder_card import HolderCard, SeenSignIn, Standing
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import Event
from cmi_tui.lean.drawn import Drawn
from cmi_tui.messages import desk, desk_pages, pages
from cmi_tui.messages.dates import moment_in_words, until_in_words
from cmi_tui.services.session import Session
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.navigation import DeskPage, Visit
from rig.accounts import AUGUSTE
from tests.storage.rows import column
from tests.tui.agent_at_desk import SIZES, add_holder, at_desk
from tests.tui.test_screens import screen_text, settled

HOSTILE = "X\x1b]2;PWN\x1b\\\x1b[2J\x9d\u202e[red]"


async def test_the_card_of_an_ordinary_holder_is_on_one_screen(portal: Portal, faure: Session) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        assert at.app.screen.max_scroll_y == 0
        for told in (
            desk_pages.IDENTITY_SECTION, desk_pages.ACCOUNT_SECTION, desk_pages.REQUESTS_SECTION,
            "carte expédiée le 2 octobre 2026", "Actif", *(desk.ACTS[act] for act in (
                Act.ASK_CODE, Act.END_SESSIONS, Act.DISABLE)), pages.BACK,
        ):  # fmt: skip
            assert told in at.words, told
        assert desk.ACTS[Act.ENABLE] not in at.words and desk.ACTS[Act.END_SLOWING] not in at.words


@SIZES
async def test_what_is_masked_is_shown_one_by_one(
    portal: Portal, faure: Session, database_url: str, size: tuple[int, int]
) -> None:
    values = {
        Hidden.EMAIL: "mail0455@mail.fr", Hidden.ADDRESS: "12 rue des Tanneurs, 59000 LILLE",
        Hidden.BIRTH_DATE: "12/03/1948",
    }  # fmt: skip
    async with at_desk(portal, faure, size) as at:
        await at.open_card()
        assert not any(value in at.words for value in values.values())
        for shown, what in enumerate(Hidden, start=1):
            await at.go_to(what)
            await at.press("enter")
            query = "SELECT detail FROM journal WHERE event = 'holder_card_reveal' ORDER BY id"
            assert column(database_url, query) == list(Hidden)[:shown]
            assert isinstance(at.app.screen.focused, Drawn) and at.app.screen.focused.stop
        await at.press("pageup", "pageup")
        shown_text = at.words if size == (80, 24) else at.words.replace(" ", "")
        for value in values.values():
            assert (value if size == (80, 24) else value.replace(" ", "")) in shown_text


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("12/03/1948", "Date de naissance : correspond."),
        ("13/03/1948", "Erreur : Date de naissance : ne correspond pas."),
    ],
)
async def test_a_callers_words_are_compared_and_the_record_is_not_told(
    portal: Portal, faure: Session, said: str, told: str
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        assert await at.press("enter") == "verify"
        assert await at.press("space", "tab", *said, "enter") == "card"
        assert told in at.words and ("1948" not in at.words)


async def test_the_sixth_verification_is_refused_beside_its_field(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        for _ in range(5):
            portal.desk.cards.verify(faure, 1, {"claim": "postal_code", "said": "75001"})
        assert await at.press("enter") == "verify" and "Auguste Lambert" in at.words
        assert await at.press("space", "tab", *"12/03/1948", "enter") == "verify"
        assert "Vous avez déjà fait cinq vérifications" in at.words


@SIZES
@pytest.mark.parametrize(
    ("act", "event"),
    [(Act.ASK_CODE, Event.CODE_REQUEST), (Act.END_SESSIONS, Event.SESSIONS_END)],
)
async def test_an_act_is_done_after_a_yes_and_only_then(
    portal: Portal, faure: Session, database_url: str, size: tuple[int, int], act: Act, event: Event
) -> None:
    query = f"SELECT count(*) FROM journal WHERE event = '{event}' AND outcome = 'done'"
    async with at_desk(portal, faure, size) as at:
        await at.open_card()
        await at.go_to(act)
        assert await at.press("enter") == "confirm_act"
        assert "Auguste Lambert" in at.words and "averti par email" in at.words
        assert await at.press("enter") == "card"
        assert column(database_url, query) == [0]
        await at.go_to(act)
        await at.press("enter")
        assert await at.press("shift+tab", "enter") == "card"
        assert desk.DONE_ACTS[act].split(".")[0] in at.words
    assert column(database_url, query) == [1]


async def test_an_account_is_disabled_for_a_reason_after_a_yes_and_enabled_again(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.go_to(Act.DISABLE)
        assert await at.press("enter") == "disable"
        assert await at.press("enter") == "disable" and "Choisissez le motif de la" in at.words
        assert await at.press("space", "space", "enter") == "confirm_act"
        assert "Motif : décès." in at.words
        assert await at.press("escape") == "disable"
        await at.press("enter")
        assert await at.press("shift+tab", "enter") == "card"
        assert "Désactivé (décès)" in at.words and desk.ACTS[Act.ASK_CODE] not in at.words
        await at.go_to(Act.ENABLE)
        await at.press("enter")
        await at.press("shift+tab", "enter")
        assert desk.DONE_ACTS[Act.ENABLE] in at.words and "Actif" in at.words


async def test_a_holder_made_an_agent_meanwhile_is_no_longer_shown(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        portal.manage_accounts.set_role(AUGUSTE, Role.SUPPORT, "operator")
        await at.press("f3")
        await at.go_to("card-1")
        assert await at.press("enter") == "find"
        assert "Erreur : Aucun titulaire ne correspond" in at.words


async def test_hostile_data_of_a_holder_is_shown_as_signs(portal: Portal, faure: Session) -> None:
    holder = add_holder(
        portal, 1, last_name=HOSTILE, first_name=HOSTILE, city=HOSTILE, street=HOSTILE,
        email="a@b.fr",
    )  # fmt: skip
    work = DeskWork()
    async with at_desk(portal, faure) as at:
        assert await at.press(*"h1", "enter") == "open_card"
        seen = screen_text(at.app)
        assert await at.press("escape") == "found"
        seen += screen_text(at.app)
        await at.press("enter")
        await at.press("space", "tab", *"mots", "enter")
        for what in (Hidden.ADDRESS, Hidden.EMAIL):
            await at.go_to(what)
            await at.press("enter")
        seen += screen_text(at.app)
        for page in (DeskPage.CARD_HISTORY, DeskPage.VERIFY, DeskPage.DISABLE):
            work.want(holder)
            at.app.screen.post_message(Visit(page, desk=work))
            await settled(at.app, at.pilot)
            seen += screen_text(at.app)
        await at.press("f3")
        seen += screen_text(at.app)
    assert "PWN" in seen
    assert all(sign == "\n" or sign.isprintable() for sign in seen)


async def test_what_was_shown_of_one_holder_is_not_shown_on_anothers_card(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.go_to(Hidden.EMAIL)
        await at.press("enter")
        assert "mail0455@mail.fr" in at.words
        await at.press("f3")
        await at.open_card("chabot")
        assert "mail0455@mail.fr" not in at.words and desk.MASKED in at.words
        await at.go_to(Hidden.EMAIL)
        await at.press("enter")
        assert "ClemenceChabot@" in at.words
        await at.press("f3")
        await at.go_to("card-1")
        assert await at.press("enter") == "card"
        assert "@" not in at.words and "Auguste Lambert" in at.words


async def test_what_the_record_does_not_have_is_told_and_not_masked(
    portal: Portal, faure: Session
) -> None:
    add_holder(portal, 1)
    async with at_desk(portal, faure) as at:
        await at.open_card("h1")
        assert "Adresse email aucune" in at.words and "Date de naissance aucune" in at.words
        assert "Adresse postale masqué" in at.words


def test_the_account_is_told_with_all_that_an_act_needs() -> None:
    now = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
    earlier = now - timedelta(hours=3)
    standing = Standing(HolderState.ACTIVE, email_changed_at=earlier)
    card = HolderCard(
        1, "h1", "Zoé", False, "PARIS", frozenset(), standing, now, (
            SeenSignIn(earlier, "192.0.2.7"), SeenSignIn(earlier, "local")), 4, (), frozenset(),
    )  # fmt: skip
    when = moment_in_words(earlier, now)
    assert desk_pages.account_pairs(card, now) == [
        ("État", "Actif"),
        ("Attente", f"tentatives refusées {until_in_words(now, now)}"),
        ("Email modifié", when),
        ("Connexions", f"{when}, depuis 192.0.2.7"),
        ("", f"{when}, sans SSH"),
        ("Échecs depuis", "4"),
    ]
    never = replace(card, standing=Standing(HolderState.NEVER_ACTIVATED), slowed_until=None,
                    sign_ins=(), failures=0)  # fmt: skip
    assert desk_pages.account_pairs(never, now) == [("État", "Jamais activé"), ("Connexions", "aucune")]


@pytest.mark.parametrize(
    ("later", "told"),
    [
        (timedelta(seconds=90), "jusqu'à 9 h 14"),
        (timedelta(hours=24), "jusqu'à demain à 9 h 12"),
        (timedelta(days=7), "jusqu'au 1er décembre 2026 à 9 h 12"),
    ],
)
def test_the_end_of_a_wait_is_told_in_french_and_never_too_early(later: timedelta, told: str) -> None:
    now = datetime(2026, 11, 24, 9, 12).astimezone()
    assert until_in_words(now + later, now) == told
