"""Composing: what was withheld leaves no trace, and everything else is what was written."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.errors import LetterError, TooLarge, Undecided
from peerjournal.journal import Moment, Story
from peerjournal.letters import HOLDS, WISHES, Around, compose, compose_take_back, new_letter_id
from peerjournal.text import clean
from tests.conftest import StandingClock

LETTER_ID = "0123456789abcdef" * 2
WRITTEN = Moment.of(StandingClock().now)


def story(body: str, title: str = "The stairwell", *tags: str, number: int = 3, stands: str = "") -> Story:
    return Story("an id", title, body, tags, WRITTEN, number=number, stands=stands)


def body_of(*stories: Story, around: Around = Around(), careful: tuple[int, ...] = ()) -> str:
    return compose(stories, LETTER_ID, around=around, careful=careful).ready().body.decode()


# What a letter looks like


@pytest.mark.parametrize("wish", sorted(WISHES))
def test_a_letter_for_each_wish(wish: str) -> None:
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
    assert compose([story("x")], LETTER_ID).letter == compose([story("x")], LETTER_ID).letter


def test_nothing_of_a_story_but_what_is_for_reading_leaves() -> None:
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


# What stays


# None of these opens, closes or escapes a mark, and none makes a heading whose text could be withheld.
plain = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"], exclude_characters="[]\\:\uff1a\ufe13\ufe55#"
    )
    | st.sampled_from("   \n"),
    max_size=40,
)
hidden_line = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters="[]\\:\uff1a\ufe13\ufe55\n\r\x1c\x1d\x1e\x85\u2028\u2029\x0b\x0c",
    ),
    max_size=25,
)
hidden_lines = st.lists(hidden_line, max_size=3).map("\n".join)
hidden_words = hidden_line.map(lambda text: " ".join(text.split()) or "x")


@st.composite
def family(draw: st.DrawFn) -> list[Story]:
    """Five stories that differ only inside what is withheld: in the body, the title and the tags."""
    shapes = draw(
        st.lists(st.tuples(st.sampled_from(["inline", "mine", "careful"]), plain), min_size=1, max_size=5)
    )
    first = draw(plain)

    def member() -> Story:
        body = first
        for shape, after in shapes:
            if shape == "inline":
                body += f"[[{draw(hidden_words)}]]{after}"
            else:
                body += f"\n:{shape}\n{draw(hidden_lines)}\n:end\n{after}"
        return story(body, f"Open [[{draw(hidden_words)}]] title", "work", f"[[{draw(hidden_words)}]]")

    return [member() for _ in range(5)]


@given(family())
@settings(max_examples=1_250, deadline=None)
def test_stories_that_differ_only_in_what_is_withheld_make_the_same_letter(stories: list[Story]) -> None:
    """Four pairs for each example: 5,000 pairs."""
    made = [compose([one, one], LETTER_ID) for one in stories]
    for other in made[1:]:
        assert other.letter == made[0].letter
        assert other.undecided == made[0].undecided
    assert made[0].letter or made[0].undecided


@given(family())
@settings(max_examples=500, deadline=None)
def test_what_stays_open_is_all_there_and_nothing_else(stories: list[Story]) -> None:
    made = compose(stories[:1], LETTER_ID)
    if made.letter is None:
        return
    told = made.letter.texts("story")[0].partition("Tags: work")[2]
    kept = re.sub(r"\[\[.*?\]\]|(?s::(mine|careful)\n.*?\n:end)", "", stories[0].body)
    assert "".join(told.split()) == "".join(clean(kept).split())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
@settings(max_examples=1_000, deadline=None)
def test_a_story_without_marks_leaves_exactly_as_it_was_written(text: str) -> None:
    text = clean(re.sub(r"[\[\]:\uff1a\ufe13\ufe55\\]", "", text))
    made = compose([story(text)], LETTER_ID).ready().body.decode()
    assert made.endswith(f"# The stairwell\n\n{text}" if text.strip() else "# The stairwell")


def test_the_fixture_of_the_stairwell() -> None:
    def draft(name: str, thought: str) -> Story:
        return story(
            f"I was sure the whole table could hear it. [[{thought}]]\n\nA woman came down.\n\n"
            f"I know her name now. [[It's {name}.]] We have lunch on Tuesdays."
        )

    one = compose([draft("Bettany", "I had already written my resignation in my head.")], LETTER_ID).ready()
    two = compose([draft("Rosalind", "I wanted to run.")], LETTER_ID).ready()
    assert one == two
    assert one.body.decode().endswith(
        "I was sure the whole table could hear it.\n\nA woman came down.\n\n"
        "I know her name now. We have lunch on Tuesdays."
    )


def test_marks_count_in_titles_tags_notes_and_own_words_too() -> None:
    made = body_of(
        replace(
            story("Open.", "A day [[with Bettany]]", "work", "[[resignation]]"), stands="[[stuck]] in it"
        ),
        around=Around(note="Hi. [[secret]]", hold="[[Tell no one]] Keep it."),
    )
    assert made == (
        "Hi.\n\nJust read it. No reply needed.\n\nKeep it.\n\n# A day\n\nTags: work\n\nWhere it stands: in it\n\nOpen."
    )


def test_a_canary_in_every_withheld_place_is_nowhere_in_the_letter() -> None:
    canary = "canary7391"
    body = f"a [[{canary}]] b\n\n:mine\n{canary}\n:end\n\n:careful\n{canary}\n:end\n\nc"
    made = compose(
        [story(body, f"T [[{canary}]]", f"[[{canary}]]")], LETTER_ID, around=Around(note=f"[[{canary}]]")
    )
    assert canary.encode() not in made.ready().body
    assert canary not in repr(made) + repr(made.letter) + repr(made.careful) + repr(Around(note=canary))


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
    assert compose([story("x")], LETTER_ID, around=around).letter is None


def test_a_mark_in_a_title_or_a_tag_keeps_everything_here_too() -> None:
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
    one = compose([story(CAREFUL)], LETTER_ID, careful=[1]).ready()
    two = compose([story(CAREFUL.replace("second", "another, and longer"))], LETTER_ID, careful=[1]).ready()
    assert one == two


# Taking back


def test_a_request_to_delete_says_what_the_page_says() -> None:
    letter = compose_take_back(new_letter_id(), LETTER_ID)
    assert letter.takes_back == LETTER_ID
    assert letter.texts("take_back") == [
        "Hello. I've changed my mind about the piece I sent you. Please delete your copy and don't pass it on. "
        "You haven't done anything wrong, and you don't need to reply."
    ]
