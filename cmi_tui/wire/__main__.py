"""Runs a Textual application with the wire as its driver.

python -m cmi_tui.wire [--economy] MODULE:APP | FILE.py:APP | FILE.py [ARGUMENT ...]
"""

from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from typing import Any

from textual.app import App

from cmi_tui.wire.driver import ECONOMY
from cmi_tui.wire.textual_parts import choose_driver

_DRIVER = "cmi_tui.wire.driver:WireDriver"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m cmi_tui.wire", description="Run a Textual application, sending differences."
    )
    parser.add_argument(
        "--economy", action="store_true", help="for the slowest links: few frames, ASCII rules"
    )
    parser.add_argument(
        "application", help="MODULE:APP, FILE.py:APP, or a FILE.py that runs its application"
    )
    parser.add_argument("rest", nargs=argparse.REMAINDER, help="arguments for the application")
    return parser.parse_args()


class NoApplication(Exception):
    """There is no Textual application of that name."""


def _named(namespace: Mapping[str, object], name: str) -> App[Any]:
    """The application of that name: an instance, or what a class or a function makes."""
    found = namespace.get(name)
    application = found() if callable(found) else found
    if not isinstance(application, App):
        raise NoApplication(f"{name!r} is no Textual application")
    return application


def _loaded(target: str) -> App[Any] | None:
    """The application that is named; `None` where a file has run it itself."""
    place, _, name = target.partition(":")
    if not place.endswith(".py"):
        return _named(vars(import_module(place)), name or "app")
    sys.path[0] = str(Path(place).resolve().parent)  # as Python does for a file
    if not name:
        runpy.run_path(place, run_name="__main__")
        return None
    return _named(runpy.run_path(place), name)


def main() -> int:
    """Run what the arguments name; its exit status, or 2 where there is no such application."""
    arguments = _arguments()
    choose_driver(_DRIVER)
    if arguments.economy:
        os.environ[ECONOMY] = "1"
    sys.argv = [arguments.application.partition(":")[0], *arguments.rest]
    try:
        application = _loaded(arguments.application)
    except (ImportError, OSError, NoApplication) as error:
        print(f"python -m cmi_tui.wire: {arguments.application}: {error}", file=sys.stderr)
        return 2
    if application is None:
        return 0
    application.run()
    return application.return_code or 0


if __name__ == "__main__":
    sys.exit(main())
