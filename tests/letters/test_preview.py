"""What of a story would leave, looked at while it is written: the letter's own text, and never more."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import ContentNote, Light, Moment, Outcome, Person, Story, Tool, passages
from peerjournal.letters import Around, compose, preview
from tests.conftest import StandingClock

LETTER_ID = "0123456789abcdef" * 2
WRITTEN = Moment.of(StandingClock().now)
SIGNS = ("[[", "]]", ":mine\n", ":careful\n", ":end\n", "\n", " ", "word", "canary", "\\[[", "- ", "# ")
BODIES = st.lists(st.sampled_from(SIGNS), max_size=14).map("".join)


def story(body: str, **more: object) -> Story:
    return replace(Story("an id", "Title", body, (), WRITTEN, number=3), **more)  # type: ignore[arg-type] # as it takes them


@given(body=BODIES, words=BODIES)
def test_it_is_the_text_of_the_letter_wherever_a_letter_can_be_made(body: str, words: str) -> None:
    """F3, F8: the preview is what would leave, byte for byte."""
    told = story(
        body,
        tools=(Tool(words, Outcome.HELPED, light=Light.OPEN), Tool("canary", light=Light.MINE)),
        content_note=ContentNote(("panic or crisis",), skip_hint=words.replace("\n", " ")),
    )
    composed = compose([told], LETTER_ID, around=Around(hold=""))
    if composed.letter is not None:
        note = composed.letter.texts("content_note")
        assert preview(told) == "\n\n".join([*note, *composed.letter.texts("story")])


@given(body=BODIES)
def test_of_marks_that_can_not_be_read_only_what_stands_before_them_is_shown(body: str) -> None:
    """F3, rule 2: everything after an unclosed opener counts as mine."""
    try:
        passages.parse(body)
    except MarkNotClosed:
        left = passages.preview(body)
        assert preview(story(body)) == ("# Title" + (f"\n\n{left}" if left.strip() else ""))


def test_names_from_the_list_are_replaced_in_it() -> None:
    """F5: no listed name is in it."""
    person = Person("an id", 1, "a device", "my sister", ("Ann",))
    assert preview(story("Ann's tea. [[Ann]]"), [person]) == "# Title\n\nMy sister's tea."


def test_a_story_of_which_nothing_may_leave_shows_nothing() -> None:
    assert preview(story("[[all of it]]", title="[[this too]]")) == ""
