"""The cover of a letter that came, and what is said at its end."""

from dataclasses import replace

import pytest

from peerjournal.journal import ContentNote
from peerjournal.letters import (
    HEAVY_DAY,
    JUST_READ,
    OPENING,
    WISHES,
    Around,
    Reply,
    compose,
    compose_reply,
    cover_lines,
    how_long,
    said_at_the_end,
)
from tests.letters.test_compose import LETTER_ID, story


def test_the_cover_tells_what_is_in_it_how_long_it_is_and_what_it_asks() -> None:
    """F12: content note, about how long, reply wish, how to hold it; the story itself is not on it."""
    one = replace(
        story("I sat on the back stairs."), content_note=ContentNote(("panic or crisis",), ends="steady")
    )
    letter = compose([one], LETTER_ID, around=Around("ask_me", "wait")).ready()
    assert [*cover_lines(letter, letter.text)] == [
        "About: panic or crisis (mentioned). Ends steady.",
        "About 1 min to read.",
        f"What they would like back: {WISHES['ask_me']}",
        "How to hold it: Let me be the one to bring it up.",
        HEAVY_DAY,
    ]
    assert HEAVY_DAY == "If today is a heavy day, this can wait."


def test_a_text_that_is_no_letter_has_a_cover_too() -> None:
    assert [*cover_lines(None, "word " * 1_000)] == ["About 5 min to read.", HEAVY_DAY]
    assert how_long("") == "About 1 min to read."


def test_there_are_three_ways_on_from_a_cover() -> None:
    """F12: open now, later, not for me."""
    assert [label for _, label in OPENING] == ["Open now", "Later", "Not for me"]


@pytest.mark.parametrize("wish", sorted(WISHES))
def test_at_the_end_the_wish_is_said_again(wish: str) -> None:
    """F12: with just_read, reading was the thing."""
    letter = compose([story("x")], LETTER_ID, around=Around(wish)).ready()
    assert said_at_the_end(letter) == (JUST_READ if wish == "just_read" else WISHES[wish])
    assert JUST_READ == "They asked for no reply. Reading was the thing."


def test_a_reply_asks_for_nothing_at_its_end() -> None:
    reply = compose_reply(Reply("Thank you."), LETTER_ID, to=None).ready()
    assert said_at_the_end(reply) == said_at_the_end(None) == ""
