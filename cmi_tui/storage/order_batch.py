"""What a batch of order lines comes to, beside what the database has under the same keys."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from cmi_tui.domain.identity import Role
from cmi_tui.domain.order_file import OrderLine, name_key
from cmi_tui.domain.order_problems import Finding, LineProblem, Outcome
from cmi_tui.domain.text import printable


class KnownHolder(NamedTuple):
    """An account as the database has it; `identity` is in the order of `OrderLine.identity`."""

    id: int
    login: str
    role: str
    email: str
    email_key: str | None
    email_by_holder: bool
    identity: tuple[str | None, ...]

    @property
    def name(self) -> tuple[str, str, str]:
        """First name, last name and company name."""
        first_name, last_name, company_name = (text or "" for text in self.identity[:3])
        return first_name, last_name, company_name

    @property
    def company_name(self) -> str:
        """Empty for a person."""
        return self.name[2]

    @property
    def display_name(self) -> str:
        """The company name, or first and last name, as it may be shown."""
        first_name, last_name, company_name = self.name
        return printable(company_name or f"{first_name} {last_name}".strip())

    @property
    def birth_date(self) -> str | None:
        """The date of birth, as a line has it."""
        return self.identity[3]


class Known(NamedTuple):
    """What the database has under the keys of a batch."""

    holders: dict[str, KnownHolder]
    """By login key."""
    addresses: dict[str, int]
    """The account's id, by the key of its address."""
    waiting: dict[str, str]
    """The login key of the first holder in the file who waits for an address, by its key."""
    requests: dict[str, tuple[int, int]]
    """The ids of a request and of its account, by number."""
    days: dict[tuple[str, str], str]
    """By request number and step."""


class Wish(NamedTuple):
    """An address that a file has for a holder, in the lines of these numbers."""

    email: str
    email_key: str
    numbers: list[int]


@dataclass
class OrderBatch:
    """The good lines of a batch, of which the last of a holder is what its data become."""

    holders: dict[str, OrderLine] = field(default_factory=dict)
    """By login key; their addresses are told by the two that follow."""
    addresses: dict[str, Wish] = field(default_factory=dict)
    """By login key, addresses that are nobody else's."""
    waiting: dict[str, Wish] = field(default_factory=dict)
    """By login key, addresses that are somebody else's, who may yet give them up."""
    requests: dict[str, str] = field(default_factory=dict)
    """The holder's login key, by number."""
    steps: dict[tuple[str, str], str] = field(default_factory=dict)
    """The day, by request number and step, where it is a new or later one."""
    findings: list[Finding] = field(default_factory=list)


def judge(lines: Iterable[OrderLine], known: Known) -> OrderBatch:
    """Sorts the lines out: an address, or a request, stays with the holder that had it first.

    A step keeps its latest day, a birth date that is known stays where a line has none.
    """
    batch = OrderBatch()
    wishes: dict[str, Wish] = {}
    without: list[tuple[int, str]] = []
    for line in lines:
        key, number = line.login_key, line.request_number
        holder = known.holders.get(key)
        problem = None if holder is None else _contradiction(line, holder)
        if number is not None and problem is None:
            request = known.requests.get(number)
            is_mine = request is None or (holder is not None and request[1] == holder.id)
            if not is_mine or batch.requests.setdefault(number, key) != key:
                problem = LineProblem.REQUEST_OF_ANOTHER
        if problem is not None:
            named = holder.display_name if problem is LineProblem.NAME_OF_ANOTHER and holder else ""
            batch.findings.append(Finding(line.number, problem, detail=named))
            continue
        if number is not None:
            step, day = (number, line.step or ""), line.day or ""
            latest = batch.steps.get(step) or known.days.get(step, "")
            if day > latest:
                batch.steps[step] = day
            elif day < latest:
                older = Finding(line.number, LineProblem.STEP_OLDER, Outcome.IMPORTED, latest)
                batch.findings.append(older)
        earlier = batch.holders.get(key)
        if line.doubtful_column and (earlier is None or not earlier.doubtful_column):
            doubtful = LineProblem.CAPITAL_WITHIN, Outcome.IMPORTED, line.doubtful_column
            batch.findings.append(Finding(line.number, *doubtful))
        if holder is not None or earlier is not None:
            line = _with_what_is_known(line, holder, batch)
        batch.holders[key] = line
        if line.has_bad_address:
            without.append((line.number, key))
        elif line.email_key is not None and not (holder and holder.email_by_holder):
            wish = wishes.get(key)
            if wish is not None and wish.email_key == line.email_key:
                wish.numbers.append(line.number)
            else:
                # Taken out first: who asks for an address first is told by the order of the wishes.
                wishes.pop(key, None)
                wishes[key] = Wish(line.email, line.email_key, [line.number])
    _share_out(wishes, batch, known)
    for line_number, key in without:
        holder = known.holders.get(key)
        has_one = key in batch.addresses or (holder is not None and holder.email)
        outcome = Outcome.ADDRESS_KEPT if has_one else Outcome.WITHOUT_ADDRESS
        batch.findings.append(Finding(line_number, LineProblem.EMAIL_INVALID, outcome))
    return batch


def _contradiction(line: OrderLine, holder: KnownHolder) -> LineProblem | None:
    """Why a line cannot be about the account of its identifier."""
    if holder.role != Role.HOLDER:
        return LineProblem.NOT_A_HOLDER
    if line.birth_date is None or holder.birth_date is None:
        return LineProblem.NAME_OF_ANOTHER if _may_be_another(line, holder) else None
    return None if line.birth_date == holder.birth_date else LineProblem.BIRTH_DATE_OF_ANOTHER


def _may_be_another(line: OrderLine, holder: KnownHolder) -> bool:
    """Whether a name changed with no birth date to tell that it is the same person's.

    Organisations have none, and change their names.
    """
    are_companies = bool(line.company_name and holder.company_name)
    return _is_renamed(line, holder) and not (are_companies and line.birth_date == holder.birth_date)


def _is_renamed(line: OrderLine, holder: KnownHolder) -> bool:
    name = line.first_name, line.last_name, line.company_name
    return name != holder.name and name_key(*name) != name_key(*holder.name)


def _with_what_is_known(line: OrderLine, holder: KnownHolder | None, batch: OrderBatch) -> OrderLine:
    """The line as it completes what is known of its holder, with what is to be told of it."""
    earlier = batch.holders.get(line.login_key)
    if earlier is not None:
        login, birth_date = earlier.login, earlier.birth_date
    else:
        assert holder is not None
        login, birth_date = holder.login, holder.birth_date
        if _is_renamed(line, holder):
            problem = LineProblem.RENAMED if holder.birth_date else LineProblem.COMPANY_RENAMED
            finding = Finding(line.number, problem, Outcome.IMPORTED, holder.display_name)
            batch.findings.append(finding)
    if login != line.login:
        finding = Finding(line.number, LineProblem.SPELLING, Outcome.IMPORTED, printable(login))
        batch.findings.append(finding)
        line = line._replace(login=login)
    if line.birth_date is None and birth_date is not None:
        line = line._replace(birth_date=birth_date)
    return line


def _share_out(wishes: dict[str, Wish], batch: OrderBatch, known: Known) -> None:
    claims: dict[str, str] = {}
    for key, wish in wishes.items():
        holder, address = known.holders.get(key), wish.email_key
        owner_id = known.addresses.get(address)
        if owner_id is None:
            first = known.waiting.get(address, key)
            is_free = first == key and claims.setdefault(address, key) == key
        else:
            is_free = holder is not None and owner_id == holder.id
        (batch.addresses if is_free else batch.waiting)[key] = wish
