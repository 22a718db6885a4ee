"""The agent's desk on the full screen: finding, limits, the agent's own account, and who looked."""

from dataclasses import replace
from datetime import timedelta

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.desk import Act, Hidden
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.messages import desk, desk_pages, pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.desk_work import DeskWork
from cmi_tui.tui.navigation import DeskPage, Page, SignedIn, SignedOut, Visit
from cmi_tui.tui.screens.form_screen import FormScreen
from rig.accounts import PASSWORD, SUPPORT, SUPPORT_PASSWORD
from tests.storage.rows import column
from tests.tui.agent_at_desk import CARDS, SIZES, Desk, add_holder, at_desk
from tests.tui.test_screens import screen_text, settled


@SIZES
async def test_a_holder_is_found_and_the_card_opened_for_a_motive(
    portal: Portal, faure: Session, database_url: str, size: tuple[int, int]
) -> None:
    async with at_desk(portal, faure, size) as at:
        assert at.page == "find"
        assert await at.press(*"LEMBERT", "enter") == "found" and desk.NOBODY in at.words
        assert await at.press("escape") == "find"
        assert isinstance(at.app.screen, FormScreen) and at.app.screen.values["wanted"] == "LEMBERT"
        await at.press("ctrl+u")
        # Of one alone the motive is asked at once; who is not meant leads back to the list.
        assert await at.press(*"lam-BERT", "enter") == "open_card"
        assert await at.press("escape") == "found"
        assert "Auguste Lambert, LILLE (actif)" in at.words
        assert await at.press("enter") == "open_card"
        assert await at.press("enter") == "open_card"
        assert "Choisissez le motif" in at.words
        assert await at.press("space", "enter") == "card"
        assert "Auguste Lambert" in at.words and "1000720180100001000" in at.words
    assert column(database_url, CARDS) == ["motive=call"]


async def test_the_search_is_one_key_away_and_what_was_typed_is_there_again(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.press("enter")
        assert await at.press("space", "tab", *"12/03", "f3") == "find"
        assert desk_pages.CARDS_AT_HAND in at.words
        assert isinstance(at.app.screen, FormScreen) and not any(at.app.screen.values.values())
        await at.open_card("chabot")
        assert await at.press("f3") == "find"
        assert at.words.index("Clémence Chabot") < at.words.index("Auguste Lambert")
        await at.go_to("card-1")
        assert await at.press("enter") == "card" and "Auguste Lambert" in at.words
        # The work of the desk goes along from page to page.
        assert await at.press("enter") == "verify"
        assert isinstance(at.app.screen, FormScreen)
        assert at.app.screen.values == {"claim": "birth_date", "said": "12/03"}


async def test_an_agents_own_pages_lose_nothing_of_the_desk_and_lead_back_to_the_search_by_one_key(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.press("enter")
        assert await at.press("space", "tab", *"12/03", "f3") == "find"
        await at.press(*"dupo")
        for page in (Page.PASSWORD, Page.PREFERENCES):
            await at.go_to(page)
            assert await at.press("enter") == page and "F3" in at.words
            assert await at.press("f3") == "find"
        assert isinstance(at.app.screen, FormScreen) and at.app.screen.values["wanted"] == "dupo"
        await at.go_to("card-1")
        assert await at.press("enter") == "card" and await at.press("enter") == "verify"
        assert at.app.screen.values == {"claim": "birth_date", "said": "12/03"}
        assert await at.press("f3") == "find" and at.app.screen.values["wanted"] == "dupo"
        assert await at.press("f3") == "find" and not at.app.screen.values["wanted"]


async def test_the_next_to_sign_in_finds_nothing_of_an_agents_work(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.press("f10")
        assert at.page == "sign_in"
        at.app.post_message(SignedIn(replace(faure, cards=[])))
        await settled(at.app, at.pilot)
        at.app.screen.post_message(Visit(DeskPage.FOUND))
        await settled(at.app, at.pilot)
        assert at.page == "find" and "Lambert" not in at.words


async def test_the_search_is_reached_by_tab_and_enter_too(portal: Portal, faure: Session) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.go_to("find")
        assert await at.press("enter") == "find"


async def test_an_agents_session_ends_without_a_promise_to_keep_what_was_typed(
    portal: Portal, faure: Session
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        await at.go_to(Act.DISABLE)
        assert await at.press("enter") == "disable"
        await at.press("space")
        at.app.post_message(SignedOut(error_text(Code.SESSION_IDLE), Code.SESSION_IDLE))
        await settled(at.app, at.pilot)
        assert at.page == "sign_in" and "gardé" not in at.words
    assert not portal.drafts.form_of(faure.account_id)


async def test_a_card_at_hand_is_opened_again_without_a_motive_and_not_counted(
    portal: Portal, faure: Session, database_url: str
) -> None:
    async with at_desk(portal, faure) as at:
        await at.open_card()
        assert await at.press("f3") == "find"
        assert await at.press(*"lambert", "enter") == "card"
        assert await at.press("escape") == "found" and await at.press("enter") == "card"
    details = column(database_url, CARDS)
    assert details == ["motive=call", "again", "again"]


async def test_too_much_is_told_and_what_was_typed_stays(
    portal: Portal, faure: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise Refused({"limit": Code.TOO_MUCH_ASKED}, timedelta(minutes=12))

    async with at_desk(portal, faure) as at:
        monkeypatch.setattr(portal.desk, "find", refuse)
        rung: list[int] = []
        monkeypatch.setattr(at.app, "bell", lambda: rung.append(1))
        assert await at.press(*"lambert", "enter") == "find" and rung == [1]
        assert "Erreur : Vous avez atteint" in at.words and "Réessayez dans 12 minutes" in at.words
        assert "lambert" in at.words


async def test_an_agent_whose_role_is_taken_away_is_signed_out(portal: Portal, faure: Session) -> None:
    async with at_desk(portal, faure) as at:
        portal.manage_accounts.set_role(SUPPORT, Role.HOLDER, "operator")
        assert await at.press(*"lambert", "enter") == "sign_in"
        assert "Lambert," not in at.words


async def test_who_was_found_is_told_with_city_and_state_in_a_small_window(
    portal: Portal, faure: Session
) -> None:
    told = "Marie-Christine Lefèvre-Dupont, SAINT-REMY-EN-BOUZEMONT (jamais activé)"
    add_holder(portal, 1, first_name="Marie-Christine", last_name="Lefèvre-Dupont",
               city="SAINT-REMY-EN-BOUZEMONT")  # fmt: skip
    add_holder(portal, 2, first_name="Marie-Christine", last_name="Lefèvre-Dupont")
    async with at_desk(portal, faure, (40, 12)) as at:
        await at.press(*"lefevre", "enter")
        assert told in at.words and "Lefèvre-Dupont, PARIS (jamais activé)" in at.words
        assert await at.press("tab", "enter") == "open_card"
        assert "PARIS" in at.words and "SAINT" not in at.words


async def test_many_are_shown_on_one_screen_and_more_have_to_be_told(
    portal: Portal, faure: Session
) -> None:
    for number in range(21):
        add_holder(portal, number)
    async with at_desk(portal, faure) as at:
        assert await at.press(*"martin", "enter") == "found"
        assert screen_text(at.app).count("Zoé Martin, PARIS") == 20 or at.app.screen.max_scroll_y
        assert desk.REFINE in at.words


async def test_agents_change_their_own_password_and_preferences(portal: Portal, faure: Session) -> None:
    async with at_desk(portal, faure) as at:
        await at.go_to(Page.PREFERENCES)
        assert await at.press("enter") == "preferences" and "Plus de temps" not in at.words
        assert await at.press("tab", "tab", "space", "enter") == "find"
        assert pages.PREFERENCES_CHANGED in at.words
        await at.go_to(Page.PASSWORD)
        assert await at.press("enter") == "password"
        new = [*"Nouveau2026!"]
        keys = [*SUPPORT_PASSWORD, "tab", "tab", *new, "tab", "tab", *new, "enter"]
        assert await at.press(*keys) == "find" and pages.PASSWORD_CHANGED in at.words
        assert pages.MENU not in at.words


async def test_holders_see_who_looked_and_no_free_words(
    portal: Portal, session: Session, faure: Session
) -> None:
    portal.desk.cards.open(faure, 1, {"motive": "call", "words": "mots libres"})
    portal.desk.cards.reveal(faure, 1, Hidden.EMAIL)
    app = PortalApp(portal, session)
    async with app.run_test(size=(80, 24)) as pilot:
        await settled(app, pilot)
        at = Desk(app, pilot)
        assert await at.press("down", "down", "down", "down", "enter") == "who_looked"
        assert "L'agent A-1 a consulté le dossier (motif : appel du titulaire)." in at.words
        assert "L'agent A-1 a affiché une donnée : adresse email." in at.words
        assert "libres" not in at.words and "Faure" not in at.words and PASSWORD not in at.words
        assert await at.press("escape") == "data"


@pytest.mark.parametrize("page", list(DeskPage))
async def test_no_holder_is_led_to_the_desk(portal: Portal, session: Session, page: DeskPage) -> None:
    app = PortalApp(portal, session)
    async with app.run_test(size=(80, 24)) as pilot:
        at = Desk(app, pilot)
        app.screen.post_message(Visit(page, desk=DeskWork(account_id=1)))
        await settled(app, pilot)
        assert at.page == "home"


async def test_what_is_older_takes_the_place_of_what_is_newer(
    portal: Portal, session: Session, faure: Session
) -> None:
    for _ in range(22):
        portal.desk.cards.open(faure, 1, {"motive": "call", "words": ""})
    portal.desk.cards.open(faure, 1, {"motive": "check", "words": ""})
    app = PortalApp(portal, session)
    async with app.run_test(size=(80, 60)) as pilot:
        at = Desk(app, pilot)
        app.screen.post_message(Visit(Page.WHO_LOOKED))
        await settled(app, pilot)
        assert "contrôle du dossier" in at.words and desk_pages.OLDER in at.words
        await at.go_to("older")
        await at.press("enter")
        assert "contrôle" not in at.words and desk_pages.OLDER not in at.words
        assert at.words.count("A-1") == 3
