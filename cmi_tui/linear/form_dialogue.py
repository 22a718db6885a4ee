"""A declared form as questions: each judged when answered, all recalled before they are saved."""

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import timedelta
from typing import TypeVar

from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.domain.forms import Errors, Field, Form, Kind, Values
from cmi_tui.domain.judgement import Judgement
from cmi_tui.linear.dialogue import Back, Dialogue, Restart, chosen_among, yes_or_no
from cmi_tui.linear.questions import Questions
from cmi_tui.messages import forms
from cmi_tui.messages import linear as texts
from cmi_tui.messages.errors import error_text, mending

Result = TypeVar("Result")


class FormDialogue:
    """Asks the fields of `form`; `given` holds what some of them have, `notes` what to say first.

    `needless` names the fields that the answers so far make not worth asking.
    """

    def __init__(
        self,
        dialogue: Dialogue,
        form: Form,
        given: Mapping[str, str] | None = None,
        notes: Iterable[str] = (),
        needless: Callable[[Values], Collection[str]] = lambda _values: (),
    ) -> None:
        self._dialogue = dialogue
        self._form = form
        self._notes = notes
        self._needless = needless
        self._values = {field.name: (given or {}).get(field.name, "") for field in form.fields}
        self._questions = Questions(form)
        self._introduced: set[str] = set()
        self._wrong: set[str] = set()
        self._has_hidden = False

    def run(self, save: Callable[[Values], Result]) -> Result:
        """What `save` gives for the answers; they are asked again until it takes them.

        Raises Back when the user leaves the form (nothing was saved), and what `save` raises but
        Unavailable and what Refused says of the fields.
        """
        self._introduce()
        self._dialogue.forms_begun += 1
        try:
            result = self._answer_and_save(save)
        except Back:
            self._dialogue.forms_begun -= 1
            if self._form.is_reviewed:
                self._dialogue.say(texts.NOTHING_SAVED)
            raise
        except (Refused, Restart):
            self._dialogue.forms_begun -= 1
            raise
        self._dialogue.forms_begun -= 1
        return result

    def take(self, name: str, value: str) -> None:
        """Puts another value in a field that is only shown."""
        self._values[name] = value

    def _answer_and_save(self, save: Callable[[Values], Result]) -> Result:
        names = [field.name for field in self._questions.asked]
        while True:
            self._fill(names)
            if self._form.is_reviewed:
                self._review()
            try:
                return save(dict(self._values))
            except Refused as refusal:
                if not refusal.errors.keys() <= self._values.keys():
                    raise
                self._report(refusal.errors, refusal.wait)
                self._say_given(refusal.errors)
                names = self._to_ask_again(refusal.errors)
            except Unavailable as error:
                self._dialogue.refuse(texts.ERROR.format(text=self._dialogue.told(error.code)))
                names = [] if self._form.is_reviewed else names

    def _introduce(self) -> None:
        self._dialogue.say(forms.TITLES[self._form.name])
        if self._form.name in forms.INTRODUCTIONS:
            self._dialogue.say(forms.INTRODUCTIONS[self._form.name])
        self._dialogue.say(*self._notes)
        self._say_given(self._values)

    def _say_given(self, names: Iterable[str]) -> None:
        for field in map(self._form.field, names):
            if field.kind is Kind.READ_ONLY:
                label, value = self._questions.label(field), self._values[field.name]
                self._dialogue.say(f"{label} : {self._questions.spoken(field, value)}")

    def _fill(self, names: Iterable[str], before: Iterable[str] = ()) -> None:
        """Asks `names`; going back from the first leads to those `before`, then raises Back."""
        waiting = self._with_partners(names)
        done = [name for name in before if name not in waiting]
        judgement = Judgement(self._form)
        while waiting:
            for name in waiting:
                # An answer that repeats one about to be given anew is asked anew as well.
                if name in self._form.confirmations:
                    self._values[name] = ""
            name = waiting[0]
            if name in self._needless(self._values):
                self._values[waiting.pop(0)] = ""
                continue
            field = self._form.field(name)
            try:
                self._values[name] = field.tidied(self._answer(field))
            except Back:
                if not done:
                    raise
                waiting = self._with_partners([done.pop(), *waiting])
                continue
            errors = judgement.leave(name, self._values)
            errors = {wrong: code for wrong, code in errors.items() if wrong not in waiting[1:]}
            if errors:
                self._report(errors)
                again = self._to_ask_again(errors)
                waiting = self._with_partners([*again, *waiting[1:]])
                done = [one for one in done if one not in waiting]
            else:
                self._wrong.discard(name)
                done.append(waiting.pop(0))

    def _answer(self, field: Field) -> str:
        """The answer for one field; Enter alone keeps the answer of before, unless it was wrong."""
        kept = self._kept(field)
        question = self._questions.lines(field, kept)
        if field.name not in self._introduced or field.kind is Kind.CHOICE:
            self._introduced.add(field.name)
            self._dialogue.say(*question)
        elif kept:
            self._dialogue.say(question[-1])
        if field.kind is Kind.CHOICE:
            return self._choice(field, question)
        hidden = field.kind is Kind.PASSWORD
        hides = hidden and self._dialogue.hides
        # Whoever has heard it of one answer of the form knows it of the others.
        prompt = self._questions.prompt(field, hides=hides and not self._has_hidden)
        answer = self._dialogue.ask(prompt, self._questions.helps(field), question, hidden=hidden)
        if hides and answer:
            # Not how long it is: whoever is in the room hears it.
            self._dialogue.say(texts.RECEIVED if self._has_hidden else texts.PASSWORD_RECEIVED)
            self._has_hidden = True
        if kept and not field.required and answer.strip().lower() == texts.NO_ANSWER_WORD:
            return ""
        return answer or kept

    def _choice(self, field: Field, question: list[str]) -> str:
        choices = self._questions.choices(field)
        prompt, helps = self._questions.prompt(field, hides=False), self._questions.helps(field)
        while True:
            answer = self._dialogue.ask(prompt, helps, question)
            if not answer.strip():
                return self._kept(field)
            chosen = chosen_among([self._questions.spoken(field, choice) for choice in choices], answer)
            if chosen is not None:
                return choices[chosen]
            error = texts.NUMBER_EXPECTED.format(count=len(choices))
            self._dialogue.refuse(
                texts.FIELD_ERROR.format(
                    label=self._questions.label(field), text=error, hint=""
                ).rstrip()
            )

    def _kept(self, field: Field) -> str:
        is_asked_anew = field.name in self._wrong or field.kind is Kind.PASSWORD
        return "" if is_asked_anew else self._values[field.name]

    def _review(self) -> None:
        """Recalls the answers until the user says yes; raises Back for no."""
        while True:
            warned = self._form.warn(self._values).values()
            lines = [texts.WARNING.format(text=error_text(code)) for code in warned]
            lines += self._questions.recap(self._values)
            self._dialogue.say(*lines)
            helps = (texts.PAGE_HELPS[self._form.name],)
            try:
                answer = self._dialogue.ask(texts.SAVE, helps, lines, repeats_on_enter=True)
            except Back:
                *before, last = (field.name for field in self._questions.asked)
                self._fill([last], before)
                continue
            answer = answer.strip().rstrip(".")
            decision = yes_or_no(answer)
            if decision:
                return
            if decision is False:
                raise Back
            field = self._questions.numbered(answer)
            if field is not None:
                self._correct(field.name)
            else:
                count = len(self._questions.asked)
                self._dialogue.refuse(texts.NOT_A_DECISION.format(count=count))

    def _correct(self, name: str) -> None:
        """Asks one field again, and its partner; going back leaves the answers as they were."""
        answers = dict(self._values)
        try:
            self._fill([name])
        except Back:
            self._values = answers

    def _report(self, errors: Errors, wait: timedelta | None = None) -> None:
        lines = []
        for name, code in errors.items():
            field = self._form.field(name)
            text = self._dialogue.told(code, field, wait)
            hint = mending(code, self._values[name])
            lines.append(
                texts.FIELD_ERROR.format(
                    label=self._questions.label(field), text=text, hint=hint
                ).rstrip()
            )
        self._wrong |= errors.keys()
        self._dialogue.refuse(*lines)

    def _to_ask_again(self, errors: Mapping[str, Code]) -> list[str]:
        asked = self._questions.asked
        if not self._form.is_reviewed and any(field.kind is Kind.PASSWORD for field in asked):
            # Who signs in is not told which answer was wrong.
            return [field.name for field in asked]
        return [name for name in self._values if name in errors]

    def _with_partners(self, names: Iterable[str]) -> list[str]:
        """The names, each pair that is typed twice made whole, in reading order."""
        wanted = set(names)
        for confirmation, confirmed in self._form.confirmations.items():
            if {confirmation, confirmed} & wanted:
                wanted |= {confirmation, confirmed}
        return [field.name for field in self._questions.asked if field.name in wanted]
