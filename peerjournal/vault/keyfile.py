"""The key file as a value: a slot for each way in, and the data keys of older epochs.

Bytes in, bytes out; the vault does the disk. The bytes are told in docs/formats/keyfile.md. A `KeyFile` is
sealed at all times: every change takes the data key and gives a new value with a higher key sequence.
"""

import hashlib
import struct
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from os import urandom
from typing import Final, Self

from peerjournal.crypto import BadPassphrase, KdfCost, Key, check_mac, derive, mac, prepare_passphrase
from peerjournal.errors import CryptoError, JournalDamaged, VaultError, WrongPassphrase
from peerjournal.vault.epochs import OlderKey, encode_older, read_older, unwrap_older, wrap_older
from peerjournal.vault.keyhead import MAGIC, TAG_SIZE, TAIL_SIZE, VERSION, check_whole, checksum
from peerjournal.vault.slot import Reader, Slot, SlotKind, changed_by_others, recovery_secret

_HEAD: Final = struct.Struct("<16sH16sHIB")
_JOT_RECIPIENT_SIZE: Final = 1216
_MOST_SLOTS: Final = 8
_MOST_OF_KIND: Final = {SlotKind.PASSPHRASE: 2, SlotKind.RECOVERY: 1}


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What a passphrase or the recovery words opened."""

    keys: Mapping[int, Key]
    """The data key of each epoch that the file still holds."""
    epoch: int
    """The newest epoch."""
    slot: Slot
    """The slot that opened."""

    @property
    def key(self) -> Key:
        """The newest data key."""
        return self.keys[self.epoch]


@dataclass(frozen=True, slots=True)
class KeyFile:
    """One version of the key file. Nothing in it is secret."""

    vault_id: bytes
    epoch: int
    """Of the newest data key, counted from 1."""
    key_seq: int
    """Grows by one with each change."""
    slots: tuple[Slot, ...]
    older: tuple[OlderKey, ...]
    """In rising order of epoch."""
    jot_recipient: bytes
    """The raw recipient that lines are sealed to while the journal is locked, 1,216 bytes."""
    tag: bytes = b""
    """The seal over everything before it."""

    @classmethod
    def create(cls, passphrase: str, cost: KdfCost) -> tuple["KeyFile", Key]:
        """Make the first key file of a new journal, and its data key.

        Raises:
            VaultError: The text can't be a passphrase, or the computer has too little memory.
        """
        key, vault_id = Key(urandom(32)), urandom(16)
        slot = Slot.for_passphrase(vault_id, key, passphrase, cost=cost)
        return _sealed(cls(vault_id, 1, 0, (slot,), (), _jot_recipient(key)), key), key

    def encode(self) -> bytes:
        """Return the file's bytes."""
        return _before_seal(self) + self.tag

    @classmethod
    def decode(cls, data: bytes) -> Self:
        """Read a key file; derives no key, and sets no memory aside for any.

        Raises:
            JournalDamaged: The bytes are not whole, or go past a limit.
            JournalTooNew: It is whole, and of a later version.
        """
        check_whole(data)
        reader = Reader(data[:-TAIL_SIZE])
        _, _, vault_id, epoch, key_seq, count = _HEAD.unpack(reader.take(_HEAD.size))
        if not (1 <= count <= _MOST_SLOTS and epoch and key_seq):
            raise JournalDamaged("The key file is damaged: its counts can't be.")
        slots = tuple(Slot.read(reader) for _ in range(count))
        if _too_many(slots) or len({slot.slot_id for slot in slots}) != count:
            raise JournalDamaged("The key file is damaged: it holds slots that can't be together.")
        older = tuple(read_older(reader, epoch))
        jot_recipient = reader.take(_JOT_RECIPIENT_SIZE)
        reader.finish()
        return cls(vault_id, epoch, key_seq, slots, older, jot_recipient, data[-TAG_SIZE:])

    @property
    def standing(self) -> tuple[int, int, str]:
        """What two files of one journal are compared by: the higher wins, on every computer alike."""
        return self.epoch, self.key_seq, self.fingerprint()

    def fingerprint(self) -> str:
        """Return the SHA-256 of the file's bytes, in hex."""
        return hashlib.sha256(self.encode()).hexdigest()

    def of_kind(self, kind: SlotKind) -> tuple[Slot, ...]:
        """Return the slots of one kind, in the order of the file."""
        return tuple(slot for slot in self.slots if slot.kind is kind)

    def is_recovery(self, slot_id: bytes) -> bool:
        """Tell whether a slot is one that recovery words open."""
        return any(slot.slot_id == slot_id for slot in self.of_kind(SlotKind.RECOVERY))

    def unlock(self, passphrase: str) -> Unlocked:
        """Open the file with a passphrase, stretching it once for each passphrase slot that is tried.

        Raises:
            WrongPassphrase: No slot is this passphrase's.
            JournalDamaged: One is, and the file was changed by someone without the data key.
            VaultError: The computer has too little memory.
        """
        try:
            secret = prepare_passphrase(passphrase)
        except BadPassphrase as error:
            raise WrongPassphrase from error
        return self._unlocked(SlotKind.PASSPHRASE, secret)

    def recover(self, words: str) -> Unlocked:
        """Open the file with the eleven recovery words.

        Raises:
            WrongPassphrase: They have a slip in them, and the message says where; or they open no slot.
            JournalDamaged: They are right, and the file was changed by someone without the data key.
        """
        secret = recovery_secret(words)
        try:
            return self._unlocked(SlotKind.RECOVERY, secret)
        except WrongPassphrase:
            raise WrongPassphrase(
                "Those recovery words don't open this journal.",
                hint="Nothing was changed. If newer words were made since, only those open it.",
            ) from None

    def verify(self, key: Key) -> None:
        """Return only when the file was sealed by someone with this data key; otherwise JournalDamaged."""
        try:
            check_mac(_seal_key(key), self.tag, _before_seal(self))
        except CryptoError as error:
            raise changed_by_others() from error

    def with_passphrase(
        self, key: Key, passphrase: str, *, cost: KdfCost, instead_of: Slot | None = None
    ) -> "KeyFile":
        """Add a passphrase, or put it in the place of another.

        Args:
            key: The newest data key.
            passphrase: What will open the journal.
            cost: Chosen on this computer, not taken from the slot that goes.
            instead_of: The slot that goes; its passphrase still opens old copies of the file.

        Raises:
            VaultError: The text can't be a passphrase, there are two already, or memory is short.
        """
        self.verify(key)
        new = Slot.for_passphrase(self.vault_id, key, passphrase, cost=cost)
        return _resealed(self, key, slots=_placed(self.slots, new, instead_of))

    def with_recovery(self, key: Key, words: str) -> "KeyFile":
        """Add the recovery words, or put them in the place of the ones before.

        Raises:
            WrongPassphrase: The words have a slip in them.
        """
        self.verify(key)
        new = Slot.for_recovery(self.vault_id, key, words)
        before = self.of_kind(SlotKind.RECOVERY)
        return _resealed(self, key, slots=_placed(self.slots, new, before[0] if before else None))

    def without(self, key: Key, slot: Slot) -> "KeyFile":
        """Drop a slot.

        Raises:
            VaultError: It is the last passphrase.
        """
        self.verify(key)
        return _resealed(self, key, slots=tuple(one for one in self.slots if one != slot))

    def renew(
        self, unlocked: Unlocked, *, passphrases: Sequence[str], cost: KdfCost, recovery: str | None = None
    ) -> tuple["KeyFile", Key]:
        """Begin a new epoch: a new data key under new slots, the older ones wrapped under it.

        Args:
            unlocked: What this file opened to.
            passphrases: One or two; those not given here open only old copies from now on.
            cost: Of each passphrase slot.
            recovery: Fresh recovery words; without them there is no recovery slot.

        Returns:
            The new file and its data key.
        """
        self.verify(unlocked.key)
        key, epoch = Key(urandom(32)), self.epoch + 1
        older = wrap_older(self.vault_id, key, epoch, keys=unlocked.keys)
        slots = [Slot.for_passphrase(self.vault_id, key, one, cost=cost) for one in passphrases]
        if recovery is not None:
            slots.append(Slot.for_recovery(self.vault_id, key, recovery))
        new = replace(self, epoch=epoch, older=older, jot_recipient=_jot_recipient(key))
        return _resealed(new, key, slots=tuple(slots)), key

    def drop_epochs(self, key: Key, keep: Collection[int]) -> "KeyFile":
        """Drop the data keys of older epochs that are not in ``keep``: what they sealed never opens again."""
        self.verify(key)
        return _sealed(replace(self, older=tuple(one for one in self.older if one.epoch in keep)), key)

    def _unlocked(self, kind: SlotKind, secret: bytes) -> Unlocked:
        for slot in self.of_kind(kind):
            key = slot.unwrap(self.vault_id, secret)
            if key is not None:
                self.verify(key)
                older = unwrap_older(self.vault_id, key, self.epoch, older=self.older)
                return Unlocked({**older, self.epoch: key}, self.epoch, slot)
        raise WrongPassphrase


def _too_many(slots: Sequence[Slot]) -> bool:
    kinds = [slot.kind for slot in slots]
    return any(kinds.count(kind) > most for kind, most in _MOST_OF_KIND.items())


def _placed(slots: tuple[Slot, ...], new: Slot, instead_of: Slot | None) -> tuple[Slot, ...]:
    if instead_of is None:
        return (*slots, new)
    if instead_of not in slots:
        raise VaultError("That way in is not in the key file any more.")
    return tuple(new if slot == instead_of else slot for slot in slots)


def _resealed(file: KeyFile, key: Key, *, slots: tuple[Slot, ...]) -> KeyFile:
    if not any(slot.kind is SlotKind.PASSPHRASE for slot in slots):
        raise VaultError("A journal keeps at least one passphrase.")
    if _too_many(slots):
        raise VaultError("A journal has at most two passphrases.", hint="Change one of them instead.")
    return _sealed(replace(file, slots=slots), key)


def _sealed(file: KeyFile, key: Key) -> KeyFile:
    new = replace(file, key_seq=file.key_seq + 1)
    return replace(new, tag=mac(_seal_key(key), _before_seal(new)))


def _before_seal(file: KeyFile) -> bytes:
    head = _HEAD.pack(MAGIC, VERSION, file.vault_id, file.epoch, file.key_seq, len(file.slots))
    slots = b"".join(slot.encode() for slot in file.slots)
    body = head + slots + encode_older(file.older) + file.jot_recipient
    return body + checksum(body)


def _seal_key(key: Key) -> Key:
    return derive(key, b"peerjournal/keyfile/mac")


def _jot_recipient(key: Key) -> bytes:
    from peerjournal.crypto.age import HybridIdentity  # noqa: PLC0415 -- only for new keys, never to unlock

    return HybridIdentity(derive(key, b"peerjournal/jots").reveal()).recipient.raw
