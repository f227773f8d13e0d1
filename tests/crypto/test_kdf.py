"""A passphrase becomes a key: known answers, keys that hide themselves, and costs within bounds."""

import copy
import pickle
import random
import struct
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal import crypto
from peerjournal.crypto import (
    CHEAPEST,
    KdfCost,
    Key,
    TooLittleMemory,
    argon2id,
    calibrate,
    check_mac,
    derive,
    field,
    kdf,
    mac,
    stretch,
)
from peerjournal.errors import CryptoError

SECRET = bytes(range(32))


# Known answers.


def test_argon2id_gives_the_answer_of_the_reference_program() -> None:
    expected = "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"
    assert stretch(b"password", b"somesalt", KdfCost(65_536, 2, 1)).reveal().hex() == expected


def test_derive_gives_the_answers_of_rfc_5869() -> None:
    with_salt = derive(b"\x0b" * 22, bytes(range(0xF0, 0xFA)), salt=bytes(range(13)))
    assert with_salt.reveal().hex() == "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf"
    without = derive(b"\x0b" * 22, b"")
    assert without.reveal().hex() == "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"


def test_mac_gives_the_answer_of_rfc_4868() -> None:
    expected = "198a607eb44bfbc69903a0f1cf2bbdc5ba0aa3f3d9ae3c1c7a3b1696a0b68cf7"
    assert mac(Key(b"\x0b" * 32), b"Hi ", b"There").hex() == expected


def test_the_length_asked_of_argon2id_changes_every_byte() -> None:
    short = argon2id(b"card", bytes(16), CHEAPEST, length=16)
    assert len(short) == 16
    assert short != argon2id(b"card", bytes(16), CHEAPEST)[:16]


# Keys.


def test_a_key_shows_nothing_and_is_compared_by_its_bytes() -> None:
    key = Key(SECRET)
    assert repr(key) == str(key) == "Key(...)"
    assert key == Key(SECRET)
    assert key != Key(bytes(32))
    assert key != SECRET
    with pytest.raises(TypeError):
        hash(key)


def test_a_key_is_never_pickled_or_copied() -> None:
    for spread in (pickle.dumps, copy.copy):
        with pytest.raises(TypeError):
            spread(Key(SECRET))


def test_a_wiped_key_is_gone() -> None:
    key = Key(SECRET)
    key.wipe()
    with pytest.raises(CryptoError):
        key.reveal()


@pytest.mark.parametrize("size", [0, 16, 31, 33])
def test_a_key_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(CryptoError):
        Key(bytes(size))


def test_a_mac_fits_only_its_own_key_and_parts() -> None:
    tag = mac(Key(SECRET), b"a", b"b")
    check_mac(Key(SECRET), tag, b"ab")
    for wrong in (bytes(32), tag[:-1], b""):
        with pytest.raises(CryptoError):
            check_mac(Key(SECRET), wrong, b"ab")
    with pytest.raises(CryptoError):
        check_mac(Key(bytes(32)), tag, b"ab")


@given(st.lists(st.binary(max_size=5), max_size=4), st.lists(st.binary(max_size=5), max_size=4))
def test_fields_join_alike_only_when_they_are_alike(one: list[bytes], other: list[bytes]) -> None:
    assert (b"".join(map(field, one)) == b"".join(map(field, other))) == (one == other)


# Costs.

costs = st.builds(KdfCost, st.integers(19_456, 1 << 20), st.integers(1, 4), st.integers(1, 8))


@given(costs)
def test_a_cost_reads_back_as_it_was_written(cost: KdfCost) -> None:
    assert KdfCost.decode(cost.encode()) == cost


@pytest.mark.parametrize(
    "cost",
    [(19_456, 1, 1), (1 << 20, 4, 8), (1 << 18, 3, 4), (419_430, 10, 1)],
)
def test_costs_on_the_bounds_are_taken(cost: tuple[int, int, int]) -> None:
    assert KdfCost.decode(struct.pack("<III", *cost)) == KdfCost(*cost)


HOSTILE = [
    (19_455, 1, 1),
    ((1 << 20) + 1, 1, 1),
    (1 << 18, 0, 1),
    (19_456, 11, 1),
    (19_456, 1, 0),
    (19_456, 1, 9),
    (1 << 20, 5, 1),
    (0, 0, 0),
    (2**32 - 1, 1, 1),
    (65_536, 2**31, 4),
    (2**32 - 1, 2**32 - 1, 2**32 - 1),
]


@pytest.mark.parametrize("cost", HOSTILE)
def test_costs_outside_the_bounds_can_not_even_be_made(cost: tuple[int, int, int]) -> None:
    with pytest.raises(CryptoError):
        KdfCost(*cost)
    with pytest.raises(CryptoError):
        KdfCost.decode(struct.pack("<III", *cost))


@pytest.mark.parametrize("size", [0, 11, 13])
def test_a_cost_of_another_length_is_refused(size: int) -> None:
    with pytest.raises(CryptoError):
        KdfCost.decode(bytes(size))


# What this computer can pay.


class PretendComputer:
    """A computer that needs ``seconds`` for each 64 MiB, and gives at most ``gives`` MiB."""

    def __init__(self, seconds: float, *, gives: int = 10**6) -> None:
        self.now, self.seconds, self.gives = 0.0, seconds, gives
        self.ran: list[int] = []

    def clock(self) -> float:
        return self.now

    def run(self, _secret: bytes, _salt: bytes, cost: KdfCost) -> None:
        mib = cost.memory_kib // 1024
        if mib > self.gives:
            raise TooLittleMemory
        self.ran.append(mib)
        self.now += self.seconds * mib / 64

    def calibrate(self, *, memory_mib: int = 16_384) -> int:
        cost = calibrate(memory_kib=memory_mib * 1024, clock=self.clock, run=self.run)
        assert (cost.passes, cost.lanes) == (3, 4)
        return cost.memory_kib // 1024


@pytest.mark.parametrize(
    ("seconds", "expected"),
    [(0.1, 256), (0.25, 256), (0.26, 128), (0.5, 128), (0.51, 64), (1.0, 64), (30.0, 64)],
)
def test_the_most_memory_that_takes_at_most_a_second_is_chosen(seconds: float, expected: int) -> None:
    assert PretendComputer(seconds).calibrate() == expected


@pytest.mark.parametrize(
    ("memory_mib", "expected"), [(2048, 256), (2047, 128), (1024, 128), (1023, 64), (256, 64)]
)
def test_at_most_an_eighth_of_the_memory_is_used_but_never_less_than_64_mib(
    memory_mib: int, expected: int
) -> None:
    assert PretendComputer(0.1).calibrate(memory_mib=memory_mib) == expected


def test_what_would_not_fit_is_not_waited_for() -> None:
    computer = PretendComputer(0.4)
    computer.calibrate()
    assert computer.ran == [64, 128]


def test_memory_that_is_refused_while_measuring_is_not_chosen() -> None:
    assert PretendComputer(0.1, gives=128).calibrate() == 128


def test_a_computer_without_64_mib_is_told_so() -> None:
    with pytest.raises(TooLittleMemory):
        PretendComputer(0.1, gives=32).calibrate()


def test_a_cost_beyond_the_memory_of_this_computer_is_not_begun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "physical_memory_kib", lambda: 19_455)
    monkeypatch.setattr(kdf, "Argon2id", None)  # beginning would fail otherwise
    with pytest.raises(TooLittleMemory):
        stretch(b"", bytes(32), CHEAPEST)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory that a program may ask for")
def test_memory_that_the_system_refuses_is_its_own_error() -> None:
    program = """if True:
        import resource
        from peerjournal.crypto import KdfCost, TooLittleMemory, stretch
        resource.setrlimit(resource.RLIMIT_AS, (600 << 20, 600 << 20))
        try:
            stretch(b"", bytes(32), KdfCost(1 << 20, 1, 1))
        except TooLittleMemory:
            print("told")
    """
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout == "told\n"


def test_the_face_offers_everything_it_names() -> None:
    assert all(hasattr(crypto, name) for name in crypto.__all__)


def test_two_hundred_hostile_costs_are_refused_without_beginning(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kdf, "Argon2id", None)
    chance = random.Random(4)  # noqa: S311 -- the same cases each time
    for _ in range(200):
        memory = chance.choice([chance.randrange(19_456), chance.randrange((1 << 20) + 1, 1 << 32)])
        with pytest.raises(CryptoError):
            KdfCost.decode(struct.pack("<III", memory, chance.randrange(1 << 31), chance.randrange(256)))
