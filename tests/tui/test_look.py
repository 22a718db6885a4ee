"""The look: reverse video, bold, underline; windows of any size; terminals that lack something."""

import re

import pytest
from rich.style import Style

from cmi_tui.composition import Portal
from cmi_tui.messages.forms import CONDITIONS
from cmi_tui.services.session import Session
from cmi_tui.tui.app import PortalApp
from cmi_tui.tui.drawing.look import Look, look_of
from cmi_tui.tui.drawing.row import fitted, wrapped
from cmi_tui.tui.navigation import Page, Section, Visit
from cmi_tui.tui.screens.form_screen import FormScreen
from cmi_tui.tui.screens.framed_screen import FramedScreen
from cmi_tui.wire.options import WireOptions
from tests.tui.test_accessibility import every_screen
from tests.tui.test_screens import opened, screen_text, settled, visit

Cell = tuple[str, Style]


def cells(app: PortalApp) -> list[list[Cell]]:
    """The screen, cell by cell."""
    return [
        [(character, segment.style or Style.null()) for segment in line for character in segment.text]
        for line in app.screen._compositor.render_strips()
    ]


def looking(app: PortalApp, attribute: str) -> str:
    """What is shown with an attribute, row by row."""
    rows = (
        "".join(text if getattr(style, attribute) else " " for text, style in row) for row in cells(app)
    )
    return "\n".join(rows)


@pytest.mark.parametrize("size", [(80, 24), (59, 20), (40, 12), (120, 40), (200, 60)])
async def test_the_bands_go_across_the_window_and_the_page_is_at_most_100_columns(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async for app, _pilot, screen in every_screen(portal, session, size):
        rows = cells(app)
        for row in (rows[0], rows[-1]):
            focused = screen.focused is screen.foot
            assert focused or all(style.reverse for _text, style in row), screen
        for row in rows[1:-1]:
            assert not "".join(text for text, _style in row[100:]).strip(), screen


async def test_a_page_has_one_title_underlined_to_its_edge_and_bold_sections(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.INFORMATION)
        title = cells(app)[3]
        assert "".join(text for text, _ in title).strip() == "MES INFORMATIONS"
        assert [style.underline or False for _, style in title] == [False, *[True] * 78, False]
        bold = looking(app, "bold")
        for words in ("Mes données", "MES INFORMATIONS", "Mon identité", "Mon adresse email"):
            assert words in bold
        assert "Lambert" not in bold and "MODIFIER" not in bold


async def test_values_stand_at_the_same_column_on_every_page(portal: Portal, session: Session) -> None:
    async with opened(portal, session) as (app, pilot):
        for page, label, value in (
            (Page.HOME, "Demande", "2018"), (Page.INFORMATION, "Nom", "Lambert"),
            (Page.INFORMATION, "Mot de passe", "***"), (Page.REQUESTS, "État", "carte"),
        ):  # fmt: skip
            await visit(app, pilot, page)
            row = next(row for row in screen_text(app).split("\n") if row.startswith(f"   {label}"))
            assert row.index(value) == 25


async def test_an_empty_field_is_a_line_as_wide_as_the_column_allows(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.PASSWORD)
        row = screen.query_one("#field-old").region.y
        shown = cells(app)[row]
        underlined = [place for place, (_, style) in enumerate(shown) if style.underline]
        assert underlined == list(range(41, 69))
        assert "".join(text for text, _ in shown[69:]) == "  afficher "


async def test_fields_that_would_be_too_short_stand_below_their_labels(
    portal: Portal, session: Session
) -> None:
    for width in (60, 71, 72, 80):
        async with opened(portal, session, (width, 30)) as (app, pilot):
            await visit(app, pilot, Page.PASSWORD)
            shown = screen_text(app)
            for condition in CONDITIONS.values():
                assert condition in shown
            row = next(row for row in shown.split("\n") if "Confirmation du nouveau" in row)
            assert ("afficher" in row) is (width >= 72)
            assert "[ ENREGISTRER ]   [ ANNULER ]" in shown


async def test_only_red_and_green_are_used_and_never_without_a_word(
    portal: Portal, session: Session
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.PASSWORD)
        await pilot.press("x", "tab", "tab", "A", "enter")
        await settled(app, pilot)
        app.screen.post_message(Visit(Page.INFORMATION, Section.EMAIL, "Une nouvelle."))
        colours: dict[str, str] = {}
        for _ in range(2):
            for row in cells(app):
                for text, style in row:
                    if style.color is not None and not style.color.is_default:
                        colours[style.color.name] = colours.get(style.color.name, "") + text
            await settled(app, pilot)
        assert set(colours) == {"red", "green"}
        assert colours["red"].strip().startswith("Erreur :")
        assert "✓ oui" in colours["green"] and "Une nouvelle." in colours["green"]
        assert not any(
            style.bgcolor and not style.bgcolor.is_default for row in cells(app) for _, style in row
        )


def test_what_a_terminal_lacks_is_known_by_its_description() -> None:
    class Driver:
        def __init__(self, term: str, economy: bool = False) -> None:
            self.options = WireOptions(term, economy=economy)

    assert look_of(None) == Look()
    assert look_of(Driver("xterm-256color")) == Look()  # type: ignore[arg-type]
    assert look_of(Driver("vt100")) == Look(can_copy=False)  # type: ignore[arg-type]
    console = Look(has_rules=False, underlines_blanks=False, can_copy=False)
    assert look_of(Driver("linux")) == console  # type: ignore[arg-type]
    thrifty = Look(has_bands=False, has_rules=False)
    assert look_of(Driver("xterm", economy=True)) == thrifty  # type: ignore[arg-type]


async def test_where_blanks_cannot_be_underlined_a_field_is_a_row_of_underscores(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    console = Look(has_rules=False, underlines_blanks=False)
    monkeypatch.setattr(FramedScreen, "look", property(lambda _self: console))
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.EXPORT)
        assert "Numéro de la carte 1  " + "_" * 56 in screen_text(app)
        assert "< aucun___________ >" in screen_text(app)
        assert not looking(app, "underline").strip()


async def test_economy_keeps_the_words_and_leaves_out_bands_and_rules(
    portal: Portal, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.INFORMATION)
        words = screen_text(app).split()
    monkeypatch.setattr(FramedScreen, "look", property(lambda _self: Look(False, False)))
    async with opened(portal, session) as (app, pilot):
        await visit(app, pilot, Page.INFORMATION)
        assert screen_text(app).split() == words
        assert "Portail" not in looking(app, "reverse") and "F1" not in looking(app, "reverse")
        assert "MES INFORMATIONS" not in looking(app, "underline")


@pytest.mark.parametrize("size", [(39, 12), (40, 11), (10, 3), (1, 1)])
async def test_a_window_too_small_says_what_it_needs_and_loses_nothing_typed(
    portal: Portal, session: Session, size: tuple[int, int]
) -> None:
    async with opened(portal, session) as (app, pilot):
        screen = await visit(app, pilot, Page.EMAIL)
        await pilot.press(*"abc")
        await pilot.resize_terminal(*size)
        await pilot.pause()
        if size[0] >= 39:
            said = f"Fenêtre trop petite : {size[0]} colonnes et {size[1]} lignes. Il en faut 40 et 12."
            assert " ".join(screen_text(app).split()) == said
        await pilot.press(*"xyz", "enter", "escape")
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert app.screen is screen and "trop petite" not in screen_text(app)
        assert isinstance(screen, FormScreen) and screen.values["new"] == "abc"


@pytest.mark.parametrize("height", range(12, 31))
async def test_blank_rows_go_first_then_the_rule_then_the_help_and_never_a_label(
    portal: Portal, session: Session, height: int
) -> None:
    async with opened(portal, session, (80, height)) as (app, pilot):
        screen = await visit(app, pilot, Page.EMAIL)
        shown = screen_text(app).split("\n")
        rules = [row for row in cells(app) if all(style.underline for _, style in row[1:79])]
        has_help = "Votre adresse de messagerie" in "\n".join(shown)
        blank = [row for row in shown if not row.strip()]
        assert screen.max_scroll_y == 0, "the form fits in twelve rows"
        for label in ("Mon adresse email", "Ancien email", "Nouvel email *", "ENREGISTRER"):
            assert any(label in row for row in shown)
        # The title has a rule of its own.
        assert has_help or (len(rules) == 1 and height < 14)
        assert len(rules) == 2 or height < 15
        assert height < 24 or len(blank) >= 9


def test_french_is_never_broken_before_its_signs() -> None:
    text = "Voulez-vous les remplacer ? Le fichier « a » pèse 35 Ko ; il est lu à 9 h 12 : voilà !"
    for width in range(14, 60):
        for line in wrapped(text, width):
            assert not re.match(r"[:;?!»]|Ko|h |12", line) and not line.endswith("«"), line
            assert len(line) <= width


def test_what_is_cut_says_so_and_wide_characters_count_twice() -> None:
    assert fitted("Auguste", 7) == "Auguste" and fitted("Auguste", 6) == "Augus…"
    assert wrapped("漢" * 5, 4) == ["漢漢", "漢漢", "漢"]
