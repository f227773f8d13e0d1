"""Ways to break a file: every bit of a stretch, or thousands of random edits of something that was whole."""

from collections.abc import Iterator
from random import Random

FUZZED = 5000


def bit_flips(data: bytes, stretch: slice) -> Iterator[bytes]:
    """Yield ``data`` once for each bit of the stretch, with that bit flipped."""
    for place in range(*stretch.indices(len(data))):
        for bit in range(8):
            flipped = bytearray(data)
            flipped[place] ^= 1 << bit
            yield bytes(flipped)


def edits(whole: bytes, count: int = FUZZED) -> Iterator[bytes]:
    """Yield ``whole`` after a few cuts, insertions and repeats; now and then something that never was whole.

    The same every time, so that what fails once fails again; and cheap, so that there can be thousands.
    """
    chance = Random(len(whole))  # noqa: S311 - it makes test data, not keys
    for number in range(count):
        if number % 20 == 0:
            yield chance.randbytes(chance.randrange(200))
            continue
        data = whole
        for _ in range(chance.randint(1, 3)):
            start = chance.randint(0, len(data))
            end = start + chance.choice((0, 0, 1, 1, 2, 5, 70))
            put = chance.choice(
                (b"", b"\n", b"A", b" ", b"=", b"-> ", data[start:end] * 2, chance.randbytes(1))
            )
            data = data[:start] + put + data[end:]
        yield data
