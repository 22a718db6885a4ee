"""A real screen reader, Debian's Fenrir, that writes down what it would say."""

import os
import re
import signal
import time
from configparser import RawConfigParser
from contextlib import suppress
from pathlib import Path

from rig.terminal import Terminal

_SETTINGS = "/etc/fenrirscreenreader/settings/settings-pty.conf"
_PATIENCE = 20.0
# Fenrir's own emulator takes a line feed for a new line, which the usual descriptions do not.
_TERM = "cygwin"


class Fenrir:
    """Runs `command` inside the screen reader at a size; `folder` is for its files."""

    def __init__(
        self, command: str, folder: Path, environ: dict[str, str], size: tuple[int, int] = (80, 24)
    ) -> None:
        self._log = folder / "speech"
        self._log.touch()
        self._heard = 0
        self.speech: list[str] = []
        settings = folder / "fenrir.conf"
        settings.write_text(self._settings(command, folder), encoding="utf-8")
        self.terminal = Terminal(["fenrir", "-e", "-s", str(settings)], environ, size)

    def _settings(self, command: str, folder: Path) -> str:
        voice = folder / "voice"
        voice.write_text(f'#!/bin/sh\nprintf "%s\\n" "$1" >> {self._log}\n', encoding="utf-8")
        voice.chmod(0o755)
        parser = RawConfigParser()
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read(_SETTINGS, encoding="utf-8")
        parser["sound"]["enabled"] = "False"
        parser["remote"]["enable"] = "False"
        parser["speech"]["enabled"] = "True"
        parser["speech"]["genericSpeechCommand"] = f'{voice} "fenrirText"'
        # It plays a sound for them where it has sound.
        parser["general"]["hasAttributes"] = "False"
        parser["general"]["debugFile"] = str(folder / "fenrir.log")
        parser["general"]["shell"] = f"env TERM={_TERM} {command}"
        return "".join(
            f"[{section}]\n" + "".join(f"{name}={value}\n" for name, value in parser[section].items())
            for section in parser.sections()
        )

    def hear_only(self, expected: str) -> str:
        """Waits until `expected` has been said; what was said since the last call, to be the same."""
        end = time.monotonic() + _PATIENCE
        while len(said := self._said()) < len(expected) and time.monotonic() < end:
            self.terminal.read(0.02)
        self._heard = self._log.stat().st_size
        return said

    def hear(self, *expected: str) -> str:
        """Waits until all of `expected` has been said since the last call; what was said."""
        end = time.monotonic() + _PATIENCE
        while True:
            self.terminal.read(0.1)
            said = self._said()
            if all(text in said for text in expected):
                break
            assert time.monotonic() < end, f"{expected} was not heard, but: {said!r}"
        self.terminal.settle(0.4)
        said = self._said()
        self._heard = self._log.stat().st_size
        self.speech.append(said)
        return said

    def _said(self) -> str:
        spoken = self._log.read_bytes()[self._heard :].decode("utf-8", "replace")
        return re.sub(r"[\s,]+", " ", spoken).strip()

    def type(self, text: str) -> None:
        """Types a text or the bytes of a key."""
        os.write(self.terminal.fd, text.encode())

    def type_slowly(self, text: str) -> None:
        """Types letter by letter, each once the one before is on the screen."""
        for letter in text:
            column = self.terminal.screen.cursor.x
            self.type(letter)
            end = time.monotonic() + _PATIENCE
            while self.terminal.screen.cursor.x == column:
                assert time.monotonic() < end, f"{letter} is not shown"
                self.terminal.read(0.02)

    def close(self) -> None:
        """Ends the screen reader, its helpers and, by their hanging up, what runs in it."""
        with suppress(ProcessLookupError):
            os.killpg(self.terminal.pid, signal.SIGKILL)
        self.terminal.close()
