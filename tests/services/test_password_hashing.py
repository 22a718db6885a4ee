"""The queue for hashes, which cost a core and 64 MiB each."""

import threading

import pytest

from cmi_tui.composition import Portal
from cmi_tui.domain.errors import Code, Unavailable
from cmi_tui.services.password_hashing import PasswordHasher
from rig.accounts import AUGUSTE, PASSWORD
from tests.storage.rows import column


def test_a_password_of_any_characters_is_hashed() -> None:
    hasher = PasswordHasher()
    assert hasher.verify(hasher.hash("a\ud800é"), "a\ud800e\u0301")
    assert not hasher.verify(hasher.hash("a"), "b") and not hasher.verify(None, "a")


def test_a_full_queue_of_hashes_says_busy_and_counts_nothing(
    portal: Portal, monkeypatch: pytest.MonkeyPatch, database_url: str
) -> None:
    hasher = PasswordHasher(slots=1, queue=1)
    monkeypatch.setattr(portal.sign_in, "_hasher", hasher)
    inside, go_on = threading.Semaphore(0), threading.Event()

    def verify(*_: object) -> None:
        inside.release()
        go_on.wait(30)

    monkeypatch.setattr(hasher, "_argon2", type("Slow", (), {"verify": verify})())
    threads = [threading.Thread(target=hasher.verify, args=(None, "x")) for _ in range(2)]
    for thread in threads:
        thread.start()
    inside.acquire(timeout=30)
    while hasher._places._value:
        pass
    with pytest.raises(Unavailable) as busy:
        portal.sign_in({"login": AUGUSTE, "password": PASSWORD}, "203.0.113.9")
    assert busy.value.code is Code.SERVICE_BUSY
    go_on.set()
    for thread in threads:
        thread.join()
    assert column(database_url, "SELECT key FROM throttle") == []
