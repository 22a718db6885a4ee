"""The portal over SSH under load, and beside it sshd with one process a session.

`python -m benchmarks.ssh_load [SESSIONS]` (1000): as many real SSH sessions, each signed in and on the
email form, a key every 5 s in each; then ever more keys, until the 95th percentile of their echo
passes 200 ms. Clients run on this machine, in a process of their own. Memory is proportional (PSS).
"""

import shutil
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.ssh_peer import measure_peer
from rig.crowd import Load, fill

_SECONDS = 60
_BETWEEN_KEYS = 5
_STEP_SECONDS = 15
_TOO_SLOW_MS = 200


def measure(sessions: int, folder: Path) -> float:
    """Measures the portal and prints it; its memory a session in MB."""
    url = f"sqlite:///{folder / 'portal.db'}"
    hash_cpu = fill(url, sessions)
    load = Load(folder, url)
    server = load.server
    load.tell("open 3")
    load.tell("visit")
    load.tell("close")
    time.sleep(6)
    empty, cpu = server.memory(), server.cpu()
    opened = load.tell(f"open {sessions}")
    opening = (server.cpu() - cpu) / sessions
    print(f"{opened['opened']} sessions open; the empty server has {empty:.1f} MB")
    print(
        f"CPU to open one: {opening * 1000:.0f} ms, of which the password's hash takes"
        f" {hash_cpu * 1000:.0f} ms: {(opening - hash_cpu) * 1000:.0f} ms without it (goal 60)"
    )
    load.tell("visit")
    rate = sessions / _BETWEEN_KEYS
    cpu = server.cpu()
    said = load.tell(f"type {_SECONDS} {rate}")
    spent = (server.cpu() - cpu) / (_SECONDS * rate)
    memory = (server.memory() - empty) / sessions
    print(f"a key every {_BETWEEN_KEYS} s in each, {_SECONDS} s:")
    show(said)
    print(f"  CPU a key {spent * 1000:.2f} ms; goals at 400 keys/s: 2.0, p50 8, p95 40, none lost")
    print(f"  memory a session {memory:.2f} MB (goal 0.75)")
    carried = 0.0
    while said["p95"] <= _TOO_SLOW_MS:
        carried = said["keys_a_second"]
        rate *= 1.25
        said = load.tell(f"type {_STEP_SECONDS} {rate}")
        show(said)
    print(f"one core carries {carried:.0f} keys a second with a p95 up to {_TOO_SLOW_MS} ms")
    print(f"the server ended in {load.close():.1f} s")
    return memory


def show(said: dict[str, float]) -> None:
    """Prints what the clients saw."""
    print(
        "  {keys_a_second:5.0f} keys/s: p50 {p50:6.1f}  p95 {p95:7.1f}  p99 {p99:7.1f} ms,"
        " {unanswered:.0f} unanswered, {lost:.0f} sessions lost;"
        " the clients took {client_cpu_s:.0f} s of CPU".format(**said),
        flush=True,
    )


def main() -> None:
    """Measures both and prints the ratio of their memory."""
    sessions = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        ours = measure(sessions, Path(folder))
    if shutil.which("/usr/sbin/sshd") is None:
        print("sshd is not installed: the peer is not measured")
        return
    peer = measure_peer()
    print(
        f"sshd with one process a session: {peer.memory:.1f} MB a session,"
        f" {peer.first_screen * 1000:.0f} ms to the first screen;"
        f" {peer.memory / ours:.0f} times ours in memory (goal 70)"
    )


if __name__ == "__main__":
    main()
