"""The layout of the « formulaire de défaut qualité »: one A4 page to fill on screen or by hand."""

from contextlib import closing
from datetime import datetime

from cmi_tui.domain.identity import Information
from cmi_tui.domain.quality_form import Answers, Reason
from cmi_tui.messages import quality_form as texts
from cmi_tui.pdf.finish import finished
from cmi_tui.pdf.sheet import INDENT, LINE, TEXT_PT, Sheet

_VALUES_MM = 44
_PHOTO_MM = (35, 45)
_NUMBER_MM = 8.5
_DETAILS_MM = {Reason.PHOTO: 13.0, Reason.DATA: 8.5, Reason.OTHER: 13.0}
_DETAILS_LABEL_MM = 23
_BARCODE_MM = 11
_RIGHT_MM = 72
_AIRS_MM = (2.8, 0.0)
"""How much more white and room to write there is than need be, where it leaves the form one page."""


def quality_form(information: Information, answers: Answers, made_at: datetime) -> bytes:
    """The form of a holder as PDF; the same bytes for the same data, answers and moment."""
    for air in _AIRS_MM:
        sheet = _drawn(information, answers, made_at, air)
        if sheet.pdf.page == 1 or air == _AIRS_MM[-1]:
            break
        sheet.close()
    with closing(sheet):
        sheet.draw_looks()
        return finished(sheet.pdf, texts.TITLE, texts.LANGUAGE, TEXT_PT)


def _drawn(information: Information, answers: Answers, made_at: datetime, air: float) -> Sheet:
    lines = texts.holder_lines(information)
    data = "\n".join([*(value for _, value in lines), *answers.card_numbers, answers.details])
    login = texts.safe_lines(information.identity.login)
    sheet = Sheet(made_at, data, login, air)
    _head(sheet, login)
    sheet.section(texts.HOLDER_SECTION)
    for label, value in lines:
        if label != texts.LOGIN:
            sheet.labelled(label, value, _VALUES_MM)
    _identification(sheet, answers)
    sheet.section(texts.REASON_SECTION)
    sheet.gap(0.5)
    _photo_reason(sheet, answers)
    _reason(sheet, answers, Reason.DATA, texts.DATA_NOTE)
    _reason(sheet, answers, Reason.OTHER)
    sheet.gap(3 + air)
    sheet.framed(texts.NOTICE)
    return sheet


def _head(sheet: Sheet, login: str) -> None:
    top, room = sheet.y, sheet.width - _RIGHT_MM
    sheet.heading(texts.TITLE, "H1", 20, 9, width=room)
    sheet.gap(1)
    sheet.text(texts.SUBTITLE, size=12, line=5.5, width=room)
    bottom, sheet.y = sheet.y, top + 1
    alternative = texts.BARCODE.format(login=login)
    sheet.barcode(login, alternative, _RIGHT_MM - 4, _BARCODE_MM)
    sheet.gap(1)
    sheet.text_at_right(f"{texts.LOGIN} {login}", _RIGHT_MM - 4)
    sheet.y = max(sheet.y, bottom)


def _identification(sheet: Sheet, answers: Answers) -> None:
    sheet.section(texts.IDENTIFICATION_SECTION)
    sheet.text(texts.TWO_CARDS)
    sheet.gap(1.5)
    for name, label, number in zip(
        texts.CARD_NUMBER_FIELDS, texts.CARD_NUMBERS, answers.card_numbers, strict=True
    ):
        sheet.need(_NUMBER_MM)
        sheet.label(label, sheet.left, _NUMBER_MM)
        x = sheet.left + _VALUES_MM
        sheet.field(name, label, number, x=x, width=sheet.right - x, height=_NUMBER_MM)
        sheet.gap(1.5 + sheet.air / 3)


def _photo_reason(sheet: Sheet, answers: Answers) -> None:
    width, height = _PHOTO_MM
    left = sheet.left + INDENT
    room = sheet.right - width - 6 - left
    note = sheet.wrapped(texts.PHOTO_NOTE, room, TEXT_PT, False)
    details = answers.details_of(Reason.PHOTO)
    details_height = sheet.field_height(details, room, _DETAILS_MM[Reason.PHOTO] + sheet.air)
    sheet.need(max(height, details_height + LINE * (len(note) + 1) + 3) + 9)
    _box(sheet, answers, Reason.PHOTO)
    top = sheet.y
    sheet.text(texts.DETAILS, x=left)
    sheet.gap(0.5)
    _details_field(sheet, Reason.PHOTO, details, left, room, details_height)
    sheet.gap(1.5)
    sheet.text(texts.PHOTO_NOTE, x=left, width=room)
    bottom, sheet.y = sheet.y, top
    sheet.photo_place(sheet.right - width, width, height)
    sheet.y = max(bottom, top + height)


def _reason(sheet: Sheet, answers: Answers, reason: Reason, note: str = "") -> None:
    left = sheet.left + INDENT
    x = left + _DETAILS_LABEL_MM
    details = answers.details_of(reason)
    height = sheet.field_height(details, sheet.right - x, _DETAILS_MM[reason] + sheet.air)
    sheet.gap(2.5 + sheet.air)
    sheet.need(height + 9 + (3 * LINE if note else 0))
    _box(sheet, answers, reason)
    if note:
        sheet.text(note, x=left)
        sheet.gap(1)
    sheet.label(texts.DETAILS, left, height)
    _details_field(sheet, reason, details, x, sheet.right - x, height)


def _box(sheet: Sheet, answers: Answers, reason: Reason) -> None:
    is_ticked = answers.reason is reason
    sheet.tick_box(texts.REASON_FIELDS[reason], texts.REASONS[reason], is_ticked=is_ticked)


def _details_field(
    sheet: Sheet, reason: Reason, details: str, x: float, width: float, height: float
) -> None:
    name = texts.DETAILS_FIELD.format(reason=texts.REASON_FIELDS[reason])
    label = f"{texts.DETAILS} {texts.REASONS[reason]}"
    sheet.field(name, label, details, x=x, width=width, height=height, is_multiline=True)
