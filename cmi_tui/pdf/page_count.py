"""How many pages a document has."""

from io import BytesIO

import pikepdf


def page_count(pdf: bytes) -> int:
    """The number of pages of a PDF; raises pikepdf.PdfError for what is none."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return len(document.pages)
