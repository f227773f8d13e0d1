"""Keys as text: Bech32 (BIP 173) without its limit of 90 characters, as age asks.

The case of the prefix is part of a key's form here: age writes recipients small and identities large, and
``decode`` hands the prefix back as it stood, so that each key type can insist on its own.
"""

from collections.abc import Iterable

from peerjournal.crypto.age.errors import KeyFailure

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_VALUES = {letter: value for value, letter in enumerate(_ALPHABET)}
_CHECKSUM_LENGTH = 6
_LONGEST = 4096
"""Characters. The longest key of ours, a hybrid recipient, has 1,959; a bound keeps a hostile paste cheap."""
_LOWEST_PREFIX, _HIGHEST_PREFIX = "!", "~"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)


def encode(prefix: str, data: bytes) -> str:
    """Write ``data`` behind ``prefix``, in the case of the prefix."""
    small = prefix.lower()
    values, pending, bits = _regroup(data, have=8, want=5)
    if bits:
        values.append(pending << (5 - bits))
    rest = _remainder(small, [*values, *([0] * _CHECKSUM_LENGTH)]) ^ 1
    checksum = [rest >> 5 * place & 31 for place in reversed(range(_CHECKSUM_LENGTH))]
    text = f"{small}1{''.join(_ALPHABET[value] for value in values + checksum)}"
    return text.upper() if prefix.isupper() else text


def decode(text: str) -> tuple[str, bytes]:
    """Read the prefix, in its own case, and the bytes behind it.

    Raises:
        KeyFailure: The text is not Bech32 all through; which rule it breaks is not said, nor what it was.
    """
    small = text.lower()
    prefix, separator, tail = small.rpartition("1")
    plausible = (
        len(text) <= _LONGEST
        and text.isascii()
        and text in (small, text.upper())
        and bool(prefix and separator)
        and all(_LOWEST_PREFIX <= letter <= _HIGHEST_PREFIX for letter in prefix)
        and len(tail) >= _CHECKSUM_LENGTH
        and all(letter in _VALUES for letter in tail)
    )
    if not plausible:
        raise KeyFailure
    values = [_VALUES[letter] for letter in tail]
    if _remainder(prefix, values) != 1:
        raise KeyFailure
    data, pending, bits = _regroup(values[:-_CHECKSUM_LENGTH], have=5, want=8)
    # What is left over is padding: less than one whole letter of it, and all zero, or two texts mean one key.
    if bits >= 5 or pending:  # noqa: PLR2004 - five bits are one letter, as everywhere in this file
        raise KeyFailure
    return text[: len(prefix)], bytes(data)


def decode_key(prefix: str, text: str) -> bytes:
    """Read the bytes of a key whose prefix must be exactly ``prefix``, or raise KeyFailure."""
    found, data = decode(text)
    if found != prefix:
        raise KeyFailure
    return data


def _regroup(values: Iterable[int], *, have: int, want: int) -> tuple[list[int], int, int]:
    """Cut a run of ``have``-bit numbers into ``want``-bit ones; also return the rest and its bits."""
    groups: list[int] = []
    pending = bits = 0
    for value in values:
        pending = pending << have | value
        bits += have
        while bits >= want:
            bits -= want
            groups.append(pending >> bits)
            pending &= (1 << bits) - 1
    return groups, pending, bits


def _reductions() -> tuple[int, ...]:
    """For each five bits that leave the top of the checksum, what they fold back into it."""
    folded = []
    for top in range(32):
        value = 0
        for bit, term in enumerate(_GENERATOR):
            if top >> bit & 1:
                value ^= term
        folded.append(value)
    return tuple(folded)


_REDUCTIONS = _reductions()


def _remainder(prefix: str, values: Iterable[int]) -> int:
    """Compute the checksum polynomial over the prefix, spread out as BIP 173 says, and the values."""
    checksum = 1
    spread = [ord(letter) >> 5 for letter in prefix] + [0] + [ord(letter) & 31 for letter in prefix]
    for value in (*spread, *values):
        checksum = (checksum & 0x1FFFFFF) << 5 ^ value ^ _REDUCTIONS[checksum >> 25]
    return checksum
