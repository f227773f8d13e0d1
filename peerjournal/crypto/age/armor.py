"""Age files as text: strict PEM (RFC 7468, figure 3) with the label that age uses.

Strict means that for given bytes there is one text, but for its line ends (LF or CRLF) and for blanks around
the block: what does not encode again to what was read is refused. So nothing can hide in the wrapping.
"""

import binascii
from base64 import b64decode, b64encode

from peerjournal.crypto.age.errors import ArmorFailure

_BEGIN = b"-----BEGIN AGE ENCRYPTED FILE-----"
_END = b"-----END AGE ENCRYPTED FILE-----"
_COLUMNS = 64
_BLANKS = b" \t\r\n"
_BINARY_START = b"age-encryption.org/"
_DASHES = b"-----"
_LOOK = 1024
"""Bytes. How far into a file the first dashes of an armor may stand."""


def looks_armored(data: bytes) -> bool:
    """Say whether ``data`` is meant as armor: it isn't binary, and a PEM line's dashes are near its start."""
    return not data.startswith(_BINARY_START) and _DASHES in data[:_LOOK]


def encode(data: bytes) -> bytes:
    """Wrap ``data`` as text, its last line ended."""
    text = b64encode(data)
    lines = [text[start : start + _COLUMNS] for start in range(0, len(text), _COLUMNS)]
    return b"\n".join((_BEGIN, *lines, _END, b""))


def decode(text: bytes) -> bytes:
    """Unwrap what ``encode`` wrapped.

    Raises:
        ArmorFailure: There is anything but one block and blanks around it, or the block is not canonical.
    """
    block = text.strip(_BLANKS).replace(b"\r\n", b"\n") + b"\n"
    body = block.removeprefix(_BEGIN).removesuffix(_END + b"\n").replace(b"\n", b"")
    try:
        data = b64decode(body, validate=True)
    except binascii.Error as error:
        raise ArmorFailure from error
    # Encoding again and comparing is the whole check: labels, line lengths, padding and unused bits at once.
    if encode(data) != block:
        raise ArmorFailure
    return data
