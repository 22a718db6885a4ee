"""The settings, read from the environment; each is told once, here, and listed in the README."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

_APPLICATION = "cmi-tui"
_FALSE = frozenset({"", "0", "false", "non", "no"})


class SettingError(Exception):
    """The setting `name` has a value that means nothing; the value is not kept."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


@dataclass(frozen=True)
class Settings:
    """What an operator or user may set."""

    database_url: str
    """CMI_DATABASE_URL: an SQLAlchemy URL; empty for a SQLite file in the user's data folder."""

    export_folder: str
    """CMI_EXPORT_DIR: where the PDF is proposed; empty for Documents, Téléchargements or home."""

    proof_lifetime: timedelta
    """CMI_PROOF_SECONDS: how long a password given counts as proof (300); 0 asks each time."""

    log_file: str
    """CMI_LOG_FILE: the log; empty for a file in the user's log folder."""

    wire: str
    """CMI_WIRE: `stock` leaves the output to Textual, for a terminal that misdeclares itself."""

    economy: bool
    """CMI_ECONOMY: as --economy, for slow links; empty, 0, false, non and no mean no."""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """The settings in `environ`. Raises SettingError."""
        return cls(
            database_url=environ.get("CMI_DATABASE_URL", ""),
            export_folder=_home_resolved(environ, "CMI_EXPORT_DIR"),
            proof_lifetime=_seconds(environ, "CMI_PROOF_SECONDS", 300),
            log_file=environ.get("CMI_LOG_FILE", ""),
            economy=environ.get("CMI_ECONOMY", "").strip().lower() not in _FALSE,
            wire=_one_of(environ, "CMI_WIRE", ("", "stock")),
        )

    def database(self) -> str:
        """The database's URL, the default one resolved."""
        if self.database_url:
            return self.database_url
        from platformdirs import user_data_path

        return f"sqlite:///{user_data_path(_APPLICATION, appauthor=False) / 'portal.db'}"

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


def _home_resolved(environ: Mapping[str, str], name: str) -> str:
    value = environ.get(name, "")
    try:
        return str(Path(value).expanduser()) if value else ""
    except RuntimeError:
        raise SettingError(name) from None


def _seconds(environ: Mapping[str, str], name: str, default: int) -> timedelta:
    text = environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit()) or len(text) > 8:
        raise SettingError(name)
    return timedelta(seconds=int(text))


def _one_of(environ: Mapping[str, str], name: str, allowed: tuple[str, ...]) -> str:
    value = environ.get(name, "")
    if value not in allowed:
        raise SettingError(name)
    return value
