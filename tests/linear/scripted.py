"""A linear terminal whose answers are known, and whose lines are kept."""

from collections.abc import Iterable

TIMEOUT = object()
"""An answer that does not come in time."""
INTERRUPT = object()
"""Ctrl+C."""


class ScriptedTerminal:
    """Answers in order, then the end of the input; `lines` holds what was said and asked."""

    def __init__(self, answers: Iterable[object], *, is_interactive: bool = True) -> None:
        self._answers = list(answers)
        self.is_interactive = is_interactive
        self.lines: list[str] = []
        self.hidden: list[str] = []
        self.timeouts: list[float | None] = []

    def say(self, text: str) -> None:
        assert "\n" not in text
        self.lines.append(text)

    def ask(self, prompt: str, *, hidden: bool = False, timeout: float | None = None) -> str:
        self.lines.append(prompt)
        self.timeouts.append(timeout)
        if hidden:
            self.hidden.append(prompt)
        if not self._answers:
            raise EOFError
        answer = self._answers.pop(0)
        if answer is TIMEOUT:
            raise TimeoutError
        if answer is INTERRUPT:
            raise KeyboardInterrupt
        assert isinstance(answer, str)
        return answer

    @property
    def text(self) -> str:
        """All that was said and asked."""
        return "\n".join(self.lines)

    @property
    def is_done(self) -> bool:
        """Whether every answer was asked for."""
        return not self._answers
