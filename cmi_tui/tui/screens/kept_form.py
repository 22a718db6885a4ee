"""A form whose answers are kept with the account, and there again when it is opened."""

from abc import abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from cmi_tui.composition import Portal
from cmi_tui.domain.forms import Values
from cmi_tui.messages import pages
from cmi_tui.services.session import Session
from cmi_tui.tui.screens.account_form import AccountFormScreen


class KeptFormScreen(AccountFormScreen):
    """`current` is what is kept; `KEPT` is said where saving leads back to."""

    KEPT: ClassVar[str]

    def __init__(self, portal: Portal, session: Session, current: Mapping[str, str]) -> None:
        self._current = current
        super().__init__(portal, session)

    def initial_values(self) -> Mapping[str, str]:
        """What is kept."""
        return self._current

    @abstractmethod
    def keep(self, values: Values) -> None:
        """Keeps the answers; raises what the use case raises."""

    async def save(self) -> None:
        """Keeps the answers."""
        values = self.values

        def keep() -> bool:
            self.keep(values)
            return True

        if await self.ask(keep, pages.WORKING):
            self.lead_back(self.KEPT)
