"""Each wrong usage is named, with what is allowed, in French, on standard error, with status 2."""

import argparse
import ast
import inspect

import pytest

from cmi_tui import __version__
from cmi_tui.cli.arguments import build_parser, parse
from cmi_tui.cli.french import CATALOGUE
from cmi_tui.cli.main import main
from cmi_tui.cli.parser import Parser

WRONG = [
    ("accounts rol X", "cmi-tui accounts : commande inconnue : rol ; vouliez-vous dire role ?"),
    ("account", "cmi-tui : commande inconnue : account ; vouliez-vous dire accounts ?"),
    ("accounts qqq", "commande inconnue : qqq ; au choix : import, add, list, show, code,"),
    ("--lineaire", "cmi-tui : option inconnue : --lineaire ; vouliez-vous dire --linear ?"),
    ("accounts disable X --raison Y", "option inconnue : --raison ; vouliez-vous dire --reason ?"),
    ("accounts role X support --dry-run", "accounts role : option inconnue : --dry-run"),
    ("accounts disable X", "cmi-tui accounts disable : il manque --reason."),
    ("accounts disable X --reason", "--reason : il manque la valeur qui doit suivre."),
    ("accounts disable X --reason=", "--reason : valeur inconnue : «» ; au choix : fraude, deces,"),
    ("accounts disable X --reason deces2", "vouliez-vous dire deces ?"),
    ("accounts import", "il manque FICHIER."),
    ("accounts import a.csv b.csv", "argument de trop : b.csv."),
    ("accounts list -- x", "argument de trop : x."),
    ("accounts role X king", "RÔLE : valeur inconnue : king ; au choix : user, support."),
    ("accounts add X --role user --last-name N --first-name P", "--role : valeur inconnue : user"),
    ("accounts list --state activ", "--state : valeur inconnue : activ ; vouliez-vous dire active ?"),
    (
        "journal show --event foo",
        "inconnue : foo ; attendu : seulement cet acte, de ceux de « cmi-tui journal events ».",
    ),
    ("journal show --event account_rol", "account_rol ; vouliez-vous dire account_role ?"),
    (
        "journal show --outcome bidule",
        "inconnue : bidule ; attendu : seulement ce résultat, de ceux de « cmi-tui journal events ».",
    ),
    ("journal show --outcome path_missing", "--outcome : valeur inconnue : path_missing"),
    (
        "journal show --event authn_proof --outcome started",
        "l'acte authn_proof n'a jamais le résultat started ; au choix : done, proof_wrong, too_many",
    ),
    ("journal show --since hier", "--since : « hier » n'est pas une date de la forme AAAA-MM-JJ"),
    ("journal show --until 9999-12-31", "--until : « 9999-12-31 » n'est pas une date"),
    ("journal show --since 2026-02-02 --until 2026-02-01", "--since est un jour d'après --until"),
    ("journal purge --months 0", "--months : « 0 » n'est pas un nombre de 1 à 120."),
    ("journal purge --months -3", "--months : « -3 » n'est pas un nombre de 1 à 120."),
    ("serve --port 99999", "--port : « 99999 » n'est pas un nombre de 0 à 65535."),
    ("serve --port ssh", "--port : « ssh » n'est pas un nombre"),
    ("accounts --json list", "l'option --json se met après sa commande, cmi-tui accounts list."),
    (
        "--state active accounts list",
        "l'option --state se met après sa commande, cmi-tui accounts list.",
    ),
    ("accounts --json", "option inconnue : --json ; au choix : --linear, --economy, -h, --help,"),
    ("journal purge --months ", "--months : la valeur est vide."),
    ("journal show --since ", "--since : la valeur est vide."),
    ("journal show --since 2026-W01-1", "« 2026-W01-1 » n'est pas une date de la forme AAAA-MM-JJ"),
    ("--linear=3 demo", "--linear : cette option ne prend pas de valeur"),
    ("accounts show \udcff", "IDENTIFIANT : « <U+DCFF> » a des caractères"),
    ("accounts \x1b[2J", "commande inconnue : ^[[2J"),
    ("x" * 5000, "commande inconnue : " + "x" * 60 + "…"),
]


@pytest.mark.parametrize(("line", "expected"), WRONG, ids=[line[:40] for line, _said in WRONG])
def test_a_wrong_usage_is_named_with_what_is_allowed(
    line: str, expected: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as left:
        main(line.split(" "))
    said = capsys.readouterr()
    assert left.value.code == 2 and said.out == ""
    assert expected in said.err and "--help »." in said.err


@pytest.mark.parametrize("group", ["accounts", "journal", "notices", "db"])
def test_a_group_named_alone_shows_its_commands(group: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([group])
    said = capsys.readouterr().err
    assert left.value.code == 2 and "il manque une commande" in said
    assert all(f"    {name}" in said for name in build_parser().commands[group].commands)


@pytest.mark.parametrize("line", ["--linear demo", "demo --linear"])
def test_options_stand_before_or_after_the_command(line: str) -> None:
    options = parse(line.split())
    assert options.command == "demo" and options.linear and not options.economy


def test_a_mark_that_no_option_follows_is_no_argument() -> None:
    assert parse(["--linear", "--"]).command is None
    assert parse(["accounts", "import", "--", "-x.csv"]).file == "-x.csv"


@pytest.mark.parametrize("line", ["--version", "demo --version", "accounts list --version"])
def test_the_version_is_told(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main(line.split())
    assert (left.value.code, capsys.readouterr().out) == (0, f"cmi-tui {__version__}\n")


def every(parser: Parser) -> list[Parser]:
    return [parser, *(each for command in parser.commands.values() for each in every(command))]


def test_each_command_has_help_in_french_and_an_example_that_parses() -> None:
    for parser in every(build_parser())[1:]:
        told = parser.format_help()
        assert "usage:" not in told and "options:" not in told and "show this" not in told
        _before, _colon, example = " ".join(told.split()).rpartition("Exemple : cmi-tui ")
        words = example.partition(" > ")[0].split()
        assert parser.prog == "cmi-tui demo" or parse(words).command == parser.prog.split()[1]


def test_what_argparse_can_show_is_in_the_catalogue() -> None:
    told_before = {
        "unrecognized arguments: %s", "invalid choice: %(value)r (choose from %(choices)s)",
        "show this help message and exit", "show program's version number and exit",
    }  # fmt: skip
    asked = {
        node.args[0].value
        for node in ast.walk(ast.parse(inspect.getsource(argparse.ArgumentParser)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_"
        and isinstance(node.args[0], ast.Constant)
    }  # fmt: skip
    never_asked = {
        "%r is not callable", "%(prog)s: error: %(message)s\n",
        "cannot have multiple subparser arguments",
        "ambiguous option: %(option)s could match %(matches)s", "expected at most one argument",
        "expected at least one argument", "invalid %(type)s value: %(value)r",
        "one of the arguments %s is required", "unexpected option string: %s",
        "not allowed with argument %s", "mutually exclusive arguments must be optional",
    }  # fmt: skip
    assert asked - told_before - never_asked <= CATALOGUE.keys()
