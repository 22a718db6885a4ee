"""The PDF form: its texts, its one page, hostile names."""

import io
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader

from cmi_tui.domain.identity import Identity, Information
from cmi_tui.messages import quality_form as texts
from cmi_tui.pdf.quality_form import quality_form
from tests.tools import need

NOW = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
AUGUSTE = Information(
    Identity(
        "1000720180100001000", "Auguste", "Lambert", "", date(1948, 3, 12), "12 rue des Tanneurs",
        "59000", "LILLE",
    ),
    "mail0455@mail.fr",
)  # fmt: skip


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def named(*, last_name: str = "Lambert", company_name: str = "") -> Information:
    identity = replace(AUGUSTE.identity, last_name=last_name, company_name=company_name)
    return replace(AUGUSTE, identity=identity)


def test_the_form_is_one_page_with_all_the_guides_texts() -> None:
    pdf = quality_form(AUGUSTE, NOW)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == 1
    text = text_of(pdf)
    for value in (
        "1000720180100001000",
        "Lambert",
        "Auguste",
        "mail0455@mail.fr",
        "12 rue des Tanneurs",
    ):
        assert value in text
    for sentence in (
        texts.TWO_CARDS, *texts.CARD_NUMBERS, texts.PHOTO_REASON, texts.DETAILS, texts.PHOTO_NOTE,
        texts.DATA_REASON, texts.DATA_NOTE, texts.OTHER_REASON, texts.NOTICE,
    ):  # fmt: skip
        assert sentence in text


def test_an_organisation_stands_with_its_raison_sociale_and_french_letters_survive() -> None:
    text = text_of(quality_form(replace(named(company_name="L’Œuvre « été » à 10 €"), email=""), NOW))
    assert "L’Œuvre « été » à 10 €" in text
    assert "Prénom" not in text and "Adresse email" not in text


def test_the_same_data_and_date_make_the_same_bytes_without_any_path() -> None:
    pdf = quality_form(AUGUSTE, NOW)
    assert pdf == quality_form(AUGUSTE, NOW)
    assert b"/tmp" not in pdf and b"site-packages" not in pdf
    metadata = PdfReader(io.BytesIO(pdf)).metadata
    assert metadata is not None and metadata.title == texts.TITLE


@pytest.mark.parametrize(
    "name", ["a) Tj (b", "a\\b(", "👩🏽 Zoé", "محمد", "^[]2;PWN", "x" * 200, "Long nom " * 555]
)
def test_hostile_names_make_a_valid_file(tmp_path: Path, name: str) -> None:
    need("qpdf")
    path = tmp_path / "form.pdf"
    path.write_bytes(quality_form(named(last_name=name), NOW))
    subprocess.run(["qpdf", "--check", path], check=True, capture_output=True)
    reader = PdfReader(path)
    assert not any("/JS" in str(reader.get_object(number)) for number in range(1, len(reader.xref[0])))
    assert texts.NOTICE in text_of(path.read_bytes())
