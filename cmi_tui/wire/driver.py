"""The driver for any Textual application: `TEXTUAL_DRIVER=cmi_tui.wire.driver:WireDriver`."""

from __future__ import annotations

import os
from dataclasses import replace
from typing import Any

from cmi_tui.wire.base import capabilities_of
from cmi_tui.wire.options import WireOptions
from cmi_tui.wire.terminal import TerminalDriver

__all__ = ["ECONOMY", "WireDriver", "capabilities_of"]

ECONOMY = "WIRE_ECONOMY"
"""Anything in this variable asks for economy."""


class WireDriver(TerminalDriver):
    """The driver of the process's own terminal, its options read from the environment."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        is_thrifty = bool(os.environ.get(ECONOMY))
        found = WireOptions.from_environment(os.environ, economy=is_thrifty)
        self.options = replace(found, focus_events=not is_thrifty)
        super().__init__(*arguments, **options)
