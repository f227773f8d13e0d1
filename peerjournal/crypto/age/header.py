"""The head of an age file: which stanzas it has, read strictly and written canonically, and its MAC.

It knows the grammar, not what a recipient means by a stanza; but for the one rule about a header as a whole,
that a passphrase stands alone.
"""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from peerjournal.crypto.age import filekey
from peerjournal.crypto.age.errors import HeaderFailure

LARGEST_HEADER = 64 * 1024
"""Bytes. A bound of ours: C2SP sets none, and a reader must stop somewhere."""
MOST_STANZAS = 32
SCRYPT = "scrypt"

_VERSION = b"age-encryption.org/v1"
_MAC_MARK = b"---"
_COLUMNS = 64
_MAC_SIZE = 32
_ARGUMENTS = re.compile(rb"-> ([!-~]+(?: [!-~]+)*)")


@dataclass(frozen=True, slots=True)
class Stanza:
    """One wrapping of the file key."""

    arguments: tuple[str, ...]
    """The stanza's type, then whatever that type wants; at least one, each of visible ASCII."""
    body: bytes

    @property
    def kind(self) -> str:
        """The first argument, which names the recipient type."""
        return self.arguments[0]

    def encode(self) -> bytes:
        """Write the stanza; its last line is always a short one, and empty if it must be."""
        text = encode_base64(self.body).encode()
        lines = [text[start : start + _COLUMNS] for start in range(0, len(text) + 1, _COLUMNS)]
        return b"\n".join((b"-> " + " ".join(self.arguments).encode(), *lines, b""))


@dataclass(frozen=True, slots=True)
class Header:
    """A header that follows the grammar; nothing in it is authentic before ``verify``."""

    stanzas: tuple[Stanza, ...]
    size: int
    """Bytes, up to where the payload begins."""
    signed: bytes
    mac: bytes

    def verify(self, file_key: bytes) -> None:
        """Check the MAC under an unwrapped file key, or raise HmacFailure."""
        filekey.check_mac(file_key, self.signed, self.mac)


def encode(stanzas: Iterable[Stanza], file_key: bytes) -> bytes:
    """Write a header with its MAC."""
    signed = _VERSION + b"\n" + b"".join(stanza.encode() for stanza in stanzas) + _MAC_MARK
    return signed + b" " + encode_base64(filekey.mac(file_key, signed)).encode() + b"\n"


def decode(data: bytes) -> Header:
    """Read the header at the start of ``data``.

    Raises:
        HeaderFailure: It breaks the grammar, or goes beyond our limits.
    """
    # No line of a stanza can start with the mark, so the first line that does is the last of the header.
    mark = data.find(b"\n" + _MAC_MARK, 0, LARGEST_HEADER) + 1
    end = data.find(b"\n", mark, LARGEST_HEADER)
    if not mark or end < 0:
        raise HeaderFailure
    signed, tail = data[: mark + len(_MAC_MARK)], data[mark + len(_MAC_MARK) : end]
    if not tail.startswith(b" "):
        raise HeaderFailure
    mac = decode_base64(tail[1:].decode("latin-1"), _MAC_SIZE)
    version, *lines = data[: mark - 1].split(b"\n")
    if version != _VERSION:
        raise HeaderFailure("This is not an age file of version 1.")
    stanzas = tuple(_stanzas(iter(lines)))
    _check_company(stanzas)
    return Header(stanzas, end + 1, signed, mac)


def encode_base64(data: bytes) -> str:
    """Write the unpadded base64 that headers use."""
    return b64encode(data).rstrip(b"=").decode()


def decode_base64(text: str, size: int | None = None) -> bytes:
    """Read unpadded base64, canonical only; refuse another length than ``size`` bytes, if one is given."""
    try:
        data = b64decode(text.encode("latin-1") + b"=" * (-len(text) % 4), validate=True)
    except binascii.Error as error:
        raise HeaderFailure from error
    if encode_base64(data) != text or (size is not None and len(data) != size):
        raise HeaderFailure
    return data


def _stanzas(lines: Iterator[bytes]) -> Iterator[Stanza]:
    """Read one stanza after the other from the lines between version and MAC."""
    for line in lines:
        matched = _ARGUMENTS.fullmatch(line)
        if matched is None:
            raise HeaderFailure
        yield Stanza(tuple(matched[1].decode("ascii").split(" ")), _body(lines))


def _body(lines: Iterator[bytes]) -> bytes:
    """Read full lines up to and with the first short one, which ends a stanza."""
    text = b""
    for line in lines:
        text += line
        if len(line) < _COLUMNS:
            return decode_base64(text.decode("latin-1"))
        if len(line) > _COLUMNS:
            raise HeaderFailure
    raise HeaderFailure


def _check_company(stanzas: tuple[Stanza, ...]) -> None:
    """Refuse a header with no stanza, too many, or a passphrase in company."""
    if not stanzas or len(stanzas) > MOST_STANZAS:
        raise HeaderFailure("A header has from 1 to 32 stanzas.")
    # Knowing a passphrase is taken for knowing who wrote; that holds only when nobody else could have.
    if len(stanzas) > 1 and any(stanza.kind == SCRYPT for stanza in stanzas):
        raise HeaderFailure("A passphrase stands alone.")
