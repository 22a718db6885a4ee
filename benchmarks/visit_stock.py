"""The pages of a visit as one writes them with Textual's own widgets, styles and defaults.

The same pages, keys, rules and use cases as the portal's; none of what the portal does beyond.
"""

import asyncio
from collections.abc import Iterable

from textual.app import App, ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.events import DescendantBlur, DescendantFocus
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Button, Footer, Header, Input, Label, Static

from cmi_tui.composition import Portal
from cmi_tui.domain.portal_forms import EMAIL
from cmi_tui.services.session import Session
from cmi_tui.wire.stream import StreamDriver

_FIELDS = {
    "new": ("Nouvel email *", "Votre adresse de messagerie doit être au format électronique"),
    "confirmation": (
        "Confirmation du nouvel email *", "L'adresse de messagerie doit être saisie à l'identique."
    ),
}  # fmt: skip
_ERROR = "Erreur : votre adresse mail n'est pas conforme."


class _Page(Screen[None]):
    """A page between a header and a footer."""

    BINDINGS = [("escape", "back", "Retour"), ("f10", "app.quit", "Se déconnecter")]

    def __init__(self, portal: Portal, session: Session) -> None:
        super().__init__()
        self.portal = portal
        self.session = session

    def compose(self) -> ComposeResult:
        yield Header()
        with VerticalScroll(can_focus=False):
            yield from self.content()
        yield Footer()

    def content(self) -> Iterable[Widget]:
        """What stands on the page."""
        return ()

    def action_back(self) -> None:
        """Goes to the page above."""
        self.app.switch_screen(HomePage(self.portal, self.session))


class HomePage(_Page):
    """The first page, with the menu."""

    BINDINGS = [("down", "open_menu", "Menu")]

    def content(self) -> Iterable[Widget]:
        """The menu, title and sentences."""
        yield Button("Mes données", id="menu", compact=True)
        with Vertical(id="entries"):
            yield Button("Mes informations", id="information", compact=True)
            yield Button("Suivi de ma demande", id="requests", compact=True)
        yield Static("ACCUEIL", classes="title")
        yield Static("Le menu « Mes données » mène à vos informations et au suivi de votre demande.")

    def action_open_menu(self) -> None:
        """Opens the menu."""
        self.query_one("#entries").display = True
        self.query_one("#information").focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Goes to the page of the entry."""
        if event.button.id == "information":
            self.app.switch_screen(InformationPage(self.portal, self.session))


class InformationPage(_Page):
    """The page « MES INFORMATIONS »; `notice` is news of the address."""

    AUTO_FOCUS = "#edit-email"

    def __init__(self, portal: Portal, session: Session, notice: str = "") -> None:
        super().__init__(portal, session)
        self._notice = notice
        self._email = ""

    def content(self) -> Iterable[Widget]:
        """The three sections, read when the page has opened."""
        yield Static("MES INFORMATIONS", classes="title")
        with Horizontal(classes="line"):
            yield Static("Mon identité", classes="section")
            yield Button("Formulaire défaut qualité", compact=True)
        yield Static(id="identity")
        yield Static("Certaines données ne sont pas modifiables depuis le portail.")
        yield Static("Mon adresse email", classes="section")
        yield Static(self._notice)
        with Horizontal(classes="line"):
            yield Static("Adresse email :", id="email")
            yield Button("MODIFIER", id="edit-email", compact=True)
        yield Static("Mon mot de passe", classes="section")
        with Horizontal(classes="line"):
            yield Static("Mot de passe : ********")
            yield Button("MODIFIER", compact=True)

    async def on_mount(self) -> None:
        """Reads what the page shows."""
        information = await asyncio.to_thread(self.portal.read_information, self.session)
        self._email = information.email
        person = information.identity
        lines = [person.last_name, person.first_name, person.street, person.postal_code, person.city]
        self.query_one("#identity", Static).update("\n".join(lines))
        self.query_one("#email", Static).update(f"Adresse email : {information.email}")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Opens the form."""
        if event.button.id == "edit-email":
            self.app.switch_screen(EmailPage(self.portal, self.session, self._email))


class EmailPage(_Page):
    """The form « Mon adresse email »."""

    def __init__(self, portal: Portal, session: Session, current: str) -> None:
        super().__init__(portal, session)
        self._current = current

    def content(self) -> Iterable[Widget]:
        """Label, input and error of each field; buttons; the help of the focused field."""
        yield Static("Mon adresse email", classes="title")
        yield Static("Les champs marqués d'un astérisque (*) sont obligatoires.")
        with Horizontal(classes="line"):
            yield Label("Ancien email")
            yield Static(self._current)
        for name, (label, _help) in _FIELDS.items():
            with Horizontal(classes="line"):
                yield Label(label)
                yield Input(id=name, compact=True)
            yield Static(id=f"error-{name}", classes="error")
        with Horizontal(classes="line"):
            yield Button("ENREGISTRER", id="save", compact=True)
            yield Button("ANNULER", compact=True)
        yield Static(id="help")

    @property
    def _values(self) -> dict[str, str]:
        typed = {str(field.id): field.value for field in self.query(Input)}
        return {"current": self._current, **typed}

    def on_descendant_focus(self, event: DescendantFocus) -> None:
        """Shows the help of the field."""
        _label, text = _FIELDS.get(event.widget.id or "", ("", ""))
        self.query_one("#help", Static).update(text)

    def on_descendant_blur(self, event: DescendantBlur) -> None:
        """A field is judged when it is left."""
        if isinstance(event.widget, Input):
            self._show_error(event.widget)

    def on_input_changed(self, event: Input.Changed) -> None:
        """A wrong field is judged at each key."""
        if self.query_one(f"#error-{event.input.id}", Static).content:
            self._show_error(event.input)

    def _show_error(self, field: Input) -> None:
        is_wrong = field.id in EMAIL.judge_unsaved(self._values)
        self.query_one(f"#error-{field.id}", Static).update(_ERROR if is_wrong else "")

    async def on_input_submitted(self) -> None:
        """Changes the address."""
        await asyncio.to_thread(self.portal.change_email, self.session, self._values)
        notice = "Votre adresse email a bien été modifiée."
        self.app.switch_screen(InformationPage(self.portal, self.session, notice))

    def action_back(self) -> None:
        """Goes back to the page."""
        self.app.switch_screen(InformationPage(self.portal, self.session))


class StockPortal(App[None]):
    """An application of these pages, with Textual's defaults."""

    TITLE = "Portail Carte Mobilité Inclusion"
    CSS = """
    .title { text-style: bold underline; margin-bottom: 1; }
    .section { text-style: bold; }
    .line { height: 1; }
    .line > Static { width: auto; margin-right: 2; }
    .line > Label { width: 38; }
    .line > Input { width: 1fr; }
    .error { color: $error; }
    #entries { display: none; height: auto; }
    #help { height: 2; }
    """

    def __init__(self, portal: Portal, session: Session, driver: type[StreamDriver]) -> None:
        super().__init__(driver_class=driver)
        self.portal = portal
        self.session = session

    async def on_mount(self) -> None:
        """Opens the first page."""
        await self.push_screen(HomePage(self.portal, self.session))
