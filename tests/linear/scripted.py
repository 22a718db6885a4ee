"""A linear terminal whose answers are known, and whose lines are kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from cmi_tui.linear.terminal import Watch


@dataclass(frozen=True)
class Idle:
    """So many seconds without a key, each of them seen by the watch."""

    seconds: int


INTERRUPT = object()
"""Ctrl+C."""


class ScriptedTerminal:
    """Answers in order, then the end of the input; `lines` holds what was said and asked."""

    def __init__(self, answers: Iterable[object], *, is_interactive: bool = True) -> None:
        self._answers = list(answers)
        self.is_interactive = is_interactive
        self.lines: list[str] = []
        self.hidden: list[str] = []
        self.is_watched: list[bool] = []

    def say(self, text: str) -> None:
        assert "\n" not in text
        self.lines.append(text)

    def ask(self, prompt: str, *, hidden: bool = False, watch: Watch | None = None) -> str:
        self.lines.append(prompt)
        self.is_watched.append(watch is not None)
        if hidden:
            self.hidden.append(prompt)
        is_noticed = False
        while True:
            if not self._answers:
                raise EOFError
            answer = self._answers.pop(0)
            if watch is not None and is_noticed and answer == "":
                self.lines += [watch.acknowledged(), prompt]
                is_noticed = False
                continue
            if not isinstance(answer, Idle):
                break
            assert watch is not None
            for second in range(answer.seconds + 1):
                sentence, left = watch(second, is_typing=False)
                assert sentence or left > 0
                if sentence:
                    self.lines += [sentence, prompt]
                    is_noticed = True
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
