"""Programs outside Python that some tests need."""

import os
import shutil

import pytest


def need(program: str) -> None:
    """Skips the test where `program` is not installed; in CI, which installs it, fails instead."""
    if shutil.which(program) is None:
        missing = f"{program} is not installed"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
