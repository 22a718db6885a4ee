"""What a batch of order lines comes to, beside what the database has under the same keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cmi_tui.domain.identity import Role
from cmi_tui.domain.order_file import LineProblem, OrderLine


class KnownHolder(NamedTuple):
    """An account as the database has it; `identity` is in the order of `OrderLine.identity`."""

    id: int
    role: str
    email: str
    email_key: str | None
    email_by_holder: bool
    identity: tuple[str | None, ...]


class Known(NamedTuple):
    """What the database has under the keys of a batch."""

    holders: dict[str, KnownHolder]
    """By login key."""
    addresses: dict[str, int]
    """The account's id, by the key of its address."""
    requests: dict[str, tuple[int, int]]
    """The ids of a request and of its account, by number."""


@dataclass
class OrderBatch:
    """The good lines of a batch, of which the last of a holder is what its data become."""

    holders: dict[str, OrderLine] = field(default_factory=dict)
    """By login key."""
    requests: dict[str, str] = field(default_factory=dict)
    """The holder's login key, by number."""
    steps: dict[tuple[str, str], str | None] = field(default_factory=dict)
    """The day, by request number and step."""
    problems: list[tuple[int, LineProblem]] = field(default_factory=list)
    """Line numbers, and what was wrong with these lines."""


def judge(lines: Iterable[OrderLine], known: Known) -> OrderBatch:
    """Sorts the lines out: an address, or a request, stays with the holder that had it first."""
    batch = OrderBatch()
    claims: dict[str, str] = {}
    for line in lines:
        key, number = line.login_key, line.request_number
        holder = known.holders.get(key)
        if holder is not None and holder.role != Role.HOLDER:
            batch.problems.append((line.number, LineProblem.NOT_A_HOLDER))
            continue
        holder_id = holder.id if holder is not None else None
        if number is not None and line.step is not None:
            _id, owner_id = known.requests.get(number, (None, holder_id))
            if owner_id != holder_id or batch.requests.setdefault(number, key) != key:
                batch.problems.append((line.number, LineProblem.REQUEST_OF_ANOTHER))
                continue
            batch.steps[number, line.step] = line.day
        if line.email_key is not None:
            owner_id = known.addresses.get(line.email_key)
            if owner_id is None:
                is_taken = claims.setdefault(line.email_key, key) != key
            else:
                is_taken = owner_id != holder_id
            if is_taken:
                batch.problems.append((line.number, LineProblem.EMAIL_OF_ANOTHER))
                line = line._replace(email="", email_key=None)
        batch.holders[key] = line
    return batch
