"""The portal line by line, for screen readers and terminals that cannot place their cursor."""

import asyncio
import threading
from functools import partial

from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.domain.journal import Ending
from cmi_tui.exit_status import ExitStatus
from cmi_tui.linear.conversation import converse
from cmi_tui.messages import ssh as texts
from cmi_tui.services.session import Session
from cmi_tui.ssh.client.intake import Intake
from cmi_tui.ssh.client.key_turns import KeyTurns
from cmi_tui.ssh.client.terminal import ClientTerminal
from cmi_tui.ssh.front_end import Outcome
from cmi_tui.ssh.lines.line_terminal import LineTerminal
from cmi_tui.ssh.loop.fair_share import FairShare


class LineSession:
    """Runs the conversation in a thread of its own, which waits for the user most of the time."""

    def __init__(
        self,
        portal: Portal,
        session: Session,
        terminal: ClientTerminal,
        fetch_command: str,
        reason: str,
        keys: FairShare,
    ) -> None:
        """`reason` is a sentence that tells why the session is line by line."""
        account = session.account_id
        self.terminal = LineTerminal(
            terminal.channel, terminal.size[0], lambda seconds: keys.spend(account, seconds)
        )
        self._converse = partial(converse, portal, session, self.terminal, reason, fetch_command)
        self._ending: Ending | None = None
        # An answer's work is in the conversation's thread, which tells what it took.
        turns = self._turns = KeyTurns(account, keys, self.terminal.receive, lambda: True)
        self._intake = Intake(terminal.channel, turns.hand_on, self._is_busy)
        self._intake.open()

    def _is_busy(self) -> bool:
        return self._turns.is_waiting or self.terminal.is_busy

    async def run(self) -> Outcome:
        """Serves the session to its end."""
        loop = asyncio.get_running_loop()
        done: asyncio.Future[int] = loop.create_future()

        def talk() -> None:
            try:
                status = int(self._converse())
            except KeyboardInterrupt:
                loop.call_soon_threadsafe(_settle, done, ExitStatus.INTERRUPTED, None)
            except BaseException as error:
                loop.call_soon_threadsafe(_settle, done, None, error)
            else:
                loop.call_soon_threadsafe(_settle, done, status, None)

        threading.Thread(target=talk, name="conversation", daemon=True).start()
        try:
            status = await done
        except EOFError:
            status = 0
        except Exception as error:
            reference = record_crash(error)
            return Outcome(ExitStatus.FAILED, Ending.CRASHED, texts.CRASHED.format(reference=reference))
        parting = texts.STOPPED if self._ending is Ending.SHUT_DOWN else ""
        return Outcome(status, self._ending or Ending.LEFT, parting)

    def end(self, ending: Ending) -> None:
        """Ends the user's input, and so the conversation."""
        self._ending = self._ending or ending
        self._intake.close()
        self.terminal.end()

    def notify(self, sentence: str) -> None:
        """Writes a sentence on a line of its own."""
        self.terminal.tell(sentence)

    def receive(self, data: bytes) -> None:
        """What was typed."""
        self._intake.take(data)

    def input_ended(self) -> None:
        """The client sends no more; what it has sent is worked through first."""
        self._intake.finish(self.terminal.input_over)

    def resize(self, width: int, height: int) -> None:
        """The lines to come are broken for the new width."""
        self.terminal.columns = width


def _settle(done: "asyncio.Future[int]", status: int | None, error: BaseException | None) -> None:
    if done.done():
        return
    if error is not None:
        done.set_exception(EOFError() if isinstance(error, SystemExit) else error)
    else:
        done.set_result(status or 0)
