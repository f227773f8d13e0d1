"""The passphrase recipient of age: scrypt (RFC 7914), always alone in its file.

The journal itself never uses it (its passphrase goes through Argon2id); it is here so that the format is
whole.
"""

import re
from dataclasses import dataclass, field
from os import urandom
from typing import ClassVar

from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from peerjournal.crypto.age import filekey
from peerjournal.crypto.age.errors import HeaderFailure, KeyFailure
from peerjournal.crypto.age.header import SCRYPT, Stanza, decode_base64, encode_base64

WRITE_WORK_FACTOR = 18
"""2 to the 18th rounds take 256 MiB and about a second. Written unless asked, and at most."""
READ_WORK_FACTOR = 20
"""2 to the 20th rounds take 1 GiB; the most that a file made by somebody else may cost us."""

_SALT_LABEL = b"age-encryption.org/v1/scrypt"
_SALT_SIZE = 16
_BLOCK_SIZE, _LANES = 8, 1
_ARGUMENTS = 3
_DECIMAL = re.compile("[1-9][0-9]?")


@dataclass(frozen=True, slots=True)
class ScryptRecipient:
    """A passphrase to seal under."""

    label: ClassVar[str] = "alone"
    passphrase: str = field(repr=False)
    work_factor: int = WRITE_WORK_FACTOR
    """From 1 to 18: the base-2 logarithm of the number of rounds."""

    def __post_init__(self) -> None:
        _check_text(self.passphrase)
        if not 1 <= self.work_factor <= WRITE_WORK_FACTOR:
            raise KeyFailure("A work factor is a number from 1 to 18.")

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap a file key under the passphrase."""
        salt = urandom(_SALT_SIZE)
        body = filekey.wrap(_stretch(self.passphrase, salt, self.work_factor), file_key)
        return Stanza((SCRYPT, encode_base64(salt), str(self.work_factor)), body)


@dataclass(frozen=True, slots=True)
class ScryptIdentity:
    """A passphrase to open with."""

    kind: ClassVar[str] = SCRYPT
    passphrase: str = field(repr=False)
    most_work: int = READ_WORK_FACTOR
    """The highest work factor that is tried."""

    def __post_init__(self) -> None:
        _check_text(self.passphrase)

    @property
    def recipient(self) -> ScryptRecipient:
        """The same passphrase, to seal under."""
        return ScryptRecipient(self.passphrase)

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Find the file key, or None if this is another passphrase; raise HeaderFailure for a bad stanza."""
        if len(stanza.arguments) != _ARGUMENTS:
            raise HeaderFailure
        salt = decode_base64(stanza.arguments[1], _SALT_SIZE)
        work_factor = self._work_factor(stanza.arguments[2])
        filekey.check_wrapped(stanza.body)
        try:
            key = _stretch(self.passphrase, salt, work_factor)
        except MemoryError as error:
            raise HeaderFailure("This computer has too little memory for the file's work factor.") from error
        return filekey.unwrap(key, stanza.body)

    def _work_factor(self, text: str) -> int:
        """Read the number as the grammar has it, and refuse one that would cost too much before paying."""
        if not _DECIMAL.fullmatch(text) or int(text) > self.most_work:
            raise HeaderFailure("The work factor is not a number, or too high.")
        return int(text)


def _stretch(passphrase: str, salt: bytes, work_factor: int) -> bytes:
    scrypt = Scrypt(salt=_SALT_LABEL + salt, length=32, n=1 << work_factor, r=_BLOCK_SIZE, p=_LANES)
    return scrypt.derive(passphrase.encode())


def _check_text(passphrase: str) -> None:
    """Refuse an empty passphrase, and one whose encoding would raise an error that holds it."""
    if not passphrase or any("\ud800" <= letter <= "\udfff" for letter in passphrase):
        raise KeyFailure("A passphrase is text, and not empty.")
