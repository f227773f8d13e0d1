"""A reader of web pages in another language, written from the format page alone: it opens, and it answers."""

import json
import subprocess
from pathlib import Path

import pytest

from peerjournal.letters.forms import WebPage
from peerjournal.letters.layout import read
from peerjournal.letters.page_reply import Block
from tests.interop import age_programs
from tests.letters.frozen import FOLDER as LETTERS
from tests.letters.pages import FOLDER, FROZEN, KEYS, letter_of, text_of

pytestmark = pytest.mark.interop

READER = Path(__file__).parent / "readers" / "read_page.mjs"


def stranger(page: Path, words: str, *said: str) -> subprocess.CompletedProcess[str]:
    """Have the stranger open a page, or answer it."""
    command = [age_programs.bare_node(), str(READER), str(page), words, *said]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_reader_has_at_most_sixty_lines_and_no_package() -> None:
    text = READER.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 60
    assert text.count("import {") == text.count('from "node:')


@pytest.mark.parametrize("name", ["story", "just_read"])
def test_a_stranger_opens_a_frozen_page(name: str) -> None:
    held = json.loads((FOLDER / f"{name.replace('_', '-')}.json").read_text(encoding="utf-8"))
    words = f"  {KEYS[f'{name}_words']} ".title().replace(" ", " - ")
    told = json.loads(stranger(FOLDER / f"{name.replace('_', '-')}.html", words).stdout)
    assert told["text"] == text_of(held["body"])
    assert told["elements"] == [step[0] for step in held["body"] if isinstance(step, list) and step]
    assert {key: told[key] for key in held} == held


def test_a_stranger_opens_a_page_made_just_now(tmp_path: Path) -> None:
    letter = letter_of("שלום, Ελλάδα, 水, 🪴\n\n> **deep** `code`")
    made = WebPage().make(letter, FROZEN)
    page = tmp_path / "page.html"
    page.write_bytes(made.data)
    told = json.loads(stranger(page, made.words).stdout)
    assert told["letter_id"] == letter.letter_id
    assert "שלום, Ελλάδα, 水, 🪴" in told["text"]
    assert stranger(page, f"{made.words} more").returncode != 0


def test_what_a_stranger_writes_back_is_taken_in() -> None:
    said = ["reply_line=“In no hurry.”\nThat \\ one.", "note=Thank you. 🪴", "reply_life=Stairs."]
    told = stranger(FOLDER / "story.html", KEYS["story_words"], *said)
    block = Block.decode(b"On Tuesday you wrote:\n" + told.stdout.encode())
    assert block.reply_id == FROZEN.reply_id
    letter = block.open(FROZEN.key, read((LETTERS / "story-unmarked.letter").read_bytes()).letter.letter_id)
    assert letter.text == (
        "Thank you. 🪴\n\n**A line that stayed**\n\n“In no hurry.”\nThat \\ one.\n\n"
        "**Where it met my life**\n\nStairs."
    )
