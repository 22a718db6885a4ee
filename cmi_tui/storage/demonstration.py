"""The demonstration accounts; only a demonstration database ever holds them."""

from collections.abc import Callable
from datetime import date

from cmi_tui.domain.identity import CardRequest, Identity, Information, Role, Step
from cmi_tui.domain.second_factor import seed_place
from cmi_tui.storage.database import Transaction

HOLDER_PASSWORD = "Mobilite2026!"
"""The password of each holder."""
AGENT_PASSWORD = "Assistance2026!"
"""The support agent's."""
# Made beforehand with argon2-cffi's default parameters, so that the demonstration opens fast.
_HOLDER_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$rvsgwxJaAjqwuOwvmeA75Q$x9QWu67Gpp0PmhhHN0es0FZ6OcVALk+Lo3QoqtCR6x0"
)
_SUPPORT_HASH = (
    "$argon2id$v=19$m=65536,t=3,p=4$HPopJQlYZwR7no5PgeHCTg$AAGCdj+DNBy6LbEv1o83hSFpg3/3dz2x4yPqn4Wx7To"
)

AGENT_SEED = "CMIPORTAILDEMOAGENTINESFAURE2345"
"""The seed of the support agent's second factor."""
AGENT_LOGIN = "1000720180100009000"
"""The support agent's: Inès Faure's."""
FIRST_LOGIN = "1000720180100001000"
"""The account that the demonstration opens signed in: Auguste Lambert's."""

_HOLDERS = (
    Information(
        Identity(
            login=FIRST_LOGIN,
            first_name="Auguste",
            last_name="Lambert",
            company_name="",
            birth_date=date(1948, 3, 12),
            street="12 rue des Tanneurs",
            postal_code="59000",
            city="LILLE",
        ),
        "mail0455@mail.fr",
    ),
    Information(
        Identity(
            login="1000720180100001001",
            first_name="Clémence",
            last_name="Chabot",
            company_name="",
            birth_date=date(1985, 11, 2),
            street="3 place du Marché",
            postal_code="35000",
            city="RENNES",
        ),
        "ClemenceChabot@jourrapide.com",
    ),
    Information(
        Identity(
            login="1000720180100001002",
            first_name="",
            last_name="",
            company_name="Transports Solidaires de l'Œuvre",
            birth_date=None,
            street="8 quai de l'Isle",
            postal_code="29200",
            city="BREST",
        ),
        "",
    ),
)
_SUPPORT_AGENT = Information(
    Identity(
        login=AGENT_LOGIN,
        first_name="Inès",
        last_name="Faure",
        company_name="",
        birth_date=None,
        street="",
        postal_code="",
        city="",
    ),
    "assistance@mail.fr",
)
_REQUESTS = {
    FIRST_LOGIN: (
        CardRequest(
            "2018-0001000",
            (
                (Step.RECEIVED, date(2026, 9, 7)),
                (Step.IN_PRODUCTION, date(2026, 9, 21)),
                (Step.SENT, date(2026, 10, 2)),
            ),
        ),
        CardRequest("2018-0001003", ((Step.RECEIVED, date(2026, 11, 16)),)),
    ),
    "1000720180100001002": (
        CardRequest(
            "2018-0001002",
            ((Step.RECEIVED, date(2026, 10, 12)), (Step.IN_PRODUCTION, date(2026, 10, 26))),
        ),
    ),
}


def fill(transaction: Transaction, seal: Callable[[str, str], str]) -> None:
    """Adds the demonstration accounts and their card requests to an empty database.

    `seal` seals a text for a place.
    """
    for holder in _HOLDERS:
        account_id = transaction.accounts.add(holder, Role.HOLDER, _HOLDER_HASH)
        for request in _REQUESTS.get(holder.identity.login, ()):
            transaction.card_requests.add(account_id, request)
    agent_id = transaction.accounts.add(_SUPPORT_AGENT, Role.SUPPORT, _SUPPORT_HASH)
    transaction.agents.enrol(agent_id, seal(AGENT_SEED, seed_place(agent_id)), 0)
