"""Signing in."""

import pytest
from argon2 import PasswordHasher as Argon2

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Refused, Unavailable
from cmi_tui.domain.identity import Identity, Information, Role
from cmi_tui.services.password_hashing import PasswordHasher
from rig.accounts import AUGUSTE, CLEMENCE, PASSWORD, SUPPORT, SUPPORT_PASSWORD
from tests.storage.rows import column

REFUSED = {"password": Code.SIGN_IN_REFUSED}


def add_account(portal: Portal, login: str, password: str | None, *, enabled: bool = True) -> None:
    identity = Identity(login, "Zoé", "Test", "", None, "1 rue", "75001", "PARIS")
    password_hash = password and Argon2().hash(password)
    with portal.database.writing() as transaction:
        transaction.accounts.add(Information(identity, ""), Role.HOLDER, password_hash, enabled)


def refusal(portal: Portal, login: str, password: str) -> dict[str, Code]:
    with pytest.raises(Refused) as caught:
        portal.sign_in({"login": login, "password": password})
    return caught.value.errors


@pytest.mark.parametrize(
    "login",
    [
        AUGUSTE, f" {AUGUSTE} ", "mail0455@mail.fr", "MAIL0455@Mail.FR", " mail0455@mail.fr",
        "1000 7201 8010 0001 000", "1000.7201.8010.0001.000.", "1000\u202f7201\u00a08010-0001\u2013000",
    ],
)  # fmt: skip
def test_identifier_and_address_lead_to_one_account(portal: Portal, login: str) -> None:
    assert portal.sign_in({"login": login, "password": PASSWORD}).identity.login == AUGUSTE


def test_however_an_identifier_is_typed_its_tries_are_counted_together(portal: Portal) -> None:
    for login in (
        AUGUSTE,
        "1000 7201 8010 0001 000",
        "1000.7201.8010.0001.000",
        f"{AUGUSTE} ",
        "1000-7201-80100001000",
    ):
        refusal(portal, login, "faux")
    assert refusal(portal, AUGUSTE, PASSWORD) == {"password": Code.TOO_MANY_TRIES}


def test_the_demonstration_passwords_are_the_documented_ones(portal: Portal) -> None:
    assert portal.sign_in({"login": CLEMENCE, "password": PASSWORD}).role is Role.HOLDER
    agent = portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD})
    assert agent.role is Role.SUPPORT


def test_unknown_wrong_disabled_and_passwordless_are_refused_alike(portal: Portal) -> None:
    add_account(portal, "disabled", PASSWORD, enabled=False)
    add_account(portal, "imported", None)
    for login in ("nobody", "nobody@mail.fr", "@", AUGUSTE, "disabled", "imported"):
        password = "wrong" if login == AUGUSTE else PASSWORD
        assert refusal(portal, login, password) == REFUSED
    assert refusal(portal, "", "") == {
        "login": Code.LOGIN_MISSING,
        "password": Code.PASSWORD_MISSING,
    }


def test_unknown_and_known_logins_both_hash_once(
    portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    verified = []
    real = Argon2.verify

    def verify(self: Argon2, password_hash: str, password: bytes) -> bool:
        verified.append(password_hash.split("$")[:4])
        return bool(real(self, password_hash, password))

    monkeypatch.setattr(Argon2, "verify", verify)
    refusal(portal, "nobody", "wrong")
    refusal(portal, AUGUSTE, "wrong")
    assert len(verified) == 2 and verified[0] == verified[1]


def test_a_password_typed_in_nfd_is_the_one_set_in_nfc(portal: Portal) -> None:
    add_account(portal, "accents", "été")
    add_account(portal, "symbols", "½ ﬁ Ａ 😀 ẞ")
    assert portal.sign_in({"login": "accents", "password": "e\u0301te\u0301"})
    assert portal.sign_in({"login": "symbols", "password": "½ ﬁ Ａ 😀 ẞ"})
    assert refusal(portal, "symbols", "1/2 fi A 😀 ẞ") == REFUSED


@pytest.mark.usefixtures("real_hashes")
def test_an_outdated_hash_is_renewed_at_sign_in(portal: Portal, database_url: str) -> None:
    old = Argon2(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    identity = Identity("old", "Zoé", "Test", "", None, "", "", "")
    with portal.database.writing() as transaction:
        transaction.accounts.add(Information(identity, ""), Role.HOLDER, old)
    portal.sign_in({"login": "old", "password": PASSWORD})
    (renewed,) = column(database_url, "SELECT password_hash FROM account WHERE login='old'")
    assert renewed != old and not Argon2().check_needs_rehash(str(renewed))
    assert portal.sign_in({"login": "old", "password": PASSWORD})
    query = "SELECT password_hash FROM account WHERE login='old'"
    assert column(database_url, query) == [renewed], "one that is not outdated stays"


def test_an_outdated_hash_that_cannot_be_renewed_lets_in_all_the_same(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def busy(*_: object) -> str:
        raise Unavailable(Code.SERVICE_BUSY)

    monkeypatch.setattr(PasswordHasher, "is_outdated", lambda *_: True)
    monkeypatch.setattr(PasswordHasher, "hash", busy)
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD})
    assert caplog.messages == ["hash not renewed: service_busy"]


def test_each_try_is_journalled_without_a_value(portal: Portal, database_url: str) -> None:
    assert portal.sign_in({"login": AUGUSTE, "password": PASSWORD}).source == "local"
    refusal(portal, AUGUSTE, "wrong-one")
    refusal(portal, "nobody", "wrong-one")
    actor = "coalesce(CAST(actor_id AS text), '-')"
    query = f"SELECT event || ' ' || outcome || ' ' || {actor} FROM journal ORDER BY id"
    assert column(database_url, query) == [
        "authn_login done 1",
        "authn_login sign_in_refused 1",
        "authn_login sign_in_refused -",
    ]


def test_credentials_never_show_their_hash(portal: Portal) -> None:
    with portal.database.reading() as transaction:
        credentials = transaction.accounts.find(AUGUSTE)
    assert "argon2" not in repr(credentials)


@pytest.mark.parametrize(
    "copied", [f"\u200b{AUGUSTE}\u00a0", "\ufeffmail0455@mail.fr\u200b", f" {AUGUSTE} "]
)
def test_what_cannot_be_seen_around_a_login_is_not_part_of_it(portal: Portal, copied: str) -> None:
    assert portal.sign_in({"login": copied, "password": PASSWORD}).identity.login == AUGUSTE


@pytest.mark.parametrize("blank", ["\u2009", "\u200b", "\u2013", "\u3000"])
def test_a_code_signs_in_with_the_dashes_and_blanks_it_was_copied_with(
    portal: Portal, blank: str
) -> None:
    code = portal.manage_accounts.issue_code(AUGUSTE, "agent").code
    copied = blank + code.replace("-", blank) + "."
    assert portal.sign_in({"login": AUGUSTE, "password": copied}).must_choose_password
