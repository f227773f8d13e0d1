"""An age file, whole: a header that carries the file key, then the payload under it, perhaps in armor."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from os import urandom
from typing import ClassVar, Protocol

from peerjournal.crypto.age import armor, filekey, header, stream
from peerjournal.crypto.age.errors import HeaderFailure, NoMatch, RecipientFailure
from peerjournal.crypto.age.header import Stanza

_POST_QUANTUM = frozenset({"mlkem768x25519", "mlkem768p256tag", header.SCRYPT})
"""Stanza types that a quantum computer does not help against; a passphrase is symmetric, so it is one."""
_GREASE = "-grease"
"""How the type of a stanza ends that only keeps readers used to unknown types, and wraps nothing."""


class Recipient(Protocol):
    """Anyone to whom a file can be sealed."""

    label: ClassVar[str]
    """Recipients of one file have the same label; "alone" has no company at all."""

    def wrap(self, file_key: bytes) -> Stanza:
        """Wrap a file key so that only the matching identity unwraps it."""


class Identity(Protocol):
    """Anyone who may be able to open a file."""

    kind: ClassVar[str]
    """The type of the stanzas that may be for them."""

    def unwrap(self, stanza: Stanza) -> bytes | None:
        """Find the file key, or None if a stanza is for others; raise HeaderFailure for a bad one."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A file that verified to its end."""

    plaintext: bytes = field(repr=False)
    identity: Identity
    """The one of the identities given that opened it."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What a file says about itself without a key; nothing of it is authentic."""

    armored: bool
    stanza_types: tuple[str, ...]
    """In the order of the header."""
    post_quantum: bool
    """Every stanza that could wrap the key is of a type known to be post-quantum."""
    header_size: int
    """Bytes, once the armor is off."""
    payload_size: int
    """Bytes, nonce and tags included, once the armor is off."""
    plaintext_size: int | None
    """Bytes, if the file is whole; None if no whole file has this size."""


def encrypt(plaintext: bytes, recipients: Sequence[Recipient], *, armored: bool = False) -> bytes:
    """Seal ``plaintext`` so that each of the recipients can open it.

    Args:
        plaintext: What to seal, all of it in memory.
        recipients: From 1 to 32, all post-quantum or none; a passphrase alone.
        armored: Write text instead of binary.

    Raises:
        RecipientFailure: These recipients can't share one file.
        KeyFailure: A recipient's key can't be sealed to.
    """
    _check_company(recipients)
    file_key = filekey.generate()
    head = header.encode([recipient.wrap(file_key) for recipient in recipients], file_key)
    nonce = urandom(filekey.NONCE_SIZE)
    sealed = head + nonce + stream.seal(filekey.payload_key(file_key, nonce), plaintext)
    return armor.encode(sealed) if armored else sealed


def decrypt(data: bytes, identities: Iterable[Identity]) -> Opened:
    """Open a file, armored or binary; nothing comes out unless all of it verifies.

    Raises:
        ArmorFailure: The armor is not strict.
        HeaderFailure: The header is broken, or beyond our limits.
        NoMatch: None of the identities opens it.
        HmacFailure: The header was changed.
        PayloadFailure: The contents were changed or cut off.
    """
    identity, chunks = _unlock(data, identities)
    return Opened(b"".join(chunks), identity)


def decrypt_chunks(data: bytes, identities: Iterable[Identity]) -> Iterator[bytes]:
    """Open a file chunk by chunk; the header is dealt with at once, and raises as ``decrypt`` does.

    Each chunk is authentic, but until the iterator has ended without PayloadFailure the file may have been
    cut off or continued: keep nothing before then.
    """
    _, chunks = _unlock(data, identities)
    return chunks


def inspect(data: bytes) -> Inspection:
    """Say what can be seen without a key, or raise ArmorFailure or HeaderFailure."""
    armored = armor.looks_armored(data)
    binary = armor.decode(data) if armored else data
    head = header.decode(binary)
    kinds = tuple(stanza.kind for stanza in head.stanzas)
    payload = len(binary) - head.size
    return Inspection(
        armored=armored,
        stanza_types=kinds,
        post_quantum=all(kind in _POST_QUANTUM or kind.endswith(_GREASE) for kind in kinds),
        header_size=head.size,
        payload_size=payload,
        plaintext_size=stream.plaintext_size(payload - filekey.NONCE_SIZE),
    )


def _unlock(data: bytes, identities: Iterable[Identity]) -> tuple[Identity, Iterator[bytes]]:
    """Deal with the header: find who opens the file, and return them with the chunks still to be opened."""
    binary = armor.decode(data) if armor.looks_armored(data) else data
    head = header.decode(binary)
    identity, file_key = _find(head.stanzas, identities)
    head.verify(file_key)
    nonce = binary[head.size : head.size + filekey.NONCE_SIZE]
    if len(nonce) != filekey.NONCE_SIZE:
        raise HeaderFailure("The file ends before its contents begin.")
    payload = memoryview(binary)[head.size + filekey.NONCE_SIZE :]
    return identity, stream.open_chunks(filekey.payload_key(file_key, nonce), payload)


def _find(stanzas: Sequence[Stanza], identities: Iterable[Identity]) -> tuple[Identity, bytes]:
    """Try the identities in their order; the first that unwraps the file key is the one."""
    for identity in identities:
        for stanza in stanzas:
            if stanza.kind == identity.kind and (file_key := identity.unwrap(stanza)) is not None:
                return identity, file_key
    raise NoMatch


def _check_company(recipients: Sequence[Recipient]) -> None:
    if not 1 <= len(recipients) <= header.MOST_STANZAS:
        raise RecipientFailure("A file has from 1 to 32 recipients.")
    labels = {recipient.label for recipient in recipients}
    if "alone" in labels and len(recipients) > 1:
        raise RecipientFailure("A passphrase stands alone.")
    if len(labels) > 1:
        raise RecipientFailure(
            "Post-quantum and other recipients don't share a file: it would be as weak as the weakest."
        )
