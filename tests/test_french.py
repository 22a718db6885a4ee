"""What people read is French, and stands in `cmi_tui.messages` alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from cmi_tui.cli.french import CATALOGUE

PACKAGE = Path(__file__).parents[1] / "cmi_tui"
MESSAGES = sorted((PACKAGE / "messages").glob("*.py"))
FRONT_ENDS = [
    path
    for name in ("cli", "lean", "linear", "ssh", "tui")
    for path in sorted((PACKAGE / name).rglob("*.py"))
]
SENTENCE = re.compile(r"[^\W\d_]{2,}['’]? +[^\W\d_]{2,}")
WORD = re.compile(r"(?<![^\s«])[^\W\d_]{2,}(?![^\s.,:;?!])")
NOT_SHOWN = {"Too many messages"}
"""What the protocol of SSH tells a client that breaks it."""
NO_WORDS = re.compile(r"\{\w*\}|--[\w-]+|CMI_\w+|^[a-z_0-9]+$")
"""Places in a text, options, settings; keys of texts."""
ENGLISH = re.compile(
    r"\b(the|is|are|was|were|has|have|been|be|not|no|you|your|please|with|from|this|that|it|its|of|and|"
    r"to|too|an|at|by|will|must|cannot|can|could|failed|wrong|saved|changed|invalid|required|missing|"
    r"unknown|again|wait|try|password|address|signed|quit|help|yes|done|loading|save|cancel|close|back|"
    r"next|error|field|enter|choose|wrong)\b",
    re.IGNORECASE,
)
"""Words of English that are none of French."""
FRENCH = re.compile(
    r"\b(le|la|les|de|du|des|un|une|et|ou|en|au|aux|à|est|sont|ne|pas|par|pour|sur|dans|avec|sans|que|qui|"
    r"ce|cette|son|sa|mon|ma|mes|votre|vos|vous|se|a|il|elle)\b|[ldnsjc]['’]|qu['’]|[éèêàùçôîûœ]",
    re.IGNORECASE,
)


def texts(path: Path) -> Iterator[str]:
    """The texts of a file, docstrings apart."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    documentation = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or id(node) in documentation:
            continue
        if isinstance(node.value, str):
            yield node.value


@pytest.mark.parametrize("path", MESSAGES, ids=lambda path: path.stem)
def test_every_text_is_french(path: Path) -> None:
    for text in texts(path):
        words = NO_WORDS.sub("", text)
        assert not ENGLISH.findall(words), text
        assert FRENCH.search(words) or len(WORD.findall(words)) < 4, text


def test_no_sentence_stands_where_it_is_shown() -> None:
    shown = {text for path in FRONT_ENDS for text in texts(path) if SENTENCE.search(text)}
    assert shown - CATALOGUE.keys() == NOT_SHOWN
