"""The files that an account can fetch: its own form, made on demand."""

from collections.abc import Mapping

from cmi_tui.composition import Portal
from cmi_tui.messages.ssh import FORM_PDF, FORM_TEXT
from cmi_tui.services.session import Session

NAMES = (FORM_PDF, FORM_TEXT)


def own_form(portal: Portal, session: Session) -> Mapping[str, bytes]:
    """The contents by name. Raises SessionEnded, Unavailable; takes a moment: call it in a thread."""
    made = portal.export_form.content(session, {})
    return {FORM_PDF: made.pdf, FORM_TEXT: made.text}
