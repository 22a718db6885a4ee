"""The portal in this terminal: the real one, or the demonstration."""

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.cli.failure import fail
from cmi_tui.cli.output import output_failed
from cmi_tui.domain.errors import Unavailable
from cmi_tui.domain.text import printable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.messages import linear, pages
from cmi_tui.messages.errors import error_text
from cmi_tui.settings import Settings

if TYPE_CHECKING:
    from textual.driver import Driver

    from cmi_tui.composition import Portal
    from cmi_tui.linear.terminal import Terminal
    from cmi_tui.services.session import Session

_DEMONSTRATION_FILE = "demonstration.db"
_ENDING_SIGNALS = (
    signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT, signal.SIGABRT, signal.SIGALRM, signal.SIGUSR1,
    signal.SIGUSR2,
)  # fmt: skip


def demonstration_settings(settings: Settings, folder: Path) -> Settings:
    """The settings of a demonstration: its database and its key are its own, and in `folder`."""
    url = f"sqlite:///{folder.absolute() / _DEMONSTRATION_FILE}"
    return replace(settings, database_url=url, secret_key="", secret_key_file="")


def linear_reason(settings: Settings, *, asked: bool) -> str:
    """Why the portal opens in linear mode, as a sentence; empty when it opens on the full screen."""
    if asked:
        return linear.BY_OPTION
    if settings.linear:
        return linear.BY_VARIABLE
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        return linear.BY_PIPE
    if os.environ.get("TERM", "dumb") in ("", "dumb"):
        return linear.BY_DUMB_TERMINAL
    return ""


class Opening:
    """Opens the portal, in linear mode for the reason `linear_reason` where there is one."""

    def __init__(self, settings: Settings, linear_reason: str) -> None:
        self._settings = settings
        self._linear_reason = linear_reason

    def portal(self) -> int:
        """Opens the portal at its sign-in; the exit status. Raises Unavailable."""
        with self._in_lines() as terminal:
            from cmi_tui.composition import Portal

            return self._run(Portal(self._settings), None, terminal, self._note_without_accounts)

    def demonstration(self, keep: str | None, *, signed_in: bool) -> int:
        """Opens the demonstration, on the database of the folder `keep` or a throw-away one.

        The exit status. Raises Unavailable.
        """
        with self._in_lines() as terminal:
            if keep is not None:
                kept = Path(os.path.expanduser(keep))
                if wrong := _wrong_folder(kept):
                    return fail(texts.FILE_FAILED.format(path=printable(keep), text=wrong))
                try:
                    return self._demonstration_in(kept, signed_in, terminal)
                except Unavailable as error:
                    text = error_text(error.code)
                    return fail(texts.FILE_FAILED.format(path=printable(keep), text=text))
            # Loaded here because the sign-in screen must open fast.
            from tempfile import TemporaryDirectory

            with TemporaryDirectory(prefix="cmi-tui-") as folder:
                return self._demonstration_in(Path(folder), signed_in, terminal)

    @contextmanager
    def _in_lines(self) -> "Iterator[Terminal | None]":
        """The terminal of the linear mode, its echo ours before anything takes a moment."""
        if not self._linear_reason:
            yield None
            return
        from cmi_tui.linear.standard_terminal import standard_terminal

        for number in _ENDING_SIGNALS:
            signal.signal(number, _end)
        with standard_terminal() as terminal:
            yield terminal

    def _demonstration_in(self, folder: Path, signed_in: bool, terminal: "Terminal | None") -> int:
        from cmi_tui.composition import Portal

        portal = Portal(demonstration_settings(self._settings, folder))
        session = portal.open_demonstration()
        return self._run(portal, session if signed_in else None, terminal, _demonstration_note)

    def _note_without_accounts(self) -> str:
        """How accounts come, where there is none; signing in tells of a database that cannot serve."""
        from cmi_tui.composition import Portal

        # Looking must not make the database.
        looking = Portal(self._settings, makes_default=False)
        try:
            return "" if looking.consult_accounts.has_any() else pages.NO_ACCOUNTS
        except Unavailable:
            return ""
        finally:
            looking.close()

    def _run(
        self,
        portal: "Portal",
        session: "Session | None",
        terminal: "Terminal | None",
        find_note: Callable[[], str],
    ) -> int:
        try:
            if terminal is not None:
                return _converse(portal, session, terminal, self._linear_reason, find_note)
            return _show(portal, session, self._settings, find_note)
        finally:
            portal.close()


def _wrong_folder(folder: Path) -> str:
    """Why nothing can be kept in `folder`, which is made, as words; empty where something can."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        return texts.NOT_A_FOLDER
    except OSError:
        return texts.FOLDER_NOT_MADE
    return ""


def _demonstration_note() -> str:
    from cmi_tui.storage import demonstration

    return pages.DEMONSTRATION_ACCOUNTS.format(
        login=demonstration.FIRST_LOGIN,
        password=demonstration.HOLDER_PASSWORD,
        agent_login=demonstration.AGENT_LOGIN,
        agent_password=demonstration.AGENT_PASSWORD,
        seed=demonstration.AGENT_SEED,
    )


def _converse(
    portal: "Portal",
    session: "Session | None",
    terminal: "Terminal",
    reason: str,
    find_note: Callable[[], str],
) -> int:
    from cmi_tui.linear.conversation import converse

    if sys.stdout is None:
        return fail(texts.OUTPUT_FAILED)
    gc.enable()
    try:
        status = converse(portal, session, terminal, reason, find_note=find_note)
    except OSError as error:
        return output_failed(error)
    if status is ExitStatus.FAILED:
        return fail(texts.STOPPED)
    return status


def _end(number: int, _frame: object) -> None:
    # By way of an exception, so that the echo is given back and nothing is left behind.
    raise SystemExit(128 + number)


def _show(
    portal: "Portal", session: "Session | None", settings: Settings, find_note: Callable[[], str]
) -> int:
    _ignore_other_settings()
    from cmi_tui.tui.app import PortalApp

    app = PortalApp(
        portal, session, _driver(settings), when_open=_collect_garbage_again, find_note=find_note
    )
    status = app.run()
    if app.crash_reference:
        return fail(texts.CRASHED.format(reference=app.crash_reference))
    # A signal that ends the portal leaves its status with the application.
    return app.return_code or ExitStatus.DONE if status is None else status


def _collect_garbage_again() -> None:
    # What was loaded for the first screen stays for good: it need not be looked through each time.
    gc.freeze()
    gc.enable()


def _driver(settings: Settings) -> "type[Driver] | None":
    if settings.wire == "stock":
        return None
    from cmi_tui.cli.local_charset import driver_in_it
    from cmi_tui.terminal_options import terminal_options
    from cmi_tui.wire import terminal_driver

    return driver_in_it(terminal_driver(terminal_options(os.environ, economy=settings.economy)))


def _ignore_other_settings() -> None:
    # Textual's own variables can load any class or write screenshots; it reads an empty NO_COLOR
    # as one that is set.
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    if os.environ.get("NO_COLOR") == "":
        del os.environ["NO_COLOR"]
