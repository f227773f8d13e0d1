"""The payload: chunks of 64 KiB, each sealed with its place and whether it is the last (STREAM)."""

from collections.abc import Iterable, Iterator

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

from peerjournal.crypto.age.errors import PayloadFailure

CHUNK = 64 * 1024
"""Bytes of plaintext in every chunk but the last."""
TAG = 16
"""Bytes that sealing adds to each chunk."""
_SEALED = CHUNK + TAG
_MORE, _LAST = b"\x00", b"\x01"


def seal(key: bytes, plaintext: bytes) -> bytes:
    """Seal a whole payload under a key that was never used before."""
    aead = ChaCha20Poly1305(key)
    view = memoryview(plaintext)
    *before, last = range(0, max(len(view), 1), CHUNK)
    chunks = [
        aead.encrypt(_nonce(counter, _MORE), view[start : start + CHUNK], None)
        for counter, start in enumerate(before)
    ]
    return b"".join((*chunks, aead.encrypt(_nonce(len(before), _LAST), view[last:], None)))


def seal_chunks(key: bytes, chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Seal a payload chunk by chunk under a key that was never used before, and yield each as it is sealed.

    Args:
        key: 32 bytes.
        chunks: What it holds: every one but the last has ``CHUNK`` bytes, and none but an only one is empty.
    """
    aead = ChaCha20Poly1305(key)
    counter, held = 0, b""
    for number, chunk in enumerate(chunks):
        if number:
            yield aead.encrypt(_nonce(counter, _MORE), held, None)
            counter += 1
        held = chunk
    yield aead.encrypt(_nonce(counter, _LAST), held, None)


def open_chunk(key: bytes, counter: int, sealed: bytes, *, last: bool) -> bytes:
    """Return one chunk of a payload, counted from 0; whether it is the last one must be known.

    Raises:
        PayloadFailure: It fails its check, or stands in another place.
    """
    try:
        return ChaCha20Poly1305(key).decrypt(_nonce(counter, _LAST if last else _MORE), sealed, None)
    except InvalidTag:
        raise PayloadFailure from None


def open_chunks(key: bytes, sealed: memoryview) -> Iterator[bytes]:
    """Yield the plaintext chunk by chunk.

    Each chunk is authentic and in its place; that the payload is whole is known only once the iterator has
    come to its end.

    Raises:
        PayloadFailure: A chunk fails its check, the last one is missing, or something follows it.
    """
    aead = ChaCha20Poly1305(key)
    for counter, start in enumerate(range(0, len(sealed), _SEALED)):
        ending, chunk = _open(aead, counter, sealed[start : start + _SEALED])
        if counter and not chunk:
            raise PayloadFailure("The last chunk is empty.")
        yield chunk
        if ending == _LAST:
            if start + _SEALED < len(sealed):
                raise PayloadFailure("Something follows the last chunk.")
            return
    raise PayloadFailure("The last chunk is missing.")


def plaintext_size(sealed_size: int) -> int | None:
    """Say how many bytes a sealed payload of that many bytes holds, or None if no payload has that size."""
    chunks = max(1, -(-sealed_size // _SEALED))
    size = sealed_size - chunks * TAG
    fewest = (chunks - 1) * CHUNK + min(chunks - 1, 1)
    return size if size >= fewest else None


def _open(aead: ChaCha20Poly1305, counter: int, piece: memoryview) -> tuple[bytes, bytes]:
    """Open one chunk, and find out whether it was sealed as the last; only a short one must have been."""
    endings = (_MORE, _LAST) if len(piece) == _SEALED else (_LAST,)
    for ending in endings:
        try:
            return ending, aead.decrypt(_nonce(counter, ending), piece, None)
        except InvalidTag:
            continue
    raise PayloadFailure


def _nonce(counter: int, ending: bytes) -> bytes:
    return counter.to_bytes(11, "big") + ending
