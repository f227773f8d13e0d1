"""Composing: what a letter looks like, what keeps it here, and which passages need care."""

from dataclasses import replace

import pytest

from peerjournal.errors import LetterError, TooLarge, Undecided
from peerjournal.journal import Moment, Story
from peerjournal.letters import HOLDS, WISHES, Around, compose, compose_take_back, new_letter_id
from tests.conftest import StandingClock

LETTER_ID = "0123456789abcdef" * 2
WRITTEN = Moment.of(StandingClock().now)
PLAINLY = Around()


def story(body: str, title: str = "The stairwell", *tags: str, number: int = 3, stands: str = "") -> Story:
    return Story("an id", title, body, tags, WRITTEN, number=number, stands=stands)


def body_of(*stories: Story, around: Around = PLAINLY, careful: tuple[int, ...] = ()) -> str:
    return compose(stories, LETTER_ID, around=around, careful=careful).ready().body.decode()


# What a letter looks like


@pytest.mark.parametrize("wish", sorted(WISHES))
def test_a_letter_for_each_wish(wish: str) -> None:
    """F8: what stands in a letter, and in which order, for each wish."""
    around = Around(wish=wish, note="For you.\n")
    made = body_of(
        story("One.\n\nTwo.", "First", "work", "first time", stands="in it"),
        story("Three.", ""),
        around=around,
    )
    assert made == (
        f"For you.\n\n{WISHES[wish]}\n\nThis is for you. Please don't pass it on.\n\n"
        "# First\n\nTags: work, first time\n\nWhere it stands: in it\n\nOne.\n\nTwo.\n\n---\n\nThree."
    )


def test_the_sentences_are_those_of_the_page() -> None:
    """F8: the wishes, and how to hold it, word for word."""
    assert WISHES["just_read"] == "Just read it. No reply needed."
    assert WISHES["been_there"] == "Tell me if you've been somewhere like this."
    assert WISHES["stayed"] == "Tell me a line that stayed with you."
    assert WISHES["ideas"] == "I'd welcome what helped you, if you have something."
    assert WISHES["ask_me"] == "Ask me one thing you're curious about."
    assert list(HOLDS.values()) == [
        "This is for you. Please don't pass it on.",
        "Let me be the one to bring it up.",
        "Fine to bring it up when we talk.",
    ]


def test_nothing_is_there_that_was_not_chosen() -> None:
    assert (
        body_of(story("Only this.", ""), around=Around(hold=""))
        == "Just read it. No reply needed.\n\nOnly this."
    )


def test_it_may_be_held_in_own_words() -> None:
    assert "\n\nBurn after reading.\n\n" in body_of(story("x"), around=Around(hold="Burn after reading."))


def test_each_part_is_where_the_index_says() -> None:
    letter = compose(
        [story("One.", "First", "ü", stands="in it"), story("Two.")],
        LETTER_ID,
        around=Around("ideas", "talk", "Hi."),
    ).ready()
    assert letter.texts("note") == ["Hi."]
    assert letter.texts("wish") == [WISHES["ideas"]]
    assert letter.texts("hold") == [HOLDS["talk"]]
    assert letter.texts("title") == ["First", "The stairwell"]
    assert letter.texts("tags") == ["ü"]
    assert letter.texts("stands") == ["in it"]
    assert letter.texts("story") == [
        "# First\n\nTags: ü\n\nWhere it stands: in it\n\nOne.",
        "# The stairwell\n\nTwo.",
    ]


def test_the_same_choices_make_the_same_letter() -> None:
    """F8: the preview and the file come from one composing."""
    assert compose([story("x")], LETTER_ID).letter == compose([story("x")], LETTER_ID).letter


def test_nothing_of_a_story_but_what_is_for_reading_leaves() -> None:
    """F8: no number, id, device, date, star or history of a story is in the letter."""
    one = story("x")
    other = replace(
        one,
        id="another id",
        number=99,
        by="a device",
        starred=True,
        from_entry="an entry",
        edited=WRITTEN,
        written=Moment.of(StandingClock().now.replace(year=1999)),
        extra={"x": "y"},
    )
    assert compose([one], LETTER_ID).letter == compose([other], LETTER_ID).letter


def test_a_wish_that_there_is_not_is_refused() -> None:
    with pytest.raises(LetterError):
        compose([story("x")], LETTER_ID, around=Around(wish="advice"))


def test_too_much_text_is_refused() -> None:
    with pytest.raises(TooLarge):
        compose([story("x" * 300_000)], LETTER_ID)


# What is undecided


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("a\n[[b", 2),
        ("a\n:mine\nb", 2),
        ("a\n\n:end", 3),
        (":careful\n:mine\n:end\n:end", 1),
        ("[[a [[b]]", 1),
    ],
)
def test_a_mark_that_cannot_be_read_keeps_everything_here(body: str, line: int) -> None:
    """F3: blocked, with its story and its line."""
    made = compose([story("fine", number=2), story(body, number=7)], LETTER_ID)
    assert made.letter is None
    assert len(made.undecided) == 1
    assert made.undecided[0].startswith("Story 7: ")
    assert f"line {line}" in made.undecided[0]
    with pytest.raises(Undecided):
        made.ready()


@pytest.mark.parametrize(
    "around", [Around(note="[[a"), Around(hold="a [[b"), Around(note=":end")], ids=["note", "hold", "end"]
)
def test_a_mark_around_the_stories_keeps_everything_here_too(around: Around) -> None:
    """F3: blocked, from the note and from own words too."""
    assert compose([story("x")], LETTER_ID, around=around).letter is None


def test_a_mark_in_a_title_or_a_tag_keeps_everything_here_too() -> None:
    """F3: blocked, from a title and from a tag too."""
    assert compose([story("x", "A [[b")], LETTER_ID).letter is None
    assert compose([story("x", "A", "[[b")], LETTER_ID).letter is None


def test_a_story_of_which_nothing_may_leave_is_said_to_be_one() -> None:
    made = compose([story("[[all of it]]", "[[too]]")], LETTER_ID)
    assert made.letter is None
    assert "nothing of it may leave" in made.undecided[0]


def test_no_story_is_said_so() -> None:
    assert compose([], LETTER_ID).undecided == ("Choose a story to share.",)


# What needs care


CAREFUL = "a\n\n:careful\nfirst\n:end\n\nb\n\n:careful\nsecond\n:end\n\nc"


def test_careful_passages_stay_unless_they_are_asked_for_and_are_shown_with_their_story() -> None:
    """F3: careful, not answered, is left out."""
    made = compose([story(CAREFUL, number=2), story(CAREFUL, number=5)], LETTER_ID)
    assert made.letter is not None
    assert [(one.number, one.where, one.text, one.included) for one in made.careful] == [
        (1, "Story 2", "first", False),
        (2, "Story 2", "second", False),
        (3, "Story 5", "first", False),
        (4, "Story 5", "second", False),
    ]
    assert b"first" not in made.letter.body
    assert b"second" not in made.letter.body


def test_a_careful_passage_goes_along_by_its_number_through_the_letter() -> None:
    made = compose([story(CAREFUL), story(CAREFUL)], LETTER_ID, careful=[3])
    assert [one.included for one in made.careful] == [False, False, True, False]
    stories = made.ready().texts("story")
    assert "first" not in stories[0]
    assert "first" in stories[1]
    assert "second" not in stories[1]


@pytest.mark.parametrize("number", [0, 3, -1])
def test_a_number_without_a_careful_passage_keeps_everything_here(number: int) -> None:
    made = compose([story(CAREFUL)], LETTER_ID, careful=[number])
    assert made.letter is None
    assert made.undecided == (f"There is no careful passage {number}: they are numbered 1 to 2.",)


def test_careful_passages_not_asked_for_do_not_differ() -> None:
    """F3: nothing of a careful passage that stays is in the letter, not even its length."""
    one = compose([story(CAREFUL)], LETTER_ID, careful=[1]).ready()
    two = compose([story(CAREFUL.replace("second", "another, and longer"))], LETTER_ID, careful=[1]).ready()
    assert one == two


# Taking back


def test_a_request_to_delete_says_what_the_page_says() -> None:
    """F9: the note that takes back, word for word."""
    letter = compose_take_back(new_letter_id(), LETTER_ID)
    assert letter.takes_back == LETTER_ID
    assert letter.texts("take_back") == [
        (
            "Hello. I've changed my mind about the piece I sent you. Please delete your copy"
            " and don't pass it on. You haven't done anything wrong, and you don't need to reply."
        )
    ]
