"""What was being typed when a session ends by itself is kept for whoever typed it."""

from collections.abc import Iterable

from textual.screen import Screen

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code
from cmi_tui.services.session import Session
from cmi_tui.tui.screens.form_screen import FormScreen

_BY_ITSELF = (Code.SESSION_EXPIRED, Code.SESSION_IDLE)


def keep_typing(portal: Portal, session: Session, reason: str, screens: Iterable[Screen[bool]]) -> bool:
    """Keeps what the forms among `screens` hold unsaved, passwords excepted; whether there was any."""
    if reason not in _BY_ITSELF:
        return False
    unsaved = [screen for screen in screens if isinstance(screen, FormScreen) and screen.is_unsaved]
    return any(portal.drafts.keep(session.account_id, form.form, form.values) for form in unsaved)
