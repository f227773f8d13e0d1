"""The three made-up stories, and the made-up journal that holds them."""

from collections.abc import Iterator

import pytest

from peerjournal.cli.demo_play import PASSPHRASE, WRITER, Play
from peerjournal.cli.demo_stories import HEADER, DemoStory, stories
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Story
from peerjournal.letters import compose, new_letter_id
from peerjournal.session import Session
from tests.source_tree import PACKAGE


def told(title: str) -> DemoStory:
    return next(story for story in stories() if story.title == title)


def test_three_stories_are_told_in_order() -> None:
    """N22: the samples are these three made-up ones."""
    assert [story.title for story in stories()] == ["The stairwell", "The second cup", "Six o'clock"]


def test_everything_in_them_says_that_it_is_made_up() -> None:
    """N22: made-up, in every file."""
    for file in (PACKAGE / "cli" / "demo").iterdir():
        assert file.read_text(encoding="utf-8").startswith(f"# {HEADER}\n")
    for story in stories():
        assert story.by.endswith("(made-up)")
        assert story.reply.by.endswith("(made-up)")


def test_each_asks_for_another_kind_of_reply() -> None:
    assert [story.wish for story in stories()] == ["been_there", "stayed", "ideas"]


def test_ideas_come_only_where_they_were_asked_for() -> None:
    assert [bool(story.reply.ideas) for story in stories()] == [story.wish == "ideas" for story in stories()]


def test_each_says_what_helped_what_did_not_and_what_depends() -> None:
    for story in stories():
        assert story.helped
        assert story.didnt
        assert story.depends


def test_a_reply_quotes_a_line_that_is_there() -> None:
    for story in stories():
        assert story.reply.line in story.body


def test_what_the_writer_holds_back_leaves_the_story_as_it_is_told() -> None:
    stairwell = told("The stairwell")
    assert "resignation" in stairwell.draft
    assert "resignation" not in stairwell.body
    for one in stories():
        names = [name for person in one.people for name in person.names]
        assert all(name in one.draft for name in names)
        assert not any(name in one.body for name in names)


def test_where_nothing_is_held_back_the_draft_is_the_story() -> None:
    assert told("Six o'clock").draft == told("Six o'clock").body


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """Open the journal that the app shows in the demo."""
    played = Play(lambda _: None, tmp_path_factory.mktemp("demo"), width=80, cost=CHEAPEST)
    played.whole()
    session = Session.unlock(played.places(WRITER), PASSPHRASE)
    yield session
    session.lock()


def test_the_made_up_journal_holds_the_three_stories_with_what_stands_beside_them(writer: Session) -> None:
    held = {one.title: one for one in writer.journal.find("kind:story") if isinstance(one, Story)}
    assert held.keys() == {one.title for one in stories()}
    for one in stories():
        story = held[one.title]
        assert story.content_note is not None
        assert (story.stands, story.content_note.topics) == (one.stands, one.note.topics)
        assert [tool.tried for tool in story.tools] == [*one.helped, *one.didnt, *one.depends]


def test_its_people_are_listed_and_one_of_them_cannot_be_asked(writer: Session) -> None:
    """F5: a person who can't be asked is among them."""
    listed = {one.stand_in: one.asked.value for one in writer.people.all()}
    assert listed == {one.stand_in: one.asked for story in stories() for one in story.people}
    assert "can't ask" in listed.values()


def test_each_of_its_stories_could_leave_and_says_what_is_told(writer: Session) -> None:
    for story in (one for one in writer.journal.find("kind:story") if isinstance(one, Story)):
        made = compose([story], new_letter_id(), people=writer.people.all())
        assert made.to_decide == ()
        assert told(story.title).body.strip() in made.ready().text
