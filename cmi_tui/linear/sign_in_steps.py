"""What is asked between the password and the first page: another password, a second factor."""

from collections.abc import Callable

from cmi_tui.composition import Portal
from cmi_tui.domain.desk_forms import ENROLMENT, SECOND_FACTOR
from cmi_tui.domain.forms import Form, Values
from cmi_tui.domain.portal_forms import NEW_PASSWORD
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.linear.dialogue import Back, Dialogue
from cmi_tui.linear.form_dialogue import FormDialogue
from cmi_tui.messages import linear as texts
from cmi_tui.messages import pages
from cmi_tui.services.session import Session


class SignInSteps:
    """Asks for one step after the other; there is nothing to go back to."""

    def __init__(self, portal: Portal, dialogue: Dialogue) -> None:
        self._portal = portal
        self._dialogue = dialogue

    def take(self, session: Session) -> Session:
        """The session with which one step more is open. Raises what a dialogue raises."""
        match session.step:
            case SignInStep.SECOND_FACTOR:
                return self._asked(
                    SECOND_FACTOR, lambda values: self._portal.second_factor(session, values)
                )
            case SignInStep.ENROLMENT:
                return self._enrol(session)
            case _:
                changed = self._asked(
                    NEW_PASSWORD, lambda values: self._portal.choose_password(session, values)
                )
                self._dialogue.say(pages.PASSWORD_CHANGED)
                return changed

    def _enrol(self, session: Session) -> Session:
        enrolment = self._portal.second_factor.offer(session)
        seed = f"{pages.ENROLMENT_SEED} : {enrolment.seed}"
        enrolled = self._asked(
            ENROLMENT, lambda values: self._portal.second_factor.enrol(session, values), (seed,)
        )
        self._dialogue.say(pages.ENROLLED)
        return enrolled

    def _asked(
        self, form: Form, save: Callable[[Values], Session], notes: tuple[str, ...] = ()
    ) -> Session:
        while True:
            try:
                return FormDialogue(self._dialogue, form, notes=notes).run(save)
            except Back:
                self._dialogue.say(texts.NOTHING_BEFORE)
