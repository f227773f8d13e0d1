"""Before you share: seven lines to skip or not, and three equal choices, of which nothing is kept."""

import re
from dataclasses import fields

from peerjournal.letters import BEGINS_ON, GO_ON, KEEP, PAUSE, SEVEN, WAYS, stays_mine
from tests.letters.test_compose import story
from tests.source_tree import modules


def test_there_are_seven_lines_in_the_order_of_the_page() -> None:
    """F6: seven lines, one at a time."""
    assert [line.title for line in SEVEN] == [
        "Why this, why now?",
        "Who is it for?",
        "What stays mine?",
        "Who else is in it?",
        "Could it come back to bite?",
        "How fresh is it?",
        "Who has you afterwards?",
    ]
    assert [line.key for line in SEVEN if not line.words] == ["mine", "others"]
    assert all(line.words.endswith(("?", "vaguer.")) for line in SEVEN if line.words)


def test_the_end_has_three_equal_choices_and_begins_on_the_pause() -> None:
    """F6: keep it to myself, take a pause, go on to preview, in this order."""
    assert WAYS == ((KEEP, "Keep it to myself"), (PAUSE, "Take a pause"), (GO_ON, "Go on to preview"))
    assert BEGINS_ON == PAUSE


def test_there_is_nothing_in_it_that_could_be_kept() -> None:
    """F6: nothing recorded: no room that writes knows of it, and a line has no place for an answer."""
    assert [one.name for one in fields(SEVEN[0])] == ["key", "title", "words"]
    imported = {source for source, _, _ in modules()["peerjournal.letters.before"].imports()}
    assert not {source for source in imported if re.search("vault|disk|ledger|outbox", source)}


def test_what_stays_is_told_by_the_marks_the_writer_made() -> None:
    """F6: line 3 counts the writer's own marks."""
    assert stays_mine([story("Open.")]) == "You marked nothing to stay with you."
    assert stays_mine([story("a [[b]] c")]) == "1 passage stays with you."
    assert stays_mine([story("a [[b]] c", "A [[title]]", "[[tag]]", stands="[[in]]")]) == (
        "4 passages stay with you."
    )
    careful = "\n:careful\nx\n:end\n"
    assert stays_mine([story(f"a{careful}")]) == ("1 careful passage stays too, unless you let it go along.")
    assert stays_mine([story(f"a [[b]]{careful}"), story(careful)]) == (
        "1 passage stays with you. 2 careful passages stay too, unless you let them go along."
    )


def test_a_mark_that_can_not_be_read_is_said_to_be_one() -> None:
    assert stays_mine([story("a [[b")]) == "A mark is not closed, so nothing of this can leave yet."
