"""`cmi-tui`: from the command line to the running portal."""

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.cli.arguments import parse
from cmi_tui.cli.exit_status import ExitStatus
from cmi_tui.cli.log_file import log_to
from cmi_tui.crash import record_crash
from cmi_tui.domain.errors import Unavailable
from cmi_tui.messages import cli as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.settings import SettingError, Settings

if TYPE_CHECKING:
    from textual.driver import Driver

_DEMONSTRATION_FILE = "demonstration.db"


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status. Wrong usage raises SystemExit(2)."""
    # What is loaded before the first screen stays: collecting garbage meanwhile finds none.
    gc.disable()
    options = parse(sys.argv[1:] if arguments is None else arguments)
    try:
        settings = Settings.from_environment()
        if options.economy:
            settings = replace(settings, economy=True)
        log_to(settings.log_path())
        return _run(options.command, settings, sign_in=getattr(options, "sign_in", False),
                    keep=getattr(options, "keep", None))  # fmt: skip
    except SettingError as error:
        return _fail(texts.WRONG_SETTING.format(name=error.name))
    except Unavailable as error:
        return _fail(texts.FAILED.format(text=error_text(error.code)))
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except Exception as error:
        return _fail(texts.CRASHED.format(reference=record_crash(error)))


def _run(command: str | None, settings: Settings, *, sign_in: bool, keep: str | None) -> int:
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM", "dumb") == "dumb":
        return _fail(texts.NO_TERMINAL)
    if command is None:
        return _open_portal(settings, demonstration=False, signed_in=False)
    if keep is not None:
        return _open_demonstration(settings, Path(keep), signed_in=not sign_in)
    # Loaded here because the sign-in screen must open fast.
    from tempfile import TemporaryDirectory

    with TemporaryDirectory(prefix="cmi-tui-") as folder:
        return _open_demonstration(settings, Path(folder), signed_in=not sign_in)


def _open_demonstration(settings: Settings, folder: Path, *, signed_in: bool) -> int:
    url = f"sqlite:///{folder.absolute() / _DEMONSTRATION_FILE}"
    return _open_portal(replace(settings, database_url=url), demonstration=True, signed_in=signed_in)


def _open_portal(settings: Settings, *, demonstration: bool, signed_in: bool) -> int:
    _ignore_other_settings()
    from cmi_tui.composition import Portal
    from cmi_tui.tui.app import PortalApp

    portal = Portal(settings)
    session = portal.open_demonstration() if demonstration else None
    app = PortalApp(
        portal, session if signed_in else None, _driver(settings), when_open=_collect_garbage_again
    )
    try:
        status = app.run()
    finally:
        portal.close()
    if app.crash_reference:
        return _fail(texts.CRASHED.format(reference=app.crash_reference))
    # A signal that ends the portal leaves its status with the application.
    return app.return_code or ExitStatus.DONE if status is None else status


def _collect_garbage_again() -> None:
    # What was loaded for the first screen stays for good: it need not be looked through each time.
    gc.freeze()
    gc.enable()


def _driver(settings: Settings) -> "type[Driver] | None":
    if settings.wire == "stock":
        return None
    from cmi_tui.wire import WireOptions, terminal_driver

    return terminal_driver(WireOptions.from_environment(os.environ, economy=settings.economy))


def _ignore_other_settings() -> None:
    # Textual's own variables can load any class or write screenshots; it reads an empty NO_COLOR
    # as one that is set.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]


def _fail(sentence: str) -> int:
    print(sentence, file=sys.stderr)
    return ExitStatus.FAILED
