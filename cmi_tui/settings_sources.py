"""Where settings come from: the environment, then files of secrets, then settings files."""

import os
import re
import stat
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

SECRETS = ("CMI_DATABASE_URL", "CMI_SMTP_URL", "CMI_SECRET_KEY")
"""What may hold a secret: it may come from a file of systemd's credentials, and is not shown."""
_FROM_FILES = ("CMI_DATABASE_URL", "CMI_SMTP_URL")
NAMES = (
    "CMI_DATABASE_URL", "CMI_DATABASE_URL_FILE", "CMI_EXPORT_DIR", "CMI_PROOF_SECONDS",
    "CMI_SESSION_SECONDS", "CMI_SMTP_URL", "CMI_SMTP_URL_FILE", "CMI_MAIL_FROM", "CMI_LOG_FILE",
    "CMI_LINEAR", "CMI_ECONOMY", "CMI_SSH_HOST_KEY", "CMI_SSH_NAME", "CMI_SECRET_KEY",
    "CMI_SECRET_KEY_FILE", "CMI_SUPPORT_PHONE", "CMI_AGENT_CARDS_AN_HOUR",
    "CMI_AGENT_CARDS_A_DAY", "CMI_AGENT_SEARCHES_AN_HOUR", "CMI_ALERT_TO", "CMI_WIRE",
)  # fmt: skip
"""Every setting; in a settings file the same in small letters, without `CMI_`."""
_SWITCHES = ("CMI_LINEAR", "CMI_ECONOMY")
_NUMBERS = (
    "CMI_PROOF_SECONDS", "CMI_SESSION_SECONDS", "CMI_AGENT_CARDS_AN_HOUR", "CMI_AGENT_CARDS_A_DAY",
    "CMI_AGENT_SEARCHES_AN_HOUR",
)  # fmt: skip
_CLOSE = 0.85
"""How near to a setting's name that of a variable is which can only be that name mistyped."""
SYSTEM_FILE = Path("/etc/cmi-tui/config.toml")
_MOST_BYTES = 65_536
_FOR_OTHERS_TO_WRITE = stat.S_IWGRP | stat.S_IWOTH
_PLACE = re.compile(r"line (\d+)")


class SourceProblem(StrEnum):
    """Why a file that settings come from is not believed."""

    MISSING = "missing"
    UNREADABLE = "unreadable"
    NOT_A_FILE = "not_a_file"
    OPEN_TO_OTHERS = "open_to_others"
    TOO_LONG = "too_long"
    NOT_UTF_8 = "not_utf_8"
    NOT_TOML = "not_toml"
    UNKNOWN_KEY = "unknown_key"
    WRONG_TYPE = "wrong_type"
    TWICE = "twice"


class SourceError(Exception):
    """A source is not believed; `path` is empty for the environment; no value is kept.

    `detail` is a place or a name, `nearest` a name.
    """

    def __init__(self, path: str, problem: SourceProblem, detail: str = "", nearest: str = "") -> None:
        super().__init__(f"{path}: {problem}")
        self.path = path
        self.problem = problem
        self.detail = detail
        self.nearest = nearest


@dataclass(frozen=True)
class Sources:
    """What is set: texts, and the file that each comes from, empty for the environment."""

    values: dict[str, str] = field(default_factory=dict, repr=False)
    origins: dict[str, str] = field(default_factory=dict)


def gather(environ: Mapping[str, str] = os.environ) -> Sources:
    """What is set anywhere; the environment goes before credentials, the user's file, the system's.

    Raises SourceError.
    """
    sources = Sources()
    _find_mistyped(environ)
    for name in NAMES:
        if environ.get(name):
            sources.values[name] = environ[name]
            sources.origins[name] = ""
    _read_secret_files(sources)
    _read_credentials(sources, environ.get("CREDENTIALS_DIRECTORY", ""))
    for path in files(environ):
        found = _settings_file(path)
        for name, value in found.values.items():
            if name not in sources.values:
                sources.values[name] = value
                sources.origins[name] = found.origins[name]
    return sources


def _find_mistyped(environ: Mapping[str, str]) -> None:
    for name in environ:
        # Other programs' variables may begin alike.
        if name.startswith("CMI_") and name not in NAMES and (near := _nearest(name, NAMES, _CLOSE)):
            raise SourceError("", SourceProblem.UNKNOWN_KEY, name, near)


def _nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    # Loaded here because only mistakes need it.
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, known, 1, cutoff)), "")


def files(environ: Mapping[str, str]) -> list[Path]:
    """The settings files that are looked for: the user's, then the system's."""
    home = environ.get("XDG_CONFIG_HOME", "")
    try:
        folder = Path(home) if os.path.isabs(home) else Path.home() / ".config"
    except RuntimeError:
        return [SYSTEM_FILE]
    return [folder / "cmi-tui" / "config.toml", SYSTEM_FILE]


def _read_secret_files(sources: Sources) -> None:
    for name in SECRETS:
        path = sources.values.get(f"{name}_FILE")
        if path is None:
            continue
        if name in sources.values:
            raise SourceError(path, SourceProblem.TWICE, name)
        # That of the key is read, or made, where the key is needed.
        if name in _FROM_FILES:
            sources.values[name] = _text(Path(os.path.expanduser(path))).strip()
            sources.origins[name] = path


def _read_credentials(sources: Sources, folder: str) -> None:
    for name in SECRETS if folder else ():
        path = Path(folder) / name
        if name not in sources.values and path.exists():
            sources.values[name] = _text(path).strip()
            sources.origins[name] = str(path)


def _settings_file(path: Path) -> Sources:
    """What a settings file says; nothing where there is none."""
    sources = Sources()
    try:
        text = _text(path)
    except SourceError as error:
        if error.problem is SourceProblem.MISSING:
            return sources
        raise
    # Loaded here because most start without a settings file.
    import tomllib

    try:
        entries = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        line = place[1] if place else str(text.count("\n") + 1)
        raise SourceError(str(path), SourceProblem.NOT_TOML, line) from None
    known = {name.removeprefix("CMI_").lower(): name for name in NAMES}
    for key, value in entries.items():
        if key not in known:
            nearest = _nearest(key.lower().removeprefix("cmi_"), known)
            raise SourceError(str(path), SourceProblem.UNKNOWN_KEY, key, nearest)
        name = known[key]
        if not isinstance(value, _types(name)) or (isinstance(value, bool) and name in _NUMBERS):
            raise SourceError(str(path), SourceProblem.WRONG_TYPE, key)
        sources.values[name] = str(int(value)) if isinstance(value, bool) else str(value)
        sources.origins[name] = str(path)
    _read_secret_files(sources)
    return sources


def _types(name: str) -> tuple[type, ...]:
    return (str, int) if name in _NUMBERS + _SWITCHES else (str,)


def _text(path: Path) -> str:
    """The text of a file that only its owner, root or the user, can change. Raises SourceError."""
    try:
        # Looked at while it is open, so that nothing is swapped in between; a FIFO is not waited for.
        with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise SourceError(str(path), SourceProblem.NOT_A_FILE)
            is_trusted = status.st_uid in (0, os.geteuid())
            writable = (status.st_mode | path.resolve().parent.stat().st_mode) & _FOR_OTHERS_TO_WRITE
            if not is_trusted or writable:
                raise SourceError(str(path), SourceProblem.OPEN_TO_OTHERS)
            data = file.read(_MOST_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SourceError(str(path), SourceProblem.MISSING) from None
    except IsADirectoryError:
        raise SourceError(str(path), SourceProblem.NOT_A_FILE) from None
    except OSError:
        raise SourceError(str(path), SourceProblem.UNREADABLE) from None
    if len(data) > _MOST_BYTES:
        raise SourceError(str(path), SourceProblem.TOO_LONG)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise SourceError(str(path), SourceProblem.NOT_UTF_8) from None
