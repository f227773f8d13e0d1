"""A passphrase becomes a key; the cost travels with the salt, and is bounded.

Argon2id (RFC 9106) for what a person types; HKDF-SHA256 (RFC 5869) and HMAC-SHA256 (RFC 2104) for what is
random already. No secret stands in an error: those of the libraries, which name it, are dropped whole.
"""

import hmac
import os
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Final

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from peerjournal.crypto.words import spoken
from peerjournal.errors import CryptoError

KEY_SIZE: Final = 32
_MIB: Final = 1024
_LEAST_KIB: Final = 19_456
_MOST_KIB: Final = 1024 * _MIB
_MOST_KIB_PASSES: Final = 4 * 1024 * _MIB
_MOST_PASSES: Final = 10
_MOST_LANES: Final = 8
_OPENING_MIB: Final = (64, 128, 256)


class TooLittleMemory(CryptoError):
    """This computer has too little free memory for this."""


class BadPassphrase(CryptoError):
    """This can't be a passphrase."""


class Key:
    """Thirty-two secret bytes that do not show themselves.

    Python may have made copies of them before; wiping shortens their life and promises no more.
    """

    __slots__ = ("_data",)
    __hash__: ClassVar[None]  # type: ignore[assignment]  # Python's own way to say "not hashable"

    def __init__(self, data: bytes | bytearray) -> None:
        if len(data) != KEY_SIZE:
            raise CryptoError("A key is 32 bytes.")
        self._data = bytearray(data)

    def reveal(self) -> bytes:
        """Return the secret bytes, for the one call that needs them."""
        if not self._data:
            raise CryptoError("This key was wiped.")
        return bytes(self._data)

    def __del__(self) -> None:
        # Its bytes must not stay behind in memory that is only given back.
        if data := getattr(self, "_data", None):
            data[:] = bytes(len(data))

    def held(self) -> bytearray:
        """Return the secret bytes themselves, for a call that only looks at them: no copy is left of it."""
        if not self._data:
            raise CryptoError("This key was wiped.")
        return self._data

    def wipe(self) -> None:
        """Overwrite the secret bytes; the key can't be used any more."""
        self._data[:] = bytes(len(self._data))
        self._data.clear()

    def __repr__(self) -> str:
        return "Key(...)"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Key) and hmac.compare_digest(self._data, other._data)

    def __reduce__(self) -> str:
        raise TypeError("a key is never pickled")


@dataclass(frozen=True, slots=True)
class KdfCost:
    """What one Argon2id call costs. A cost outside the bounds can't be made, so it can't be paid."""

    memory_kib: int
    """Memory in KiB: 19,456 (the least that OWASP names) to 1,048,576."""
    passes: int
    """Passes over that memory: 1 to 10; memory times passes is at most 4 GiB."""
    lanes: int
    """Lanes filled side by side: 1 to 8."""

    def __post_init__(self) -> None:
        if not (
            _LEAST_KIB <= self.memory_kib <= _MOST_KIB
            and 1 <= self.passes <= _MOST_PASSES
            and 1 <= self.lanes <= _MOST_LANES
            and self.memory_kib * self.passes <= _MOST_KIB_PASSES
        ):
            raise CryptoError("The cost of a key derivation lies outside its bounds.")

    def encode(self) -> bytes:
        """Return the 12 bytes that stand in files: memory, passes, lanes, each u32 little-endian."""
        return struct.pack("<III", self.memory_kib, self.passes, self.lanes)

    @classmethod
    def decode(cls, data: bytes) -> "KdfCost":
        """Read what ``encode`` wrote; raises CryptoError for any cost outside the bounds."""
        if len(data) != struct.calcsize("<III"):
            raise CryptoError("The cost of a key derivation is 12 bytes.")
        return cls(*struct.unpack("<III", data))


CHEAPEST: Final = KdfCost(_LEAST_KIB, 1, 1)
"""The least that is accepted, about 15 ms. For tests, never for a journal."""


def argon2id(secret: bytes, salt: bytes, cost: KdfCost, *, length: int = KEY_SIZE) -> bytes:
    """Return ``length`` bytes of Argon2id version 1.3.

    Raises:
        TooLittleMemory: The computer does not have, or did not give, the memory of ``cost``.
    """
    have = physical_memory_kib()
    if have is not None and cost.memory_kib > have:
        raise TooLittleMemory
    try:
        return Argon2id(
            salt=salt,
            length=length,
            iterations=cost.passes,
            lanes=cost.lanes,
            memory_cost=cost.memory_kib,
        ).derive(secret)
    except MemoryError:
        raise TooLittleMemory from None


def stretch(passphrase: bytes, salt: bytes, cost: KdfCost) -> Key:
    """Turn a prepared passphrase into a key, slowly."""
    return Key(argon2id(passphrase, salt, cost))


def calibrate(
    *,
    limit: float = 1.0,
    memory_kib: int | None = None,
    clock: Callable[[], float] = time.perf_counter,
    run: Callable[[bytes, bytes, KdfCost], object] = stretch,
) -> KdfCost:
    """Find what this computer can pay at each unlock: three passes, four lanes, 64, 128 or 256 MiB.

    Args:
        limit: The longest that one derivation should take, in seconds; 64 MiB may take longer.
        memory_kib: The computer's memory, an eighth of which may be used; the system is asked when not given.
        clock: Seconds that only grow.
        run: What is measured.

    Raises:
        TooLittleMemory: Not even 64 MiB could be had; less would be too cheap to guess.
    """
    memory = memory_kib or physical_memory_kib() or _MOST_KIB
    least, *larger = (KdfCost(mib * _MIB, 3, 4) for mib in _OPENING_MIB)
    best, taken = least, _seconds(least, clock, run)
    for cost in larger:
        # Twice the memory takes twice as long; what would not fit is not waited for.
        if taken * 2 > limit or cost.memory_kib * 8 > memory:
            break
        try:
            taken = _seconds(cost, clock, run)
        except TooLittleMemory:
            break
        if taken > limit:
            break
        best = cost
    return best


def _seconds(
    cost: KdfCost, clock: Callable[[], float], run: Callable[[bytes, bytes, KdfCost], object]
) -> float:
    started = clock()
    run(b"how long does this take", bytes(KEY_SIZE), cost)
    return clock() - started


def prepare_passphrase(text: str) -> bytes:
    """Return the bytes that stand for a passphrase, the same on every keyboard and system.

    OpaqueString of RFC 8265: composed (NFC), any space as an ASCII space, case and width kept. When all of
    it is words of our list, as in the passphrases that we offer: lower case, single spaces.

    Raises:
        BadPassphrase: It is empty, or holds control, invisible or unassigned characters.
    """
    if not text:
        raise BadPassphrase("A passphrase can't be empty.")
    # For plain printable ASCII the profile changes nothing, and its tables take a while to load.
    opaque = text if text.isascii() and text.isprintable() else _opaque_string(text)
    if opaque is None:
        raise BadPassphrase(
            "A passphrase can't hold control characters or invisible ones, such as those that join emoji."
        )
    return (spoken(opaque) or opaque).encode()


def _opaque_string(text: str) -> str | None:
    from precis_i18n import get_profile  # noqa: PLC0415 -- see prepare_passphrase

    # The library's error carries the whole text, so it must not even become a cause: None says enough.
    try:
        return str(get_profile("OpaqueString").enforce(text))
    except UnicodeError:
        return None


def derive(key: Key | bytes, info: bytes, *, salt: bytes = b"") -> Key:
    """Return the HKDF-SHA256 of ``key`` for the purpose that ``info`` names."""
    secret = key.held() if isinstance(key, Key) else key
    made = bytearray(KEY_SIZE)
    HKDF(algorithm=SHA256(), length=KEY_SIZE, salt=salt or None, info=info).derive_into(secret, made)
    derived = Key(made)
    made[:] = bytes(KEY_SIZE)
    return derived


def field(data: bytes) -> bytes:
    """Return ``data`` after its length as u16 little-endian, so that no two lists of fields join alike.

    Raises:
        CryptoError: It has more than 65,535 bytes.
    """
    try:
        return struct.pack("<H", len(data)) + data
    except struct.error:
        raise CryptoError("A field holds at most 65,535 bytes.") from None


def mac(key: Key, *parts: bytes) -> bytes:
    """Return the HMAC-SHA256 of the parts as they join; give parts of variable length through ``field``."""
    return hmac.digest(key.held(), b"".join(parts), "sha256")


def check_mac(key: Key, tag: bytes, *parts: bytes) -> None:
    """Return only when ``tag`` is the ``mac`` of the parts, in constant time; otherwise raise CryptoError."""
    if not hmac.compare_digest(mac(key, *parts), tag):
        raise CryptoError("A seal does not fit.")


if sys.platform == "win32":

    def physical_memory_kib() -> int | None:
        """Return how much memory this computer has, or None when the system does not say."""
        import ctypes  # noqa: PLC0415 -- only where there is no sysconf

        total = ctypes.c_ulonglong()
        told = ctypes.windll.kernel32.GetPhysicallyInstalledSystemMemory(ctypes.byref(total))
        return total.value if told else None
else:

    def physical_memory_kib() -> int | None:
        """Return how much memory this computer has, or None when the system does not say."""
        try:
            return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // 1024
        except (OSError, ValueError):
            return None
