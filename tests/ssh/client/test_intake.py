"""What is typed is handed on whole and in order, in pieces, and not to one who is busy."""

import asyncio

from cmi_tui.ssh.client.intake import Intake


class Source:
    """A channel that counts how it is held back."""

    def __init__(self) -> None:
        self.is_paused = False

    def pause_reading(self) -> None:
        self.is_paused = True

    def resume_reading(self) -> None:
        self.is_paused = False


async def until_passed(source: Source, handed: list[bytes], data: bytes) -> None:
    for _ in range(400):
        if b"".join(handed) == data and not source.is_paused:
            return
        await asyncio.sleep(0.01)
    raise AssertionError(b"".join(handed))


async def test_what_comes_early_waits_until_it_is_open() -> None:
    source, handed = Source(), list[bytes]()
    intake = Intake(source, handed.append, lambda: False)
    intake.take(b"abc")
    assert handed == []
    intake.open()
    assert handed == [b"abc"]


async def test_letters_go_at_once_and_keys_a_few_at_a_time() -> None:
    source, handed = Source(), list[bytes]()
    intake = Intake(source, handed.append, lambda: False)
    intake.open()
    intake.take(b"x" * 100)
    assert handed == [b"x" * 100]
    handed.clear()
    flood = b"\x1b[B\x1b[A" * 10 + b"\r" * 5 + "é".encode() * 200
    intake.take(flood)
    assert source.is_paused
    await until_passed(source, handed, flood)
    assert max(piece.count(b"\x1b") for piece in handed) == 2


async def test_a_busy_reader_is_left_alone() -> None:
    source, handed = Source(), list[bytes]()
    busy = [True]
    intake = Intake(source, handed.append, lambda: busy[0])
    intake.open()
    intake.take(b"\r")
    assert handed == [] and source.is_paused
    busy[0] = False
    await until_passed(source, handed, b"\r")


async def test_nothing_is_handed_on_after_the_end() -> None:
    source, handed = Source(), list[bytes]()
    intake = Intake(source, handed.append, lambda: True)
    intake.open()
    intake.take(b"abc")
    intake.close()
    intake.take(b"def")
    await asyncio.sleep(0.05)
    assert handed == []


async def test_the_end_of_what_comes_follows_the_last_of_it() -> None:
    source, handed = Source(), list[bytes]()
    intake = Intake(source, handed.append, lambda: False)
    intake.open()
    intake.take(b"\r" * 9)
    intake.finish(lambda: handed.append(b"end"))
    for _ in range(400):
        if handed[-1] == b"end":
            break
        await asyncio.sleep(0.01)
    assert b"".join(handed) == b"\r" * 9 + b"end"


async def test_what_comes_early_is_bounded_and_what_comes_late_is_dropped() -> None:
    source, handed = Source(), list[bytes]()
    intake = Intake(source, handed.append, lambda: False)
    intake.take(b"x" * 5000)
    assert source.is_paused
    intake.open()
    await until_passed(source, handed, b"x" * 5000)
    intake.close()
    intake.take(b"late")
    assert intake._held == b""
