"""How much of a long proof is tried: one case in ten, or all of them under PEERJOURNAL_EVERY=1.

What is tried in part carries the mark `sampled`; `make proofs` runs just those, whole.
"""

import os
import zlib
from collections.abc import Sequence
from typing import Final, TypeVar

import pytest

T = TypeVar("T")

EVERY: Final = int(os.environ.get("PEERJOURNAL_EVERY", "10"))
"""Of how many cases one is tried."""

sampled = pytest.mark.sampled


def some(cases: Sequence[T], of: str = "") -> Sequence[T]:
    """Return one in ``EVERY`` of the cases, beginning at a place that ``of`` decides."""
    return cases[zlib.crc32(of.encode()) % EVERY % max(1, len(cases)) :: EVERY]


def part(examples: int) -> int:
    """Return how many of that many examples are tried."""
    return -(-examples // EVERY)
