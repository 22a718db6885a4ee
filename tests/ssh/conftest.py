"""Servers: one in a process of its own for OpenSSH's clients, one in the test's for its innards."""

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.ssh.door.host_key import host_key
from cmi_tui.ssh.limits import Limits
from cmi_tui.ssh.service import Service
from rig.ssh_client import hang_up
from rig.ssh_server import Served, start_server
from tests.tools import need


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """`cmi-tui serve --demo`, on a port that the system chooses."""
    server = start_server(tmp_path_factory.mktemp("served"))
    yield server
    server.process.terminate()
    server.process.communicate(timeout=20)


@pytest.fixture(scope="module")
def served(request: pytest.FixtureRequest) -> Served:
    """The server, for OpenSSH's clients."""
    for program in ("ssh", "scp", "sftp"):
        need(program)
    server: Served = request.getfixturevalue("server")
    return server


Serve = Callable[..., Awaitable[tuple[Service, int]]]


@pytest.fixture
async def serve(portal: Portal, tmp_path: Path) -> AsyncIterator[Serve]:
    """Serves the test's portal within its own event loop: `serve(Limits(…))` gives the port."""
    services: list[Service] = []

    async def start(limits: Limits | None = None) -> tuple[Service, int]:
        service = Service(portal, limits or Limits(farewell=0.1, leaving=3))
        services.append(service)
        return service, await service.start("127.0.0.1", 0, host_key(tmp_path / "host_key"))

    yield start
    for service in services:
        await service.stop()
    await hang_up()
