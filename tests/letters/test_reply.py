"""A reply is a witness: its parts, in their order, and nothing that was not asked for."""

import pytest

from peerjournal.errors import LetterError
from peerjournal.letters import (
    GAP,
    OFFER,
    SHORT_ONES,
    WITH_GAPS,
    Letter,
    Reply,
    asks_for_ideas,
    compose_reply,
    has_gap,
    new_letter_id,
)

LETTER_ID = "0123456789abcdef" * 2


def asked(wish: str) -> Letter:
    return Letter("fe" * 16, b"x", (), wish)


def test_every_part_stands_under_its_label_in_order() -> None:
    reply = Reply(
        "Hello.", "“By the plant”", "Two on a staircase.", "Frozen peas.", "I'll tell her.", "I walk."
    )
    letter = compose_reply(reply, LETTER_ID, to=asked("ideas")).ready()
    assert letter.body.decode() == (
        "Hello.\n\n**A line that stayed**\n\n“By the plant”\n\n**The picture**\n\nTwo on a staircase.\n\n"
        "**Where it met my life**\n\nFrozen peas.\n\n**What I take with me**\n\nI'll tell her.\n\n"
        "**If you'd like it**\n\nI walk."
    )
    kinds = ["note", "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"]
    assert [part.kind for part in letter.parts] == kinds
    assert letter.texts("reply_picture") == ["Two on a staircase."]
    assert (letter.in_reply_to, letter.wish) == ("fe" * 16, "just_read")


def test_one_line_is_a_whole_reply() -> None:
    """F11: a reply with only step 1 is valid."""
    letter = compose_reply(Reply(line="the back stairs"), LETTER_ID, to=asked("stayed")).ready()
    assert letter.body == b"**A line that stayed**\n\nthe back stairs"


@pytest.mark.parametrize("wish", ["just_read", "been_there", "stayed", "ask_me"])
def test_ideas_are_refused_where_they_were_not_asked_for(wish: str) -> None:
    """F11: step 5 has a text only where the wish is `ideas`."""
    assert not asks_for_ideas(asked(wish))
    with pytest.raises(LetterError):
        compose_reply(Reply(ideas="Have you tried"), LETTER_ID, to=asked(wish))


def test_the_offer_asks_for_nothing_and_is_always_allowed() -> None:
    """F11: with any other wish there is the fixed offer line."""
    letter = compose_reply(Reply(line="x", offer=True), LETTER_ID, to=asked("just_read")).ready()
    assert letter.texts("reply_offer") == [OFFER]
    assert letter.body.decode().endswith(f"x\n\n{OFFER}")


def test_a_text_that_is_no_letter_can_be_answered() -> None:
    letter = compose_reply(Reply(note="I read it, all of it."), LETTER_ID, to=None).ready()
    assert letter.in_reply_to == ""


@pytest.mark.parametrize("reply", [Reply(), Reply(line=" \n"), Reply(life="[[all of it]]")])
def test_an_empty_reply_is_said_to_be_one(reply: Reply) -> None:
    made = compose_reply(reply, LETTER_ID, to=asked("stayed"))
    assert made.letter is None
    assert made.undecided == ("There is nothing to send yet. One line is a whole reply.",)


def test_marks_count_in_every_part() -> None:
    """F11: the same lights as in a story."""
    one = Reply("a [[1]]", "b [[2]]", "c [[3]]", "d [[4]]", "e [[5]]", "f [[6]]")
    two = Reply("a [[x]]", "b [[y]]", "c [[longer]]", "d [[z]]", "e [[w]]", "f [[v]]")
    first, second = (compose_reply(reply, LETTER_ID, to=asked("ideas")).ready() for reply in (one, two))
    assert first == second
    assert first.texts("reply_life") == ["d"]


def test_a_mark_that_cannot_be_read_names_its_part() -> None:
    made = compose_reply(Reply(picture="a [[b"), LETTER_ID, to=asked("stayed"))
    assert made.letter is None
    assert made.undecided[0].startswith("The picture: ")


def test_careful_passages_are_counted_through_the_reply() -> None:
    reply = Reply(line="a\n:careful\none\n:end", life="b\n:careful\ntwo\n:end")
    made = compose_reply(reply, LETTER_ID, to=asked("stayed"), careful=[2])
    assert [(one.where, one.included) for one in made.careful] == [
        ("A line that stayed", False),
        ("Where it met my life", True),
    ]
    assert b"two" in made.ready().body
    assert b"one" not in made.ready().body


def test_a_reply_does_not_show_itself() -> None:
    assert "secret" not in repr(Reply(note="secret", line="secret", ideas="secret"))
    assert new_letter_id() not in repr(Reply())


def test_a_gap_that_was_left_is_noticed_in_any_part() -> None:
    """F11: the longer beginnings have gaps, so that the words are the replier's own."""
    assert all(GAP in text for text in WITH_GAPS.values())
    assert not any(GAP in text for text in SHORT_ONES)
    assert has_gap(Reply(WITH_GAPS["worried"]))
    assert has_gap(Reply(carry=f"I will {GAP}."))
    assert not has_gap(Reply("Thank you.", line="a _ b __ c", offer=True))
