"""Adding, listing and showing accounts, as an operator calls them; each leaves its line."""

import json

import pytest

from cmi_tui.cli.main import main
from cmi_tui.composition import Portal
from cmi_tui.domain.journal import Event
from cmi_tui.domain.outcomes import OUTCOMES
from cmi_tui.messages.journal import EVENTS
from cmi_tui.services import consult_accounts
from rig.accounts import AUGUSTE
from tests.storage.rows import column

AGENT = ["accounts", "add", "A17", "--role", "support", "--first-name", "Inès", "--last-name", "Faure"]


@pytest.fixture(autouse=True)
def environment(portal: Portal, database_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CMI_DATABASE_URL", database_url)


def listed(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    capsys.readouterr()
    assert main(["accounts", "list", *options]) == 0
    return capsys.readouterr().out.splitlines()


def test_an_agent_is_added_and_gets_a_code(
    capsys: pytest.CaptureFixture[str], database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(consult_accounts, "PAGE_ACCOUNTS", 2)
    assert main([*AGENT, "--email", "a17@mail.fr"]) == 0
    assert listed(capsys, "--state", "never-activated") == [
        "A17 : Inès Faure, assistance, jamais activé"
    ]
    assert main(["accounts", "code", "a17"]) == 0
    (line,) = listed(capsys, "--state", "code-sent", "--role", "support", "--json")
    assert json.loads(line) == {
        "login": "A17", "name": "Inès Faure", "role": "support", "state": "code-sent"
    }  # fmt: skip
    assert main(["accounts", "show", "a17@mail.fr", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["state"] == "code-sent" and shown["code_expires_at"].endswith("+00:00")
    acts = column(database_url, "SELECT event || ' ' || outcome || ' ' || detail FROM journal")
    assert acts[0] == "user_created done support" and acts[-1] == "account_show done "
    assert "account_list done state=code-sent role=support" in acts


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"A17": "A 17"}, "« A 17 » : Cet identifiant"), ({"A17": AUGUSTE}, "déjà cet identifiant"),
        ({"Inès": "I\u200bnès"}, "ne se voit pas"), ({"Faure": "F" * 201}, "trop long"),
        ({"a17@mail.fr": "a17@"}, "« a17@ » : Votre adresse mail n'est pas conforme"),
        ({"a17@mail.fr": "mail0455@mail.fr"}, "celle d'un autre"),
    ],
)  # fmt: skip
def test_an_agent_who_cannot_be_is_refused_and_the_refusal_journalled(
    changed: dict[str, str], told: str, capsys: pytest.CaptureFixture[str], database_url: str
) -> None:
    given = [*AGENT, "--email", "a17@mail.fr"]
    assert main([changed.get(word, word) for word in given]) == 1
    assert told in capsys.readouterr().err
    assert column(database_url, "SELECT count(*) FROM account") == [4]
    assert column(database_url, "SELECT event FROM journal") == ["user_created"]


def test_every_state_is_listed_and_told(capsys: pytest.CaptureFixture[str]) -> None:
    main(["accounts", "disable", AUGUSTE, "--reason", "fraude"])
    assert listed(capsys, "--state", "disabled") == [
        f"{AUGUSTE} : Auguste Lambert, titulaire, désactivé"
    ]
    assert len(listed(capsys)) == 4 and len(listed(capsys, "--state", "active", "--role", "user")) == 2
    assert main(["accounts", "list", "--state", "code-sent"]) == 0
    assert capsys.readouterr().err == "Aucun compte ne convient.\n"
    assert main(["accounts", "show", AUGUSTE]) == 0
    assert capsys.readouterr().out.splitlines() == [
        f"{AUGUSTE} : Auguste Lambert, titulaire, désactivé",
        "Adresse email : mail0455@mail.fr",
        "Dernière connexion : jamais, d'après le journal",
        "Tentatives échouées depuis : 0",
    ]
    assert main(["accounts", "show", "nobody"]) == 1
    assert "« nobody » : Aucun compte n'a" in capsys.readouterr().err
    assert main(["journal", "show", "--login", AUGUSTE, "--agent", "A18"]) == 1
    assert capsys.readouterr().err.startswith("cmi-tui : « A18 » : Aucun compte n'a")


def test_what_is_journalled_is_told_in_a_sentence_each(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "events"]) == 0
    told = capsys.readouterr().out.splitlines()
    assert [line.partition(" : ")[0] for line in told[::2]] == [str(event) for event in Event]
    assert EVENTS.keys() == OUTCOMES.keys() == set(Event)
    for event, line in zip(Event, told[1::2], strict=True):
        assert line == f"    résultats : {', '.join(OUTCOMES[event])}"


def test_a_filter_that_nothing_matches_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["journal", "show", "--outcome", "unwritable"]) == 0
    assert capsys.readouterr().err == "Aucune ligne ne convient.\n"
