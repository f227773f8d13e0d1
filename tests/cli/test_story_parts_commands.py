"""What a story says of itself before it is read: the commands note and stands, and how `show` tells it."""

import json
from typing import Any

import pytest

from peerjournal.journal import HARD_CARD, HARD_TOPIC, HELP_LINE, PICKER, TOPICS
from tests.cli.conftest import Command, run
from tests.cli.exchange import meet, story, unlocked


@pytest.fixture
def sam(pj: Command) -> Any:
    """Run commands as Sam, whose journal holds the story 1."""
    story(pj)
    return lambda *arguments, **more: pj(*arguments, who="sam", **more)


def test_an_entry_has_none_of_it(pj: Command) -> None:
    """F1: an entry is private, so nothing about sharing it can be said."""
    pj("write", "Budget day.")
    for command in (
        ("tools", "1"),
        ("tools", "1", "--helped", "a"),
        ("note", "1"),
        ("stands", "1"),
        ("names", "1"),
    ):
        refused = pj(*command)
        assert (refused.code, refused.out) == (1, "")
        assert "peerjournal story 1" in refused.err


# The content note.


def note(sam: Any) -> dict[str, Any] | None:
    found: dict[str, Any] | None = json.loads(sam("note", "1", "--json").out)["content_note"]
    return found


def test_a_note_says_what_is_in_it_how_and_how_it_ends(sam: Any) -> None:
    """F4: rendered as a plain sentence."""
    assert "no content note" in sam("note", "1").err
    assert note(sam) is None
    sam("note", "1", "--topic", "Panic or Crisis", "--topic", "the long summer", "--ends", "steady")
    assert sam("note", "1").out == "About: panic or crisis, the long summer (mentioned). Ends steady.\n"
    sam("note", "1", "--described", "--skip", "the middle part.")
    assert sam("note", "1").out == (
        "About: panic or crisis, the long summer (described). You can skip the middle part. Ends steady.\n"
    )
    assert note(sam) == {
        "brings_help": False,
        "ends": "steady",
        "help_line": True,
        "how": "described",
        "skip_hint": "the middle part.",
        "topics": ["panic or crisis", "the long summer"],
    }
    sam("note", "1", "--mentioned", "--topic", "none needed", "--ends", "", "--skip", "")
    assert sam("note", "1").out == "Content note: none needed.\n"
    assert sam("note", "1", "--clear").code == 0
    assert note(sam) is None


def test_what_is_offered_is_shown_without_a_passphrase() -> None:
    """F4: the topics, and the picker's copy word for word."""
    shown = run("note", "--topics")
    assert shown.out.splitlines() == [*TOPICS, "none needed"]
    assert shown.err.startswith(
        "A content note just says what's in here, so your reader can choose when. It doesn't mean your story"
        " is too much."
    )
    assert PICKER in shown.err
    assert json.loads(run("note", "--topics", "--json").out)["items"][0] == {"topic": "violence"}


def test_picking_the_hard_topic_says_one_card_once_and_brings_the_line_about_help(sam: Any) -> None:
    """F4: choice-triggered, and nothing else triggers it."""
    assert "Before this one" not in sam("note", "1", "--topic", "suicide", "--skip", HARD_TOPIC).err
    picked = sam("note", "1", "--topic", "Self-Harm or suicide")
    assert picked.out == ""
    assert picked.err.startswith("\n".join(HARD_CARD))
    assert "Before this one" not in sam("note", "1", "--topic", HARD_TOPIC, "--topic", "abuse").err
    assert sam("note", "1").out.splitlines()[1] == f"At the end of the copy you share: {HELP_LINE}"
    note_again = note(sam)
    assert note_again is not None
    assert note_again["brings_help"] is True


def test_the_line_about_help_can_be_taken_out_of_one_story_and_stays_out(sam: Any, pj: Command) -> None:
    """F4: removing it works and is remembered for that story only."""
    second = story(pj, "Another.", title="Two")
    for number in ("1", second):
        sam("note", number, "--topic", HARD_TOPIC)
    sam("note", "1", "--no-help-line")
    sam("note", "1", "--topic", "abuse")
    sam("note", "1", "--topic", HARD_TOPIC)
    assert sam("note", "1").out.splitlines()[1] == "The line about where to find help is taken out."
    assert HELP_LINE in sam("note", second).out
    meet(pj)
    assert HELP_LINE not in sam("preview", "1", "--to", "robin").out
    sam("note", "1", "--help-line")
    assert HELP_LINE in sam("note", "1").out


@pytest.mark.parametrize(
    "options",
    [
        (),
        ("1", "--clear", "--ends", "open"),
        ("1", "--topic", "none needed", "--topic", "abuse"),
        ("1", "--topic", "-", "--ends", "-"),
    ],
)
def test_a_note_that_makes_no_sense_is_refused(sam: Any, options: tuple[str, ...]) -> None:
    refused = sam("note", *options)
    assert (refused.code, refused.out) == (2, "")
    assert note(sam) is None


# Where it stands.


def test_where_it_stands_is_said_in_three_ways_or_in_own_words(sam: Any) -> None:
    """F1: `where it stands` is optional, and unset at first."""
    empty = sam("stands", "1")
    assert (empty.code, empty.out) == (0, "")
    assert "in it, coming through, looking back" in empty.err
    sam("stands", "1", "coming", "through")
    assert sam("stands", "1").out == "coming through\n"
    sam("stands", "1", "-", stdin="a - b, quite\n")
    assert sam("stands", "1").out == "a - b, quite\n"
    assert sam("stands", "1", "a", "-", "b").code == 0
    assert sam("stands", "1", "x", "--clear").code == 2
    assert sam("stands", "1", " ").code == 2
    assert sam("stands", "1").out == "a - b\n"
    sam("stands", "1", "--clear")
    assert sam("stands", "1").out == ""


# Showing the whole story.


def test_show_tells_what_stands_beside_the_text(sam: Any) -> None:
    assert sam("show", "1").out.endswith("I sat on the back stairs.\n")
    sam("tools", "1", "--helped", "a walk")
    sam("note", "1", "--topic", "panic or crisis")
    sam("stands", "1", "in it")
    assert sam("show", "1").out.endswith(
        "I sat on the back stairs.\n"
        "\n"
        "Where it stands: in it\n"
        "About: panic or crisis (mentioned).\n"
        "- What helped me: a walk (careful)\n"
    )
    assert sam("show", "1", "--raw").out.endswith("I sat on the back stairs.\n")


def test_show_as_json_has_every_field_of_a_story(sam: Any) -> None:
    keys = {"content_note", "from_entry", "kept", "looked", "stands", "tools"}
    before = json.loads(sam("show", "1", "--json").out)
    assert {name: before[name] for name in keys} == {
        "content_note": None,
        "from_entry": None,
        "kept": [],
        "looked": [],
        "stands": "",
        "tools": [],
    }
    sam("tools", "1", "--helped", "a walk")
    sam("note", "1", "--topic", "panic or crisis")
    after = json.loads(sam("show", "1", "--json").out)
    assert after.keys() - {"edited"} == before.keys() - {"edited"}
    assert after["tools"] == json.loads(sam("tools", "1", "--json").out)["items"]
    assert after["content_note"] == note(sam)


def test_looking_writes_nothing(sam: Any, pj: Command) -> None:
    with unlocked(pj, "sam") as session:
        before = session.journal.get("1").edited
    for command in (("tools", "1"), ("note", "1"), ("stands", "1"), ("names", "1"), ("show", "1")):
        assert sam(*command).code == 0
    with unlocked(pj, "sam") as session:
        assert session.journal.get("1").edited == before


def test_what_the_shell_keeps_is_said_once_and_not_for_what_comes_from_stdin(pj: Command) -> None:
    story(pj)
    for command in (("tools", "1", "--helped", "-"), ("note", "1", "--ends", "-"), ("stands", "1", "-")):
        assert "Your shell" not in pj(*command, stdin="typed", who="sam").err
    assert "Your shell may keep" in pj("tools", "1", "--helped", "a", who="sam").err
    assert "Your shell" not in pj("stands", "1", "in it", who="sam").err
