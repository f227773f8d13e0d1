"""The data keys of older epochs, wrapped under the newest, for as long as something is sealed under them."""

import struct
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from os import urandom
from typing import Final

from peerjournal.crypto import NONCE_SIZE, Key, Xaes, derive
from peerjournal.errors import CryptoError, JournalDamaged, VaultError
from peerjournal.vault.slot import WRAPPED_SIZE, Reader, changed_by_others

_LAYOUT: Final = struct.Struct(f"<H{NONCE_SIZE}s{WRAPPED_SIZE}s")
_MOST: Final = 64


@dataclass(frozen=True, slots=True)
class OlderKey:
    """The data key of one older epoch. Nothing in it is secret."""

    epoch: int
    nonce: bytes
    wrapped: bytes


def encode_older(older: tuple[OlderKey, ...]) -> bytes:
    """Return their count and their bytes."""
    return bytes([len(older)]) + b"".join(_LAYOUT.pack(one.epoch, one.nonce, one.wrapped) for one in older)


def read_older(reader: Reader, newest: int) -> Iterator[OlderKey]:
    """Take the older keys of a file whose newest epoch is ``newest``; opens none.

    Raises:
        JournalDamaged: There are too many, or they are not in rising order below the newest.
    """
    count = reader.take(1)[0]
    before = 0
    for _ in range(count):
        one = OlderKey(*_LAYOUT.unpack(reader.take(_LAYOUT.size)))
        if count > _MOST or not before < one.epoch < newest:
            raise JournalDamaged("The key file is damaged: its older keys are out of order.")
        before = one.epoch
        yield one


def wrap_older(vault_id: bytes, newest: Key, epoch: int, *, keys: Mapping[int, Key]) -> tuple[OlderKey, ...]:
    """Wrap every key of ``keys`` under the data key of a new epoch.

    Raises:
        VaultError: There are more than a key file holds.
    """
    if len(keys) > _MOST:
        raise VaultError("Too many older keys are still needed to make another.")
    seal = _seal(newest)
    nonces = {older: urandom(NONCE_SIZE) for older in sorted(keys)}
    return tuple(
        OlderKey(older, nonce, seal.seal(nonce, keys[older].reveal(), _aad(vault_id, epoch, older)))
        for older, nonce in nonces.items()
    )


def unwrap_older(vault_id: bytes, newest: Key, epoch: int, *, older: Iterable[OlderKey]) -> dict[int, Key]:
    """Return the data key of each older epoch.

    Raises:
        JournalDamaged: One does not open under the newest.
    """
    seal = _seal(newest)
    try:
        return {
            one.epoch: Key(seal.open(one.nonce, one.wrapped, _aad(vault_id, epoch, one.epoch)))
            for one in older
        }
    except CryptoError as error:
        raise changed_by_others() from error


def _seal(newest: Key) -> Xaes:
    return Xaes(derive(newest, b"peerjournal/keyfile/wrap"))


def _aad(vault_id: bytes, newest: int, older: int) -> bytes:
    return b"peerjournal/epoch/v0" + vault_id + struct.pack("<HH", newest, older)
