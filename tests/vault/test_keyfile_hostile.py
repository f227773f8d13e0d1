"""Key files that were damaged, or made to harm: refused in words, and before they cost anything."""

import hashlib
import random
import struct
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto import CHEAPEST, KdfCost, Key
from peerjournal.errors import JournalDamaged, JournalTooNew, WrongPassphrase
from peerjournal.vault import slot as slots
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.slot import SlotKind
from tests.vault.frozen_key_file import (
    HEAD_SIZE,
    PASSPHRASE,
    VECTOR,
    WORDS,
    flipped,
    mended,
)


def test_no_bit_can_flip_unseen(count_stretches: list[KdfCost]) -> None:
    data = VECTOR.read_bytes()
    for bit in range(len(data) * 8):
        with pytest.raises(JournalDamaged):
            KeyFile.decode(flipped(data, bit)).recover(WORDS)
    assert count_stretches == []


def test_no_bit_can_be_changed_on_purpose_either() -> None:
    """The plain checksums are made to fit; the seals alone stand, and never a wrong key comes out."""
    data = VECTOR.read_bytes()
    seen = set()
    for bit in range(len(data) * 8):
        changed = mended(flipped(data, bit))
        if changed == data:
            continue  # the flip was inside a checksum, and mending put it right
        with pytest.raises((JournalDamaged, JournalTooNew, WrongPassphrase)) as caught:
            KeyFile.decode(changed).recover(WORDS)
        seen.add(caught.type)
    assert seen == {JournalDamaged, JournalTooNew, WrongPassphrase}


def test_no_part_of_the_passphrase_slot_can_be_changed_on_purpose() -> None:
    """As above, by way of the passphrase; not every bit, for each derivation takes its time."""
    data = VECTOR.read_bytes()
    for place in (*range(HEAD_SIZE, HEAD_SIZE + 31), *range(HEAD_SIZE + 31, HEAD_SIZE + 167, 5)):
        with pytest.raises((JournalDamaged, WrongPassphrase)):
            KeyFile.decode(mended(flipped(data, place * 8))).unlock(PASSPHRASE)


def test_a_wrapped_key_that_was_changed_is_told_from_a_wrong_passphrase() -> None:
    wrapped = HEAD_SIZE + 63 + 32 + 24
    changed = KeyFile.decode(mended(flipped(VECTOR.read_bytes(), wrapped * 8)))
    with pytest.raises(JournalDamaged, match="changed by something other"):
        changed.unlock(PASSPHRASE)
    with pytest.raises(WrongPassphrase):
        changed.unlock("something else")


def test_a_cost_that_was_lowered_opens_nothing(frozen: KeyFile, key: Key) -> None:
    dear = frozen.with_passphrase(
        key, "dear", cost=KdfCost(19_456, 2, 1), instead_of=frozen.of_kind(SlotKind.PASSPHRASE)[0]
    )
    data = bytearray(dear.encode())
    data[HEAD_SIZE + 23] = 1
    with pytest.raises(WrongPassphrase):
        KeyFile.decode(mended(bytes(data))).unlock("dear")


def test_a_slot_of_another_journal_opens_nothing_here(frozen: KeyFile) -> None:
    other, other_key = KeyFile.create(PASSPHRASE, CHEAPEST)
    other = other.with_recovery(other_key, WORDS)
    forged = KeyFile.decode(replace(frozen, slots=other.slots).encode())
    with pytest.raises(WrongPassphrase):
        forged.recover(WORDS)
    with pytest.raises(WrongPassphrase):
        forged.unlock(PASSPHRASE)


def test_a_file_cut_or_grown_anywhere_is_damaged() -> None:
    data = VECTOR.read_bytes()
    for size in range(len(data)):
        with pytest.raises(JournalDamaged):
            KeyFile.decode(data[:size])
    for grown in (data + b"\0", data[:-40] + b"\0" + data[-40:], b"\0" + data, data * 2):
        with pytest.raises(JournalDamaged):
            KeyFile.decode(grown)


def test_a_later_version_is_told_from_damage() -> None:
    later = bytearray(VECTOR.read_bytes())
    later[16:18] = b"\x01\x00"
    with pytest.raises(JournalDamaged):
        KeyFile.decode(bytes(later))
    with pytest.raises(JournalTooNew):
        KeyFile.decode(mended(bytes(later)))


def test_a_damaged_slot_inside_a_whole_file_is_told() -> None:
    data = bytearray(VECTOR.read_bytes())
    data[HEAD_SIZE + 80] ^= 1
    data[-40:-32] = hashlib.sha256(data[:-40]).digest()[:8]
    with pytest.raises(JournalDamaged, match="one of its slots"):
        KeyFile.decode(bytes(data))


@pytest.mark.parametrize(("kind", "most"), [(SlotKind.PASSPHRASE, 2), (SlotKind.RECOVERY, 1)])
def test_more_slots_of_a_kind_than_there_can_be_are_refused(
    frozen: KeyFile, kind: SlotKind, most: int
) -> None:
    """Each passphrase slot costs a derivation at every wrong guess, the owner's too."""
    one = frozen.of_kind(kind)[0]
    many = tuple(replace(one, slot_id=bytes([number]) * 16) for number in range(most + 1))
    assert KeyFile.decode(replace(frozen, slots=many[:most]).encode()).slots == many[:most]
    with pytest.raises(JournalDamaged, match="can't be together"):
        KeyFile.decode(replace(frozen, slots=many).encode())


def hostile_files() -> list[bytes]:
    """Return two hundred files whose checksums all fit and which ask for what nobody may ask."""
    chance = random.Random(200)  # noqa: S311 -- the same cases each time
    data = VECTOR.read_bytes()
    costs = [
        struct.pack("<III", *cost)
        for cost in ((2**32 - 1, 1, 1), (65_536, 2**31, 4), (0, 0, 0), (1 << 20, 5, 1))
    ]
    while len(costs) < 100:
        memory = chance.choice([chance.randrange(19_456), chance.randrange((1 << 20) + 1, 1 << 32)])
        costs.append(struct.pack("<III", memory, chance.randrange(1 << 31), chance.randrange(256)))
    files = [data[: HEAD_SIZE + 19] + cost + data[HEAD_SIZE + 31 :] for cost in costs]
    slot = data[HEAD_SIZE : HEAD_SIZE + 175]
    for count in (0, 3, 4, 8, 9, 60, 255):
        files += [data[:40] + bytes([count]) + slot * times + data[HEAD_SIZE + 175 :] for times in (1, count)]
    older = HEAD_SIZE + 175 + 131
    for count in (2, 3, 64, 65, 200, 255):
        files += [
            data[:older] + bytes([count]) + data[older + 1 :][:74] * times + data[-1256:]
            for times in (2, count)
        ]
    files += [
        data[: HEAD_SIZE + 16] + bytes([kind]) + data[HEAD_SIZE + 17 :] for kind in (0, 2, 3, 4, 127, 255)
    ]
    for size in (0, 12, 43, 45, 4_096, 65_535):
        files.append(data[: HEAD_SIZE + 17] + struct.pack("<H", size) + data[HEAD_SIZE + 19 :])
    files += [
        data[:34] + bytes(2) + data[36:],
        data[:36] + bytes(4) + data[40:],
        data[:34] + b"\1\0" + data[36:],
    ]
    files += [data + bytes(FILE_LIMIT), bytes(FILE_LIMIT + 1), data[:40] * 500]
    while len(files) < 200:
        files.append(data[:18] + chance.randbytes(chance.randrange(40, 2_000)))
    return [mended(file) for file in files]


def test_two_hundred_hostile_files_are_refused_before_any_derivation(count_stretches: list[KdfCost]) -> None:
    files = hostile_files()
    assert len(files) == 200
    for file in files:
        with pytest.raises(JournalDamaged):
            KeyFile.decode(file)
    assert count_stretches == []


@settings(max_examples=300)
@given(st.binary(max_size=600))
def test_any_bytes_are_refused_in_words(noise: bytes) -> None:
    head = VECTOR.read_bytes()[:18]
    for data in (noise, head + noise, mended(head + noise + bytes(64))):
        with pytest.raises(JournalDamaged):
            KeyFile.decode(data)


def test_a_reader_says_when_bytes_run_out() -> None:
    reader = slots.Reader(b"abc")
    assert reader.take(2) == b"ab"
    with pytest.raises(JournalDamaged):
        reader.take(2)
