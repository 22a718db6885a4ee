"""Exporting the « formulaire de défaut qualité » to a path that the holder chooses."""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.form_path import pdf_name
from cmi_tui.domain.forms import Values
from cmi_tui.domain.identity import Information
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import EXPORT
from cmi_tui.domain.quality_form import Answers, answers
from cmi_tui.domain.unseen import stripped
from cmi_tui.messages.quality_form import FILE_NAME
from cmi_tui.messages.quality_text import quality_text
from cmi_tui.services.export_limit import ExportLimit
from cmi_tui.services.journalling import journal_if_possible
from cmi_tui.services.private_file import check_writable, write_private_together
from cmi_tui.services.session import Clock, Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

FormMaker = Callable[[Information, Answers, datetime], bytes]
PageCounter = Callable[[bytes], int]
_TEXT_SUFFIX = ".txt"


@dataclass(frozen=True)
class FormContent:
    """The form as the bytes of a PDF, and its « version texte » in UTF-8."""

    pdf: bytes
    text: bytes


@dataclass(frozen=True)
class Exported:
    """A form that has been written: the PDF, the text beside it, the PDF's size in octets and pages."""

    path: Path
    text_path: Path
    size: int
    pages: int


class ExportForm:
    """Makes the form and writes it; nothing is half-written."""

    def __init__(
        self,
        database: "Database",
        make_form: FormMaker,
        count_pages: PageCounter,
        clock: Clock,
        folder: Path,
    ) -> None:
        self._database = database
        self._make_form = make_form
        self._count_pages = count_pages
        self._clock = clock
        self._folder = folder
        self._limit = ExportLimit()

    def file_names(self, session: Session) -> tuple[str, str]:
        """The usual names of the PDF and of its text version; they hold the identifier."""
        path = Path(_file_name(session))
        return path.name, _text_path(path).name

    def default_path(self, session: Session) -> str:
        """The path proposed: the folder of exports, and a name that holds the identifier."""
        return str(self._folder / _file_name(session))

    def resolved_path(self, session: Session, values: Values) -> Path:
        """The PDF that the field of EXPORT means: `~` is the home folder, a folder means in it.

        A name without an ending gets `.pdf`. Raises Refused for a home folder of nobody, for a name
        with another ending, and for one that is a device or the like as it stands.
        """
        path = _meant(stripped(values["path"]), _file_name(session))
        # What is no file is told as that, and gets no neighbour named after it.
        check_writable(path, replace=True)
        name = pdf_name(path.name)
        if name is None:
            raise Refused({"path": Code.PATH_NOT_PDF})
        return path.with_name(name)

    def in_the_way(self, session: Session, values: Values) -> list[Path]:
        """Which of the two files are there already, and would be replaced. Raises Refused."""
        path = self.resolved_path(session, values)
        return [each for each in (path, _text_path(path)) if os.path.lexists(each)]

    def content(self, session: Session, values: Values) -> FormContent:
        """The form with the answers in `values`, any of which may be missing; nothing is written.

        It counts as an export in the journal. Raises Refused, SessionEnded, Unavailable.
        """
        given = EXPORT.tidied(_all_values(values))
        errors = EXPORT.judge(given)
        errors.pop("path", None)
        if errors:
            raise Refused(errors)
        content = self._made(session, given)
        self._journal(session)
        return content

    def __call__(self, session: Session, values: Values, *, replaced: Collection[Path] = ()) -> Exported:
        """Writes the form to the file that the field of EXPORT means, and its text beside it.

        Replaces no file but those in `replaced`: one that has come since is asked about in its turn.
        Raises Refused (PATH_EXISTS where a file is in the way), SessionEnded, Unavailable.
        """
        given = EXPORT.tidied(_all_values(values))
        errors = EXPORT.judge(given)
        if errors:
            raise Refused(errors)
        path = self.resolved_path(session, given)
        text_path = _text_path(path)
        for each in (path, text_path):
            check_writable(each, replace=each in replaced)
        content = self._made(session, given)
        files = {path.name: content.pdf, text_path.name: content.text}
        write_private_together(path.parent, files, replaced={each.name for each in replaced})
        self._journal(session)
        return Exported(path, text_path, len(content.pdf), self._count_pages(content.pdf))

    def _made(self, session: Session, values: Values) -> FormContent:
        with self._database.reading() as transaction:
            authorised(transaction, session)
            self._limit.take(transaction, session.account_id)
            information = transaction.accounts.information(session.account_id)
        given = answers(values)
        pdf = self._make_form(information, given, self._clock())
        return FormContent(pdf, quality_text(information, given).encode("utf-8"))

    def _journal(self, session: Session) -> None:
        journal_if_possible(self._database, session.entry(Event.EXPORT, DONE))


def _all_values(values: Values) -> dict[str, str]:
    return {field.name: values.get(field.name, "") for field in EXPORT.fields}


def _file_name(session: Session) -> str:
    login = "".join(filter(str.isalnum, session.identity.login))[:40]
    return FILE_NAME.format(login=login)


def _text_path(path: Path) -> Path:
    """The path of the text beside the PDF at `path`."""
    return path.with_suffix(_TEXT_SUFFIX)


def _meant(text: str, file_name: str) -> Path:
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        raise Refused({"path": Code.PATH_INVALID}) from None
    if os.path.isdir(path) or text.endswith(os.sep):
        path = path / file_name
    return path.absolute()
