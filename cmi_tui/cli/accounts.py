"""The commands on accounts."""

import argparse
import gc
import json
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from cmi_tui.cli.failure import fail, tell
from cmi_tui.cli.operator import operator
from cmi_tui.cli.output import say
from cmi_tui.cli.refused_values import fail_at
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Role
from cmi_tui.domain.order_header import HeaderRefused
from cmi_tui.domain.text import printable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.messages import orders
from cmi_tui.messages.accounts import NONE_MATCHES, account_lines, account_text
from cmi_tui.messages.errors import error_text
from cmi_tui.messages.pages import french_date, french_moment
from cmi_tui.messages.progress import Work
from cmi_tui.settings import Settings

if TYPE_CHECKING:
    from cmi_tui.services.import_orders import ImportSummary
    from cmi_tui.services.manage_accounts import ManageAccounts

_OBJECTS_A_COLLECTION = 100_000


def run(settings: Settings, options: argparse.Namespace) -> int:
    """Does what `options.action` says. Raises Unavailable."""
    match options.action:
        case "import":
            return _import(settings, options)
        case "list":
            return _list(settings, options)
        case "show":
            return _show(settings, options)
    return _manage(settings, options)


def _import(settings: Settings, options: argparse.Namespace) -> int:
    """Imports an order file; the status is 1 when lines were rejected. Raises Unavailable."""
    from cmi_tui.cli.progress import told_progress
    from cmi_tui.composition import Portal
    from cmi_tui.services.import_orders import ImportCutOff

    # `main` leaves garbage alone for a first screen's sake; an import may be long, but its lines make no
    # cycles: looking for some as often as Python does took a tenth of the time.
    gc.set_threshold(_OBJECTS_A_COLLECTION)
    gc.enable()
    path, rehearsal = Path(options.file), options.dry_run
    portal = Portal(settings, makes_default=not rehearsal)
    linear = options.linear or settings.linear
    try:
        with told_progress(Work.IMPORT, quiet=options.quiet, linear=linear) as progress:
            summary = portal.import_orders(
                path, operator(), lambda done: progress(done, path.stat().st_size), rehearsal=rehearsal
            )
    except Refused as refused:
        text = (
            orders.header_text(refused)
            if isinstance(refused, HeaderRefused)
            else error_text(refused.errors["file"])
        )
        return fail(texts.FILE_FAILED.format(path=printable(options.file), text=text))
    except ImportCutOff as cut_off:
        _tell_where(cut_off.summary)
        sentence = orders.cut_off_text(cut_off.code, cut_off.summary.lines)
        tell(texts.FAILED.format(text=sentence))
        is_interrupted = cut_off.code is Code.INTERRUPTED
        return ExitStatus.INTERRUPTED if is_interrupted else ExitStatus.FAILED
    except KeyboardInterrupt:
        tell(texts.REHEARSAL_INTERRUPTED)
        return ExitStatus.INTERRUPTED
    finally:
        portal.close()
    if options.json:
        say(_as_json(summary, rehearsal=rehearsal))
    else:
        say(orders.summary_text(**summary.numbers))
        if rehearsal:
            say(orders.REHEARSAL)
    _tell_where(summary)
    return ExitStatus.FAILED if summary.rejected else ExitStatus.DONE


def _as_json(summary: "ImportSummary", *, rehearsal: bool) -> str:
    report = summary.report
    paths = {
        "report": report.report_path if report else None,
        "rejects": report.rejects_path if report else None,
    }
    told: dict[str, object] = {**summary.numbers, "dry_run": rehearsal, **paths}
    return json.dumps(told, default=str)


def _tell_where(summary: "ImportSummary") -> None:
    if summary.report is None:
        return
    for path, text in (
        (summary.report.report_path, orders.SEE_REPORT),
        (summary.report.rejects_path, orders.SEE_REJECTS),
    ):
        if path:
            tell(text.format(path=printable(str(path))))


def _manage(settings: Settings, options: argparse.Namespace) -> int:
    """Does what `options.action` says to the account `options.login`. Raises Unavailable."""
    from cmi_tui.composition import Portal

    portal = Portal(settings)
    try:
        say(_managed(portal.manage_accounts, options))
    except Refused as refused:
        return fail_at(refused, options)
    finally:
        portal.close()
    return ExitStatus.DONE


def _managed(accounts: "ManageAccounts", options: argparse.Namespace) -> str:
    login, by = options.login, operator()
    match options.action:
        case "code":
            issued = accounts.issue_code(login, by)
            day = french_date(issued.expires_at.astimezone().date())
            told = texts.CODE.format(name=issued.name, code=issued.code, day=day)
            if issued.email_changed_at is not None:
                told += texts.EMAIL_CHANGED.format(when=french_moment(issued.email_changed_at))
            return told
        case "add":
            accounts.add_agent(login, options.first_name, options.last_name, options.email or "", by)
        case "disable":
            accounts.disable(login, options.reason, by)
        case "enable":
            accounts.enable(login, by)
        case "second-factor":
            accounts.reset_second_factor(login, by)
        case "role":
            accounts.set_role(login, Role(options.role), by)
    return texts.MANAGED[options.action].format(login=printable(login))


def _list(settings: Settings, options: argparse.Namespace) -> int:
    """Prints the accounts that match the options, a line each. Raises Unavailable."""
    from cmi_tui.composition import Portal

    portal = Portal(settings)
    is_empty = True
    try:
        for line in portal.consult_accounts.list(operator(), options.state, options.role):
            is_empty = False
            say(json.dumps(asdict(line)) if options.json else account_text(line))
    finally:
        portal.close()
    if is_empty:
        tell(NONE_MATCHES)
    return ExitStatus.DONE


def _show(settings: Settings, options: argparse.Namespace) -> int:
    """Prints an account. Raises Unavailable."""
    from cmi_tui.composition import Portal

    portal = Portal(settings)
    try:
        sheet = portal.consult_accounts.show(options.login, operator())
    except Refused as refused:
        return fail_at(refused, options)
    finally:
        portal.close()
    if options.json:
        told = asdict(sheet)
        say(json.dumps(told.pop("line") | told, default=datetime.isoformat))
    else:
        say("\n".join(account_lines(sheet)))
    return ExitStatus.DONE
