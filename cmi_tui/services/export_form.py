"""Exporting the « formulaire de défaut qualité » to a path that the holder chooses."""

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.forms import Values
from cmi_tui.domain.identity import Information
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.domain.portal_forms import EXPORT
from cmi_tui.messages.quality_form import FILE_NAME
from cmi_tui.services.journalling import journal_if_possible
from cmi_tui.services.private_file import check_writable, write_private
from cmi_tui.services.session import Clock, Session, authorised

if TYPE_CHECKING:
    from cmi_tui.storage.database import Database

FormMaker = Callable[[Information, datetime], bytes]


@dataclass(frozen=True)
class Exported:
    """A form that has been written: where, and its size in octets."""

    path: Path
    size: int


class ExportForm:
    """Makes the form and writes it; nothing is half-written."""

    def __init__(self, database: "Database", make_form: FormMaker, clock: Clock, folder: Path) -> None:
        self._database = database
        self._make_form = make_form
        self._clock = clock
        self._folder = folder

    def default_path(self, session: Session) -> str:
        """The path proposed: the folder of exports, and a name that holds the identifier."""
        return str(self._folder / _file_name(session))

    def resolved_path(self, session: Session, values: Values) -> Path:
        """The file that the field of EXPORT means: `~` is the home folder, a folder means in it.

        Raises Refused for a home folder of nobody.
        """
        return _resolved(values["path"].strip(), _file_name(session))

    def __call__(self, session: Session, values: Values, *, replace: bool) -> Exported:
        """Writes the form to the file that the field of EXPORT means.

        Raises Refused (PATH_EXISTS asks for `replace`), SessionEnded, Unavailable.
        """
        errors = EXPORT.judge(values)
        if errors:
            raise Refused(errors)
        path = self.resolved_path(session, values)
        check_writable(path, replace=replace)
        with self._database.reading() as transaction:
            authorised(transaction, session)
            information = transaction.accounts.information(session.account_id)
        now = self._clock()
        content = self._make_form(information, now)
        write_private(path, content, replace=replace)
        journal_if_possible(self._database, now, Event.EXPORT, session.account_id, DONE)
        return Exported(path, len(content))


def _file_name(session: Session) -> str:
    login = "".join(filter(str.isalnum, session.identity.login))[:40]
    return FILE_NAME.format(login=login)


def _resolved(text: str, file_name: str) -> Path:
    try:
        path = Path(text).expanduser()
    except RuntimeError:
        raise Refused({"path": Code.PATH_INVALID}) from None
    if os.path.isdir(path) or text.endswith(os.sep):
        path = path / file_name
    return path.absolute()
