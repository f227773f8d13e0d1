"""Ways in at the command line, the hope shelf there, and the steady card."""

import json
from pathlib import Path

import pytest

from peerjournal.journal import STEADY, guides
from peerjournal.journal.guide import BUILT_IN
from tests.cli.conftest import Command, run
from tests.cli.exchange import sent
from tests.cli.pseudo_terminal import CTRL_C, CTRL_D, UNLOCKS, at_terminal


@pytest.fixture(autouse=True)
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the folder of one's own ways in, away from those of whoever runs the tests."""
    monkeypatch.setenv("PEERJOURNAL_CONFIG", str(tmp_path / "settings"))
    folder = tmp_path / "settings" / "ways-in"
    folder.mkdir(parents=True)
    return folder


# Looking at them.


def test_they_are_listed_without_a_journal() -> None:
    ran = run("ways")
    assert [line.split()[0] for line in ran.out.splitlines()] == [*BUILT_IN]
    assert "blank page" in ran.err
    items = json.loads(run("ways", "--json").out)["items"]
    assert [item["id"] for item in items] == [*BUILT_IN]
    assert items[0]["prompts"][0] == "How is it, right now? One word is plenty."


def test_one_is_shown_as_the_text_that_can_be_changed(own: Path) -> None:
    ran = run("ways", "show", "just-today")
    assert ran.out == guides().get("just-today").text
    assert str(own) in ran.err
    (own / "just-today.toml").write_text(ran.out.replace("Just today", "Today alone"), encoding="utf-8")
    assert "Today alone" in run("ways").out


def test_one_of_ones_own_that_is_broken_hides_no_other(own: Path) -> None:
    (own / "sundays.toml").write_text("title = ", encoding="utf-8")
    (own / "mondays.toml").write_bytes(b"\xff\xfe")
    (own / "tuesdays.toml").write_text('title = "Tuesdays"\nprompts = ["What?"]\n', encoding="utf-8")
    (own / "hard-day.toml").write_text("", encoding="utf-8")
    (own / "notes.txt").write_text("no way in", encoding="utf-8")
    ran = run("ways")
    names = [line.split()[0] for line in ran.out.splitlines()]
    assert names == [*(name for name in BUILT_IN if name != "hard-day"), "tuesdays"]
    assert "\u201csundays\u201d can't be read" in ran.err
    assert "\u201cmondays\u201d can't be read" in ran.err
    assert ran.code == 0


def test_a_name_that_there_is_not_is_told() -> None:
    ran = run("ways", "show", "sundays")
    assert (ran.code, ran.out) == (1, "")
    assert "no way in" in ran.err


# Writing along one.


def test_each_prompt_is_asked_and_an_empty_line_skips_it(pj: Command) -> None:
    pj.make()
    typing = [
        UNLOCKS,
        ("One word is plenty.", f"Grey.\n\nBut soft.\n{CTRL_D}"),
        ("the most room today?", "\n"),
        ("a little lighter?", f"The dog.\n{CTRL_D}"),
        ("before you close this?", f"{CTRL_D}"),
    ]
    code, screen = at_terminal(pj.places(), "write", "--way-in", "just-today", typing=typing)
    assert code == 0, screen
    assert "A few lines. Nobody else will see this." in screen
    assert pj("show", "1", "--raw").out == "Grey.\n\nBut soft.\n\nThe dog.\n"
    assert json.loads(pj("show", "1", "--json").out)["kind"] == "entry"


def test_a_story_is_asked_where_it_stands(pj: Command) -> None:
    pj.make()
    typing = [
        UNLOCKS,
        ("rough outline is enough.", f"A move.\n{CTRL_D}"),
        ("feels okay.", "\n"),
        ("Who or what was there?", "\n"),
        ("depends on the day?", "\n"),
        ("to be finished.", "\n"),
        ("your own words.", "in it\n"),
        ("want them to know?", "\n"),
    ]
    code, screen = at_terminal(
        pj.places(), "write", "--way-in", "I've walked this path", "--story", typing=typing, columns=200
    )
    assert code == 0, screen
    shown = json.loads(pj("show", "1", "--json").out)
    assert (shown["kind"], shown["body"], shown["stands"]) == ("story", "A move.", "in it")


def test_the_line_about_medicines_stands_at_each_prompt(pj: Command) -> None:
    pj.make()
    prompts = ["dealing with?", "What did you try?", "even a bit?", "made it worse?", "for someone else?"]
    typing = [UNLOCKS, *((prompt, "\n") for prompt in prompts)]
    code, screen = at_terminal(pj.places(), "write", "--way-in", "what-helped", typing=typing, columns=200)
    assert screen.count("asking a doctor or pharmacist first") == len(prompts)
    assert code == 0
    assert "Nothing was written, and that is fine. Nothing was kept." in screen
    assert json.loads(pj("list", "--json").out) == {"items": []}


def test_a_line_can_go_to_the_shelf_and_is_no_part_of_the_text(pj: Command) -> None:
    pj.make()
    typing = [
        UNLOCKS,
        ("What happened?", f"A heron.\n{CTRL_D}"),
        ("a face?", "\n"),
        ("leave it.", "A heron, of all things.\n"),
    ]
    code, screen = at_terminal(pj.places(), "write", "--way-in", "small-good-thing", typing=typing)
    assert code == 0, screen
    assert pj("show", "1", "--raw").out == "A heron.\n"
    assert pj("shelf").line == "A heron, of all things."


def test_what_was_written_is_given_back_where_somebody_stops(pj: Command) -> None:
    pj.make()
    typing = [
        UNLOCKS,
        ("One word is plenty.", f"Grey as slate.\n{CTRL_D}"),
        ("the most room today?", CTRL_C),
    ]
    code, screen = at_terminal(pj.places(), "write", "--way-in", "just-today", typing=typing)
    assert code == 130
    assert screen.count("Grey as slate.") == 2
    assert json.loads(pj("list", "--json").out) == {"items": []}


def test_without_a_terminal_nothing_is_read_and_the_prompts_are_said(pj: Command) -> None:
    ran = pj("write", "--way-in", "just-today", stdin="not an answer")
    assert ran.code == 2
    assert "How is it, right now? One word is plenty." in ran.err
    assert "Is there something you want to put down" in ran.err
    assert json.loads(pj("list", "--json").out) == {"items": []}


def test_what_makes_no_sense_is_told(pj: Command) -> None:
    for arguments in (["some words"], ["--story"]):
        ran = pj("write", "--way-in", "never-send", *arguments)
        assert (ran.code, ran.out) == (2, "")


# The shelf.


def test_the_shelf_is_empty_until_somebody_puts_a_line_there(pj: Command) -> None:
    """F13: ships with nothing on it."""
    ran = pj("shelf")
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "Nothing here yet. When a line does you good, use `peerjournal shelf add` to keep it.\n"
    assert pj("shelf", "another").out == ""
    assert json.loads(pj("shelf", "--json").out) == {"items": []}


def test_one_line_is_shown_at_a_time(pj: Command) -> None:
    pj("shelf", "add", "one")
    pj("shelf", "add", stdin="two\nlong\n")
    assert pj("shelf").out == "one\n"
    assert pj("shelf", "another", "1").out == "two\nlong\n"
    assert pj("shelf", "another", "2").out == "one\n"
    assert pj("shelf", "another").out in {"one\n", "two\nlong\n"}
    pj("shelf", "move", "2", "up")
    assert pj("shelf").out == "two\nlong\n"


def test_a_line_is_put_away_and_given_back(pj: Command) -> None:
    pj("shelf", "add", "one")
    ran = pj("shelf", "put-away", "1")
    assert ran.out == "one\n"
    assert pj("shelf").out == ""
    assert pj("shelf", "put-away", "1").code == 1


def test_a_line_says_what_it_is_from(pj: Command) -> None:
    pj("write", "I was walking.")
    assert pj("shelf", "add", "walking", "--from", "1").code == 0
    assert "from an entry of yours" in pj("shelf").err
    assert pj("shelf", "add", "walking", "--from", "7").code == 1
    assert pj("shelf", "add", stdin=" ").code == 2


def test_a_line_from_a_letter_keeps_whose_words_it_is(pj: Command, tmp_path: Path) -> None:
    """F13: lines from a reply keep "from {peer}"."""
    number = pj("open", "--keep", sent(pj, tmp_path), who="robin").line
    pj("shelf", "add", "the back stairs", "--letter", number, who="robin")
    assert "from sam" in pj("shelf", who="robin").err
    item = json.loads(pj("shelf", "--json", who="robin").out)["items"][0]
    assert (item["from"], item["kind"], item["text"]) == ("sam", "letter", "the back stairs")


# The steady card.


def test_the_steady_card_needs_no_passphrase_and_no_journal() -> None:
    """F15: the card, word for word."""
    ran = run("steady")
    assert ran.out.splitlines() == [*STEADY]
    assert STEADY == (
        "Feet on the floor. Look around and name three plain things.",
        "Let one breath out slowly, longer than it came in.",
        "What you wrote is saved and closed to everyone but you.",
        "You could stop here. You could write about something small. You could ask someone to sit with you.",
    )
