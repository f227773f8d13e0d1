"""jrnl's encrypted file, of version 2 and of version 3: opened in memory, then read as its text is."""

import base64
import binascii
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from peerjournal.crypto import Key, open_fernet, pbkdf2
from peerjournal.errors import CryptoError, SourceUnreadable, WrongPassphrase
from peerjournal.importers.found import Found, Options, Skipped
from peerjournal.importers.jrnl import file_time, read_file
from peerjournal.importers.source import begins, in_memory, open_source

LARGEST: Final = 64 * 1024 * 1024
"""Bytes. A Fernet token is opened in one piece, so it has to fit into memory several times."""
V3: Final = b"JRNLv3"
V2: Final = b"gAAAAA"
V2_SALT: Final = bytes.fromhex("f2d5710ec18d2ededc8e36748904cef8")
"""Every journal of jrnl 2 has this one."""
ROUNDS: Final = 100_000
_NOT_WHOLE = "This is not a whole journal of jrnl's."
_WRONG = "That passphrase didn't open it, or the file is not whole."
_AGAIN = "Try again with the passphrase that jrnl asks for. Nothing was kept, and the source is as it was."


class JrnlSealed:
    """An encrypted file of jrnl."""

    name = "jrnl-sealed"
    label = "jrnl, an encrypted file"

    def recognises(self, source: Path) -> bool:
        """Tell whether it begins as one does."""
        return begins(source, len(V3)) in {V2, V3}

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        """Yield its entries in the order in which they stand.

        Raises:
            SourceUnreadable: It is no encrypted file of jrnl's, or no passphrase was given.
            WrongPassphrase: That one doesn't open it.
        """
        with open_source(source) as file:
            data, changed = file.read(LARGEST + 1), file_time(file)
        if len(data) > LARGEST:
            raise SourceUnreadable("This is larger than what can be read in one piece.", path=source)
        salt, token = _parts(data, source)
        if options.passphrase is None:
            raise SourceUnreadable("This journal of jrnl's opens with a passphrase.", path=source)
        plain = _opened(options.passphrase(), salt, token)
        yield from read_file(in_memory(plain), options, self.name, changed)

    def size(self, source: Path) -> int:
        """Return 0: nothing can be counted without its passphrase."""
        del source
        return 0


def _parts(data: bytes, source: Path) -> tuple[bytes, bytes]:
    """Return salt and token."""
    if data.startswith(V2):
        return V2_SALT, data.strip()
    if not data.startswith(V3):
        raise SourceUnreadable("This is no encrypted journal of jrnl's.", path=source)
    try:
        (length,) = struct.unpack_from(">H", data, len(V3))
        start = len(V3) + 2
        header = data[start : start + length]
        # Early builds of version 3 wrote the header without base64 around it.
        told = json.loads(header if header.startswith(b"{") else base64.b64decode(header, validate=True))
        salt = base64.urlsafe_b64decode(told["salt"])
    except (ValueError, TypeError, LookupError, RecursionError, struct.error, binascii.Error):
        raise SourceUnreadable(_NOT_WHOLE, path=source) from None
    return salt, data[start + length :].strip()


def _opened(passphrase: str, salt: bytes, token: bytes) -> bytes:
    try:
        key: Key = pbkdf2(passphrase.encode("utf-8", "surrogatepass"), salt, ROUNDS)
        try:
            return open_fernet(key, token)
        finally:
            key.wipe()
    except CryptoError:
        raise WrongPassphrase(_WRONG, hint=_AGAIN) from None
