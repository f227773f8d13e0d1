"""The command `export --with-letters`: what others wrote to you leaves too, if you say so and not else."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.cli.exchange import meet, sent, shared, story
from tests.exporters.schema import faults

WORDS = "[[sat]] with it \u202e\x1b]0;x\x07 --- # no heading"


@pytest.fixture
def written_to(pj: Command, tmp_path: Path) -> Command:
    """Give Robin a letter of Sam's, and Sam what Robin wrote back, a person, a line and a row."""
    letter = sent(pj, tmp_path / "over", "I sat on the back stairs with Bettany.")
    pj("people", "add", "a friend", "--name", "Bettany Rook", "--asked", "yes", who="sam")
    number = pj("open", "--keep", letter, who="robin").line
    answer = pj(
        "reply", number, "--line", WORDS, "--out", tmp_path / "back", "--looked", "--unconfirmed", who="robin"
    )
    assert answer.code == 0, answer.err
    assert pj("open", "--keep", Path(answer.line), who="sam").code == 0
    pj("shelf", "add", "It was cold, and then it was not.", who="sam")
    return pj


def test_as_json_all_of_it_stands_beside_the_entries(written_to: Command, tmp_path: Path) -> None:
    run = written_to("export", tmp_path / "out", "--format", "json", "--with-letters", "--yes", who="sam")
    assert run.code == 0
    assert "What others wrote to you was written for you." in run.err
    whole = json.loads((tmp_path / "out" / "peerjournal.json").read_text(encoding="utf-8"))
    assert faults(whole) == []
    assert [one["direction"] for one in whole["letters"]] == ["received", "sent"]
    assert "with it" in whole["letters"][0]["text"]
    assert "back stairs" in whole["letters"][1]["text"]
    assert whole["letters"][0]["answers"] == whole["letters"][1]["number"]
    assert whole["people"][0]["names"] == ["Bettany Rook"]
    assert "It was cold" not in json.dumps(whole)
    assert [one["peer"] for one in whole["ledger"]] == ["robin"]


def test_as_markdown_each_letter_is_a_page_and_none_comes_back_as_an_entry(
    written_to: Command, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    run = written_to("export", out, "--format", "markdown", "--with-letters", "--yes", who="sam")
    assert run.code == 0
    pages = {path.name: path.read_text(encoding="utf-8") for path in out.iterdir()}
    beside = {"letter-1.md", "letter-2.md", "people.md", "ledger.md"}
    assert beside < pages.keys()
    assert "back stairs" in pages["letter-1.md"]
    assert "with it" in pages["letter-2.md"]
    assert "* a friend, in place of Bettany Rook (asked: yes)\n" in pages["people.md"]
    assert not any("\x1b" in page for page in pages.values())
    back = written_to("import", out, "--yes", who="later")
    assert (back.code, "1 entry to move in." in back.err) == (0, True)
    assert "Left out" not in back.err


@pytest.mark.parametrize("form", ["markdown", "json", "jrnl"])
def test_unless_it_is_asked_for_none_of_it_leaves(written_to: Command, tmp_path: Path, form: str) -> None:
    assert written_to("export", tmp_path / "out", "--format", form, "--yes", who="sam").code == 0
    text = "".join(path.read_text(encoding="utf-8") for path in (tmp_path / "out").iterdir())
    for words in ("with it", "Bettany Rook", "It was cold", "robin"):
        assert words not in text


def test_no_key_and_no_card_is_in_it(written_to: Command, tmp_path: Path) -> None:
    meet(written_to, "sam", "kim")
    shared(written_to, story(written_to, "One more."), tmp_path / "kim", to="kim")
    written_to("export", tmp_path / "out", "--format", "json", "--with-letters", "--yes", who="sam")
    text = (tmp_path / "out" / "peerjournal.json").read_text(encoding="utf-8")
    assert not {"seed", "card", "marks_with", "plain"} & set(
        json.dumps(json.loads(text)).replace('"', " ").split()
    )


def test_a_form_without_a_place_for_letters_says_so_before_anything_is_asked(
    written_to: Command, tmp_path: Path
) -> None:
    run = written_to("export", tmp_path / "out", "--format", "jrnl", "--with-letters", "--yes", who="sam")
    assert run.code == 2
    assert "That form has no place for letters. Nothing was written." in run.err
    assert not (tmp_path / "out").exists()
