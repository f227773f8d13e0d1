"""A reader of sealed letters in another language, written from the format pages alone."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.interop import age_programs
from tests.letters.frozen import VERDICTS
from tests.peers.frozen import KEYS

pytestmark = pytest.mark.interop

HERE = Path(__file__).parent
READER = HERE / "readers" / "read_letter.mjs"
CARDS = HERE.parent / "vectors" / "card"
LETTERS = HERE.parent / "vectors" / "letter"


def read(letter: Path, identity: str, *rest: str | Path) -> dict[str, Any]:
    """Have the stranger open a letter, and return what they say."""
    told = subprocess.run(
        [age_programs.node_command(), str(READER), str(letter), identity, *map(str, rest)],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded: dict[str, Any] = json.loads(told.stdout)
    return loaded


def test_the_reader_has_at_most_80_lines() -> None:
    assert len(READER.read_text(encoding="utf-8").splitlines()) <= 80


@pytest.mark.parametrize("name", ["story.age", "story-armored.age"])
def test_a_stranger_opens_a_letter_and_is_sure_of_its_sender(name: str) -> None:
    robin = KEYS["robin"]
    told = read(
        LETTERS / name, robin["age_identity"], robin["mark_key"], CARDS / "robin.card", CARDS / "sam.card"
    )
    assert told["confirmed"] is (VERDICTS[name]["verdict"] == "certain")
    plain = (LETTERS / "story.letter").read_bytes()
    line, _, rest = plain.partition(b"\n")
    assert told["body"].encode() == rest[: int(line.split()[3])]


def test_a_stranger_opens_a_letter_for_a_stock_age_key_and_is_sure_of_nobody() -> None:
    told = read(LETTERS / "story-x25519.age", KEYS["stock_age"]["identity"])
    assert told["confirmed"] is False
    assert "to" not in told["index"]
