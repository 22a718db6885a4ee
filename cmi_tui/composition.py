"""The only place that wires settings, storage, hasher and clock into the use cases.

What is heavy (SQLModel, argon2, fpdf) is imported when a use case is first asked for, which takes
a moment: ask for one in a worker thread.
"""

import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from cmi_tui.domain.clock import utc_now
from cmi_tui.domain.journal import DONE, Entry, Event
from cmi_tui.domain.throttling import Limit
from cmi_tui.late_pdf import counted_pages, made_form
from cmi_tui.services.journalling import journal_if_possible
from cmi_tui.services.session import Clock, Session
from cmi_tui.settings import Settings

if TYPE_CHECKING:
    from cmi_tui.services.audit import Audit
    from cmi_tui.services.change_email import ChangeEmail
    from cmi_tui.services.change_password import ChangePassword
    from cmi_tui.services.check_session import CheckSession
    from cmi_tui.services.choose_password import ChoosePassword
    from cmi_tui.services.consult_accounts import ConsultAccounts
    from cmi_tui.services.desk import Desk
    from cmi_tui.services.drafts import Drafts
    from cmi_tui.services.end_session import EndSession
    from cmi_tui.services.export_form import ExportForm
    from cmi_tui.services.import_orders import ImportOrders
    from cmi_tui.services.keep_preferences import KeepPreferences
    from cmi_tui.services.manage_accounts import ManageAccounts
    from cmi_tui.services.password_check import PasswordCheck
    from cmi_tui.services.password_hashing import PasswordHasher
    from cmi_tui.services.prepare_form import PrepareForm
    from cmi_tui.services.prove_identity import ProveIdentity
    from cmi_tui.services.read_information import ReadInformation
    from cmi_tui.services.sealing import Sealer
    from cmi_tui.services.second_factor import SecondFactor
    from cmi_tui.services.send_notices import SendNotices
    from cmi_tui.services.sign_in import SignIn
    from cmi_tui.services.who_looked import WhoLooked
    from cmi_tui.storage.database import Database


def upgrade_database(
    settings: Settings, operator: str, progress: Callable[[int, int], None]
) -> tuple[int, int]:
    """Brings the database up to this program's version, journalled; the versions before and after.

    `progress` is told how many steps are done, and of how many. Raises Unavailable.
    """
    from cmi_tui.storage.database import Database, upgrade
    from cmi_tui.storage.schema import SCHEMA_VERSION

    before = upgrade(settings.database(), progress)
    database = Database(settings.database())
    detail = f"before={before} after={SCHEMA_VERSION}"
    journal_if_possible(database, Entry(Event.UPGRADE, DONE, operator=operator, detail=detail))
    database.close()
    return before, SCHEMA_VERSION


class Portal:
    """The use cases, each made when it is first asked for."""

    def __init__(
        self, settings: Settings, clock: Clock = utc_now, *, makes_default: bool = True
    ) -> None:
        """Without `makes_default`, an empty one in memory stands in for a missing default database."""
        self._settings = settings
        self._makes_default = makes_default
        self._clock = clock
        self._opening = threading.Lock()
        self._database: Database | None = None
        # Whoever names a database means one that is there: a slip must not make an empty one.
        self._makes_database = not settings.database_url

    @property
    def database(self) -> "Database":
        """The database, opened on the first use. Raises Unavailable, and tries again at the next."""
        with self._opening:
            if self._database is None:
                from cmi_tui.storage.database import Database

                self._database = Database(
                    self._settings.database(),
                    self._clock,
                    keeps_notices=bool(self._settings.smtp_url),
                    makes_file=self._makes_database,
                    stands_in=self._makes_database and not self._makes_default,
                )
            return self._database

    @cached_property
    def _hasher(self) -> "PasswordHasher":
        from cmi_tui.services.password_hashing import PasswordHasher

        return PasswordHasher()

    @cached_property
    def sign_in(self) -> "SignIn":
        """Signing in."""
        from cmi_tui.services.sign_in import SignIn

        return SignIn(self.database, self._hasher, self._settings.session_lifetime)

    @cached_property
    def choose_password(self) -> "ChoosePassword":
        """Choosing a password after signing in with an activation code."""
        from cmi_tui.services.choose_password import ChoosePassword

        return ChoosePassword(self.database, self._hasher, self._settings.session_lifetime)

    @cached_property
    def second_factor(self) -> "SecondFactor":
        """The second factor of agents."""
        from cmi_tui.services.second_factor import SecondFactor

        return SecondFactor(self.database, self._sealer)

    @cached_property
    def _sealer(self) -> "Sealer":
        from cmi_tui.services.sealing import Sealer
        from cmi_tui.services.secret_key import secret_key

        return Sealer(lambda: secret_key(self._settings, self.database))

    @cached_property
    def desk(self) -> "Desk":
        """What agents do: find holders, see their cards, act on their accounts."""
        from cmi_tui.services.desk import Desk

        settings, hour, day = self._settings, timedelta(hours=1), timedelta(days=1)
        cards = Limit(settings.cards_an_hour, hour), Limit(settings.cards_a_day, day)
        searches = (Limit(settings.searches_an_hour, hour),)
        limits = {Event.CARD: cards, Event.SEARCH: searches}
        return Desk(self.database, limits, settings.alert_to)

    @cached_property
    def who_looked(self) -> "WhoLooked":
        """What agents have seen of a holder's record, for that holder."""
        from cmi_tui.services.who_looked import WhoLooked

        return WhoLooked(self.database)

    @cached_property
    def check_session(self) -> "CheckSession":
        """Asking again whether a session may go on."""
        from cmi_tui.services.check_session import CheckSession

        return CheckSession(self.database)

    @cached_property
    def end_session(self) -> "EndSession":
        """Ending a session."""
        from cmi_tui.services.end_session import EndSession

        return EndSession(self.database)

    @cached_property
    def manage_accounts(self) -> "ManageAccounts":
        """What an operator does to an account."""
        from cmi_tui.services.manage_accounts import ManageAccounts

        return ManageAccounts(self.database, self._hasher)

    @cached_property
    def consult_accounts(self) -> "ConsultAccounts":
        """What an operator sees of accounts."""
        from cmi_tui.services.consult_accounts import ConsultAccounts

        return ConsultAccounts(self.database)

    @cached_property
    def send_notices(self) -> "SendNotices":
        """Sending the notices that wait; for a portal with a relay, as `cmi-tui notices send` has."""
        from cmi_tui.mail.relay import Relay
        from cmi_tui.services.send_notices import SendNotices

        relay = Relay(self._settings.smtp_url, self._settings.mail_from)
        return SendNotices(self.database, relay, self._clock)

    @property
    def support_phone(self) -> str:
        """The number that holders call, empty for none."""
        return self._settings.support_phone

    @property
    def sends_notices(self) -> bool:
        """Whether there is a relay to send notices by."""
        return bool(self._settings.smtp_url)

    @cached_property
    def audit(self) -> "Audit":
        """The audit journal."""
        from cmi_tui.services.audit import Audit

        return Audit(self.database)

    @cached_property
    def _password_check(self) -> "PasswordCheck":
        from cmi_tui.services.password_check import PasswordCheck

        return PasswordCheck(self.database, self._hasher)

    @cached_property
    def prove_identity(self) -> "ProveIdentity":
        """Asking the password again."""
        from cmi_tui.services.prove_identity import ProveIdentity

        lifetime = self._settings.proof_lifetime
        return ProveIdentity(self.database, self._password_check, self._clock, lifetime)

    @cached_property
    def read_information(self) -> "ReadInformation":
        """Reading the holder's data."""
        from cmi_tui.services.read_information import ReadInformation

        return ReadInformation(self.database)

    @cached_property
    def change_email(self) -> "ChangeEmail":
        """Changing the email address."""
        from cmi_tui.services.change_email import ChangeEmail

        return ChangeEmail(self.database, self._settings.proof_lifetime)

    @cached_property
    def change_password(self) -> "ChangePassword":
        """Changing the password."""
        from cmi_tui.services.change_password import ChangePassword

        return ChangePassword(self.database, self._hasher, self._password_check, self._clock)

    @cached_property
    def export_form(self) -> "ExportForm":
        """Exporting the PDF form."""
        from cmi_tui.services.export_form import ExportForm

        return ExportForm(self.database, made_form, counted_pages, self._clock, self._settings.exports())

    @cached_property
    def prepare_form(self) -> "PrepareForm":
        """Answering for the PDF form before it is fetched."""
        from cmi_tui.services.prepare_form import PrepareForm

        return PrepareForm(self.database)

    @cached_property
    def keep_preferences(self) -> "KeepPreferences":
        """How a holder wants the portal to be."""
        from cmi_tui.services.keep_preferences import KeepPreferences

        return KeepPreferences(self.database)

    @cached_property
    def import_orders(self) -> "ImportOrders":
        """Importing the organisation's order file."""
        from cmi_tui.services.import_orders import ImportOrders

        return ImportOrders(self.database, self._clock)

    @cached_property
    def drafts(self) -> "Drafts":
        """What was being typed when sessions ended by themselves."""
        from cmi_tui.services.drafts import Drafts

        return Drafts(self._clock)

    def now(self) -> datetime:
        """The present moment, aware and in UTC, by the clock that sessions end by."""
        return self._clock()

    def journal(self, entry: Entry) -> None:
        """Adds to the journal what a front end has refused, if it can be written."""
        journal_if_possible(self.database, entry)

    def open_demonstration(self) -> Session:
        """Adds the demonstration accounts where there is none; a session of the first of them."""
        self._makes_database = True
        from cmi_tui.storage import demonstration

        with self.database.writing() as transaction:
            if transaction.accounts.find(demonstration.FIRST_LOGIN) is None:
                demonstration.fill(transaction, self._sealer.seal)
            account = transaction.accounts.find(demonstration.FIRST_LOGIN)
        assert account is not None
        return self.sign_in.open_session(account.account_id)

    def close(self) -> None:
        """Closes the database if it was opened."""
        if (sign_in := self.__dict__.get("sign_in")) is not None:
            sign_in.close()
        if self._database is not None:
            self._database.close()
