"""The only place that wires settings, storage, hasher and clock into the use cases.

What is heavy (SQLModel, argon2, fpdf) is imported when a use case is first asked for, which takes
a moment: ask for one in a worker thread.
"""

import threading
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from cmi_tui.domain.identity import Information
from cmi_tui.services.change_email import ChangeEmail
from cmi_tui.services.change_password import ChangePassword
from cmi_tui.services.export_form import ExportForm
from cmi_tui.services.prove_identity import ProveIdentity
from cmi_tui.services.read_information import ReadInformation
from cmi_tui.services.session import Clock, Session
from cmi_tui.services.sign_in import SignIn
from cmi_tui.settings import Settings

if TYPE_CHECKING:
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.storage.database import Database


def utc_now() -> datetime:
    """The present moment."""
    return datetime.now(UTC)


class Portal:
    """The use cases, each made when it is first asked for."""

    def __init__(self, settings: Settings, clock: Clock = utc_now) -> None:
        self._settings = settings
        self._clock = clock
        self._opening = threading.Lock()
        self._database: Database | None = None

    @property
    def database(self) -> "Database":
        """The database, opened on the first use. Raises Unavailable, and tries again at the next."""
        with self._opening:
            if self._database is None:
                from cmi_tui.storage.database import Database

                self._database = Database(self._settings.database())
            return self._database

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from cmi_tui.services.password_hashing import PasswordHasher

        return PasswordHasher()

    @cached_property
    def sign_in(self) -> SignIn:
        """Signing in."""
        return SignIn(self.database, self._hasher, self._clock)

    @cached_property
    def prove_identity(self) -> ProveIdentity:
        """Asking the password again."""
        return ProveIdentity(self.database, self._hasher, self._clock, self._settings.proof_lifetime)

    @cached_property
    def read_information(self) -> ReadInformation:
        """Reading the holder's data."""
        return ReadInformation(self.database)

    @cached_property
    def change_email(self) -> ChangeEmail:
        """Changing the email address."""
        return ChangeEmail(self.database, self._clock, self._settings.proof_lifetime)

    @cached_property
    def change_password(self) -> ChangePassword:
        """Changing the password."""
        return ChangePassword(self.database, self._hasher, self._clock)

    @cached_property
    def export_form(self) -> ExportForm:
        """Exporting the PDF form."""
        return ExportForm(self.database, _quality_form, self._clock, self._settings.exports())

    def open_demonstration(self) -> Session:
        """Adds the demonstration accounts where there is none; a session of the first of them."""
        from cmi_tui.storage import demonstration

        with self.database.writing() as transaction:
            if transaction.accounts.find(demonstration.FIRST_LOGIN) is None:
                demonstration.fill(transaction)
            account = transaction.accounts.find(demonstration.FIRST_LOGIN)
        assert account is not None
        return SignIn(self.database, self._hasher, self._clock).open_session(account.account_id)

    def close(self) -> None:
        """Closes the database if it was opened."""
        if self._database is not None:
            self._database.close()


def _quality_form(information: Information, made_at: datetime) -> bytes:
    from cmi_tui.pdf.quality_form import quality_form

    return quality_form(information, made_at)
