"""The PDF form: its texts, its pages, hostile data, the same bytes each time."""

import gc
import hashlib
import io
import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from cmi_tui.domain.quality_form import Answers
from cmi_tui.messages import quality_form as texts
from cmi_tui.messages.quality_text import quality_text
from cmi_tui.pdf.quality_form import quality_form
from tests.pdf.forms import (
    ANSWERS,
    AUGUSTE,
    CASES,
    DETAILS,
    NO_ANSWERS,
    NOW,
    made,
    named,
    run_on,
    text_of,
)  # fmt: skip

CHECKOUT = Path(__file__).parents[2]
ALL_CASES = pytest.mark.parametrize("case", CASES)


def page_count(pdf: bytes) -> int:
    return len(PdfReader(io.BytesIO(pdf)).pages)


def test_the_form_is_one_page_with_all_the_guides_texts() -> None:
    pdf = made("blank")
    assert page_count(pdf) == 1
    text = text_of(pdf)
    known = ("1000720180100001000", "Lambert", "Auguste", "mail0455@mail.fr", "12 rue des Tanneurs")
    sentences = (
        texts.TWO_CARDS, *texts.CARD_NUMBERS, *texts.REASONS.values(), texts.DETAILS, texts.PHOTO_NOTE,
        texts.DATA_NOTE, texts.NOTICE, *known,
    )  # fmt: skip
    assert [sentence for sentence in sentences if sentence not in text] == []


def test_an_organisation_stands_with_its_raison_sociale_and_without_an_email_line() -> None:
    text = text_of(made("organisation"))
    assert "Transports Solidaires de l'Œuvre" in text
    assert "Prénom :" not in text and "Adresse email" not in text


@pytest.mark.parametrize("case", ["organisation", "eight lines", "answered"])
def test_what_can_stand_on_one_page_does(case: str) -> None:
    assert page_count(made(case)) == 1


@ALL_CASES
def test_every_form_is_a_valid_file_that_runs_nothing(tmp_path: Path, case: str) -> None:
    assert "No syntax or stream encoding errors found" in run_on(
        made(case), tmp_path, "qpdf", "--check", "FILE"
    )
    plain = run_on(made(case), tmp_path, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-")
    assert not re.search(r"/(JS|JavaScript|AA|OpenAction|URI|Launch)\b", plain)


@ALL_CASES
def test_nothing_overlaps_and_nothing_leaves_the_page(tmp_path: Path, case: str) -> None:
    printed = run_on(made(case), tmp_path, "pdftotext", "-bbox", "FILE", "-")
    for page in printed.split("<page ")[1:]:
        words = [
            tuple(float(value) for value in found)
            for found in re.findall(r'xMin="(.+?)" yMin="(.+?)" xMax="(.+?)" yMax="(.+?)"', page)
        ]
        assert words
        for left, top, right, bottom in words:
            assert left >= 40 and right <= 595 - 40 and top >= 34 and bottom <= 842 - 34
        for index, one in enumerate(words):
            for other in words[:index]:
                # A line is higher than its letters: a third of it may reach into the next.
                high = min(one[3], other[3]) - max(one[1], other[1])
                wide = min(one[2], other[2]) - max(one[0], other[0])
                assert high < 4 or wide < 0.5


@ALL_CASES
def test_print_is_black_and_eleven_points_or_more(case: str, tmp_path: Path) -> None:
    path = tmp_path / "form.pdf"
    path.write_bytes(made(case))
    with pikepdf.open(path) as pdf:
        for page in pdf.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), instruction.operands
                if operator == "Tf":
                    assert float(operands[1]) >= 11
                if operator in {"g", "G", "rg", "RG", "k", "K"}:
                    assert not any(float(value) for value in operands)
                assert operator not in {"sc", "SC", "scn", "SCN", "sh"}


def test_no_letter_of_a_name_is_lost(tmp_path: Path) -> None:
    printed = "".join(run_on(made("200 letters"), tmp_path, "pdftotext", "-raw", "FILE", "-").split())
    assert "W" * 200 in printed
    assert ("Nomcomposé" * 16 + "d'Œuvre") in printed
    printed = run_on(made("a whole page of name"), tmp_path, "pdftotext", "-raw", "FILE", "-")
    assert printed.count("Long") == 555 and texts.NOTICE in " ".join(printed.split())


def test_letters_that_no_font_has_are_told_by_number(tmp_path: Path) -> None:
    pdf = quality_form(named(first_name="👩🏽 Zoé", last_name="a\x1b]2;PWN\u202e"), NO_ANSWERS, NOW)
    printed = run_on(pdf, tmp_path, "pdftotext", "FILE", "-")
    assert "<U+1F469><U+1F3FD> Zoé" in printed and "a^[]2;PWN<U+202E>" in printed


@pytest.mark.parametrize("name", ["a) Tj (b", "a\\b(", "{nb}", "**gras** __x__", "EMC BT"])
def test_what_means_something_to_a_pdf_is_a_name_like_others(name: str, tmp_path: Path) -> None:
    pdf = quality_form(named(last_name=name), Answers(details=name), NOW)
    assert run_on(pdf, tmp_path, "pdftotext", "FILE", "-").count(name) == 2
    assert "No syntax" in run_on(pdf, tmp_path, "qpdf", "--check", "FILE")


def test_french_letters_extract_unchanged(tmp_path: Path) -> None:
    pdf = quality_form(named(last_name="œ Œ € « » ’ — é à ç Ÿ"), ANSWERS, NOW)
    printed = " ".join(run_on(pdf, tmp_path, "pdftotext", "-raw", "FILE", "-").split())
    assert "œ Œ € « » ’ — é à ç Ÿ" in printed and DETAILS in printed


PROGRAM = """
import hashlib
from tests.pdf.forms import made
print(*(hashlib.sha256(made(case)).hexdigest() for case in ("answered", "scripts")))
"""


def test_the_same_data_and_date_make_the_same_bytes_in_any_process() -> None:
    environ = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LANG": "C"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environ, cwd=CHECKOUT, check=True, capture_output=True
    )
    ours = [hashlib.sha256(made(case)).hexdigest() for case in ("answered", "scripts")]
    assert done.stdout.decode().split() == ours
    assert quality_form(AUGUSTE, ANSWERS, NOW) == made("answered")


def test_the_file_knows_no_path_no_host_and_nobody_else(tmp_path: Path) -> None:
    quality_form(named(last_name="Voisine", email="voisine@mail.fr"), NO_ANSWERS, NOW)
    plain = run_on(
        made("answered"), tmp_path, "qpdf", "--qdf", "--object-streams=disable", "FILE", "-"
    ).lower()  # fmt: skip
    for secret in (str(CHECKOUT), str(Path.home()) + "/", "/tmp", "site-packages", "voisine"):
        assert secret.lower() not in plain
    assert len(socket.gethostname()) < 4 or socket.gethostname().lower() not in plain
    metadata = PdfReader(tmp_path / "form.pdf").metadata
    assert metadata is not None and metadata.title == texts.TITLE and metadata.author is None


def test_a_form_of_two_pages_leaves_no_font_file_open() -> None:
    open_before = os.listdir("/proc/self/fd")
    gc.disable()
    try:
        quality_form(*CASES["a whole page of name"], NOW)
        assert os.listdir("/proc/self/fd") == open_before
    finally:
        gc.enable()


@ALL_CASES
def test_the_pdf_is_small(case: str) -> None:
    assert len(made(case)) <= 60_000


@pytest.mark.parametrize("case", ["blank", "answered", "organisation", "eight lines"])
def test_the_text_version_says_all_that_the_pdf_says(case: str) -> None:
    text = " ".join(quality_text(*CASES[case]).split())
    own = {texts.PHOTO_PLACE_MEANING: "Photographie 35 × 45 mm"}
    for said, shown in own.items():
        text = text.replace(said, shown)
    printed = set(re.findall(r"\w+", text_of(made(case)).casefold()))
    assert printed - set(re.findall(r"\w+", text.casefold())) == set()


def test_the_text_version_says_what_is_ticked_and_leaves_the_rest_open() -> None:
    lines = quality_text(AUGUSTE, ANSWERS).split("\n")
    photo, data, _other = texts.REASONS.values()
    assert "Numéro de la carte 1 : 1234 5678 9012" in lines
    assert f"{photo} (oui ou non) : oui" in lines and f"{data} (oui ou non) : non" in lines
    assert lines[lines.index(f"{photo} (oui ou non) : oui") + 1] == f"À préciser : {DETAILS}"
    blank = quality_text(AUGUSTE, NO_ANSWERS).split("\n")
    assert f"{photo} (oui ou non) :" in blank and "Numéro de la carte 2 :" in blank
