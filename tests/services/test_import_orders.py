"""Order files: what is good is imported, what is not is told line by line, and twice is once."""

import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cmi_tui.composition import Portal
from cmi_tui.domain.email_address import _validated, parse_email
from cmi_tui.domain.errors import Code, Refused
from cmi_tui.domain.identity import Step
from cmi_tui.domain.order_columns import HEADER
from cmi_tui.services import import_orders
from cmi_tui.services.import_orders import ImportSummary
from cmi_tui.services.session import Session
from rig.accounts import SUPPORT
from tests.services.order_files import GOOD, report, run
from tests.storage.rows import column, execute

EXAMPLE = Path(__file__).with_name("commande.csv")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "commande.csv"


def everything(url: str) -> list[object]:
    return [
        *column(url, "SELECT login || email || coalesce(email_key, '-') || first_name || last_name ||"
                " company_name || coalesce(CAST(birth_date AS text), '-') || street || city"
                " FROM account ORDER BY login"),
        *column(url, "SELECT r.number || s.step || CAST(s.day AS text) FROM card_request r"
                " JOIN request_step s ON s.request_id = r.id ORDER BY r.number, s.step"),
    ]  # fmt: skip


def session_of(portal: Portal, url: str, login: str) -> Session:
    (account_id,) = column(url, f"SELECT id FROM account WHERE login = '{login}'")
    return portal.sign_in.open_session(int(str(account_id)))


def test_the_example_that_operators_read_is_imported(
    portal: Portal, file: Path, database_url: str
) -> None:
    document = Path(__file__).parents[2] / "docs" / "exploitation.md"
    assert EXAMPLE.read_text(encoding="utf-8") in document.read_text(encoding="utf-8")
    file.write_bytes(EXAMPLE.read_bytes())
    assert run(portal, file) == ImportSummary(lines=3, created=2, steps=2)
    told = "SELECT outcome || ' ' || detail FROM journal ORDER BY id"
    counts = "lines=3 created=2 updated=0 steps=2 rejected=0 without_address=0 address_kept=0 noted=0"
    assert column(database_url, told) == ["started ", f"done {counts}"]
    assert os.listdir(file.parent).count("commande.csv.rapport.csv") == 0
    holder = session_of(portal, database_url, "1000720180100003000")
    assert portal.read_information(holder).email == "zoe.durand@mail.fr"
    (request,) = portal.read_information.requests(holder)
    assert [step for step, _day in request.steps] == [Step.RECEIVED, Step.IN_PRODUCTION]
    organisation = session_of(portal, database_url, "1000720180100003001")
    assert organisation.identity.company_name == 'Foyer "Les Œillets"; Tours'


def test_the_same_file_twice_changes_nothing(portal: Portal, file: Path, database_url: str) -> None:
    file.write_bytes(EXAMPLE.read_bytes())
    run(portal, file)
    before = everything(database_url)
    assert run(portal, file) == ImportSummary(lines=3)
    assert everything(database_url) == before


def test_a_later_file_updates_identity_and_steps(portal: Portal, file: Path, database_url: str) -> None:
    run(portal, file, GOOD)
    later = GOOD.replace("4 allée", "5 cours").replace("2026-09-07", "2026-09-08").replace("zoe@", "z@")
    assert run(portal, file, later, later.replace("recue", "expediee")) == ImportSummary(
        lines=2, updated=1, steps=2
    )
    holder = session_of(portal, database_url, "X1")
    assert holder.identity.street == "5 cours"
    assert portal.read_information(holder).email == "z@mail.fr"


def test_what_the_holder_has_set_since_stays(portal: Portal, file: Path, database_url: str) -> None:
    run(portal, file, GOOD)
    execute(database_url, "UPDATE account SET password_hash = 'chosen' WHERE login = 'X1'")
    holder = session_of(portal, database_url, "X1")
    mine = {"current": "zoe@mail.fr", "new": "mine@mail.fr", "confirmation": "mine@mail.fr"}
    portal.change_email(holder, mine)
    run(portal, file, GOOD.replace("zoe@", "other@").replace("Durand", "Petit"))
    assert portal.read_information(holder).email == "mine@mail.fr"
    assert portal.read_information(holder).identity.last_name == "Petit"
    assert column(database_url, "SELECT password_hash FROM account WHERE login='X1'") == ["chosen"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"X1;L\xe9a;;;;rue;33000;BORDEAUX;;;;", "UTF-8"),
        ("X1;a;b", "12 champs"),
        (GOOD + ";", "12 champs"),
        (GOOD.replace("X1", "1,00072E+18"), "identifiant"),
        (GOOD.replace("X1", ""), "identifiant"),
        (GOOD.replace("Durand", ""), "raison_sociale"),
        (GOOD.replace("1990-05-17", "17/05/1990"), "date_naissance"),
        (GOOD.replace("1990-05-17", "19900517"), "date_naissance"),
        (GOOD.replace("1990-05-17", "2190-05-17"), "date_naissance"),
        (GOOD.replace("33000", "3300"), "code_postal"),
        (GOOD.replace("BORDEAUX", " "), "ville"),
        (GOOD.replace("Durand", "D" * 201), "200 caractères"),
        (GOOD.replace("N1", ""), "numero_demande"),
        (GOOD.replace("recue", "reçue"), "statut"),
        (GOOD.replace("2026-09-07", ""), "date_statut"),
        (GOOD.replace("4 allée", '"4 allée'), "guillemets"),
        (GOOD.replace("4 allée", '4"a;"b'), "guillemets"),
        (GOOD.replace("X1", SUPPORT), "titulaire"),
        (GOOD.replace("N1", "2018-0001000"), "autre titulaire"),
        ("x" * 20_000, "trop longue"),
    ],
)
def test_a_bad_line_is_told_and_stops_nothing(
    portal: Portal, file: Path, line: str | bytes, reason: str, database_url: str
) -> None:
    neighbours = [GOOD.replace("X1", "A1").replace("N1", "M1").replace("zoe", "a"),
                  GOOD.replace("X1", "A2").replace("N1", "M2").replace("zoe", "b")]  # fmt: skip
    summary = run(portal, file, neighbours[0], line, neighbours[1])
    assert (summary.created, summary.rejected, summary.lines) == (2, 1, 3)
    (told,) = report(file)
    assert told.startswith("3;rejetée;") and reason in told
    raw = line if isinstance(line, bytes) else line.encode()
    rejects = file.with_name("commande.csv.rejets.csv")
    assert rejects.read_bytes().splitlines()[0] == b"\xef\xbb\xbf" + HEADER.encode()
    assert rejects.read_bytes().splitlines()[1][:16_000] == raw[:16_000]
    assert stat.S_IMODE(rejects.stat().st_mode) == 0o600
    assert portal.sign_in.open_session(1).identity.display_name == "Auguste Lambert"


@pytest.mark.parametrize("email", ["mail0455@MAIL.fr", "not an address"])
def test_an_address_that_is_taken_or_none_costs_the_line_only_that(
    portal: Portal, file: Path, email: str, database_url: str
) -> None:
    summary = run(portal, file, GOOD.replace("zoe@mail.fr", email))
    assert (summary.created, summary.without_address, summary.rejected) == (1, 1, 0)
    assert report(file)[0].startswith("2;importée sans adresse email;email ")
    assert column(database_url, "SELECT email FROM account WHERE login='X1'") == [""]
    assert not file.with_name("commande.csv.rejets.csv").exists()


def test_of_two_holders_in_a_file_the_first_has_the_address_and_the_request(
    portal: Portal, file: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [GOOD, GOOD.replace("X1", "X2").replace("N1", "N2"), GOOD.replace("X1", "X3")]
    for size in (10, 1):  # within a batch, and from batch to batch
        monkeypatch.setattr(import_orders, "BATCH_LINES", size)
        summary = run(portal, file, *lines)
        assert (summary.without_address, summary.rejected) == (1, 1)
    assert column(database_url, "SELECT login FROM account WHERE email_key='zoe@mail.fr'") == ["X1"]
    assert column(database_url, "SELECT count(*) FROM account WHERE login LIKE 'X%%'") == [2]


def test_each_line_that_lost_its_address_is_told_and_its_owner_keeps_it(
    portal: Portal, file: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(portal, file, GOOD)
    other = GOOD.replace("X1", "X2").replace("N1", "N2")
    for size in (10, 1):
        monkeypatch.setattr(import_orders, "BATCH_LINES", size)
        summary = run(portal, file, other, other.replace("recue", "expediee"), GOOD)
        assert (summary.without_address, summary.rejected) == (2, 0)
        assert [line.split(";")[0] for line in report(file)] == ["2", "3"]
    assert column(database_url, "SELECT login FROM account WHERE email_key='zoe@mail.fr'") == ["X1"]


def test_a_line_that_is_rejected_claims_nothing(portal: Portal, file: Path, database_url: str) -> None:
    agent = GOOD.replace("X1", SUPPORT)
    assert run(portal, file, agent, GOOD) == ImportSummary(lines=2, created=1, steps=1, rejected=1)
    assert column(database_url, "SELECT email FROM account WHERE login='X1'") == ["zoe@mail.fr"]


def test_others_write_between_two_batches(
    portal: Portal, file: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_orders, "BATCH_LINES", 1)
    file.write_bytes(EXAMPLE.read_bytes())

    def write(_done: int) -> None:
        execute(database_url, "UPDATE account SET generation = generation + 1 WHERE id = 1")

    portal.import_orders(file, "operator", write)
    assert column(database_url, "SELECT generation FROM account WHERE id = 1") == [4]


def test_texts_are_composed_and_blanks_are_plain_spaces(
    portal: Portal, file: Path, database_url: str
) -> None:
    line = GOOD.replace("Durand", "\u00a0 Du\u202frand\t").replace(
        "4 allée", " 4\u2003alle\u0301e\u3000"
    )
    assert run(portal, file, line) == ImportSummary(lines=1, created=1, steps=1)
    assert session_of(portal, database_url, "X1").identity.last_name == "Du rand"
    assert column(database_url, "SELECT street FROM account WHERE login='X1'") == ["4 allée"]


def test_windows_ends_and_a_byte_order_mark_are_welcome(portal: Portal, file: Path) -> None:
    file.write_bytes(b"\xef\xbb\xbf" + f"{HEADER}\r\n{GOOD}\r\n\r\n".encode().rstrip(b"\n"))
    assert run(portal, file) == ImportSummary(lines=1, created=1, steps=1)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n", HEADER.replace(";", ",").encode(), HEADER.encode("utf-16"), b"\xff" * 100_000],
)
def test_what_is_no_order_file_is_refused_as_a_whole(
    portal: Portal, file: Path, content: bytes, database_url: str
) -> None:
    file.write_bytes(content)
    before = everything(database_url)
    with pytest.raises(Refused) as refused:
        run(portal, file)
    assert refused.value.errors == {"file": Code.ORDER_FILE_HEADER}
    assert (
        everything(database_url) == before
        and os.listdir(file.parent).count("commande.csv.rapport.csv") == 0
    )


def test_files_out_of_reach_are_told(portal: Portal, file: Path, tmp_path: Path) -> None:
    reasons = {file: Code.ORDER_FILE_MISSING, tmp_path: Code.ORDER_FILE_NOT_A_FILE}
    for path, reason in reasons.items():
        with pytest.raises(Refused) as refused:
            portal.import_orders(path, "operator", lambda _done: None)
        assert refused.value.errors == {"file": reason}
    file.write_bytes(EXAMPLE.read_bytes())
    file.with_name("commande.csv.rejets.csv").mkdir()
    with pytest.raises(Refused) as refused:
        run(portal, file)
    assert refused.value.errors == {"file": Code.ORDER_REPORT_UNWRITABLE}


def test_a_rehearsal_tells_what_the_import_does_and_changes_nothing(
    portal: Portal, file: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [
        GOOD, GOOD.replace("recue", "expediee"), GOOD.replace("X1", "X2").replace("N1", "N2"),
        GOOD.replace("X1", "X3"), "bad", GOOD.replace("zoe@mail.fr", "mail0455@mail.fr"),
    ]  # fmt: skip
    monkeypatch.setattr(import_orders, "BATCH_LINES", 1)
    before = everything(database_url)
    rehearsed = run(portal, file, *lines, rehearsal=True)
    told = report(file)
    assert everything(database_url) == before
    assert column(database_url, "SELECT count(*) FROM journal") == [0]
    assert run(portal, file, *lines) == rehearsed and report(file) == told
    assert run(portal, file, *lines, rehearsal=True).created == 0


def test_an_import_that_was_cut_off_is_run_again(
    portal: Portal, file: Path, database_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_orders, "BATCH_LINES", 2)
    lines = [
        GOOD.replace("X1", f"X{n}").replace("N1", f"N{n}").replace("zoe", f"z{n}") for n in range(9)
    ]

    def cut(done: int) -> None:
        if done > 400:
            raise KeyboardInterrupt

    run(portal, file, *lines, rehearsal=True)
    with pytest.raises(import_orders.ImportCutOff) as cut_off:
        portal.import_orders(file, "operator", cut)
    assert cut_off.value.code is Code.INTERRUPTED and cut_off.value.summary.lines > 0
    summary = run(portal, file)
    assert 0 < summary.created < 9
    assert column(database_url, "SELECT count(*) FROM account WHERE login LIKE 'X%%'") == [9]
    journal = column(database_url, "SELECT outcome || operator FROM journal ORDER BY id")
    assert journal == ["startedoperator", "interruptedoperator", "startedoperator", "doneoperator"]


@given(
    st.emails()
    | st.text(st.sampled_from("abZ09._+-@xé. \"'"), max_size=12).map(lambda t: t + "@mail.fr")
)
def test_the_quick_way_to_judge_an_address_agrees_with_the_thorough_one(text: str) -> None:
    assert parse_email(text) == _validated(text.strip())
