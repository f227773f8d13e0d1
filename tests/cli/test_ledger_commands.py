"""The commands about what left: the ledger, and taking back."""

import json
from pathlib import Path

from tests.cli.conftest import Command
from tests.cli.exchange import sent, shared, story, unlocked


def test_the_ledger_tells_what_left_and_forgets_it(pj: Command, out: Path) -> None:
    sent(pj, out)
    (row,) = json.loads(pj("ledger", "--json", who="sam").out)["items"]
    assert {name: row[name] for name in ("form", "letter", "number", "peer", "state")} == {
        "form": "sealed",
        "letter": "1",
        "number": "1",
        "peer": "robin",
        "state": "handed over",
    }
    assert pj("ledger", "clear", who="sam").code == 2
    assert "1 row forgotten." in pj("ledger", "clear", "--yes", who="sam").err
    assert pj("ledger", who="sam").out == ""


def test_taking_back_marks_the_row_and_gives_a_note(pj: Command, out: Path) -> None:
    sent(pj, out)
    note = pj("take-back", "1", who="sam")
    assert note.out.startswith("Hello. I've changed my mind")
    assert "It can't erase their copy." in note.err
    assert pj("ledger", who="sam").line.endswith(" · taken back")


def test_the_note_can_be_sealed_and_is_told_for_what_it_is(pj: Command, out: Path) -> None:
    pj("open", "--keep", sent(pj, out), who="robin")
    note = pj("take-back", "1", "--out", out, "--unconfirmed", who="sam")
    assert "sam asks you to delete letter 1." in pj("open", "--look", note.line, who="robin").err


def test_what_they_were_given_is_shown_even_after_later_edits(pj: Command, out: Path) -> None:
    """F9: the snapshot shows exactly what that person received."""
    letter = sent(pj, out)
    with unlocked(pj, "sam") as sam:
        sam.journal.edit("1", body="Quite another text.")
    shown = pj("ledger", "show", "1", who="sam")
    assert shown.out == pj("open", "--look", letter, who="robin").out
    assert shown.err.startswith("1 · robin · letter 1 · ")
    pj("letters", "remove", "1", "--yes", who="sam")
    gone = pj("ledger", "show", "1", who="sam")
    assert (gone.code, gone.out) == (1, "")
    assert "Your copy of that letter was removed." in gone.err
    assert pj("ledger", who="sam").line.endswith(
        " · its letter was removed · " + gone.err.split(" · ")[3] + " · sealed · handed over"
    )


def test_the_states_and_the_note_of_a_row(pj: Command, out: Path) -> None:
    """F9: handed over, spoken about, taken back; a note of one's own; one row forgotten."""
    sent(pj, out)
    assert pj("ledger", "spoken", "1", who="sam").code == 0
    assert pj("ledger", who="sam").line.endswith(" · spoken about")
    assert pj("ledger", "note", "1", "Before", "the meeting.", who="sam").code == 0
    assert pj("ledger", "note", "1", stdin="After it.\n", who="sam").code == 0
    assert "Your note: After it." in pj("ledger", "show", "1", who="sam").err
    (row,) = json.loads(pj("ledger", "--json", who="sam").out)["items"]
    assert row["note"] == "After it."
    pj("ledger", "note", "1", "--none", who="sam")
    assert "Your note" not in pj("ledger", "show", "1", who="sam").err
    pj("take-back", "1", who="sam")
    assert pj("ledger", "spoken", "1", who="sam").code == 1
    assert pj("ledger", "forget", "1", who="sam").code == 2
    assert pj("ledger", "forget", "1", "--yes", who="sam").code == 0
    assert pj("ledger", who="sam").out == ""
    assert pj("letters", who="sam").line == "1 · to robin"
    assert pj("ledger", "forget", "1", "--yes", who="sam").code == 1


def test_it_is_switched_off_and_on_in_one_step(pj: Command, out: Path) -> None:
    """F9: off, no row is written; taking back then works by the letter's number."""
    sent(pj, out)
    off = pj("ledger", "off", who="sam")
    assert "1 row still there" in off.err
    second = shared(pj, story(pj), out)
    assert "The ledger is off, so nothing was written down." in second.err
    assert len(pj("ledger", who="sam").out.splitlines()) == 1
    assert "ledger is off" in pj("ledger", who="sam").err
    assert json.loads(pj("ledger", "--json", who="sam").out)["on"] is False
    note = pj("take-back", "--letter", "2", who="sam")
    assert note.out.startswith("Hello. I've changed my mind")
    assert note.err == "This writes a note you can send. It can't erase their copy.\n"
    marked = pj("take-back", "--letter", "1", who="sam")
    assert marked.err.startswith("This marks it as taken back")
    assert pj("ledger", who="sam").line.endswith(" · taken back")
    pj("ledger", "on", who="sam")
    shared(pj, story(pj), out)
    assert len(pj("ledger", who="sam").out.splitlines()) == 2


def test_after_clearing_a_letter_is_taken_back_by_its_number(pj: Command, out: Path) -> None:
    """F9: clearing leaves no row; what was sent can be taken back all the same, and its note sealed."""
    pj("open", "--keep", sent(pj, out), who="robin")
    pj("ledger", "clear", "--yes", who="sam")
    note = pj("take-back", "--letter", "1", "--out", out, "--unconfirmed", who="sam")
    assert "sam asks you to delete letter 1." in pj("open", "--look", note.line, who="robin").err
    assert pj("take-back", "--letter", "1", who="robin").code == 1
    assert pj("take-back", "1", "--letter", "1", who="sam").code == 2
    assert pj("take-back", who="sam").code == 2


def test_taking_back_takes_no_more_words_than_sharing(pj: Command, out: Path) -> None:
    """F9: taking back takes no more words and no more key presses than the shortest sharing does."""
    share = ("share", "1", "--to", "1")
    sent(pj, out)
    for back in (("take-back", "1"), ("take-back", "-l", "1")):
        assert pj(*back, who="sam").code == 0
        assert len(back) <= len(share)
        assert len(" ".join(back)) <= len(" ".join(share))
