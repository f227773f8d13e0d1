"""Changing the ways in: nothing of an old slot lives on, and nothing changes without the data key."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from peerjournal.crypto import CHEAPEST, KdfCost, Key
from peerjournal.errors import JournalDamaged, VaultError, WrongPassphrase
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.slot import SlotKind
from tests.vault.frozen_key_file import (
    OTHER_WORDS,
    PASSPHRASE,
    WORDS,
)


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
    mixed = [order[place] for place in (3, 0, 4, 2, 1)]
    assert sorted(mixed, key=lambda one: one.standing) == order
