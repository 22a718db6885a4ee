"""`cmi-tui serve`: the portal over SSH, until it is told to stop."""

import asyncio
import errno
import resource
import signal
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from cmi_tui.cli.failure import fail, tell
from cmi_tui.cli.portal import demonstration_settings
from cmi_tui.composition import Portal
from cmi_tui.domain.text import printable
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import ssh as texts
from cmi_tui.messages.cli import FAILED
from cmi_tui.settings import Settings

_DEMONSTRATION_HOST = "127.0.0.1"


def serve(settings: Settings, host: str | None, port: int, *, demonstration: bool) -> int:
    """Serves the portal, or its demonstration, until SIGTERM or Ctrl+C. Raises Unavailable."""
    try:
        from cmi_tui.ssh.door.host_key import HostKeyTrouble
    except ImportError:
        return fail(FAILED.format(text=texts.MISSING))
    with ExitStack() as stack:
        if demonstration:
            folder = Path(stack.enter_context(TemporaryDirectory(prefix="cmi-tui-")))
            settings = demonstration_settings(settings, folder)
            host = _DEMONSTRATION_HOST if host is None else host
        portal = Portal(settings)
        stack.callback(portal.close)
        if demonstration:
            portal.open_demonstration()
        try:
            return asyncio.run(_serve(portal, settings, host or "", port))
        except HostKeyTrouble as trouble:
            sentence = texts.HOST_KEY_OPEN if trouble.is_open else texts.HOST_KEY_UNUSABLE
            return fail(FAILED.format(text=sentence.format(path=printable(str(settings.host_key())))))


async def _serve(portal: Portal, settings: Settings, host: str, port: int) -> int:
    from cmi_tui.ssh.door.host_key import host_key
    from cmi_tui.ssh.limits import Limits
    from cmi_tui.ssh.service import Service

    _allow_many_files()
    key = host_key(settings.host_key())
    await asyncio.to_thread(lambda: (portal.sign_in, portal.read_information))
    service = Service(portal, Limits(), name=settings.ssh_name, economy=settings.economy)
    try:
        port = await service.start(host, port, key)
    except OSError as error:
        name = errno.errorcode.get(error.errno or 0, "")
        reason = texts.PORT_REASONS.get(name, texts.PORT_REASON_OTHER)
        told = texts.PORT_TAKEN.format(host=printable(host) or "*", port=port, reason=reason)
        return fail(FAILED.format(text=told))
    for line in (
        texts.LISTENING.format(host=host or "*", port=port),
        texts.FINGERPRINT.format(fingerprint=key.get_fingerprint()),
        texts.TRY_IT.format(host=host or "localhost", port=port),
    ):
        tell(line)
    status = await _told_to_stop()
    await service.stop()
    return status


async def _told_to_stop() -> int:
    loop = asyncio.get_running_loop()
    told: asyncio.Future[int] = loop.create_future()

    def tell(status: int) -> None:
        if not told.done():
            told.set_result(status)

    loop.add_signal_handler(signal.SIGTERM, tell, ExitStatus.DONE)
    loop.add_signal_handler(signal.SIGINT, tell, ExitStatus.INTERRUPTED)
    return await told


def _allow_many_files() -> None:
    # A session is a file, and most systems allow 1024 unless a process asks for more.
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
