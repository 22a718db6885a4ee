"""The files that an account can fetch: its own form, made on demand."""

import asyncio
import stat
from collections.abc import Callable, Mapping
from time import time

from cmi_tui.composition import Portal
from cmi_tui.crash import record_crash
from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.messages.ssh import FORM_PDF, FORM_TEXT
from cmi_tui.services.session import Session
from cmi_tui.ssh.form.form_maker import FormMaker

NAMES = (FORM_PDF, FORM_TEXT)
FILE_MODE = stat.S_IFREG | 0o600
"""The form's, as copies of it get: its owner's eyes only, and replaced by the next copy."""


class OwnForm:
    """One connection's: made once, at the first request for it; `made_at` is in seconds since 1970."""

    def __init__(
        self, portal: Portal, session: Session, maker: FormMaker, say: Callable[[Code], None]
    ) -> None:
        """`say` is told, once, why there is no form: most clients keep that to themselves."""
        self._portal = portal
        self._session = session
        self._maker = maker
        self._say = say
        self._has_said = False
        self._files: Mapping[str, bytes] | None = None
        self._making = asyncio.Lock()
        self.made_at = int(time())

    async def files(self) -> Mapping[str, bytes]:
        """The contents by name. Raises SessionEnded, Unavailable."""
        async with self._making:
            if self._files is None:
                try:
                    self._files = await self._maker.make(self._session.account_id, self._make)
                except Unavailable as trouble:
                    if not self._has_said:
                        self._has_said = True
                        self._say(trouble.code)
                    raise
        return self._files

    def _make(self) -> Mapping[str, bytes]:
        try:
            given = self._portal.prepare_form.current(self._session)
            made = self._portal.export_form.content(self._session, given)
        except Refused as refusal:  # pragma: no cover - what is kept was judged before
            record_crash(refusal)
            raise Unavailable(Code.SERVICE_BUSY) from None
        return {FORM_PDF: made.pdf, FORM_TEXT: made.text}
