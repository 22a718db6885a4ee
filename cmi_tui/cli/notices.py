"""The command that sends what waits in the outbox."""

from cmi_tui.cli.failure import fail
from cmi_tui.cli.output import say
from cmi_tui.exit_status import ExitStatus
from cmi_tui.messages import cli as texts
from cmi_tui.settings import Settings


def send(settings: Settings) -> int:
    """Sends the notices that are due; the status is 1 when no relay answers. Raises Unavailable."""
    from cmi_tui.composition import Portal

    if not settings.smtp_url:
        return fail(texts.NO_RELAY)
    portal = Portal(settings)
    try:
        summary = portal.send_notices()
    finally:
        portal.close()
    say(
        texts.notices_text(
            summary.sent, summary.put_back, summary.given_up, summary.uncertain, summary.set_aside
        )
    )
    return fail(texts.RELAY_DOWN) if summary.is_relay_down else ExitStatus.DONE
