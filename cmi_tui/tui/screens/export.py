"""The export of the « formulaire de défaut qualité »."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.portal_forms import EXPORT
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.drawing.blocks import Block, Text
from cmi_tui.tui.navigation import Section
from cmi_tui.tui.screens.account_form import AccountFormScreen
from cmi_tui.tui.screens.confirm import ConfirmScreen


class ExportScreen(AccountFormScreen):
    """Asks what the form may already say and where it goes; a file is replaced only after a yes."""

    form = EXPORT
    SECTION = Section.IDENTITY

    def __init__(self, portal: Portal, session: Session, path: str) -> None:
        self._path = path
        super().__init__(portal, session)

    def initial_values(self) -> Mapping[str, str]:
        """The path proposed."""
        return {"path": self._path}

    def introduction(self) -> Iterable[Block]:
        """The guide's notice on addresses, and who changes one."""
        yield Text(f"{pages.EXPORT_NOTICE} {pages.EXPORT_ADDRESS_NOTE}")
        yield from super().introduction()

    async def save(self) -> None:
        """Writes the form, after a yes where a file is in the way."""
        await self._export(())

    async def _export(self, replaced: Sequence[Path]) -> None:
        values = self.values
        export = self.portal.export_form
        try:
            exported = await self.ask(
                lambda: export(self.session, values, replaced=replaced), pages.WORKING
            )
        except Refused as refusal:
            if refusal.errors.get("path") is not Code.PATH_EXISTS:
                raise
            paths = await self.ask(lambda: export.in_the_way(self.session, values), pages.WORKING)
            if not paths:
                raise
            self.app.push_screen(
                ConfirmScreen(self.portal, self.session, pages.export_replace(paths)),
                partial(self._replace_if_confirmed, paths),
            )
            return
        if exported is not None:
            self.is_busy = self.is_leaving = True
            notice = pages.export_done(exported.path, exported.text_path, exported.size, exported.pages)
            self.lead_back(notice)

    def _replace_if_confirmed(self, paths: Sequence[Path], is_confirmed: bool | None) -> None:
        if is_confirmed:
            self.save_by(partial(self._export, paths))
