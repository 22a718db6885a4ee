"""A front end with a portal of its own."""

from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.services.session import Session
from cmi_tui.settings import Settings
from rig.accounts import AUGUSTE, SECRET_KEY, SUPPORT, SUPPORT_PASSWORD
from tests.conftest import FakeClock, sqlite_copy
from tests.parity.cases import Case, prepare
from tests.storage.rows import column

_JOURNAL = "SELECT event || ' ' || outcome FROM journal WHERE event <> 'session_end' ORDER BY id"
"""Lines end by leaving the portal, the full screen's player does not."""


class FrontEnd:
    """A portal of its own for one front end, with a clock and a folder."""

    def __init__(self, folder: Path, demonstration_file: Path) -> None:
        folder.mkdir()
        self.url = sqlite_copy(demonstration_file, folder)
        self.clock = FakeClock()
        self.exports = folder / "exports"
        self.exports.mkdir()
        settings = {
            "CMI_DATABASE_URL": self.url,
            "CMI_EXPORT_DIR": str(self.exports),
            "CMI_SECRET_KEY": SECRET_KEY,
        }
        self.portal = Portal(Settings.from_environment(settings), self.clock)
        self.session = self.portal.open_demonstration()

    def begin(self, case: Case) -> tuple[Session | None, dict[str, str]]:
        self.clock.advance(case.proof_age)
        session = None if case.form == "sign_in" else self.session
        if case.form == "new_password":
            issued = self.portal.manage_accounts.issue_code(AUGUSTE, "test")
            session = self.portal.sign_in({"login": AUGUSTE, "password": issued.code})
        if case.form == "second_factor":
            session = self.portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD})
        return session, prepare(case, self.exports)

    def stored(self) -> dict[str, object]:
        """All that a case can change: addresses, who has another password, journal, files."""
        return {
            "emails": column(self.url, "SELECT email FROM account ORDER BY login"),
            "hashes": len(set(column(self.url, "SELECT password_hash FROM account"))),
            "journal": column(self.url, _JOURNAL),
            "files": sorted((path.name, path.is_symlink()) for path in self.exports.iterdir()),
        }
