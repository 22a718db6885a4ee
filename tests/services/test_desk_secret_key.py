"""The secret key: in a file of its own, private, made for SQLite and never for a shared database."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import cast

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.services import secret_key as module
from cmi_tui.services.private_file import write_private
from cmi_tui.services.sealing import Sealer
from cmi_tui.services.secret_key import key_in
from cmi_tui.settings import SettingError, Settings
from cmi_tui.storage.database import Database
from rig.accounts import SECRET_KEY, SUPPORT, SUPPORT_PASSWORD
from rig.postgresql import PostgresServer
from rig.second_factor import code_at
from tests.conftest import FakeClock
from tests.services.agents import half_signed_in


def trouble(path: Path, *, is_made: bool = False) -> Code:
    with pytest.raises(Unavailable) as caught:
        key_in(path, is_made=is_made)
    return caught.value.code


def test_a_missing_key_is_made_private_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "portal.db.key"
    assert trouble(path) is Code.SECRET_KEY_MISSING
    key = key_in(path, is_made=True)
    assert len(key) == 32 and path.stat().st_mode & 0o777 == 0o600
    assert key_in(path, is_made=True) == key == key_in(path, is_made=False)


def open_to_others(path: Path) -> None:
    path.write_text(SECRET_KEY, encoding="utf-8")
    path.chmod(0o640)


def no_key(path: Path) -> None:
    path.write_text("5e" * 31, encoding="utf-8")
    path.chmod(0o600)


def link(path: Path) -> None:
    other = path.with_name("other")
    other.write_text(SECRET_KEY, encoding="utf-8")
    other.chmod(0o600)
    path.symlink_to(other)


@pytest.mark.parametrize("put", [open_to_others, no_key, link, os.mkfifo, Path.mkdir])
def test_what_is_no_private_key_is_not_used_and_not_replaced(tmp_path: Path, put: object) -> None:
    path = tmp_path / "key"
    assert callable(put)
    put(path)
    assert trouble(path, is_made=True) is Code.SECRET_KEY_UNUSABLE
    assert trouble(tmp_path / "nowhere" / "key", is_made=True) is Code.SECRET_KEY_UNUSABLE


def test_a_key_that_another_process_makes_first_is_everyones(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "key"

    def too_late(path: Path, content: bytes, *, replace: bool) -> None:
        write_private(path, SECRET_KEY.encode("ascii"), replace=False)
        write_private(path, content, replace=replace)

    monkeypatch.setattr(module, "write_private", too_late)
    assert key_in(path, is_made=True) == bytes.fromhex(SECRET_KEY)


@pytest.mark.parametrize(
    "content", [f"\u00a0{SECRET_KEY}".encode(), "é".encode() * 32, "５e".encode() * 32, b"\xff" * 64]
)
def test_a_file_of_other_letters_than_digits_holds_no_key(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "key"
    write_private(path, content, replace=False)
    assert trouble(path) is Code.SECRET_KEY_UNUSABLE


@pytest.mark.parametrize("value", ["5e" * 31, "x" * 64, "5e" * 33])
def test_a_setting_that_is_no_key_is_named(value: str) -> None:
    with pytest.raises(SettingError) as caught:
        Settings.from_environment({"CMI_SECRET_KEY": value})
    assert caught.value.name == "CMI_SECRET_KEY" and value not in str(caught.value)
    assert SECRET_KEY not in repr(Settings.from_environment({"CMI_SECRET_KEY": SECRET_KEY}))


def test_with_another_key_agents_are_told_and_holders_are_not_concerned(
    portal: Portal, database_url: str, clock: FakeClock
) -> None:
    environ = {"CMI_DATABASE_URL": database_url, "CMI_SECRET_KEY": "00" * 32}
    other = Portal(Settings.from_environment(environ), clock)
    with pytest.raises(Unavailable) as caught:
        other.second_factor(half_signed_in(other), {"code": code_at(clock())})
    assert caught.value.code is Code.SECRET_KEY_WRONG
    assert other.read_information(other.open_demonstration())
    other.close()


@dataclass
class Elsewhere:
    """A database that machines share."""

    is_shared: bool = True
    key_file: Path | None = None


def test_machines_that_share_a_database_share_the_key_file_that_is_set_and_make_none(
    tmp_path: Path,
) -> None:
    path = tmp_path / "key"
    database = cast(Database, Elsewhere())
    settings = Settings.from_environment({"CMI_SECRET_KEY_FILE": str(path)})
    for each in (settings, Settings.from_environment({})):
        with pytest.raises(Unavailable) as caught:
            module.secret_key(each, database)
        assert caught.value.code is Code.SECRET_KEY_MISSING
    assert not path.exists()
    write_private(path, SECRET_KEY.encode(), replace=False)
    assert module.secret_key(settings, database) == bytes.fromhex(SECRET_KEY)


def test_a_shared_postgresql_database_has_no_key_of_its_own(
    postgresql: PostgresServer, clock: FakeClock
) -> None:
    with postgresql.database() as url:
        portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}), clock)
        session = portal.sign_in({"login": SUPPORT, "password": SUPPORT_PASSWORD})
        with pytest.raises(Unavailable) as caught:
            portal.second_factor(session, {"code": code_at(clock())})
        assert caught.value.code is Code.SECRET_KEY_MISSING
        portal.close()


def test_a_new_sqlite_database_has_its_key_beside_it(tmp_path: Path, clock: FakeClock) -> None:
    url = f"sqlite:///{tmp_path / 'data' / 'portal.db'}"
    portal = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}), clock)
    portal.open_demonstration()
    key = tmp_path / "data" / "portal.db.key"
    assert key.stat().st_mode & 0o777 == 0o600
    portal.close()
    assert key.read_text(encoding="utf-8").strip() not in (
        tmp_path / "data" / "portal.db"
    ).read_bytes().decode("latin-1")
    again = Portal(Settings.from_environment({"CMI_DATABASE_URL": url}), clock)
    assert again.second_factor(half_signed_in(again), {"code": code_at(clock())})
    again.close()


def test_what_is_sealed_is_never_sealed_alike() -> None:
    sealer = Sealer(lambda: b"k" * 32)
    one, other = sealer.seal("seed", "place"), sealer.seal("seed", "place")
    assert one != other and sealer.unseal(one, "place") == "seed"
    for sealed in (one[:-4], "x", "", one[:20] + "AAAA" + one[24:], f"*{one}\n"):
        with pytest.raises(Unavailable):
            sealer.unseal(sealed, "place")
