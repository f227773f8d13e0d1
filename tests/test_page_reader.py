"""A reader of web pages, written from the format page alone by somebody who had not looked at the code."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from peerjournal.letters.forms import WebPage
from peerjournal.letters.layout import read
from peerjournal.letters.page_reply import Block
from tests.letters.frozen import FOLDER as LETTERS
from tests.letters.pages import FOLDER, FROZEN, KEYS, letter_of

READER = Path(__file__).parent / "interop" / "readers" / "read_page.py"


def stranger(page: Path, words: str, *how: str) -> subprocess.CompletedProcess[str]:
    """Have the stranger open a page, or answer it."""
    command = [sys.executable, str(READER), str(page), *how]
    return subprocess.run(command, input=f"{words}\n", capture_output=True, text=True, check=False)


def test_the_reader_has_at_most_sixty_lines() -> None:
    assert len(READER.read_text(encoding="utf-8").splitlines()) <= 60


@pytest.mark.parametrize("name", ["story", "just_read"])
def test_a_stranger_opens_a_frozen_page(name: str) -> None:
    held = json.loads((FOLDER / f"{name.replace('_', '-')}.json").read_text(encoding="utf-8"))
    words = f"  {KEYS[f'{name}_words']} ".title().replace(" ", " - ")
    assert json.loads(stranger(FOLDER / f"{name.replace('_', '-')}.html", words).stdout) == held


def test_a_stranger_reads_a_page_made_just_now_and_nobody_does_without_its_words(tmp_path: Path) -> None:
    letter = letter_of("שלום, Ελλάδα, 水, 🪴\n\n1. one\n2. two  \nmore\n\n> **deep** `code`")
    made = WebPage().make(letter, FROZEN)
    page = tmp_path / "page.html"
    page.write_bytes(made.data)
    told = stranger(page, made.words, "--text").stdout
    assert "שלום, Ελλάδα, 水, 🪴\n\n1. one\n2. two\nmore\n\ndeep code" in told
    assert stranger(page, f"{made.words} more").returncode != 0


def test_what_a_stranger_writes_back_is_taken_in() -> None:
    said = ["reply_line=“In no hurry.”\nThat \\ one.", "note=Thank you. 🪴", "reply_life=Stairs."]
    told = stranger(FOLDER / "story.html", KEYS["story_words"], "--reply", *said)
    block = Block.decode(b"On Tuesday you wrote:\n" + told.stdout.encode())
    assert block.reply_id == FROZEN.reply_id
    letter = block.open(FROZEN.key, read((LETTERS / "story-unmarked.letter").read_bytes()).letter.letter_id)
    assert letter.text == (
        "Thank you. 🪴\n\n**A line that stayed**\n\n“In no hurry.”\nThat \\ one.\n\n"
        "**Where it met my life**\n\nStairs."
    )
