"""Reading what the portal knows of a holder."""

from datetime import date

from cmi_tui.composition import Portal
from cmi_tui.domain.identity import CardRequest, Step
from cmi_tui.messages.pages import STEPS, current_step
from cmi_tui.services.session import Session


def test_steps_of_one_day_stand_in_the_order_of_a_cards_life(portal: Portal, session: Session) -> None:
    day, next_day = date(2026, 9, 7), date(2026, 9, 8)
    steps = (
        (Step.RECEIVED, day), (Step.IN_PRODUCTION, day), (Step.SENT, day),
        (Step.DELIVERED, next_day), (Step.RETURNED, next_day),
    )  # fmt: skip
    with portal.database.writing() as transaction:
        transaction.card_requests.add(session.account_id, CardRequest("2026-1", steps[::-1]))
    added = next(r for r in portal.read_information.requests(session) if r.number == "2026-1")
    assert added.steps == steps
    assert STEPS[Step.RETURNED].lower() in current_step(added)
