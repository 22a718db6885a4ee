"""What a running process takes, looked at from outside."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Process:
    """A running process, looked at from outside."""

    pid: int

    def memory(self) -> float:
        """Proportional memory in MB."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text(encoding="ascii")
        found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
        assert found
        return int(found[1]) / 1024

    def peak_memory(self, *, from_now: bool = False) -> float:
        """The most resident memory in MB, since the start or the last call with `from_now`."""
        if from_now:
            Path(f"/proc/{self.pid}/clear_refs").write_text("5", encoding="ascii")
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(status.split("VmHWM:")[1].split()[0]) / 1024

    def cpu(self) -> float:
        """Seconds of CPU so far."""
        fields = Path(f"/proc/{self.pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / _TICKS
