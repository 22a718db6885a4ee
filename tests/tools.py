"""Programs outside Python that some tests need."""

import os
import shutil
from typing import NoReturn

import pytest


def need(program: str) -> None:
    """Goes on only where `program` is installed."""
    if shutil.which(program) is None:
        do_without(f"{program} is not installed")


def do_without(what: str) -> NoReturn:
    """Skips the test on a machine that lacks something; in CI, which installs it, fails instead."""
    if os.environ.get("CI"):
        pytest.fail(what)
    pytest.skip(what)
