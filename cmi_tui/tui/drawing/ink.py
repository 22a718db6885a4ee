"""The strengths of text: three, and two colours that say again what a word says."""

from rich.style import Style

PLAIN = Style.null()
BOLD = Style(bold=True)
LINK = Style(underline=True)
FOCUSED = Style(bold=True, reverse=True)
"""The one thing that has the focus."""
BAND = Style(reverse=True)
BAND_BOLD = Style(bold=True, reverse=True)
TITLE = Style(bold=True, underline=True)
LINE = Style(underline=True)
"""What a field holds."""
RULE = Style(underline=True)
"""Underlined blanks draw a line that no screen reader speaks."""
ERROR = Style(bold=True, color="red")
DONE = Style(bold=True, color="green")
MET = Style(color="green")
"""Red and green are the only colours: others cannot be read in half of all themes."""
