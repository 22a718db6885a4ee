"""The form's fields: what they are called, in what order, what they hold, what is typed into them."""

import io
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader, PdfWriter

from cmi_tui.domain.quality_form import Answers, Reason
from cmi_tui.messages import quality_form as texts
from cmi_tui.pdf.quality_form import quality_form
from tests.pdf.forms import ANSWERS, AUGUSTE, CASES, DETAILS, NO_ANSWERS, NOW, made, run_on

TYPED = "Tapé à l’écran : Œuvre, œil, Noël, 10 € « ça »"
NAMES = [
    "carte_1", "carte_2", "motif_photographie", "motif_photographie_precisions", "motif_donnees",
    "motif_donnees_precisions", "motif_autre", "motif_autre_precisions",
]  # fmt: skip


def values_of(pdf: bytes) -> dict[str, str]:
    fields = PdfReader(io.BytesIO(pdf)).get_fields() or {}
    return {name: str(field.get("/V", "")) for name, field in fields.items()}


def test_fields_are_named_labelled_and_in_the_order_of_the_page(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made("blank"))
    with pikepdf.open(path) as pdf:
        fields = pdf.Root.AcroForm.Fields.as_list()
        assert [str(field.T) for field in fields] == NAMES
        labels = [str(field.TU) for field in fields]
        assert labels[:3] == [*texts.CARD_NUMBERS, texts.REASONS[Reason.PHOTO]]
        assert labels[3] == f"À préciser : {texts.REASONS[Reason.PHOTO]}"
        tops = [float(field.Rect[3]) for field in fields]
        assert tops == sorted(tops, reverse=True)
        assert [field.objgen for field in pdf.pages[0].obj.Annots] == [field.objgen for field in fields]
        in_tree = [
            element.K.Obj.objgen
            for element in pdf.Root.StructTreeRoot.K[0].K.as_list()
            if element.S == "/Form"
        ]
        assert in_tree == [field.objgen for field in fields]


@pytest.mark.parametrize("case", CASES)
def test_every_field_is_drawn_by_itself(case: str, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made(case))
    with pikepdf.open(path) as pdf:
        assert "/NeedAppearances" not in pdf.Root.AcroForm
        for field in pdf.Root.AcroForm.Fields:
            looks = [field.AP.N] if field.FT == "/Tx" else [field.AP.N.Yes, field.AP.N.Off]
            width = float(field.Rect[2]) - float(field.Rect[0])
            for look in looks:
                assert abs(float(look.BBox[2]) - width) < 0.1


def test_a_blank_form_has_room_for_a_pen(tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made("blank"))
    millimetre = 72 / 25.4
    with pikepdf.open(path) as pdf:
        for field in pdf.Root.AcroForm.Fields:
            left, bottom, right, top = (float(value) / millimetre for value in field.Rect)
            assert top - bottom >= (5 if field.FT == "/Btn" else 8)
            assert right - left >= (5 if field.FT == "/Btn" else 120)
        figures = [e for e in pdf.Root.StructTreeRoot.K[0].K.as_list() if e.S == "/Figure"]
        left, bottom, right, top = (float(value) / millimetre for value in figures[-1].A.BBox)
        assert abs(right - left - 35) < 0.01 and abs(top - bottom - 45) < 0.01


def test_answers_are_in_the_fields_and_on_the_page(tmp_path: Path) -> None:
    values = values_of(made("answered"))
    assert values["carte_1"] == "1234 5678 9012" and values["carte_2"] == "AB 99"
    assert values["motif_photographie"] == "/Yes" and values["motif_photographie_precisions"] == DETAILS
    assert values["motif_donnees"] == values["motif_autre"] == "/Off"
    assert values["motif_donnees_precisions"] == values["motif_autre_precisions"] == ""
    printed = " ".join(run_on(made("answered"), tmp_path, "pdftotext", "-raw", "FILE", "-").split())
    assert "1234 5678 9012" in printed and DETAILS in printed


def test_details_without_a_reason_tick_nothing_and_are_kept() -> None:
    values = values_of(quality_form(AUGUSTE, Answers(details="rayée"), NOW))
    assert values["motif_autre_precisions"] == "rayée"
    assert {values[name] for name in NAMES if values[name].startswith("/")} == {"/Off"}


def test_a_ticked_box_is_seen(tmp_path: Path) -> None:
    def ink(pdf: bytes) -> int:
        run_on(pdf, tmp_path, "pdftoppm", "-r", "50", "-mono", "FILE", str(tmp_path / "page"))
        image = next(tmp_path.glob("page*.pbm")).read_bytes()
        return sum(byte.bit_count() for byte in image)

    ticked = quality_form(AUGUSTE, Answers(reason=Reason.DATA), NOW)
    assert ink(ticked) > ink(quality_form(AUGUSTE, NO_ANSWERS, NOW))


def test_what_is_typed_in_french_is_kept_and_shown_in_an_embedded_font(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(made("blank")))
    page = writer.pages[0]
    typed = {"carte_1": "12 34", "motif_autre_precisions": TYPED}
    writer.update_page_form_field_values(page, typed | {"motif_autre": "/Yes"}, auto_regenerate=False)
    file = io.BytesIO()
    writer.write(file)
    values = values_of(file.getvalue())
    assert values["carte_1"] == "12 34" and values["motif_autre"] == "/Yes"
    assert values["motif_autre_precisions"] == TYPED
    printed = " ".join(run_on(file.getvalue(), tmp_path, "pdftotext", "-raw", "FILE", "-").split())
    assert TYPED in printed and "12 34" in printed
    rows = run_on(file.getvalue(), tmp_path, "pdffonts", "FILE").splitlines()[2:]
    assert all(" yes yes " in row for row in rows)


def test_an_answered_field_can_be_changed(tmp_path: Path) -> None:
    writer = PdfWriter(clone_from=io.BytesIO(quality_form(AUGUSTE, ANSWERS, NOW)))
    writer.update_page_form_field_values(writer.pages[0], {"carte_1": "99"}, auto_regenerate=False)
    file = io.BytesIO()
    writer.write(file)
    assert values_of(file.getvalue())["carte_1"] == "99"
    assert "1234 5678" not in run_on(file.getvalue(), tmp_path, "pdftotext", "FILE", "-")
