"""The words of how far long work is."""

from datetime import timedelta
from enum import Enum

from cmi_tui.messages.errors import french_wait


class Work(Enum):
    """What takes long, as its title, what it gets through in a second, and the size of one of these."""

    IMPORT = "Import : {share:.0f} %", "Mo", 1_000_000
    PURGE = "Effacement : {share:.0f} %", "lignes", 1
    UPGRADE = "Mise à jour : {share:.0f} %", "étapes", 1


_RATE = "{rate} {unit} par seconde"
_LEFT = "reste {time}"


def progress_text(work: Work, share: float, rate: float | None, seconds_left: float | None) -> str:
    """The share in percent, and what is done in a second and the time left where these are known."""
    title, unit, size = work.value
    parts = [title.format(share=share)]
    if rate:
        parts.append(_RATE.format(rate=f"{rate / size:.1f}".replace(".", ","), unit=unit))
    if seconds_left:
        parts.append(_LEFT.format(time=french_wait(timedelta(seconds=seconds_left))))
    return ", ".join(parts) + "."
