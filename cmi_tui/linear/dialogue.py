"""Questions with the words that every one of them takes: aide, retour, quitter."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from cmi_tui.domain.errors import Unavailable
from cmi_tui.domain.text import normalised, printable
from cmi_tui.linear.terminal import Terminal
from cmi_tui.linear.time_limits import TimeLimits
from cmi_tui.messages import linear as texts
from cmi_tui.messages.errors import error_text

Answer = TypeVar("Answer")


class Back(Exception):
    """The user goes back to what came before."""


class Leave(Exception):
    """The user leaves the portal."""


class Stopped(Exception):
    """A prepared answer was refused: those that follow were meant for other questions."""


class Dialogue:
    """Speaks to one user; there are `limits` once there is a session to end."""

    def __init__(self, terminal: Terminal) -> None:
        self._terminal = terminal
        self.limits: TimeLimits | None = None
        self.is_filling = False
        """Whether a form has been begun and not yet saved or left."""

    @property
    def hides(self) -> bool:
        """Whether what is typed can be hidden: nobody types a prepared answer."""
        return self._terminal.is_interactive

    def say(self, *texts: str) -> None:
        """Says each text, sanitised, on lines of its own."""
        for text in texts:
            for line in text.split("\n"):
                self._terminal.say(printable(line))

    def refuse(self, *texts: str) -> None:
        """Says why an answer is refused; raises Stopped where nobody is there to give another."""
        self.say(*texts)
        if not self._terminal.is_interactive:
            raise Stopped

    def ask(
        self, prompt: str, helps: Iterable[str], repeated: Sequence[str] = (), *, hidden: bool = False
    ) -> str:
        """An answer, NFC-normalised; after a help what is to be `repeated` is said again.

        Raises Back, Leave, IdleEnded, SessionEnded, EOFError, KeyboardInterrupt.
        """
        while True:
            answer = normalised(self._line(printable(prompt), hidden))
            match answer.strip().lower():
                case texts.HELP_WORD:
                    self.say(*helps, texts.GENERAL_HELP, *repeated)
                case texts.BACK_WORD:
                    raise Back
                case texts.LEAVE_WORD:
                    raise Leave
                case _:
                    return answer

    def choose(self, choices: Sequence[str], helps: Iterable[str]) -> int:
        """The index of the choice made among numbered ones. Raises as `ask` does."""
        lines = [texts.CHOICE.format(number=number, label=label) for number, label in _numbered(choices)]
        self.say(*lines)
        prompt = texts.CHOOSE.format(count=len(choices)) if len(choices) > 1 else texts.CHOOSE_ONE
        while True:
            chosen = chosen_among(choices, self.ask(prompt, helps, lines))
            if chosen is not None:
                return chosen
            self.refuse(texts.NOT_A_CHOICE.format(count=len(choices)))

    def confirm(self, question: str, helps: Iterable[str]) -> bool:
        """Whether the answer is yes. Raises as `ask` does."""
        while True:
            answer = self.ask(texts.YES_OR_NO.format(question=question), helps)
            decision = yes_or_no(answer)
            if decision is not None:
                return decision
            self.refuse(texts.NOT_YES_OR_NO)

    def attempt(self, use_case: Callable[[], Answer]) -> Answer | None:
        """The result of a use case, or None where the database cannot serve, which is said."""
        try:
            return use_case()
        except Unavailable as error:
            self.refuse(texts.ERROR.format(text=error_text(error.code)))
            return None

    def _line(self, prompt: str, hidden: bool) -> str:
        while True:
            answer = self._terminal.ask(prompt, hidden=hidden, watch=self.limits)
            if self.limits is None or not self.limits.only_prolongs(answer):
                return answer
            self.say(texts.IDLE_PUT_OFF)


def chosen_among(choices: Sequence[str], answer: str) -> int | None:
    """The index of the choice that is answered by its number, from 1, or by its words."""
    answer = answer.strip().rstrip(".").lower()
    for number, label in _numbered(choices):
        if answer in (str(number), label.lower()):
            return number - 1
    return None


def yes_or_no(answer: str) -> bool | None:
    """What an answer to a question of yes or no means, None for neither."""
    return texts.YES_OR_NO_WORDS.get(answer.strip().lower())


def _numbered(choices: Sequence[str]) -> Iterable[tuple[int, str]]:
    return enumerate(choices, start=1)
