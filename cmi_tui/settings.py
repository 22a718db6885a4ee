"""The settings, read from the environment; each is told once, here, and to operators in docs."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

_APPLICATION = "cmi-tui"
_MAIL_FROM = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9.-]+")
_SECRET_KEY = re.compile("[0-9A-Fa-f]{64}")
_MOST_COUNT = 10_000
_MOST_SECONDS = 99_999_999
_PHONE = re.compile(r"[+0-9][0-9 .()/-]{1,29}")
_HOST = re.compile(r"[\w.:%\[\]-]+")
_TRUE = frozenset({"1", "true", "oui", "yes"})
_FALSE = frozenset({"", "0", "false", "non", "no"})


class SettingError(Exception):
    """The setting `name` has a value that means nothing; the value is not kept."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Settings:
    """What an operator or user may set."""

    database_url: str = field(repr=False)
    """CMI_DATABASE_URL: an SQLAlchemy URL; empty for a SQLite file in the user's data folder."""

    export_folder: str
    """CMI_EXPORT_DIR: where the PDF is proposed; empty for Documents, Téléchargements or home."""

    proof_lifetime: timedelta
    """CMI_PROOF_SECONDS: how long a password given counts as proof (300); 0 asks each time."""

    session_lifetime: timedelta
    """CMI_SESSION_SECONDS: how long a session lasts at most, whatever is done in it (3600)."""

    smtp_url: str = field(repr=False)
    """CMI_SMTP_URL: the mail relay, smtp://… or smtps://…; empty for no notices."""

    mail_from: str
    """CMI_MAIL_FROM: the address that notices come from; needed with CMI_SMTP_URL."""

    log_file: str
    """CMI_LOG_FILE: the log; empty for a file in the user's log folder."""

    wire: str
    """CMI_WIRE: `stock` leaves the output to Textual, for a terminal that misdeclares itself."""

    economy: bool
    """CMI_ECONOMY: as --economy, for slow links; oui or non, 1 or 0, true or false, yes or no."""

    linear: bool
    """CMI_LINEAR: as --linear, questions and answers; oui or non, 1 or 0, true or false, yes or no."""
    ssh_name: str = ""
    """CMI_SSH_NAME: the host name that users of `serve` know; empty for the address they used."""

    ssh_host_key: str = ""
    """CMI_SSH_HOST_KEY: the server's host key; empty for a file in the user's data folder."""

    support_phone: str = ""
    """CMI_SUPPORT_PHONE: whom holders call who cannot help themselves; empty for nobody."""

    secret_key: str = field(default="", repr=False)
    """CMI_SECRET_KEY: 64 hexadecimal digits, which seal agents' second factors; empty for its file."""

    secret_key_file: str = ""
    """CMI_SECRET_KEY_FILE: where that key is; empty for a file beside the SQLite database."""

    cards_an_hour: int = 60
    """CMI_AGENT_CARDS_AN_HOUR: holders' cards that an agent may open in an hour (60)."""

    cards_a_day: int = 200
    """CMI_AGENT_CARDS_A_DAY: and in 24 hours (200)."""

    searches_an_hour: int = 120
    """CMI_AGENT_SEARCHES_AN_HOUR: searches that an agent may make in an hour (120)."""

    alert_to: str = ""
    """CMI_ALERT_TO: who is told when an agent reaches one of these; empty for nobody."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in `environ`. Raises SettingError."""
        return cls(
            database_url=environ.get("CMI_DATABASE_URL", ""),
            export_folder=_home_resolved(environ, "CMI_EXPORT_DIR"),
            proof_lifetime=_seconds(environ, "CMI_PROOF_SECONDS", 300, least=0),
            session_lifetime=_seconds(environ, "CMI_SESSION_SECONDS", 3600, least=1),
            smtp_url=_smtp_url(environ),
            mail_from=_mail_from(environ),
            log_file=_home_resolved(environ, "CMI_LOG_FILE"),
            economy=_switch(environ, "CMI_ECONOMY"),
            linear=_switch(environ, "CMI_LINEAR"),
            wire=_one_of(environ, "CMI_WIRE", ("", "stock")),
            ssh_name=_host(environ),
            ssh_host_key=_home_resolved(environ, "CMI_SSH_HOST_KEY"),
            cards_an_hour=_count(environ, "CMI_AGENT_CARDS_AN_HOUR", 60),
            cards_a_day=_count(environ, "CMI_AGENT_CARDS_A_DAY", 200),
            searches_an_hour=_count(environ, "CMI_AGENT_SEARCHES_AN_HOUR", 120),
            alert_to=_alert_to(environ),
            support_phone=_phone(environ),
            secret_key=_secret_key(environ),
            secret_key_file=_home_resolved(environ, "CMI_SECRET_KEY_FILE"),
        )

    def database(self) -> str:
        """The database's URL, the default one resolved."""
        if self.database_url:
            return self.database_url
        from platformdirs import user_data_path

        return f"sqlite:///{user_data_path(_APPLICATION, appauthor=False) / 'portal.db'}"

    def host_key(self) -> Path:
        """The SSH server's host key, the default one resolved."""
        if self.ssh_host_key:
            return Path(self.ssh_host_key)
        from platformdirs import user_data_path

        return user_data_path(_APPLICATION, appauthor=False) / "ssh_host_key"

    def exports(self) -> Path:
        """The folder proposed for exports: the set one, else the first of the usual ones there is."""
        if self.export_folder:
            return Path(self.export_folder)
        from platformdirs import user_documents_path, user_downloads_path

        usual = (user_documents_path(), user_downloads_path())
        return next((folder for folder in usual if folder.is_dir()), Path.home())

    def log_path(self) -> Path:
        """The log file, the default one resolved."""
        if self.log_file:
            return Path(self.log_file)
        from platformdirs import user_log_path

        return user_log_path(_APPLICATION, appauthor=False) / "portal.log"


def _count(environ: Mapping[str, str], name: str, default: int) -> int:
    return _number(environ, name, default, 1, _MOST_COUNT)


def _number(environ: Mapping[str, str], name: str, default: int, least: int, most: int) -> int:
    text = environ.get(name, "").strip() or str(default)
    is_number = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    if not (is_number and least <= int(text) <= most):
        raise SettingError(name)
    return int(text)


def _alert_to(environ: Mapping[str, str]) -> str:
    address = environ.get("CMI_ALERT_TO", "")
    if address and not _MAIL_FROM.fullmatch(address):
        raise SettingError("CMI_ALERT_TO")
    return address


def _phone(environ: Mapping[str, str]) -> str:
    phone = environ.get("CMI_SUPPORT_PHONE", "").strip()
    if phone and not _PHONE.fullmatch(phone):
        raise SettingError("CMI_SUPPORT_PHONE")
    return phone


def _secret_key(environ: Mapping[str, str]) -> str:
    key = environ.get("CMI_SECRET_KEY", "").strip()
    if key and not _SECRET_KEY.fullmatch(key):
        raise SettingError("CMI_SECRET_KEY")
    return key


def _host(environ: Mapping[str, str]) -> str:
    name = environ.get("CMI_SSH_NAME", "").strip()
    if name and not _HOST.fullmatch(name):
        raise SettingError("CMI_SSH_NAME")
    return name


def _switch(environ: Mapping[str, str], name: str) -> bool:
    if environ.get(name, "").strip().lower() not in _TRUE | _FALSE:
        raise SettingError(name)
    return is_on(environ, name)


def is_on(environ: Mapping[str, str], name: str) -> bool:
    """Whether a variable, of a client too, says yes; unset, empty, 0, false, non and no mean no."""
    return environ.get(name, "").strip().lower() not in _FALSE


def _home_resolved(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    try:
        return str(Path(value).expanduser()) if value else ""
    except RuntimeError:
        raise SettingError(name) from None


def _seconds(environ: Mapping[str, str], name: str, default: int, *, least: int) -> timedelta:
    return timedelta(seconds=_number(environ, name, default, least, _MOST_SECONDS))


def _smtp_url(environ: Mapping[str, str]) -> str:
    url = environ.get("CMI_SMTP_URL", "")
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").encode("idna")
        is_good = parts.scheme in ("smtp", "smtps") and host and parts.port != 0
    except ValueError:
        is_good = False
    if url and not is_good:
        raise SettingError("CMI_SMTP_URL")
    return url


def _mail_from(environ: Mapping[str, str]) -> str:
    address = environ.get("CMI_MAIL_FROM", "")
    is_needed = environ.get("CMI_SMTP_URL", "") != ""
    if (is_needed or address) and not _MAIL_FROM.fullmatch(address):
        raise SettingError("CMI_MAIL_FROM")
    return address


def _one_of(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name, "")
    if value not in allowed:
        raise SettingError(name)
    return value
