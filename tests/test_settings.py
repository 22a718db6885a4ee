"""Settings from the environment: what means nothing is named, secrets are not shown."""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from cmi_tui.cli.main import main
from cmi_tui.messages.settings import MAY_BE
from cmi_tui.settings import SettingError, Settings
from cmi_tui.settings_sources import NAMES, SourceError, SourceProblem, gather


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CMI_SMTP_URL", "http://x"), ("CMI_SMTP_URL", "smtp://"), ("CMI_SMTP_URL", "smtp://x:abc"),
        ("CMI_SMTP_URL", "smtp://a..b"),
        ("CMI_SMTP_URL", "mail.example"), ("CMI_MAIL_FROM", "me"), ("CMI_MAIL_FROM", "a@b.fr\r\nBcc: x"),
    ],
)  # fmt: skip
def test_settings_of_mail_that_mean_nothing_are_named(name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({"CMI_SMTP_URL": "smtp://x", "CMI_MAIL_FROM": "a@b.fr", name: value})
    assert caught.value.name == name


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("CMI_LINEAR", "bidule"), ("CMI_ECONOMY", "oui oui"), ("CMI_SESSION_SECONDS", "0"),
        ("CMI_PROOF_SECONDS", "-1"), ("CMI_SSH_NAME", "portail; rm"), ("CMI_WIRE", "lynx"),
    ],
)  # fmt: skip
def test_a_value_that_means_nothing_is_named(name: str, value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({name: value})
    assert caught.value.name == name


def test_a_variable_that_can_only_be_a_settings_mistyped_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CMI_DATABSE_URL", "sqlite:////srv/portal.db")
    assert main(["accounts", "list"]) == 1
    assert capsys.readouterr().err == (
        "cmi-tui : environnement : réglage inconnu : CMI_DATABSE_URL ; "
        "vouliez-vous dire CMI_DATABASE_URL ?\n"
    )
    assert gather({"CMI_TESTS": "x", "CMI_HOME": "x"}).values == {}


def test_secrets_of_urls_stay_out_of_reprs() -> None:
    environ = {
        "CMI_SMTP_URL": "smtps://user:Secret1@x", "CMI_MAIL_FROM": "a@b.fr",
        "CMI_DATABASE_URL": "postgresql://user:Secret2@x/y",
    }  # fmt: skip
    assert "Secret" not in repr(Settings.from_environment(environ))


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """The user's settings file, not made yet."""
    folder = tmp_path / "config" / "cmi-tui"
    folder.mkdir(mode=0o755, parents=True)
    return folder / "config.toml"


def gathered(config: Path, **environ: str) -> dict[str, str]:
    return gather({"XDG_CONFIG_HOME": str(config.parents[1]), **environ}).values


def test_the_environment_goes_before_the_file_and_each_value_knows_its_origin(config: Path) -> None:
    config.write_text('mail_from = "a@b.fr"\nproof_seconds = 5\nlinear = true\n', encoding="utf-8")
    environ = {"XDG_CONFIG_HOME": str(config.parents[1]), "CMI_PROOF_SECONDS": "9"}
    sources = gather(environ)
    settings = Settings.from_environment(sources.values)
    assert (settings.mail_from, settings.proof_lifetime.seconds, settings.linear) == ("a@b.fr", 9, True)
    assert sources.origins == {
        "CMI_PROOF_SECONDS": "", "CMI_MAIL_FROM": str(config), "CMI_LINEAR": str(config)
    }  # fmt: skip


@pytest.mark.parametrize(
    ("text", "problem", "detail", "nearest"),
    [
        ('mail_form = "x"', SourceProblem.UNKNOWN_KEY, "mail_form", "mail_from"),
        ("CMI_Linear = true", SourceProblem.UNKNOWN_KEY, "CMI_Linear", "linear"),
        ("proof_seconds = 1.5", SourceProblem.WRONG_TYPE, "proof_seconds", ""),
        ("proof_seconds = true", SourceProblem.WRONG_TYPE, "proof_seconds", ""),
        ("log_file = 5", SourceProblem.WRONG_TYPE, "log_file", ""),
        ('a = "b"\nlinear', SourceProblem.NOT_TOML, "2", ""),
        ("#" * 70_000, SourceProblem.TOO_LONG, "", ""),
        ("# \udce9", SourceProblem.NOT_UTF_8, "", ""),
        ('smtp_url = "smtp://x"\nsmtp_url_file = "/x"', SourceProblem.TWICE, "CMI_SMTP_URL", ""),
        ('secret_key = "00"\nsecret_key_file = "/x"', SourceProblem.TWICE, "CMI_SECRET_KEY", ""),
    ],
)
def test_a_file_that_means_nothing_is_told_with_the_place(
    config: Path, text: str, problem: SourceProblem, detail: str, nearest: str
) -> None:
    config.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(SourceError) as caught:
        gathered(config)
    assert (caught.value.problem, caught.value.detail, caught.value.nearest) == (
        problem,
        detail,
        nearest,
    )


def test_a_file_that_others_can_change_is_refused(config: Path) -> None:
    config.write_text("", encoding="utf-8")
    for path, mode in ((config, 0o664), (config, 0o646), (config.parent, 0o777)):
        config.chmod(0o644)
        path.chmod(mode)
        with pytest.raises(SourceError) as caught:
            gathered(config)
        assert caught.value.problem is SourceProblem.OPEN_TO_OTHERS


def test_secrets_come_from_files_and_from_systemds_credentials(tmp_path: Path, config: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("smtp://name:Secret1@x\n", encoding="utf-8")
    assert gathered(config, CMI_SMTP_URL_FILE=str(secret))["CMI_SMTP_URL"] == "smtp://name:Secret1@x"
    credentials = tmp_path / "credentials"
    credentials.mkdir(mode=0o700)
    (credentials / "CMI_DATABASE_URL").write_text("postgresql://u:Secret2@x/y", encoding="utf-8")
    found = gathered(config, CREDENTIALS_DIRECTORY=str(credentials))
    assert found == {"CMI_DATABASE_URL": "postgresql://u:Secret2@x/y"}
    with pytest.raises(SourceError) as caught:
        gathered(config, CMI_SMTP_URL_FILE=str(credentials))
    assert caught.value.problem is SourceProblem.NOT_A_FILE
    with pytest.raises(SourceError) as caught:
        gathered(config, CMI_SMTP_URL_FILE=str(tmp_path / "gone"))
    assert caught.value.problem is SourceProblem.MISSING and "Secret" not in str(caught.value)


def test_every_setting_is_shown_with_its_origin_and_no_secret(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config.parents[1]))
    monkeypatch.setenv("CMI_DATABASE_URL", "postgresql://u:Secret1@x/y")
    monkeypatch.setenv("CMI_SECRET_KEY", "ab" * 32)
    config.write_text('support_phone = "01 23 45 67 89"', encoding="utf-8")
    assert main(["settings"]) == 0
    told = capsys.readouterr().out
    assert "CMI_DATABASE_URL = ***   (environnement)" in told and "abab" not in told
    assert f"CMI_SUPPORT_PHONE = 01 23 45 67 89   ({config})" in told
    assert "CMI_PROOF_SECONDS = 300   (par défaut)" in told
    assert "CMI_AGENT_CARDS_A_DAY = 200   (par défaut)" in told
    assert main(["settings", "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert list(shown) == list(NAMES) == list(MAY_BE) and "Secret1" not in json.dumps(shown)


def test_a_wrong_value_is_told_with_its_file_and_what_it_may_be(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(config.parents[1]))
    config.write_text('support_phone = "\\u001b[2J"', encoding="utf-8")
    assert main(["accessibility"]) == 1
    said = capsys.readouterr().err
    assert f"CMI_SUPPORT_PHONE, de {config}," in said and "un numéro de téléphone" in said
    config.write_text('smtp = "x"', encoding="utf-8")
    assert main(["accessibility"]) == 1
    assert "réglage inconnu : smtp ; vouliez-vous dire smtp_url ?" in capsys.readouterr().err


class Recorded(Mapping[str, str]):
    """An environment that remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def test_no_setting_is_missing_from_the_list() -> None:
    asked = Recorded()
    Settings.from_environment(asked)
    assert asked.asked | {"CMI_DATABASE_URL_FILE", "CMI_SMTP_URL_FILE"} == set(NAMES)
