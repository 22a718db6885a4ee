"""Agents: the number by which holders are told of one, and the second factor."""

from dataclasses import dataclass

from sqlmodel import Session, col, select, update

from cmi_tui.storage.tables import AgentRow


@dataclass(frozen=True)
class SecondFactor:
    """The sealed seed of an agent's codes, and the time step of the last one that was taken."""

    sealed_seed: str
    last_step: int

    def __repr__(self) -> str:
        return f"SecondFactor(last_step={self.last_step})"


class Agents:
    """The agents as one transaction sees them."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def number(self, account_id: int) -> int | None:
        """The agent's number; None for an account that has never enrolled."""
        return self._session.exec(
            select(AgentRow.number).where(col(AgentRow.account_id) == account_id)
        ).first()

    def second_factor(self, account_id: int) -> SecondFactor | None:
        """The agent's second factor; None for one who has yet to enrol."""
        row = self._row(account_id)
        if row is None or row.sealed_seed is None:
            return None
        return SecondFactor(row.sealed_seed, row.last_step)

    def enrol(self, account_id: int, sealed_seed: str, step: int) -> None:
        """Keeps a second factor whose code of the time step `step` has been used."""
        row = self._row(account_id) or AgentRow(account_id=account_id)
        row.sealed_seed = sealed_seed
        row.last_step = step
        self._session.add(row)
        self._session.flush()

    def use_step(self, account_id: int, step: int) -> bool:
        """Uses the code of a time step up; False when it, or a later one, was used meanwhile."""
        used = self._session.exec(
            update(AgentRow)
            .where(col(AgentRow.account_id) == account_id, col(AgentRow.last_step) < step)
            .values(last_step=step)
        )
        return used.rowcount == 1

    def remove_second_factor(self, account_id: int) -> None:
        """Forgets the second factor: the agent enrols again, and keeps the number."""
        self._session.exec(
            update(AgentRow).where(col(AgentRow.account_id) == account_id).values(sealed_seed=None)
        )

    def _row(self, account_id: int) -> AgentRow | None:
        return self._session.exec(select(AgentRow).where(AgentRow.account_id == account_id)).first()
