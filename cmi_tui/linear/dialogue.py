"""Questions with the words that every one of them takes: aide, répéter, retour, quitter."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from typing import TypeVar

from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.forms import Field
from cmi_tui.domain.text import normalised, printable
from cmi_tui.linear.terminal import Terminal
from cmi_tui.linear.time_limits import TimeLimits
from cmi_tui.messages import linear as texts
from cmi_tui.messages.errors import error_text, with_call

Answer = TypeVar("Answer")


class Back(Exception):
    """The user goes back to what came before."""


class Restart(Exception):
    """What is being asked begins anew, as if nothing had been answered."""


class Leave(Exception):
    """The user leaves the portal."""


class Stopped(Exception):
    """A prepared answer was refused: those that follow were meant for other questions."""


class Dialogue:
    """Speaks to one user; there are `limits` once there is a session to end.

    `phone` is the number that whoever cannot help themselves can call, empty for none.
    """

    def __init__(self, terminal: Terminal, phone: str = "") -> None:
        self._terminal = terminal
        self._phone = phone
        self.limits: TimeLimits | None = None
        self._has_chosen = False
        self.forms_begun = 0
        """Forms that have been begun and not yet saved or left, one within another."""
        self.search: Callable[[], None] | None = None
        """What an agent's word « chercher » does, at any question."""

    @property
    def is_filling(self) -> bool:
        """Whether a form has been begun and not yet saved or left."""
        return self.forms_begun > 0

    @property
    def hides(self) -> bool:
        """Whether what is typed can be hidden: nobody types a prepared answer."""
        return self._terminal.is_interactive

    def told(self, code: Code, field: Field | None = None, wait: timedelta | None = None) -> str:
        """The sentence for `code`, and whom to call where only a call helps."""
        return with_call(error_text(code, field, wait), code, self._phone)

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
        self,
        prompt: str,
        helps: Iterable[str],
        repeated: Sequence[str] = (),
        *,
        hidden: bool = False,
        repeats_on_enter: bool = False,
    ) -> str:
        """An answer, NFC-normalised; after a help what is to be `repeated` is said again.

        With `repeats_on_enter`, Enter alone on a terminal does so too. Raises Back, Leave, IdleEnded,
        SessionEnded, EOFError, KeyboardInterrupt, and what `search` raises.
        """
        is_repeated_on_enter = repeats_on_enter and self._terminal.is_interactive
        while True:
            answer = normalised(self._terminal.ask(printable(prompt), hidden=hidden, watch=self.limits))
            word = answer.strip().lower()
            if word in texts.HELP_WORDS:
                self.say(*helps, texts.GENERAL_HELP, *repeated)
            elif word in texts.REPEAT_WORDS or (is_repeated_on_enter and not word):
                self.say(*repeated)
            elif word == texts.BACK_WORD:
                raise Back
            elif word == texts.LEAVE_WORD:
                raise Leave
            elif word == texts.SEARCH_WORD and self.search is not None:
                self.search()
                self.say(*repeated)
            else:
                return answer

    def choose(
        self, title: Sequence[str], choices: Sequence[str], helps: Iterable[str], *, is_known: bool
    ) -> int:
        """The index of the choice made among numbered ones, below a `title` of lines.

        Where they are known they are not said again unless that is asked for. Raises as `ask` does.
        """
        lines = [
            *title,
            *(texts.CHOICE.format(number=number, label=label) for number, label in _numbered(choices)),
        ]
        if not is_known:
            self.say(*lines)
        prompt = self._choice_prompt(is_known=is_known)
        while True:
            chosen = chosen_among(choices, self.ask(prompt, helps, lines, repeats_on_enter=True))
            if chosen is not None:
                self._has_chosen = True
                return chosen
            self.refuse(texts.NOT_A_CHOICE.format(count=len(choices)))

    def _choice_prompt(self, *, is_known: bool) -> str:
        if not self._has_chosen:
            return texts.CHOOSE_OR_HELP
        return texts.CHOOSE_OR_REPEAT if is_known and self._terminal.is_interactive else texts.CHOOSE

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
            self.refuse(texts.ERROR.format(text=self.told(error.code)))
            return None


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
