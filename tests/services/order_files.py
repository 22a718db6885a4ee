"""Order files as tests write them, and what an import says of them."""

from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.order_columns import HEADER
from cmi_tui.services.import_orders import ImportSummary
from tests.storage.rows import column

GOOD = "X1;Durand;Zoé;;1990-05-17;4 allée;33000;BORDEAUX;zoe@mail.fr;N1;recue;2026-09-07"


def run(portal: Portal, file: Path, *lines: str | bytes, rehearsal: bool = False) -> ImportSummary:
    """Imports the lines below the header, or the file as it is when there are none."""
    if lines:
        raw = [line if isinstance(line, bytes) else line.encode() for line in (HEADER, *lines)]
        file.write_bytes(b"\n".join(raw) + b"\n")
    return portal.import_orders(file, "operator", lambda _done: None, rehearsal=rehearsal)


def report(file: Path) -> list[str]:
    """The lines of the report less its header."""
    path = file.with_name(f"{file.name}.rapport.csv")
    return path.read_text(encoding="utf-8-sig").splitlines()[1:] if path.exists() else []


def holder(login: str, address: str = "", *, name: str = "Durand", birth: str = "1990-05-17") -> str:
    """A line about a holder, without a request."""
    return f"{login};{name};Zoé;;{birth};4 allée;33000;BORDEAUX;{address};;;"


def addresses(url: str) -> dict[str, str]:
    """The addresses of the holders whose identifiers begin with X, by identifier."""
    rows = column(url, "SELECT login || ' ' || email FROM account WHERE login LIKE 'X%%' ORDER BY login")
    return dict(str(row).split(" ", 1) for row in rows)
