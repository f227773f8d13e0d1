"""What any program can tell of a key file without a key: whether it is whole, which version, which journal.

`jot` needs no more than this, and starts with as little as it can. The bytes are told in
docs/formats/keyfile.md; every version keeps the magic, the place of the version, and the last 40 bytes.
"""

import hashlib
from typing import Final

from peerjournal.errors import JournalDamaged, JournalTooNew

FILE_LIMIT: Final = 16 * 1024
MAGIC: Final = b"peerjournal key\n"
VERSION: Final = 0
CHECKSUM_SIZE: Final = 8
TAG_SIZE: Final = 32
TAIL_SIZE: Final = CHECKSUM_SIZE + TAG_SIZE
_VAULT_ID: Final = slice(len(MAGIC) + 2, len(MAGIC) + 18)


def checksum(data: bytes) -> bytes:
    """Return the 8 bytes that tell an accident; they are no protection against anyone."""
    return hashlib.sha256(data).digest()[:CHECKSUM_SIZE]


def check_whole(data: bytes) -> None:
    """Return only for a whole key file of our version.

    Raises:
        JournalDamaged: It is not one, or fails its checksum.
        JournalTooNew: It is whole, and of a later version.
    """
    if len(data) > FILE_LIMIT or not data.startswith(MAGIC):
        raise JournalDamaged("The key file is damaged: this is not one.")
    if checksum(data[:-TAIL_SIZE]) != data[-TAIL_SIZE:-TAG_SIZE]:
        raise JournalDamaged("The key file is damaged: it fails its check.")
    if int.from_bytes(data[len(MAGIC) : len(MAGIC) + 2], "little") != VERSION:
        raise JournalTooNew


def vault_id_of(data: bytes) -> bytes:
    """Return which journal a key file belongs to, 16 bytes; raises as ``check_whole`` does."""
    check_whole(data)
    return data[_VAULT_ID]
