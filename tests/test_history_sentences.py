"""What has happened to a holder's account, told to agents: each line in a sentence of its own."""

from datetime import UTC, datetime

import pytest

from cmi_tui.domain.errors import Code
from cmi_tui.domain.holder_card import HistoryLine
from cmi_tui.domain.journal import DONE, Event
from cmi_tui.messages.desk import history_text

OF_NO_HOLDER = {
    Event.IMPORT, Event.SEARCH, Event.AGENT_LIMIT, Event.LISTING, Event.PURGE, Event.UPGRADE,
    Event.CREATION, Event.ENROLMENT, Event.SECOND_FACTOR_RESET,
}  # fmt: skip
BY_OPERATORS = {
    Event.READING, Event.CONSULTATION, Event.CODE, Event.DISABLING, Event.ENABLING, Event.ROLE,
}  # fmt: skip


def told(event: Event, outcome: str) -> str:
    at = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
    line = HistoryLine(1, at, event, outcome, None, event in BY_OPERATORS, "192.0.2.7", "")
    return history_text(line).partition(" : ")[2]


@pytest.mark.parametrize("outcome", [DONE, Code.PROOF_WRONG])
def test_whatever_may_happen_to_a_holders_account_has_a_sentence_of_its_own(outcome: str) -> None:
    sentences = [told(event, outcome) for event in Event if event not in OF_NO_HOLDER]
    assert len(set(sentences)) == len(sentences)
    assert not any("Autre événement" in sentence for sentence in sentences)


@pytest.mark.parametrize(
    ("event", "outcome", "sentence"),
    [
        (Event.PREFERENCES, DONE, "Le titulaire a changé ses préférences."),
        (Event.READING, DONE, "L'exploitant a consulté le compte."),
        (
            Event.EMAIL_CHANGE,
            Code.EMAIL_TAKEN,
            "Action refusée : le titulaire a changé son adresse email.",
        ),
        (Event.PROOF, Code.PROOF_WRONG, "Action refusée : le titulaire a redonné son mot de passe."),
        (Event.ENABLING, Code.ACT_NOT_ALLOWED, "Action refusée : un agent a réactivé le compte."),
        (Event.REFUSAL, Code.SESSION_ENDED, "Demande refusée à une session du titulaire."),
        (Event.SIGN_IN, Code.SIGN_IN_REFUSED, "Tentative de connexion refusée, sans SSH."),
    ],
)
def test_what_was_refused_says_so_first(event: Event, outcome: str, sentence: str) -> None:
    at = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
    line = HistoryLine(1, at, event, outcome, None, event is Event.READING, "local", "")
    assert history_text(line).partition(" : ")[2] == sentence
