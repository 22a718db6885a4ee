"""Forms to look at: blank, with answers, and with the hardest data."""

import io
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path

from pypdf import PdfReader

from cmi_tui.domain.identity import Identity, Information
from cmi_tui.domain.quality_form import Answers, Reason
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
NO_ANSWERS = Answers()
DETAILS = "L’œil gauche n’est pas visible : « Œuvre » à 10 € près, Noël où ça ?"
ANSWERS = Answers(("1234 5678 9012", "AB 99"), Reason.PHOTO, DETAILS)


def named(
    *, first_name: str = "Auguste", last_name: str = "Lambert", company_name: str = "",
    street: str = "12 rue des Tanneurs", email: str = "mail0455@mail.fr",
    login: str = "1000720180100001000",
) -> Information:  # fmt: skip
    """Auguste's information with another name, street, address or identifier."""
    identity = replace(
        AUGUSTE.identity, first_name=first_name, last_name=last_name, company_name=company_name,
        street=street, login=login,
    )  # fmt: skip
    return Information(identity, email)


EIGHT_LINES = "\n".join(f"Ligne {number} de l'adresse, bâtiment Œ" for number in range(1, 8))
CASES = {
    "blank": (AUGUSTE, NO_ANSWERS),
    "answered": (AUGUSTE, ANSWERS),
    "organisation": (
        named(company_name="Transports Solidaires de l'Œuvre", email=""),
        replace(ANSWERS, reason=Reason.DATA),
    ),
    "eight lines": (named(street=EIGHT_LINES), NO_ANSWERS),
    "200 letters": (named(first_name="W" * 200, last_name="Nom composé " * 16 + "d'Œuvre"), ANSWERS),
    "scripts": (
        named(first_name="محمد بن عبد الله", last_name="Łukasz Ελένη Иван 😀"),
        Answers(("", ""), Reason.OTHER, "محمد " + "W" * 195),
    ),
    "all at once": (
        named(company_name="x" * 200 + " )\\( {nb}", street=EIGHT_LINES, email=""),
        replace(ANSWERS, details="W" * 200),
    ),
    "a whole page of name": (named(last_name="Long nom " * 555, login="Œ9" * 60), NO_ANSWERS),
}


@cache
def made(case: str) -> bytes:
    """The form of one of CASES."""
    return quality_form(*CASES[case], NOW)


def text_of(pdf: bytes) -> str:
    """All the words of a PDF as pypdf reads them, one space between."""
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def run_on(pdf: bytes, folder: Path, *command: str) -> str:
    """What `command FILE` prints, the PDF in the place of FILE; fails with the command."""
    need(command[0])
    path = folder / "form.pdf"
    path.write_bytes(pdf)
    filled = [str(path) if word == "FILE" else word for word in command]
    done = subprocess.run(filled, check=True, capture_output=True, encoding="utf-8", errors="replace")
    return done.stdout
