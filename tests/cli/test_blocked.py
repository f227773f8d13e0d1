"""A mark that can't be read, in any place of a story: refused by its line, and no file is written."""

from pathlib import Path

import pytest

from peerjournal.journal import ContentNote, Light, Tool
from tests.cli.conftest import Command
from tests.cli.exchange import meet, shared, story, unlocked
from tests.journal.test_passages import BROKEN

OPEN = "[[not closed"
PLACES = {
    "title": {"title": OPEN},
    "tag": {"tags": [OPEN]},
    "where it stands": {"stands": OPEN},
    "what was tried": {"tools": [Tool(OPEN, light=Light.OPEN)]},
    "when": {"tools": [Tool("A walk.", when=OPEN, light=Light.OPEN)]},
    "topic": {"content_note": ContentNote((OPEN,))},
    "end of the note": {"content_note": ContentNote(("abuse",), ends=OPEN)},
}


def everything(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_each_malformed_text_is_refused_by_its_line_and_writes_no_file(pj: Command, tmp_path: Path) -> None:
    """F3: blocked; each malformed fixture refuses with a line number, by preview and by share."""
    meet(pj)
    (tmp_path / "out").mkdir()
    numbers = [story(pj, body) for body, _, _ in BROKEN]
    before = everything(tmp_path)
    for number, (_, line, _) in zip(numbers, BROKEN, strict=True):
        preview = pj("preview", number, "--to", "robin", who="sam")
        refused = shared(pj, number, tmp_path / "out", "--careful", "1")
        assert (preview.code, preview.out_bytes) == (1, b"")
        assert (refused.code, refused.out_bytes) == (1, b"")
        assert f"line {line}" in preview.err
        assert f"line {line}" in refused.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize("place", sorted(PLACES))
def test_in_every_other_part_it_is_refused_too(pj: Command, tmp_path: Path, place: str) -> None:
    """F3: titles, tags, what was tried and the content note go through the same door."""
    meet(pj)
    (tmp_path / "out").mkdir()
    number = story(pj, "Open.")
    with unlocked(pj, "sam") as sam:
        sam.journal.edit(number, **PLACES[place])  # type: ignore[arg-type]  # any of its fields
    before = everything(tmp_path)
    refused = shared(pj, number, tmp_path / "out")
    assert (refused.code, refused.out_bytes) == (1, b"")
    assert "is not closed" in refused.err
    assert everything(tmp_path) == before


@pytest.mark.parametrize("options", [("--note", OPEN), ("--hold", OPEN)], ids=["note", "hold"])
def test_around_a_story_it_is_refused_too(pj: Command, tmp_path: Path, options: tuple[str, str]) -> None:
    """F3: nor does a mark in the note, or in own words for the hold, let a file be written."""
    meet(pj)
    (tmp_path / "out").mkdir()
    number = story(pj, "Open.")
    before = everything(tmp_path)
    refused = shared(pj, number, tmp_path / "out", *options)
    assert (refused.code, refused.out_bytes) == (1, b"")
    assert everything(tmp_path) == before
