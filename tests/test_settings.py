"""Settings from the environment: what means nothing is named, secrets are not shown."""

import pytest

from cmi_tui.settings import SettingError, Settings


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


def test_secrets_of_urls_stay_out_of_reprs() -> None:
    environ = {
        "CMI_SMTP_URL": "smtps://user:Secret1@x", "CMI_MAIL_FROM": "a@b.fr",
        "CMI_DATABASE_URL": "postgresql://user:Secret2@x/y",
    }  # fmt: skip
    assert "Secret" not in repr(Settings.from_environment(environ))
