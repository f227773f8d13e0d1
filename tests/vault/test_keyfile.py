"""The key file: every way in, every change of it, and every bit of it."""

import hashlib
import json
import random
import struct
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal import crypto
from peerjournal.crypto import CHEAPEST, KdfCost, Key, TooLittleMemory, Xaes, derive
from peerjournal.crypto.age import HybridIdentity
from peerjournal.errors import JournalDamaged, JournalTooNew, VaultError, WrongPassphrase
from peerjournal.vault import slot as slots
from peerjournal.vault.keyfile import FILE_LIMIT, KeyFile
from peerjournal.vault.slot import SlotKind

ROOT = Path(__file__).parents[2]
VECTOR = ROOT / "tests/vectors/keyfile-0.bin"
TOLD = json.loads(VECTOR.with_suffix(".json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/formats/keyfile.md").read_text(encoding="utf-8")
PASSPHRASE = TOLD["passphrase"]
WORDS = TOLD["recovery_words"]
OTHER_WORDS = "crowbar sculptor container expiring skeleton banked hula charm chive molar remold"
SLOT_SIZE = {SlotKind.PASSPHRASE: 175, SlotKind.RECOVERY: 131}
HEAD_SIZE = 41


@pytest.fixture
def frozen() -> KeyFile:
    return KeyFile.decode(VECTOR.read_bytes())


@pytest.fixture
def key() -> Key:
    return Key(bytes.fromhex(TOLD["data_keys"]["2"]))


@pytest.fixture
def count_stretches(monkeypatch: pytest.MonkeyPatch) -> list[KdfCost]:
    """Note the cost of every derivation that begins, and let it go on."""
    begun: list[KdfCost] = []
    real = crypto.stretch

    def noting(secret: bytes, salt: bytes, cost: KdfCost) -> Key:
        begun.append(cost)
        return real(secret, salt, cost)

    monkeypatch.setattr(crypto, "stretch", noting)
    return begun


def mended(data: bytes) -> bytes:
    """Return the bytes with every plain checksum made to fit, as someone with a reason would."""
    out, at = bytearray(data), HEAD_SIZE
    for _ in range(min(data[HEAD_SIZE - 1], 8)):
        end = at + 19 + int.from_bytes(data[at + 17 : at + 19], "little") + 32 + 24 + 48
        if end + 8 > len(out) - 40:
            break
        out[end : end + 8] = hashlib.sha256(out[at:end]).digest()[:8]
        at = end + 8
    out[-40:-32] = hashlib.sha256(out[:-40]).digest()[:8]
    return bytes(out)


def flipped(data: bytes, bit: int) -> bytes:
    out = bytearray(data)
    out[bit // 8] ^= 1 << bit % 8
    return bytes(out)


# The frozen file.


def test_the_frozen_file_opens_to_what_is_told_beside_it(frozen: KeyFile) -> None:
    for unlocked in (frozen.unlock(PASSPHRASE), frozen.recover(WORDS)):
        assert {str(e): k.reveal().hex() for e, k in unlocked.keys.items()} == TOLD["data_keys"]
        assert unlocked.epoch == frozen.epoch == TOLD["epoch"]
        assert unlocked.key == unlocked.keys[2]
    assert (frozen.vault_id.hex(), frozen.key_seq) == (TOLD["vault_id"], TOLD["key_seq"])
    assert frozen.encode() == VECTOR.read_bytes()
    assert frozen.fingerprint() == TOLD["sha256"]


def test_a_reader_written_from_the_page_alone_opens_the_frozen_file() -> None:
    """Nothing of ours but XAES, which has vectors of its own; every figure it meets stands in the page."""

    def hkdf(secret: bytes, info: bytes, salt: bytes | None = None) -> bytes:
        found = HKDF(algorithm=SHA256(), length=32, salt=salt, info=info).derive(secret)
        assert f"`{found.hex()}`" in PAGE
        return found

    def told(found: bytes) -> bytes:
        assert f"`{found.hex()}`" in PAGE
        return found

    data = VECTOR.read_bytes()
    vault_id, slot = data[18:34], data[41 : 41 + 175]
    memory, passes, lanes = struct.unpack("<III", slot[19:31])
    ikm = told(
        Argon2id(salt=slot[31:63], length=32, iterations=passes, lanes=lanes, memory_cost=memory).derive(
            told(PASSPHRASE.encode())
        )
    )
    context = told(slot[:63])
    assert hkdf(ikm, b"peerjournal/slot/commit/v0" + context, vault_id) == slot[63:95]
    kek = hkdf(ikm, b"peerjournal/slot/kek/v0" + context, vault_id)
    newest = told(
        Xaes(Key(kek)).open(slot[95:119], slot[119:167], b"peerjournal/slot/v0" + vault_id + context)
    )
    older = data[41 + 175 + 131 + 1 :][:74]
    wrap = hkdf(newest, b"peerjournal/keyfile/wrap")
    told(
        Xaes(Key(wrap)).open(
            older[2:26], older[26:], b"peerjournal/epoch/v0" + vault_id + struct.pack("<HH", 2, 1)
        )
    )
    seal = crypto.mac(Key(hkdf(newest, b"peerjournal/keyfile/mac")), data[:-32])
    assert told(seal) == data[-32:]


def test_the_page_gives_the_sizes_that_the_frozen_file_has(frozen: KeyFile) -> None:
    assert [len(one.encode()) for one in frozen.slots] == [SLOT_SIZE[one.kind] for one in frozen.slots]
    assert len(VECTOR.read_bytes()) == HEAD_SIZE + 175 + 131 + 1 + 74 + 1216 + 8 + 32


# Making and unlocking.


def test_a_new_key_file_opens_with_its_passphrase_and_nothing_else() -> None:
    file, key = KeyFile.create("the old jetty", CHEAPEST)
    read = KeyFile.decode(file.encode())
    assert read == file
    assert (read.epoch, read.key_seq) == (1, 1)
    assert read.unlock("the old jetty").keys == {1: key}
    for wrong in ("the old jett", "the old jetty ", "The old jetty", "", "tab\t", "x" * 10_000):
        with pytest.raises(WrongPassphrase) as caught:
            read.unlock(wrong)
        assert str(caught.value) == "That passphrase didn't open it."


def test_two_journals_with_one_passphrase_share_nothing() -> None:
    (one, key), (other, other_key) = (KeyFile.create("the same", CHEAPEST) for _ in range(2))
    assert key != other_key
    assert one.vault_id != other.vault_id
    assert one.slots[0].params[12:] != other.slots[0].params[12:]
    assert one.jot_recipient != other.jot_recipient


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_whatever_can_be_a_passphrase_unlocks_what_it_made(passphrase: str) -> None:
    try:
        file, key = KeyFile.create(passphrase, CHEAPEST)
    except VaultError:
        with pytest.raises(crypto.BadPassphrase):
            crypto.prepare_passphrase(passphrase)
    else:
        assert KeyFile.decode(file.encode()).unlock(passphrase).key == key


@pytest.mark.parametrize("text", ["", "tab\t", "\u202e"], ids=ascii)
def test_a_text_that_can_be_no_passphrase_is_refused_in_words(text: str) -> None:
    with pytest.raises(VaultError, match="passphrase can't"):
        KeyFile.create(text, CHEAPEST)


def test_each_passphrase_slot_is_stretched_once(
    frozen: KeyFile, key: Key, count_stretches: list[KdfCost]
) -> None:
    two = frozen.with_passphrase(key, "a second one", cost=CHEAPEST)
    for passphrase, stretches in ((PASSPHRASE, 1), ("a second one", 2), ("neither", 2)):
        count_stretches.clear()
        if passphrase == "neither":
            with pytest.raises(WrongPassphrase):
                two.unlock(passphrase)
        else:
            assert two.unlock(passphrase).key == key
        assert count_stretches == [CHEAPEST] * stretches


def test_recovery_words_open_at_once(frozen: KeyFile, key: Key, count_stretches: list[KdfCost]) -> None:
    unlocked = frozen.recover(WORDS.upper().replace(" ", "-"))
    assert unlocked.key == key
    assert unlocked.slot.kind is SlotKind.RECOVERY
    assert unlocked.slot.cost is None
    assert count_stretches == []


def test_a_slip_in_the_recovery_words_is_named_and_not_repeated(frozen: KeyFile) -> None:
    with pytest.raises(WrongPassphrase, match="word 6") as caught:
        frozen.recover(WORDS.replace("cold", "colld"))
    assert "colld" not in str(caught.value)
    with pytest.raises(WrongPassphrase, match="1, 2"):
        frozen.recover(WORDS.replace("onslaught plus", "plus onslaught"))


def test_whole_recovery_words_of_another_journal_are_told_from_a_slip(frozen: KeyFile) -> None:
    with pytest.raises(WrongPassphrase, match="don't open this journal"):
        frozen.recover(OTHER_WORDS)


def test_too_little_memory_is_not_called_a_wrong_passphrase(
    frozen: KeyFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> Key:
        raise TooLittleMemory

    monkeypatch.setattr(crypto, "stretch", refuse)
    with pytest.raises(VaultError, match="memory") as caught:
        frozen.unlock(PASSPHRASE)
    assert not isinstance(caught.value, WrongPassphrase)


def test_one_journal_costs_what_a_real_one_does() -> None:
    cost = KdfCost(65_536, 3, 4)
    file, key = KeyFile.create("at its real price", cost)
    assert KeyFile.decode(file.encode()).slots[0].cost == cost
    assert file.unlock("at its real price").key == key


def test_the_jot_recipient_is_the_one_that_the_data_key_leads_to(frozen: KeyFile, key: Key) -> None:
    seed = derive(key, b"peerjournal/jots").reveal()
    assert HybridIdentity(seed).recipient.raw == frozen.jot_recipient


def test_nothing_secret_shows_in_a_key_file_or_in_what_it_opened(frozen: KeyFile, key: Key) -> None:
    shown = repr(frozen.unlock(PASSPHRASE)) + repr(frozen)
    assert repr(key.reveal()) not in shown
    assert PASSPHRASE not in shown


# Changes.


def test_a_changed_passphrase_takes_the_place_of_the_old(frozen: KeyFile, key: Key) -> None:
    old = frozen.of_kind(SlotKind.PASSPHRASE)[0]
    cost = KdfCost(19_457, 1, 2)
    new = KeyFile.decode(frozen.with_passphrase(key, "another", cost=cost, instead_of=old).encode())
    assert new.unlock("another").key == key
    assert new.recover(WORDS).key == key
    with pytest.raises(WrongPassphrase):
        new.unlock(PASSPHRASE)
    assert (new.key_seq, new.epoch) == (frozen.key_seq + 1, frozen.epoch)
    fresh = new.of_kind(SlotKind.PASSPHRASE)[0]
    assert fresh.cost == cost
    assert new.of_kind(SlotKind.RECOVERY) == frozen.of_kind(SlotKind.RECOVERY)


def test_a_slot_written_again_with_the_same_passphrase_shares_nothing_with_the_old(
    frozen: KeyFile, key: Key
) -> None:
    old = frozen.of_kind(SlotKind.PASSPHRASE)[0]
    new = frozen.with_passphrase(key, PASSPHRASE, cost=CHEAPEST, instead_of=old).of_kind(SlotKind.PASSPHRASE)[
        0
    ]
    assert old.params[:12] == new.params[:12]
    assert old.params[12:] != new.params[12:]
    for part in ("slot_id", "commitment", "nonce", "wrapped"):
        assert getattr(old, part) != getattr(new, part)


def test_a_lost_passphrase_is_replaced_by_way_of_the_recovery_words(frozen: KeyFile) -> None:
    key = frozen.recover(WORDS).key
    lost = frozen.of_kind(SlotKind.PASSPHRASE)[0]
    new = frozen.with_passphrase(key, "found again", cost=CHEAPEST, instead_of=lost)
    assert new.unlock("found again").key == key
    assert lost not in new.slots


def test_new_recovery_words_take_the_place_of_the_old(frozen: KeyFile, key: Key) -> None:
    new = frozen.with_recovery(key, OTHER_WORDS)
    assert new.recover(OTHER_WORDS).key == key
    with pytest.raises(WrongPassphrase):
        new.recover(WORDS)
    assert len(new.of_kind(SlotKind.RECOVERY)) == 1


def test_recovery_words_can_be_given_to_a_file_that_had_none() -> None:
    file, key = KeyFile.create("first", CHEAPEST)
    with pytest.raises(WrongPassphrase):
        file.recover(WORDS)
    assert file.with_recovery(key, WORDS).recover(WORDS).key == key


def test_recovery_words_with_a_slip_are_never_written(frozen: KeyFile, key: Key) -> None:
    with pytest.raises(WrongPassphrase, match="word 6"):
        frozen.with_recovery(key, WORDS.replace("cold", "colld"))


def test_there_are_two_passphrases_at_most_and_one_at_least(frozen: KeyFile, key: Key) -> None:
    two = frozen.with_passphrase(key, "second", cost=CHEAPEST)
    with pytest.raises(VaultError, match="at most two"):
        two.with_passphrase(key, "third", cost=CHEAPEST)
    one = two.without(key, two.slots[0])
    with pytest.raises(VaultError, match="at least one"):
        one.without(key, one.of_kind(SlotKind.PASSPHRASE)[0])
    assert one.unlock("second").key == key
    assert not one.without(key, one.of_kind(SlotKind.RECOVERY)[0]).of_kind(SlotKind.RECOVERY)


def test_a_slot_that_is_gone_can_not_be_replaced(frozen: KeyFile, key: Key) -> None:
    gone = frozen.of_kind(SlotKind.PASSPHRASE)[0]
    changed = frozen.with_passphrase(key, "another", cost=CHEAPEST, instead_of=gone)
    with pytest.raises(VaultError):
        changed.with_passphrase(key, "once more", cost=CHEAPEST, instead_of=gone)


CHANGES: list[Callable[[KeyFile, Key], object]] = [
    lambda file, key: file.with_passphrase(key, "new", cost=CHEAPEST),
    lambda file, key: file.with_recovery(key, OTHER_WORDS),
    lambda file, key: file.without(key, file.slots[1]),
    lambda file, key: file.drop_epochs(key, ()),
    lambda file, key: file.renew(
        replace(file.recover(WORDS), keys={2: key}), passphrases=["new"], cost=CHEAPEST
    ),
]


@pytest.mark.parametrize("change", CHANGES, ids=["passphrase", "recovery", "without", "drop", "renew"])
def test_nothing_changes_a_key_file_without_its_data_key(
    frozen: KeyFile, change: Callable[[KeyFile, Key], object]
) -> None:
    with pytest.raises(JournalDamaged):
        change(frozen, Key(bytes(32)))


def test_renewing_gives_a_new_key_and_keeps_the_older_ones_readable(frozen: KeyFile) -> None:
    unlocked = frozen.unlock(PASSPHRASE)
    new, key = frozen.renew(unlocked, passphrases=[PASSPHRASE], cost=CHEAPEST, recovery=OTHER_WORDS)
    opened = KeyFile.decode(new.encode()).unlock(PASSPHRASE)
    assert opened.keys == {**unlocked.keys, 3: key}
    assert opened.key == key != unlocked.key
    assert (new.epoch, new.key_seq, new.vault_id) == (3, frozen.key_seq + 1, frozen.vault_id)
    assert new.jot_recipient != frozen.jot_recipient
    assert new.recover(OTHER_WORDS).key == key
    with pytest.raises(WrongPassphrase):
        new.recover(WORDS)
    with pytest.raises(JournalDamaged):
        new.verify(unlocked.key)


def test_renewing_leaves_out_every_way_in_that_was_not_given_again(frozen: KeyFile, key: Key) -> None:
    two = frozen.with_passphrase(key, "second", cost=CHEAPEST)
    new, _ = two.renew(two.unlock(PASSPHRASE), passphrases=["second"], cost=CHEAPEST)
    assert [slot.kind for slot in new.slots] == [SlotKind.PASSPHRASE]
    with pytest.raises(WrongPassphrase):
        new.unlock(PASSPHRASE)


@pytest.mark.parametrize("count", [0, 3])
def test_renewing_needs_one_or_two_passphrases(frozen: KeyFile, count: int) -> None:
    with pytest.raises(VaultError):
        frozen.renew(frozen.recover(WORDS), passphrases=["x"] * count, cost=CHEAPEST)


def test_an_epoch_that_was_dropped_never_opens_again(frozen: KeyFile, key: Key) -> None:
    assert frozen.drop_epochs(key, [1, 2]).older == frozen.older
    new = KeyFile.decode(frozen.drop_epochs(key, []).encode())
    assert new.recover(WORDS).keys == {2: key}
    assert new.key_seq == frozen.key_seq + 1


def test_a_key_file_in_its_sixty_fifth_epoch_is_still_small_and_goes_no_further() -> None:
    file, _ = KeyFile.create("often", CHEAPEST)
    file = file.with_recovery(file.unlock("often").key, WORDS)
    for _ in range(64):
        file, _ = file.renew(file.recover(WORDS), passphrases=["often"], cost=CHEAPEST, recovery=WORDS)
    data = file.encode()
    assert len(data) < FILE_LIMIT
    unlocked = KeyFile.decode(data).recover(WORDS)
    assert sorted(unlocked.keys) == list(range(1, 66))
    with pytest.raises(VaultError, match="Too many"):
        file.renew(unlocked, passphrases=["often"], cost=CHEAPEST)


def test_the_later_of_two_key_files_is_told_alike_everywhere(frozen: KeyFile, key: Key) -> None:
    changed, beside = (frozen.with_recovery(key, OTHER_WORDS) for _ in range(2))
    often = changed.with_recovery(key, WORDS).with_recovery(key, OTHER_WORDS)
    renewed, _ = frozen.renew(frozen.recover(WORDS), passphrases=["x"], cost=CHEAPEST)
    order = [frozen, *sorted((changed, beside), key=lambda one: one.fingerprint()), often, renewed]
    assert sorted(order[::-1], key=lambda one: one.standing) == order


# Damage and hostility.


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


@settings(max_examples=300, deadline=None)
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
