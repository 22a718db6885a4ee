"""Letters go through at once; what opens a page has its share, and is paid for as it was measured."""

from cmi_tui.ssh.client.key_turns import KeyTurns
from cmi_tui.ssh.loop.fair_share import FairShare
from tests.ssh.loop.test_fair_share import Time
from tests.ssh.waiting import until


class Keys:
    """One session's turns, and what was handed on."""

    def __init__(self) -> None:
        self.time = Time()
        self.share = FairShare(0.35, 0.02, self.time, modest_rate=0.6)
        self.handed: list[bytes] = []
        self.is_settled = True
        self.turns = KeyTurns(1, self.share, self.handed.append, lambda: self.is_settled, self.time)

    def type(self, data: bytes, after: float = 0.06) -> bool:
        """Whether the key was handed on at once."""
        self.time.now += after
        self.turns.hand_on(data)
        return not self.turns.is_waiting


async def test_a_page_opened_each_60_ms_soon_waits_for_its_turn() -> None:
    keys, opened = Keys(), 0
    while keys.type(b"\r" if opened % 2 else b"\x1b"):
        keys.turns.charge(0.03)
        opened += 1
    assert opened < 10
    keys.time.now += 1
    await until(lambda: len(keys.handed) == opened + 1)
    assert not keys.turns.is_waiting


async def test_letters_do_not_wait_and_are_not_paid() -> None:
    keys = Keys()
    for letter in ("a", "é", "\x7f", "ab") * 50:
        assert keys.type(letter.encode())
        keys.turns.charge(0.03)
    assert keys.type(b"\r")


async def test_space_presses_a_button_and_is_no_letter() -> None:
    keys, pressed = Keys(), 0
    while pressed < 50 and keys.type(b" "):
        keys.turns.charge(0.03)
        pressed += 1
    assert pressed < 10


async def test_a_letter_pays_for_a_page_that_is_still_being_built() -> None:
    keys = Keys()
    keys.is_settled = False
    typed = 0
    while typed < 50 and keys.type(b"a"):
        keys.turns.charge(0.03)
        typed += 1
    assert typed < 10


async def test_one_who_moves_from_field_to_field_never_waits() -> None:
    keys = Keys()
    keys.share.spend("others", 100)
    for _ in range(20):
        for key in (b"\t", b"a", b"b", b"c"):
            assert keys.type(key, after=0.08)
            keys.turns.charge(0.004)
