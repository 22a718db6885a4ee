"""The fields of a form (AcroForm): texts to type and boxes to tick, with the looks that viewers draw."""

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream

from cmi_tui.pdf.tagged import Box, FormField
from cmi_tui.pdf.typefaces import typing_font

_MULTILINE = 1 << 12
_DO_NOT_SCROLL = 1 << 23
_PRINT = 4
_NONSYMBOLIC = 32
_FONT = "TexteSaisi"


def add_form(pdf: Pdf, font_size: int) -> Object:
    """The form of the document, still without fields; what is typed into them has an embedded font."""
    fonts = Dictionary({f"/{_FONT}": _font(pdf)})
    form = pdf.make_indirect(Dictionary(Fields=Array(), DR=Dictionary(Font=fonts)))
    form.DA = pikepdf.String(f"/{_FONT} {font_size} Tf 0 g")
    pdf.Root.AcroForm = form
    return form


def widget(pdf: Pdf, field: FormField, page: Object, looks: list[Object], key: int) -> Object:
    """A field and its place on the page; `key` leads to it from the tree of parents."""
    entry = Dictionary(
        Type=Name.Annot, Subtype=Name.Widget, F=_PRINT, P=page, Rect=Array(field.box),
        T=pikepdf.String(field.name), TU=pikepdf.String(field.label), StructParent=key,
    )  # fmt: skip
    if field.is_box:
        _make_tick_box(pdf, entry, field)
    else:
        entry.FT = Name.Tx
        # What does not fit is not taken: it would not be printed.
        entry.Ff = _DO_NOT_SCROLL | (_MULTILINE if field.is_multiline else 0)
        entry.V = pikepdf.String(field.value)
        entry.DA = pdf.Root.AcroForm.DA
        entry.AP = Dictionary(N=_text_look(pdf, field, looks))
    return pdf.make_indirect(entry)


def _make_tick_box(pdf: Pdf, entry: Object, field: FormField) -> None:
    state = Name.Yes if field.is_ticked else Name.Off
    width, height = _size(field.box)
    inset = width / 5
    cross = (
        f"q 1.6 w 1 J {inset:.2f} {inset:.2f} m {width - inset:.2f} {height - inset:.2f} l "
        f"{inset:.2f} {height - inset:.2f} m {width - inset:.2f} {inset:.2f} l S Q"
    )
    entry.FT = Name.Btn
    entry.V = state
    entry.AS = state
    looks = Dictionary(Yes=_look(pdf, field.box, cross.encode()), Off=_look(pdf, field.box, b""))
    entry.AP = Dictionary(N=looks)


def _text_look(pdf: Pdf, field: FormField, looks: list[Object]) -> Object:
    if field.look is None:
        look = _look(pdf, field.box, b"/Tx BMC EMC")
        look.Resources = Dictionary(Font=pdf.Root.AcroForm.DR.Font)
        return look
    look = looks[field.look]
    look.write(b"/Tx BMC q\n" + look.read_bytes() + b"\nQ EMC")
    return look


def _look(pdf: Pdf, box: Box, content: bytes) -> Object:
    width, height = _size(box)
    frame = Array([0, 0, width, height])
    look = Stream(pdf, content, Type=Name.XObject, Subtype=Name.Form, BBox=frame)
    return pdf.make_indirect(look)


def _size(box: Box) -> tuple[float, float]:
    left, bottom, right, top = box
    return right - left, top - bottom


def _font(pdf: Pdf) -> Object:
    file, widths, measures = typing_font()
    name = Name("/AAAAAA+AtkinsonHyperlegible-Regular")
    descriptor = Dictionary(
        Type=Name.FontDescriptor, FontName=name, Flags=_NONSYMBOLIC, ItalicAngle=0, StemV=80,
        Ascent=measures["Ascent"], Descent=measures["Descent"], CapHeight=measures["CapHeight"],
        FontBBox=Array([measures[side] for side in ("Left", "Bottom", "Right", "Top")]),
        FontFile2=pdf.make_indirect(Stream(pdf, file, Length1=len(file))),
    )  # fmt: skip
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font, Subtype=Name.TrueType, BaseFont=name, Encoding=Name.WinAnsiEncoding,
            FirstChar=32, LastChar=255, Widths=Array(widths),
            FontDescriptor=pdf.make_indirect(descriptor),
        )
    )  # fmt: skip
