"""Ids: UUIDv7 (RFC 9562). They hold the time at which they were made, so they never leave this computer."""

import os

TICKS = 4_096_000
"""In a second: 48 bits hold milliseconds, 12 their fraction (method 3), so ids of one second keep order."""

TIME = len("01234567-89ab")
"""How many characters of an id are the time at which it was made, in milliseconds."""


def made_at(identifier: str) -> float:
    """Return when an id was made, in seconds since 1970."""
    return int(identifier[:TIME].replace("-", ""), 16) / 1000


def uuid7(tick: int) -> str:
    """Return an id made at ``tick``, counted from 1970 UTC; 62 bits of it are random."""
    head = tick >> 12 << 16 | 0x7000 | tick & 0xFFF
    tail = int.from_bytes(os.urandom(8), "big") & ~(0x3 << 62) | 0x2 << 62
    text = f"{head << 64 | tail:032x}"
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
