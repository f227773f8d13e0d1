"""The frozen cards and answers of docs/formats/card.md, and the keys they were made with."""

import json
from pathlib import Path
from typing import Any

from peerjournal.crypto import Pair
from peerjournal.crypto.age import HybridIdentity
from peerjournal.peers import Identity

FOLDER = Path(__file__).parents[1] / "vectors" / "card"


def load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return loaded


KEYS = load("keys.json")
VERDICTS = load("verdicts.json")
WORDS = load("words.json")


def identity(name: str) -> Identity:
    """Return the made-up person of that name."""
    keys = KEYS[name]
    seed, mark, card_id = (bytes.fromhex(keys[one]) for one in ("age_seed", "mark_key", "card_id"))
    return Identity(HybridIdentity(seed), Pair(mark), card_id)
