"""Order files as spreadsheets save them: taken as they are, or told how to save them."""

from pathlib import Path

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.order_columns import HEADER
from cmi_tui.domain.order_header import HeaderRefused
from cmi_tui.messages.orders import header_text
from tests.services.order_files import GOOD, report, run
from tests.storage.rows import column

OTHER = GOOD.replace("X1", "X2").replace("N1", "N2").replace("zoe@", "lea@")
TEXT = f"{HEADER}\n{GOOD}\n{OTHER}\n"
QUOTED = "".join(
    ";".join(f'"{field}"' for field in line.split(";")) + "\n" for line in TEXT.splitlines()
)
EMPTY_COLUMNS = TEXT.replace("\n", ";;;\n")
UTF_8 = "« CSV UTF-8 (délimité par des points-virgules) »"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "commande.csv"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8-sig"),
        TEXT.replace("\n", "\r\n").encode("utf-8-sig"),
        TEXT.rstrip("\n").encode(),
        QUOTED.encode(),
        QUOTED.replace("\n", "\r\n").encode("utf-8-sig"),
        EMPTY_COLUMNS.encode(),
        f"{TEXT}\n\r\n;;;;;;;;;;;\n   \n{';' * 200}\n".encode(),
        (QUOTED + ";".join(['""'] * 12) + "\r\n").encode(),
        TEXT.replace(HEADER, HEADER.upper()).encode(),
        TEXT.replace(HEADER, HEADER.title().replace(";", " ; ")).encode(),
        TEXT.replace("Durand", "  Durand ").replace("4 allée", " 4\u00a0allée\u202f").encode(),
        TEXT.replace("é", "e\u0301").encode(),
    ],
)
def test_harmless_ways_of_saving_are_welcome(
    portal: Portal, file: Path, content: bytes, database_url: str
) -> None:
    file.write_bytes(content)
    summary = run(portal, file)
    assert (summary.lines, summary.created, summary.rejected) == (2, 2, 0), report(file)
    query = "SELECT last_name || first_name || street FROM account WHERE login = 'X1'"
    assert column(database_url, query) == ["DurandZoé4 allée"]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", ["vide", HEADER]),
        (b"\n", ["vide"]),
        (b";;;;;\n", ["vide"]),
        (f"sep=;\n{TEXT}".encode(), ["« sep=; »", "Il manque : identifiant, nom"]),
        (TEXT.replace(";", ",").encode(), ["la virgule", UTF_8]),
        (QUOTED.replace('";"', '","').encode(), ["la virgule", UTF_8]),
        (TEXT.replace(";", "\t").encode(), ["la tabulation", UTF_8]),
        (TEXT.encode("utf-16"), ["UTF-16", "Texte Unicode", UTF_8]),
        (TEXT.replace(";", "\t").encode("utf-16-be"), ["UTF-16", UTF_8]),
        (TEXT.replace("\n", "\r").encode(), ["CR", UTF_8]),
        (TEXT.replace("\n", "\r").encode("mac_roman"), ["CR", UTF_8]),
        (f"{HEADER}\rX\n".encode(), ["CR", UTF_8]),
        (f"{HEADER}X\n".encode(), ["Il manque : date_statut.", "En trop : date_statutx."]),
        (TEXT.replace("prenom", "prénom").encode("cp1252"), ["Windows-1252", UTF_8]),
        (TEXT.replace("prenom", "prénom").encode("mac_roman"), ["MacRoman", UTF_8]),
        (TEXT.replace("prenom", "prénom").encode("cp850"), ["cp850", UTF_8]),
        (TEXT.replace("prenom", "prénom").encode(), ["Il manque : prenom.", "En trop : prénom."]),
        (TEXT.replace(";email", "").encode(), ["Il manque : email.", f"Trouvé : « {HEADER[:40]}"]),
        (TEXT.replace(";email", ";email;email").encode(), ["deux fois : email"]),
        (TEXT.replace("nom;prenom", "prenom;nom").encode(), ["dans un autre ordre"]),
        (f"{GOOD}\n".encode(), ["Il manque : identifiant", "« X1;Durand;Zoé"]),
        (b"PK\x03\x04\x14\x00\x06\x00" + b"\xff" * 200, ["classeur", UTF_8]),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 200, ["classeur", UTF_8]),
        (b"\x1b]0;title\x07" + b"x" * 100_000, ["^[]0", "…"]),
    ],
)  # fmt: skip
def test_a_wrong_first_line_is_told_with_what_was_found_and_how_to_mend_it(
    portal: Portal, file: Path, content: bytes, said: list[str], database_url: str
) -> None:
    file.write_bytes(content)
    with pytest.raises(HeaderRefused) as refused:
        run(portal, file)
    sentence = header_text(refused.value)
    assert all(part in sentence for part in said), sentence
    assert sentence.isprintable() and len(sentence) < 700
    lines = "SELECT event || ' ' || outcome || ' ' || operator || ' ' || detail FROM journal"
    assert column(database_url, lines) == ["accounts_import order_file_header operator "]
    assert [path.name for path in file.parent.glob("commande*")] == ["commande.csv"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (GOOD.encode("cp1252"), ["Windows-1252", UTF_8]),
        (GOOD.encode("mac_roman"), ["MacRoman", UTF_8]),
        (GOOD.encode("cp850"), ["cp850", UTF_8]),
        (GOOD.encode().decode("cp1252").encode(), ["prenom", "perdues à la conversion"]),
        (GOOD.encode().decode("mac_roman").encode(), ["prenom", "perdues à la conversion"]),
        (GOOD.replace("Zoé", "Zo\ufffd"), ["prenom", "U+FFFD"]),
        (GOOD.replace("Durand", "Du\u200brand"), ["colonne nom ", "U+200B"]),
        (GOOD.replace("Durand", "Du\u00adrand"), ["colonne nom ", "U+00AD"]),
        (GOOD.replace("Durand", "\ufeffDurand"), ["colonne nom ", "U+FEFF"]),
        (GOOD.replace("Durand", "Du\u3164rand"), ["colonne nom ", "U+3164"]),
        (GOOD.replace("BORDEAUX", "BORDEAUX\u202e"), ["ville", "U+202E"]),
        (GOOD.replace("4 allée", "4\0allée"), ["adresse", "U+0000"]),
        (GOOD.replace("4 allée", '"4\x1b[2J allée"'), ["adresse", "U+001B"]),
        (GOOD.replace("4 allée", "4\tallée"), ["adresse", "U+0009"]),
        (GOOD.replace("zoe@", "zoe\u2060@"), ["email", "U+2060"]),
        (GOOD.replace("X1", "X\u200d1"), ["identifiant", "U+200D"]),
        (GOOD.replace("X1", "1,00072E+18"), ["1,00072E+18", "Texte"]),
        (GOOD.replace("X1", "1.00072E+18"), ["1,00072E+18", "Texte"]),
        (GOOD.replace("33000", "1000"), ["01000", "Texte"]),
        (GOOD.replace("1990-05-17", "12/03/1948"), ["date_naissance", "1948-03-12"]),
        (GOOD.replace("1990-05-17", "33009"), ["date_naissance", "1948-03-12"]),
        (GOOD.replace("2026-09-07", "07/09/2026"), ["date_statut", "AAAA-MM-JJ"]),
        (GOOD.replace("2026-09-07", "2026-11-25"), ["date_statut", "avenir"]),
        (GOOD.replace("2026-09-07", "0026-09-07"), ["date_statut", "avant 2000"]),
        (GOOD.replace(";", ","), ["12 champs", "elle en a 1"]),
        (GOOD.replace("4 allée", "4 allée;B"), ["12 champs", "elle en a 13"]),
        (GOOD.replace("4 allée", '"4 allée\nbâtiment B"'), ["retour à la ligne"]),
        (GOOD.replace("4 allée", '"4 allée\r\n\r\nbâtiment ""B"""'), ["retour à la ligne"]),
        (GOOD.replace("4 allée", "4 allée\rbâtiment B"), ["retour à la ligne"]),
    ],
)
def test_what_a_spreadsheet_has_done_to_a_line_is_told(
    portal: Portal, file: Path, line: str | bytes, said: list[str]
) -> None:
    summary = run(portal, file, line, OTHER)
    assert (summary.lines, summary.created, summary.rejected) == (2, 1, 1)
    (told,) = report(file)
    assert told.startswith("2;rejetée;") and all(part in told for part in said), told
    raw = line if isinstance(line, bytes) else line.encode()
    rejects = file.with_name("commande.csv.rejets.csv").read_bytes()
    assert rejects == b"\xef\xbb\xbf" + HEADER.encode() + b"\n" + raw + b"\n"


def test_a_line_break_in_a_cell_is_told_also_beside_empty_columns(portal: Portal, file: Path) -> None:
    bad = GOOD.replace("Durand", '"Du\nrand"')
    file.write_bytes("".join(f"{line};;;\n" for line in (HEADER, bad, OTHER)).encode())
    summary = run(portal, file)
    assert (summary.created, summary.rejected) == (1, 1)
    assert "retour à la ligne" in report(file)[0]


def test_a_step_may_be_of_tomorrow_since_it_is_tomorrow_somewhere(portal: Portal, file: Path) -> None:
    assert run(portal, file, GOOD.replace("2026-09-07", "2026-11-24")).created == 1


@pytest.mark.parametrize("unpaired", ['"4 allée', '4 "allée', '4 allée"'])
def test_an_unpaired_quote_takes_no_other_line_with_it(
    portal: Portal, file: Path, unpaired: str, database_url: str
) -> None:
    lines = [
        GOOD.replace("X1", f"Y{n}").replace("N1", f"M{n}").replace("zoe", f"y{n}") for n in range(3)
    ]
    bad = GOOD.replace("4 allée", unpaired)
    summary = run(portal, file, bad, lines[0], bad, lines[1], bad, lines[2])
    assert summary.lines == 6 and len(report(file)) == summary.rejected
    assert column(database_url, "SELECT count(*) FROM account WHERE login LIKE 'Y%%'") == [3]


def test_what_opens_in_excel_begins_with_a_byte_order_mark(portal: Portal, file: Path) -> None:
    run(portal, file, "bad")
    for suffix in ("rapport", "rejets"):
        raw = file.with_name(f"commande.csv.{suffix}.csv").read_bytes()
        assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\xef\xbb\xbf") == 1
    rejects = file.with_name("commande.csv.rejets.csv")
    assert run(portal, rejects).rejected == 1
    again = rejects.with_name(f"{rejects.name}.rejets.csv").read_bytes()
    assert again == rejects.read_bytes(), "what is rejected again is told again, with one mark"
