"""The bytes of the wire as bars: of the figures that are kept, which are those of the documents."""

from pathlib import Path
from xml.etree import ElementTree

import pytest

from pictures.bars import bars
from pictures.figures import TABLE, Figure, keep, kept_figures

NAMESPACE = {"svg": "http://www.w3.org/2000/svg"}
PERFORMANCE = Path(__file__).parents[2] / "docs/performance.md"
FORM, JOURNEY = "A form", "A journey"
FIGURES = [
    Figure(FORM, "a large one", 2_000, 500),
    Figure(FORM, "the wire", 1_000, 1_100),
    Figure(JOURNEY, "the wire", 40_000, 20_000),
]


def test_the_plot_that_is_kept_is_that_of_the_kept_figures() -> None:
    plot = TABLE.with_suffix(".svg").read_text(encoding="utf-8")
    assert plot == bars(kept_figures()), "`python -m pictures` draws it anew"


def test_the_document_on_performance_tells_the_kept_figures() -> None:
    document = PERFORMANCE.read_text(encoding="utf-8")
    for figure in kept_figures():
        assert f"\n| {figure.program} | {figure.sent:,} | {figure.compressed:,} |" in document


def test_a_bar_is_as_long_as_its_figure_within_its_subject() -> None:
    root = ElementTree.fromstring(bars(FIGURES))
    rectangles = root.findall("svg:rect", NAMESPACE)[3:]
    lengths = [float(bar.attrib["width"]) for bar in rectangles]
    wire, wire_packed, large, large_packed, journey, journey_packed = lengths
    assert large == journey == 2 * wire == 2 * journey_packed == 4 * large_packed
    assert wire_packed == pytest.approx(1.1 * wire)


def test_each_figure_is_told_in_figures_the_fewest_bytes_first() -> None:
    root = ElementTree.fromstring(bars(FIGURES))
    texts = [text.text for text in root.iterfind("svg:text", NAMESPACE)]
    assert texts[2:] == [
        FORM, "the wire", "1,000 (1,100)", "a large one", "2,000 (500)",
        JOURNEY, "the wire", "40,000 (20,000)",
    ]  # fmt: skip
    assert "A form, the wire: 1,000 (1,100)" in str(root.findtext("svg:desc", namespaces=NAMESPACE))


def test_what_was_not_measured_again_keeps_its_figures_and_its_place(tmp_path: Path) -> None:
    table = tmp_path / "bytes.csv"
    table.write_text("subject,program,sent,compressed\n", encoding="utf-8")
    keep(FIGURES, table)
    changed = FIGURES[1]._replace(sent=900)
    keep([changed], table)
    assert kept_figures(table) == [FIGURES[0], changed, FIGURES[2]]
