"""One way in: a passphrase, or the recovery words, each wrapping the data key its own way.

The bytes are told in docs/formats/keyfile.md. A slot is made once and never changed, only replaced, so no
salt, nonce or id is ever used twice.
"""

import hmac
import struct
from dataclasses import dataclass
from enum import IntEnum
from os import urandom
from typing import Final, Self

from peerjournal import crypto
from peerjournal.crypto import NONCE_SIZE, KdfCost, Key, WordsMistaken, Xaes, derive, field
from peerjournal.errors import CryptoError, JournalDamaged, TooLittleMemory, VaultError, WrongPassphrase
from peerjournal.vault.keyhead import CHECKSUM_SIZE, checksum

WRAPPED_SIZE: Final = 48
_COST_SIZE: Final = 12
_SALT_SIZE: Final = 32
_HEAD: Final = struct.Struct("<16sBH")
_BODY: Final = struct.Struct(f"<32s{NONCE_SIZE}s{WRAPPED_SIZE}s{CHECKSUM_SIZE}s")


class SlotKind(IntEnum):
    """What opens a slot, as the number that stands in the file."""

    PASSPHRASE = 1
    RECOVERY = 2


_PARAMS_SIZES: Final = {SlotKind.PASSPHRASE: _COST_SIZE + _SALT_SIZE, SlotKind.RECOVERY: 0}


class Reader:
    """Takes bytes from the front; running out of them is damage."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self.at = 0

    def take(self, size: int) -> bytes:
        """Return the next ``size`` bytes."""
        part = self._data[self.at : self.at + size]
        if len(part) != size:
            raise JournalDamaged("The key file is damaged: it ends too early.")
        self.at += size
        return part

    def since(self, start: int) -> bytes:
        """Return again what was taken since ``start``."""
        return self._data[start : self.at]

    def finish(self) -> None:
        """Raise JournalDamaged when bytes are left that nobody took."""
        if self.at != len(self._data):
            raise JournalDamaged("The key file is damaged: something follows its end.")


def changed_by_others() -> JournalDamaged:
    """Return what to raise where the plain checksums fit and a seal does not."""
    return JournalDamaged("The key file was changed by something other than Peerjournal.")


@dataclass(frozen=True, slots=True)
class Slot:
    """The newest data key, wrapped for one secret. Nothing in it is secret."""

    kind: SlotKind
    slot_id: bytes
    """16 random bytes, new whenever the slot is written."""
    params: bytes
    """For a passphrase, the cost (12 bytes) and the salt (32); for recovery words nothing."""
    commitment: bytes
    """32 bytes that only one secret leads to."""
    nonce: bytes
    wrapped: bytes

    @property
    def cost(self) -> KdfCost | None:
        """What one guess costs; None where nothing is stretched."""
        return _cost(self.params)[0] if self.params else None

    def encode(self) -> bytes:
        """Return the slot's bytes with their checksum."""
        head = _HEAD.pack(self.slot_id, self.kind, len(self.params)) + self.params
        plain = head + self.commitment + self.nonce + self.wrapped
        return plain + checksum(plain)

    @classmethod
    def read(cls, reader: Reader) -> Self:
        """Take one slot; derives nothing, whatever cost it asks for.

        Raises:
            JournalDamaged: The bytes are no slot, or ask for a cost outside the bounds.
        """
        start = reader.at
        slot_id, kind, params_size = _HEAD.unpack(reader.take(_HEAD.size))
        if params_size != _PARAMS_SIZES.get(kind):
            raise JournalDamaged("The key file is damaged: it holds a kind of slot that there is not.")
        params = reader.take(params_size)
        *body, check = _BODY.unpack(reader.take(_BODY.size))
        if checksum(reader.since(start)[:-CHECKSUM_SIZE]) != check:
            raise JournalDamaged("The key file is damaged: one of its slots fails its check.")
        if params:
            _cost(params)
        return cls(SlotKind(kind), slot_id, params, *body)

    @classmethod
    def for_passphrase(cls, vault_id: bytes, key: Key, passphrase: str, *, cost: KdfCost) -> Self:
        """Wrap ``key`` under a passphrase, at a cost that was chosen here and never read from a file.

        Raises:
            VaultError: The text can't be a passphrase, or the computer has too little memory.
        """
        try:
            secret = crypto.prepare_passphrase(passphrase)
        except CryptoError as error:
            raise VaultError(str(error), hint="Choose another one.") from error
        params = cost.encode() + urandom(_SALT_SIZE)
        return cls._made(SlotKind.PASSPHRASE, params, vault_id=vault_id, key=key, secret=secret)

    @classmethod
    def for_recovery(cls, vault_id: bytes, key: Key, words: str) -> Self:
        """Wrap ``key`` under eleven recovery words; WrongPassphrase when they have a slip in them."""
        secret = recovery_secret(words)
        return cls._made(SlotKind.RECOVERY, b"", vault_id=vault_id, key=key, secret=secret)

    @classmethod
    def _made(cls, kind: SlotKind, params: bytes, *, vault_id: bytes, key: Key, secret: bytes) -> Self:
        slot_id, nonce = urandom(16), urandom(NONCE_SIZE)
        context = _context(slot_id, kind, params)
        kek, commitment = _keys(vault_id, context, _stretched(params, secret))
        wrapped = Xaes(kek).seal(nonce, key.reveal(), _aad(vault_id, context))
        return cls(kind, slot_id, params, commitment, nonce, wrapped)

    def unwrap(self, vault_id: bytes, secret: bytes) -> Key | None:
        """Return the data key, or None when ``secret`` is not this slot's.

        Raises:
            JournalDamaged: The secret is right, and still the wrapped key does not open.
            VaultError: The computer has too little memory.
        """
        context = _context(self.slot_id, self.kind, self.params)
        kek, commitment = _keys(vault_id, context, _stretched(self.params, secret))
        if not hmac.compare_digest(commitment, self.commitment):
            return None
        try:
            return Key(Xaes(kek).open(self.nonce, self.wrapped, _aad(vault_id, context)))
        except CryptoError as error:
            raise changed_by_others() from error


def recovery_secret(words: str) -> bytes:
    """Return the secret in eleven recovery words; WrongPassphrase says which word to look at again."""
    try:
        return crypto.recovery_secret(words)
    except WordsMistaken as error:
        raise WrongPassphrase(
            str(error), hint="Nothing was changed. Try again.", slips=dict(error.candidates)
        ) from error


def _context(slot_id: bytes, kind: SlotKind, params: bytes) -> bytes:
    return slot_id + bytes([kind]) + field(params)


def _aad(vault_id: bytes, context: bytes) -> bytes:
    return b"peerjournal/slot/v0" + vault_id + context


def _cost(params: bytes) -> tuple[KdfCost, bytes]:
    try:
        return KdfCost.decode(params[:_COST_SIZE]), params[_COST_SIZE:]
    except CryptoError as error:
        raise JournalDamaged("The key file asks for a key derivation outside the bounds.") from error


def _stretched(params: bytes, secret: bytes) -> bytes:
    if not params:
        return secret
    cost, salt = _cost(params)
    try:
        return crypto.stretch(secret, salt, cost).reveal()
    except crypto.TooLittleMemory as error:
        raise TooLittleMemory from error


def chosen_cost() -> KdfCost:
    """Return what a guess at a passphrase should cost, measured on this computer.

    Raises:
        TooLittleMemory: Not even 64 MiB could be had.
    """
    try:
        return crypto.calibrate()
    except crypto.TooLittleMemory as error:
        raise TooLittleMemory from error


def _keys(vault_id: bytes, context: bytes, ikm: bytes) -> tuple[Key, bytes]:
    kek = derive(ikm, b"peerjournal/slot/kek/v0" + context, salt=vault_id)
    return kek, derive(ikm, b"peerjournal/slot/commit/v0" + context, salt=vault_id).reveal()
