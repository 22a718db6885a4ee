"""The quality form, from the call of the use case to its files: time, size, memory.

Its peer is the same page drawn by fpdf2 alone, without tags, fields, barcode or text version, as
the same use case writes it. Prints medians over processes that take turns, and ratios; memory is
the greatest a process took for 5 forms and for 50.

quality_form.py             the table
quality_form.py KIND COUNT  makes COUNT forms; prints seconds of the first, median of the others,
                            octets, memory in kB
"""

import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from itertools import count as count_from
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.clock import utc_now
from cmi_tui.domain.identity import Information
from cmi_tui.domain.quality_form import Answers
from cmi_tui.messages import quality_form as texts
from cmi_tui.settings import Settings

ROUNDS = 7
OURS, PEER = "our form", "plain fpdf2"
VALUES = {
    "card_1": "1234 5678 9012", "reason": "photo", "details": "L’œil gauche n’est pas visible.",
}  # fmt: skip
_FONTS = Path(texts.__file__).parents[1] / "pdf" / "fonts"


def plain_form(information: Information, answers: Answers, made_at: datetime) -> bytes:
    """The words of the form in the same fonts, by fpdf2 alone."""
    from fpdf import FPDF

    pdf = FPDF(format="A4")
    pdf.set_creation_date(made_at)
    pdf.add_font("Text", "", _FONTS / "AtkinsonHyperlegible-Regular.ttf")
    pdf.add_font("Text", "B", _FONTS / "AtkinsonHyperlegible-Bold.ttf")
    pdf.add_page()
    known = [f"{label} {value}" for label, value in texts.holder_lines(information)]
    heads = (texts.TITLE, texts.HOLDER_SECTION, texts.IDENTIFICATION_SECTION, texts.REASON_SECTION)
    words = (
        *known, texts.SUBTITLE, texts.TWO_CARDS, *texts.CARD_NUMBERS, *answers.card_numbers,
        *texts.REASONS.values(), texts.DETAILS, answers.details, texts.PHOTO_NOTE, texts.DATA_NOTE,
    )  # fmt: skip
    for style, lines in (("B", heads), ("", words), ("B", (texts.NOTICE,))):
        pdf.set_font("Text", style, 11)
        for line in lines:
            pdf.multi_cell(0, 5, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def make(kind: str, count: int) -> None:
    """Makes and writes `count` forms of one kind, and prints what they took."""
    with tempfile.TemporaryDirectory() as folder:
        environ = {"CMI_DATABASE_URL": f"sqlite:///{folder}/portal.db", "CMI_EXPORT_DIR": folder}
        # An account may have ten forms a minute: each look at the clock takes five seconds here.
        moments = (utc_now() + timedelta(seconds=5 * step) for step in count_from(0))
        portal = Portal(Settings.from_environment(environ), lambda: next(moments))
        session = portal.open_demonstration()
        if kind == PEER:
            portal.export_form._make_form = plain_form
        seconds = []
        for number in range(count):
            values = VALUES | {"path": f"{folder}/{number}.pdf"}
            started = time.perf_counter()
            size = portal.export_form(session, values).size
            seconds.append(time.perf_counter() - started)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        print(json.dumps([seconds[0], statistics.median(seconds[1:]), size, memory]))


def measured(kind: str, count: int) -> list[float]:
    """The figures of `make` in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.quality_form", kind, str(count)]
    figures: list[float] = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    return figures


def main() -> None:
    """Prints the table."""
    runs: dict[tuple[str, int], list[list[float]]] = {}
    for _ in range(ROUNDS):
        for kind in (OURS, PEER):
            for count in (5, 50):
                runs.setdefault((kind, count), []).append(measured(kind, count))
    middle = {
        key: [statistics.median(figure) for figure in zip(*figures, strict=True)]
        for key, figures in runs.items()
    }
    print(f"{'':14}{OURS:>14}{PEER:>14}   ratio")
    for row, index, unit in (("first form", 0, "s"), ("a later one", 1, "s"), ("size", 2, "octets")):
        ours, peer = middle[OURS, 50][index], middle[PEER, 50][index]
        figures = f"{ours:>14,.3f}{peer:>14,.3f}" if unit == "s" else f"{ours:>14,.0f}{peer:>14,.0f}"
        print(f"{row:14}{figures}   {ours / peer:.2f} ({unit})")
    for count in (5, 50):
        ours, peer = middle[OURS, count][3], middle[PEER, count][3]
        print(f"{f'{count} forms':14}{ours:>14,.0f}{peer:>14,.0f}   {ours / peer:.2f} (kB of memory)")
    for kind in (OURS, PEER):
        ratio = middle[kind, 50][3] / middle[kind, 5][3]
        print(f"{kind}: 50 forms take {ratio:.3f} times the memory of 5")


if __name__ == "__main__":
    if sys.argv[1:]:
        make(sys.argv[1], int(sys.argv[2]))
    else:
        main()
