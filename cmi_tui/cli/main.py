"""`cmi-tui`: from the command line to the command it names."""

import argparse
import gc
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from cmi_tui.cli.arguments import parse
from cmi_tui.cli.failure import fail
from cmi_tui.cli.local_charset import speak_it
from cmi_tui.cli.log_file import log_to, usable_log
from cmi_tui.cli.output import OutputFailed, flush, output_failed, say
from cmi_tui.crash import record_crash
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.domain.text import printable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.messages.errors import error_text
from cmi_tui.settings import SettingError, Settings
from cmi_tui.settings_sources import SourceError, Sources, gather

if TYPE_CHECKING:
    from cmi_tui.cli.portal import Opening


def main(arguments: list[str] | None = None) -> int:
    """Runs the command line; returns the exit status. Wrong usage raises SystemExit(2)."""
    # What is loaded before the first screen stays: collecting garbage meanwhile finds none.
    gc.disable()
    speak_it()
    sources = Sources()
    try:
        options = parse(sys.argv[1:] if arguments is None else arguments)
        sources = gather()
        settings = Settings.from_environment(sources.values)
        if options.economy:
            settings = replace(settings, economy=True)
        log = settings.log_path()
        if not usable_log(log):
            return fail(texts.LOG_UNUSABLE.format(path=printable(str(log))))
        log_to(log)
        status = _run(options, settings, sources)
        flush()
        return status
    except SourceError as error:
        from cmi_tui.messages.settings import source_error_text

        return fail(printable(source_error_text(error)))
    except SettingError as error:
        from cmi_tui.messages.settings import wrong_setting_text

        return fail(printable(wrong_setting_text(error.name, sources.origins.get(error.name, ""))))
    except Unavailable as error:
        return fail(texts.FAILED.format(text=error_text(error.code)))
    except OutputFailed as failure:
        return output_failed(failure.error)
    except KeyboardInterrupt:
        return ExitStatus.INTERRUPTED
    except Exception as error:
        return fail(texts.CRASHED.format(reference=record_crash(error)))


def _run(options: argparse.Namespace, settings: Settings, sources: Sources) -> int:
    # Each command loads what it needs only when it is asked for.
    if options.command == "accessibility":
        from cmi_tui.messages.accessibility import GUIDE

        say(GUIDE)
        return ExitStatus.DONE
    if options.command == "completion":
        from cmi_tui.cli.arguments import build_parser
        from cmi_tui.cli.completion import write

        return write(build_parser(), options.shell)
    if options.command == "settings":
        from cmi_tui.cli import settings as settings_command

        return settings_command.show(settings, sources, as_json=options.json)
    from cmi_tui.cli import portal

    opening = portal.Opening(settings, portal.linear_reason(settings, asked=options.linear))
    if options.command == "demo":
        return opening.demonstration(options.keep, signed_in=not options.sign_in)
    try:
        return _run_on_database(options, settings, opening)
    except Unavailable as error:
        from cmi_tui.cli.settings import is_open_url

        if options.command == "serve" and options.demo:
            # Its database is its own.
            raise
        if error.code is Code.DATABASE_URL_INVALID:
            raise SettingError("CMI_DATABASE_URL") from None
        url, text = settings.database(), error_text(error.code)
        if not is_open_url(url):
            return fail(texts.FAILED.format(text=text))
        return fail(texts.FILE_FAILED.format(path=printable(url), text=text))


def _run_on_database(options: argparse.Namespace, settings: Settings, opening: "Opening") -> int:
    if options.command == "accounts":
        from cmi_tui.cli import accounts

        return accounts.run(settings, options)
    if options.command == "journal":
        from cmi_tui.cli import journal

        if options.action == "purge":
            return journal.purge(settings, options)
        if options.action == "events":
            return journal.events()
        return journal.show(settings, options)
    if options.command == "notices":
        from cmi_tui.cli import notices

        return notices.send(settings)
    if options.command == "db":
        from cmi_tui.cli import database

        return database.upgrade(settings, options)
    if options.command == "serve":
        from cmi_tui.cli.serve import serve

        return serve(settings, options.host, options.port, demonstration=options.demo)
    return opening.portal()
