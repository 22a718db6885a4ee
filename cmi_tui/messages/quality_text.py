"""The « version texte » of the form: the same content as the PDF, for those whom no PDF serves."""

from cmi_tui.domain.identity import Information
from cmi_tui.domain.quality_form import Answers, Reason
from cmi_tui.messages import quality_form as texts

_HOW_TO_FILL = "Ce qui reste à remplir suit un deux-points en fin de ligne."
_NOTES = {Reason.PHOTO: texts.PHOTO_NOTE, Reason.DATA: texts.DATA_NOTE}
_BOX = "{reason} (oui ou non) :"


def quality_text(information: Information, answers: Answers) -> str:
    """The form as lines of text; no line is broken, so that any width and any voice reads it well."""
    lines = [texts.TITLE, *texts.SUBTITLE.splitlines(), _HOW_TO_FILL]
    lines += _section(texts.HOLDER_SECTION)
    for label, value in texts.holder_lines(information):
        lines.append(_said(label, value.replace("\n", ", ")))
    lines += [*_section(texts.IDENTIFICATION_SECTION), texts.TWO_CARDS]
    lines += map(_said, texts.CARD_NUMBERS, answers.card_numbers)
    lines += _section(texts.REASON_SECTION)
    for reason, text in texts.REASONS.items():
        ticked = "" if answers.reason is None else texts.YES if answers.reason is reason else texts.NO
        lines.append(_said(_BOX.format(reason=text), ticked))
        lines.append(_said(texts.DETAILS, texts.safe_lines(answers.details_of(reason))))
        if reason in _NOTES:
            lines.append(_NOTES[reason])
        if reason is Reason.PHOTO:
            lines.append(texts.PHOTO_PLACE_MEANING)
        lines.append("")
    return "\n".join([*lines, texts.NOTICE, ""])


def _section(name: str) -> list[str]:
    return ["", name.upper(), ""]


def _said(label: str, value: str) -> str:
    return f"{label} {value}".rstrip()
