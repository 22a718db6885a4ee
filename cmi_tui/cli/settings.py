"""The command that shows the settings."""

import json
import os

from cmi_tui.cli.output import say
from cmi_tui.domain.text import printable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import settings as texts
from cmi_tui.settings import Settings
from cmi_tui.settings_sources import NAMES, SECRETS, Sources

_SQLITE = "sqlite:///"


def show(settings: Settings, sources: Sources, *, as_json: bool) -> int:
    """Prints each setting, what holds, and where it comes from; secrets are hidden."""
    told = {}
    for name in NAMES:
        value = _shown(name, settings, sources)
        path = sources.origins.get(name)
        origin = texts.BY_DEFAULT if path is None else path or texts.FROM_ENVIRONMENT
        told[name] = {"value": value, "origin": origin}
        if not as_json:
            say(texts.LINE.format(name=name, value=printable(value), origin=printable(origin)))
    if as_json:
        say(json.dumps(told))
    return ExitStatus.DONE


def _shown(name: str, settings: Settings, sources: Sources) -> str:
    in_force = {
        "CMI_DATABASE_URL": settings.database(),
        "CMI_EXPORT_DIR": str(settings.exports()),
        "CMI_PROOF_SECONDS": f"{settings.proof_lifetime.total_seconds():.0f}",
        "CMI_SESSION_SECONDS": f"{settings.session_lifetime.total_seconds():.0f}",
        "CMI_LOG_FILE": str(settings.log_path()),
        "CMI_LINEAR": texts.YES if settings.linear else texts.NO,
        "CMI_ECONOMY": texts.YES if settings.economy else texts.NO,
        "CMI_SSH_HOST_KEY": str(settings.host_key()),
        "CMI_SECRET_KEY_FILE": _key_file(settings),
        "CMI_AGENT_CARDS_AN_HOUR": str(settings.cards_an_hour),
        "CMI_AGENT_CARDS_A_DAY": str(settings.cards_a_day),
        "CMI_AGENT_SEARCHES_AN_HOUR": str(settings.searches_an_hour),
    }
    value = in_force.get(name, sources.values.get(name, ""))
    is_open = name != "CMI_SECRET_KEY" and is_open_url(value)
    return value if name not in SECRETS or is_open or not value else texts.HIDDEN


def _key_file(settings: Settings) -> str:
    """The file of the agents' key: the set one, else the one beside a SQLite database, else none."""
    url = settings.database()
    if settings.secret_key or settings.secret_key_file or not url.startswith(_SQLITE):
        return settings.secret_key_file
    return f"{os.path.expanduser(url.removeprefix(_SQLITE))}.key"


def is_open_url(value: str) -> bool:
    """Whether it is a URL without a user, a password or options, and so holds no secret."""
    return "://" in value and "@" not in value and "?" not in value
