"""Programs outside Python that some tests need, and what is said where they are missing."""

import os
import re
import shutil
from collections import Counter
from typing import NoReturn

import pytest

PACKAGES = {
    "dbclient": "dropbear-bin", "fish": "fish", "zsh": "zsh",
    "fenrir": "fenrir", "man": "man-db", "mandoc": "mandoc", "pdffonts": "poppler-utils",
    "pdfinfo": "poppler-utils", "pdftoppm": "poppler-utils", "pdftotext": "poppler-utils",
    "plink": "putty-tools", "pscp": "putty-tools", "psftp": "putty-tools", "qpdf": "qpdf",
    "scp": "openssh-client", "sftp": "openssh-client", "ssh": "openssh-client",
    "ssh-keyscan": "openssh-client", "sshfs": "sshfs", "tic": "ncurses-bin", "tmux": "tmux",
    "zbarimg": "zbar-tools",
}  # fmt: skip
"""Debian's package of each program that tests ask for."""
_PACKAGE = re.compile(r"\(Debian: (\S+)\)$")


def need(program: str) -> None:
    """Goes on only where `program` is installed."""
    if shutil.which(program) is None:
        do_without(f"{program} is not installed", PACKAGES.get(program, ""))


def do_without(what: str, package: str = "") -> NoReturn:
    """Skips the test on a machine that lacks something; in CI, which installs it, fails instead."""
    reason = f"{what} (Debian: {package})" if package else what
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Says once, at the end of a run, what was skipped and how to have it run."""
    reports = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in reports)
    if not reasons:
        return
    terminalreporter.section(f"skipped: {len(reports)}")
    for reason, count in sorted(reasons.items()):
        terminalreporter.line(f"{count} {'tests' if count > 1 else 'test'}: {reason}")
    packages = {found[1] for reason in reasons if (found := _PACKAGE.search(reason))}
    if packages:
        terminalreporter.line(f"To run them too: apt-get install {' '.join(sorted(packages))}")
