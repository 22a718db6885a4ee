"""A whole linear conversation, from its first line to its exit status."""

from collections.abc import Callable

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, SessionEnded
from cmi_tui.domain.identity import Role
from cmi_tui.domain.journal import Ending
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.domain.sign_ins import EarlierSignIns, SignInStep
from cmi_tui.exit_status import ExitStatus
from cmi_tui.linear.desk import Desk
from cmi_tui.linear.dialogue import Back, Dialogue, Leave, Stopped
from cmi_tui.linear.form_dialogue import FormDialogue
from cmi_tui.linear.menu import SignedOut
from cmi_tui.linear.pages import Pages
from cmi_tui.linear.sign_in_steps import SignInSteps
from cmi_tui.linear.terminal import Terminal
from cmi_tui.linear.time_limits import IdleEnded, TimeLimits
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.messages.errors import error_text
from cmi_tui.services.session import Session


def converse(
    portal: Portal,
    session: Session | None,
    terminal: Terminal,
    reason: str,
    fetch_command: str = "",
    find_note: Callable[[], str] | None = None,
) -> ExitStatus:
    """Leads a user through the portal, from the sign-in where there is no session yet.

    `reason` is the sentence that tells why the mode is on; `fetch_command` brings the form to a remote
    user, who has no business with this machine's files; `find_note` gives what to tell at the sign-in,
    empty for nothing. FAILED when a prepared answer was refused, when the answers ended in the middle
    of a form, and when the session ended by itself. Raises KeyboardInterrupt.
    """
    dialogue = Dialogue(terminal, portal.support_phone)
    dialogue.say(reason)
    if session is None:
        dialogue.say(texts.COMMANDS)
        if find_note is not None and (note := find_note()):
            dialogue.say(note)
    conversation = _Conversation(portal, session, dialogue, fetch_command)
    end: str = Ending.LEFT
    try:
        conversation.lead()
        end = Ending.SIGNED_OUT
    except Leave:
        dialogue.say(*_loss(dialogue), texts.GOODBYE)
    except EOFError:
        dialogue.say(*_loss(dialogue), texts.INPUT_ENDED)
        return ExitStatus.FAILED if dialogue.is_filling else ExitStatus.DONE
    except KeyboardInterrupt:
        dialogue.say(*_loss(dialogue), texts.INTERRUPTED)
        raise
    except Stopped:
        dialogue.say(texts.STOPPED)
        return ExitStatus.FAILED
    except IdleEnded:
        end = Code.SESSION_IDLE
        dialogue.say(*_loss(dialogue), error_text(Code.SESSION_IDLE))
        return ExitStatus.FAILED
    except SessionEnded as refusal:
        end = refusal.code
        dialogue.say(*_loss(dialogue), dialogue.told(refusal.code, wait=refusal.wait))
        return ExitStatus.FAILED
    finally:
        conversation.end(end)
    return ExitStatus.DONE


class _Conversation:
    """Holds the session, so that it is ended however the conversation ends."""

    def __init__(
        self, portal: Portal, session: Session | None, dialogue: Dialogue, fetch_command: str
    ) -> None:
        self._fetch_command = fetch_command
        self._portal = portal
        self._session = session
        self._dialogue = dialogue

    def lead(self) -> None:
        """From the sign-in to the sign-out."""
        if self._session is None:
            self._session = self._sign_in()
        self._dialogue.say(pages.greeting(self._session.identity))
        self._dialogue.limits = TimeLimits(self._session, self._portal.now)
        steps = SignInSteps(self._portal, self._dialogue)
        while self._session.step is not SignInStep.DONE:
            self._session = steps.take(self._session)
            self._dialogue.limits = TimeLimits(self._session, self._portal.now)
        if self._session.earlier is not None:
            self._say_last_sign_in(self._session.earlier)
        self._pages(self._session)

    def _pages(self, session: Session) -> None:
        try:
            if session.role is Role.SUPPORT:
                Desk(self._portal, session, self._dialogue).home()
            else:
                Pages(self._portal, session, self._dialogue, self._fetch_command).home()
        except SignedOut:
            self._dialogue.say(pages.SIGNED_OUT)

    def _say_last_sign_in(self, earlier: EarlierSignIns) -> None:
        if earlier.at is not None:
            self._dialogue.say(pages.HOME_LAST_SIGN_IN)
        self._dialogue.say(*pages.last_sign_in_lines(earlier, self._portal.now()))

    def end(self, reason: str) -> None:
        """Ends the session for the reason that the journal is told."""
        if self._session is not None:
            self._portal.end_session(self._session, reason)

    def _sign_in(self) -> Session:
        while True:
            try:
                # Looked up at each try: what cannot be opened now may be later.
                return FormDialogue(self._dialogue, SIGN_IN).run(
                    lambda values: self._portal.sign_in(values)
                )
            except Back:
                self._dialogue.say(texts.NOTHING_BEFORE)


def _loss(dialogue: Dialogue) -> list[str]:
    return [texts.NOTHING_SAVED] if dialogue.is_filling else []
