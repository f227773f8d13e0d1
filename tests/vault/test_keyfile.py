"""The key file: what its frozen example says, and every way in."""

import struct

import pytest
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal import crypto
from peerjournal.crypto import CHEAPEST, KdfCost, Key, TooLittleMemory, Xaes, derive
from peerjournal.crypto.age import HybridIdentity
from peerjournal.errors import VaultError, WrongPassphrase
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.slot import SlotKind
from tests.vault.frozen_key_file import (
    HEAD_SIZE,
    OTHER_WORDS,
    PAGE,
    PASSPHRASE,
    SLOT_SIZE,
    TOLD,
    VECTOR,
    WORDS,
)


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


@settings(max_examples=25)
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
