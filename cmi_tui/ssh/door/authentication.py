"""Signing in over SSH: a keyboard-interactive dialogue in French, on the portal's one use case.

The identifier and the password, and an agent's code after them, are questions one after the other: some
clients show those that come together in one window, and whoever types slowly has the time of each.
"""

from collections.abc import Callable, Sequence

from cmi_tui.domain.desk_forms import SECOND_FACTOR
from cmi_tui.domain.email_address import parse_email
from cmi_tui.domain.errors import Refused, SessionEnded, Unavailable
from cmi_tui.domain.login import login_key
from cmi_tui.domain.portal_forms import SIGN_IN
from cmi_tui.domain.sign_ins import SignInStep
from cmi_tui.messages import ssh as texts
from cmi_tui.messages.errors import error_text, whom_to_call
from cmi_tui.services.session import Session
from cmi_tui.ssh.door.sign_ins import SignIns

LINEAR_USER = "lineaire"
"""The SSH user name that asks for the linear mode."""
_SHORTEST_IDENTIFIER = 8
# Name, instruction, language, and the questions, each with whether the answer is echoed.
Challenge = tuple[str, str, str, list[tuple[str, bool]]]


class SignInEnded(Exception):
    """No more tries; the client has been told why."""


class Authentication:
    """The dialogue of one connection; `session` is whose it is once it has succeeded."""

    def __init__(self, sign_ins: SignIns, source: str, tries: int, say: Callable[[str], None]) -> None:
        """`say` shows a sentence to the client: a challenge's own instruction comes garbled where
        it has an accent, in OpenSSH."""
        self._sign_ins = sign_ins
        self._source = source
        self._tries = tries
        self._say = say
        self._tried = 0
        self._user = ""
        self._login = ""
        self._is_asked = False
        self._agent: Session | None = None
        self.session: Session | None = None

    def begin(self, user: str) -> None:
        """The client signs in under this SSH user name."""
        self._user = user if _is_login(user) else ""
        self._is_asked = False

    def challenge(self) -> Challenge:
        """The first question of a try. Raises SignInEnded when there were enough of them."""
        self._count_try()
        self._login = self._user
        self._agent = None
        return self._question()

    def _count_try(self) -> None:
        self._tried += 1
        if self._tried > self._tries:
            self._say(texts.TOO_MANY_TRIES)
            raise SignInEnded

    def _question(self) -> Challenge:
        self._is_asked = True
        if self._agent is not None:
            return "", "", "fr", [(texts.SECOND_FACTOR_QUESTION, True)]
        question = (texts.PASSWORD_QUESTION, False) if self._login else (texts.LOGIN_QUESTION, True)
        return "", "", "fr", [question]

    async def answer(self, answers: Sequence[str]) -> Challenge | bool:
        """Whether the answer opens a session, or the next question. Raises SignInEnded."""
        if not self._is_asked:
            raise SignInEnded
        # One answer a question: a client that sends more of them has no more of them judged.
        self._is_asked = False
        if len(answers) != 1:
            return False
        if self._agent is not None:
            return await self._recognised(self._agent, {"code": answers[0]})
        if self._login:
            return await self._signed_in({"login": self._login, "password": answers[0]})
        if problem := SIGN_IN.judge({"login": answers[0], "password": ""}).get("login"):
            self._say(error_text(problem, SIGN_IN.field("login")))
            return self.challenge()
        self._login = answers[0]
        return self._question()

    async def _signed_in(self, values: dict[str, str]) -> Challenge | bool:
        try:
            session = await self._sign_ins.sign_in(values, self._source)
        except Refused as refusal:
            for name, code in refusal.errors.items():
                self._say(error_text(code, SIGN_IN.field(name), refusal.wait))
                if call := whom_to_call(code, self._sign_ins.support_phone):
                    self._say(call)
            return self.challenge()
        except Unavailable as error:
            self._say(error_text(error.code))
            raise SignInEnded from None
        if session.step is SignInStep.SECOND_FACTOR:
            self._agent = session
            return self._question()
        self.session = session
        return True

    async def _recognised(self, agent: Session, values: dict[str, str]) -> Challenge | bool:
        try:
            self.session = await self._sign_ins.second_factor(agent, values)
        except Refused as refusal:
            self._say(error_text(refusal.errors["code"], SECOND_FACTOR.field("code")))
            self._count_try()
            return self._question()
        except SessionEnded as end:
            self._say(error_text(end.code, wait=end.wait))
            return self.challenge()
        except Unavailable as error:
            self._say(error_text(error.code))
            raise SignInEnded from None
        return True


def _is_login(user: str) -> bool:
    """Whether an SSH user name is meant as a login: an email address, or an identifier's digits."""
    key = login_key(user)
    is_identifier = key.isascii() and key.isdigit() and len(key) >= _SHORTEST_IDENTIFIER
    return is_identifier or parse_email(user) is not None
