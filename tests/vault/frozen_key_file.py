"""The frozen key file, what it opens to, and two ways to change its bytes."""

import hashlib
import json
from pathlib import Path

from peerjournal.vault.slot import SlotKind

ROOT = Path(__file__).parents[2]
VECTOR = ROOT / "tests/vectors/keyfile-0.bin"
TOLD = json.loads(VECTOR.with_suffix(".json").read_text(encoding="utf-8"))
PAGE = (ROOT / "docs/formats/keyfile.md").read_text(encoding="utf-8")
PASSPHRASE = TOLD["passphrase"]
WORDS = TOLD["recovery_words"]
OTHER_WORDS = "crowbar sculptor container expiring skeleton banked hula charm chive molar remold"
SLOT_SIZE = {SlotKind.PASSPHRASE: 175, SlotKind.RECOVERY: 131}
HEAD_SIZE = 41


def mended(data: bytes) -> bytes:
    """Return the bytes with every plain checksum made to fit, as someone with a reason would."""
    out, at = bytearray(data), HEAD_SIZE
    for _ in range(min(data[HEAD_SIZE - 1], 8)):
        end = at + 19 + int.from_bytes(data[at + 17 : at + 19], "little") + 32 + 24 + 48
        if end + 8 > len(out) - 40:
            break
        out[end : end + 8] = hashlib.sha256(out[at:end]).digest()[:8]
        at = end + 8
    out[-40:-32] = hashlib.sha256(out[:-40]).digest()[:8]
    return bytes(out)


def flipped(data: bytes, bit: int) -> bytes:
    out = bytearray(data)
    out[bit // 8] ^= 1 << bit % 8
    return bytes(out)
