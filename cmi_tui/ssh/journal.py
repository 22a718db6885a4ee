"""What the journal is told of sessions over SSH."""

from functools import partial

from cmi_tui.composition import Portal
from cmi_tui.domain.journal import Event
from cmi_tui.domain.outcomes import NotServed
from cmi_tui.services.session import Session
from cmi_tui.ssh.background import Background


class Journal:
    """Tells the portal's journal in the background."""

    def __init__(self, portal: Portal, background: Background) -> None:
        self._portal = portal
        self._background = background

    def ended(self, session: Session, ending: str) -> None:
        """Ends a session and journals why, unless that has been done."""
        self._background.start(partial(self._portal.end_session, session, ending))

    def refused(self, session: Session, kind: NotServed) -> None:
        """Journals a request that nobody is granted."""
        self._background.start(partial(self._portal.journal, session.entry(Event.REFUSAL, kind)))
