"""Ids: UUIDv7 (RFC 9562). They hold the time at which they were made, so they never leave this computer."""

import os

TICKS = 4_096_000
"""In a second: 48 bits hold milliseconds, 12 their fraction (method 3), so ids of one second keep order."""

_VARIANT = {digit: "89ab"[int(digit, 16) % 4] for digit in "0123456789abcdef"}
"""Two bits of what is random tell the kind of id."""

TIME = len("01234567-89ab")
"""How many characters of an id are the time at which it was made, in milliseconds."""


def made_at(identifier: str) -> float:
    """Return when an id was made, in seconds since 1970."""
    return int(identifier[:TIME].replace("-", ""), 16) / 1000


def uuid7(tick: int) -> str:
    """Return an id made at ``tick``, counted from 1970 UTC; 62 bits of it are random."""
    milliseconds, tail = tick >> 12, os.urandom(8).hex()
    return (
        f"{milliseconds >> 16:08x}-{milliseconds & 0xFFFF:04x}-7{tick & 0xFFF:03x}"
        f"-{_VARIANT[tail[0]]}{tail[1:4]}-{tail[4:]}"
    )
