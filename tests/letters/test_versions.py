"""A story that was shared before: what they have of it, and what takes its place."""

from dataclasses import replace
from typing import Literal

import pytest

from peerjournal.journal import Story
from peerjournal.letters import Earlier, Letter, Threads, compose, earlier, new_letter_id
from peerjournal.letters.kept import Kept
from peerjournal.letters.layout import read, write_above
from tests.letters.conftest import Person, deliver

TwoPeople = tuple[Person, Person]


def composed(*stories: Story, replaces: str = "") -> Letter:
    return compose(stories, new_letter_id(), replaces=replaces).ready()


def given(sam: Person, robin: Person, *stories: Story, replaces: str = "") -> Kept:
    """Hand over a letter with some stories."""
    ids = [story.id for story in stories]
    made = sam.outbox.prepare(composed(*stories, replaces=replaces), sam.peer(robin), stories=ids)
    sam.outbox.handed_over(made)
    return made.kept


def edit(sam: Person, story: Story, body: str) -> Story:
    changed = sam.journal.edit(str(story.number), body=body)
    assert isinstance(changed, Story)
    return changed


def of(sam: Person, robin: Person, *stories: str) -> Earlier | None:
    return earlier(sam.vault, sam.peer(robin), stories)


def test_a_sent_letter_keeps_the_ids_of_its_stories_and_the_file_does_not(two_people: TwoPeople) -> None:
    sam, robin = two_people
    story = sam.story()
    kept = given(sam, robin, story)
    assert sam.inbox.letters.get("1").stories == (story.id,)
    assert story.id.encode() not in kept.plain
    assert "stories" not in sam.send(robin).kept.to_doc()


def test_the_newest_letter_to_them_that_holds_one_of_the_stories_is_found(
    two_people: TwoPeople, carol_too: Person
) -> None:
    sam, robin = two_people
    one, two = sam.story("One."), sam.story("Two.")
    assert of(sam, robin, one.id) is None
    first, both = given(sam, robin, one), given(sam, robin, one, two)
    given(sam, carol_too, one)
    found = of(sam, robin, one.id)
    assert found is not None
    assert (found.kept, found.number, found.holds_more) == (both, "2", True)
    assert found.replaces == ""
    again = of(sam, robin, two.id, one.id)
    assert again is not None
    assert (again.holds_more, again.replaces) == (False, both.letter_id)
    sam.inbox.letters.remove("2")
    assert (left := of(sam, robin, one.id)) is not None
    assert left.kept == first


def test_what_never_left_or_was_taken_back_is_no_earlier_version(two_people: TwoPeople) -> None:
    sam, robin = two_people
    story = sam.story()
    sam.outbox.prepare(composed(story), sam.peer(robin), stories=[story.id])
    assert of(sam, robin, story.id) is None
    given(sam, robin, story)
    assert of(sam, robin, story.id) is not None
    sam.ledger.take_back("2")
    assert of(sam, robin, story.id) is None
    sam.ledger.clear()
    assert of(sam, robin, story.id) is not None


def test_the_difference_is_told_line_by_line(two_people: TwoPeople) -> None:
    sam, robin = two_people
    story = sam.story("One.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix. [[Mine.]]")
    given(sam, robin, story)
    edited = edit(sam, story, "One, changed.\n\nTwo.\n\nThree.\n\nFour.\n\nFive.\n\nSix.")
    found, letter = of(sam, robin, story.id), composed(edited)
    assert found is not None
    assert found.sentence(sam.peer(robin), letter) == "Robin has an earlier version, in letter 1."
    assert found.difference(letter) == ("  ", "- One.", "+ One, changed.", "  ")
    assert not found.is_unchanged(letter)
    assert "Mine" not in "".join(found.difference(letter))


def test_what_they_have_word_for_word_is_said_so(two_people: TwoPeople) -> None:
    sam, robin = two_people
    story = sam.story("One. [[Two.]]")
    given(sam, robin, story)
    edited = edit(sam, story, "One. [[Quite another secret.]]")
    found, letter = of(sam, robin, story.id), composed(edited)
    assert found is not None
    assert found.is_unchanged(letter)
    assert found.sentence(sam.peer(robin), letter) == "Robin has this already, in letter 1."
    assert found.difference(letter) == ()
    assert found.sentence(sam.peer(robin), None) == "Robin has an earlier version, in letter 1."


# On arrival.


def test_a_new_version_says_whose_place_it_takes_and_nothing_is_deleted(two_people: TwoPeople) -> None:
    sam, robin = two_people
    story = sam.story()
    first = given(sam, robin, story)
    robin.inbox.keep(deliver(first.plain, robin, sam))
    second = given(sam, robin, story, replaces=first.letter_id)
    assert sam.ledger.get("2").replaces == first.letter_id
    arrival = deliver(second.plain, robin, sam)
    assert arrival.replaces == robin.inbox.letters.get("1")
    assert arrival.remarks == ("This takes the place of letter 1. Both are kept.",)
    robin.inbox.keep(arrival)
    new, old = robin.inbox.letters.all()
    threads = Threads([new, old])
    assert new.replaces == first.letter_id
    assert (threads.replaces(new), threads.replaced_by(old)) == (old, new)
    assert (threads.replaces(old), threads.replaced_by(new)) == (None, None)


def test_only_their_very_sender_can_say_what_a_letter_takes_the_place_of(
    two_people: TwoPeople, carol_too: Person
) -> None:
    sam, robin = two_people
    first = given(sam, robin, sam.story())
    robin.inbox.keep(deliver(first.plain, robin, sam))
    forged = carol_too.letter()
    forged = replace(forged, replaces=first.letter_id)
    unmarked = deliver(write_above(forged, None), robin, sam)
    from_carol = robin.inbox.look(carol_too.send(robin, forged).data)
    assert (unmarked.replaces, from_carol.replaces) == (None, None)
    assert unmarked.remarks == from_carol.remarks == ()
    for arrival in (unmarked, from_carol):
        robin.inbox.keep(arrival)
    letters = robin.inbox.letters.all()
    threads = Threads(letters)
    assert [threads.replaces(one) for one in letters] == [None, None, None]


def test_two_letters_of_nobody_are_not_brought_together(two_people: TwoPeople) -> None:
    sam, robin = two_people
    first = robin.letter()
    second = replace(robin.letter(), replaces=first.letter_id)
    for letter in (first, second):
        robin.inbox.keep(deliver(write_above(letter, None), robin, sam))
    letters = robin.inbox.letters.all()
    assert [Threads(letters).replaces(one) for one in letters] == [None, None]


# Threads.


def kept(
    number: int, letter_id: str, direction: Literal["sent", "received"], answers: str = "", older: str = ""
) -> Kept:
    return Kept(
        f"id {number}",
        number,
        "by",
        direction,
        b"x",
        "peer",
        letter_id,
        in_reply_to=answers,
        replaces=older,
    )


def test_every_letter_is_told_once_under_what_it_answers() -> None:
    letters = [
        kept(6, "f", "received"),
        kept(5, "e", "received", "d"),
        kept(4, "d", "sent", "b"),
        kept(3, "c", "received", "a"),
        kept(2, "b", "received", "a"),
        kept(1, "a", "sent"),
    ]
    told = [(depth, one.number) for depth, one in Threads(letters)]
    assert told == [(0, 6), (0, 1), (1, 2), (2, 4), (3, 5), (1, 3)]


@pytest.mark.parametrize("letter_id", ["a", "b"])
def test_a_ring_or_itself_has_no_end_and_is_told_all_the_same(letter_id: str) -> None:
    ring = [kept(2, "b", "received", "a", "b"), kept(1, letter_id, "sent", "b", "a")]
    assert sorted(one.number for _, one in Threads(ring)) == [1, 2]
    assert Threads(ring).replaces(ring[0]) is None


def test_a_letter_written_before_has_no_stories_and_is_read(two_people: TwoPeople) -> None:
    sam, robin = two_people
    sam.send(robin)
    assert sam.inbox.letters.get("1").stories == ()
    assert read(sam.inbox.letters.get("1").plain).letter.replaces == ""
