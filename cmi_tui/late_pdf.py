"""Making the PDF, whose libraries are loaded when a form is first asked for."""

from datetime import datetime

from cmi_tui.domain.identity import Information
from cmi_tui.domain.quality_form import Answers


def made_form(information: Information, answers: Answers, made_at: datetime) -> bytes:
    """The « formulaire de défaut qualité » as the bytes of a PDF."""
    from cmi_tui.pdf.quality_form import quality_form

    return quality_form(information, answers, made_at)


def counted_pages(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from cmi_tui.pdf.page_count import page_count

    return page_count(pdf)
