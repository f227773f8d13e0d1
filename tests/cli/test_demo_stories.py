from peerjournal.cli.demo_stories import HEADER, DemoStory, stories
from peerjournal.journal import passages
from tests.source_tree import PACKAGE


def told(title: str) -> DemoStory:
    return next(story for story in stories() if story.title == title)


def test_three_stories_are_told_in_order() -> None:
    assert [story.title for story in stories()] == ["The stairwell", "The second cup", "Six o'clock"]


def test_everything_in_them_says_that_it_is_made_up() -> None:
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
    open_text = passages.resolve(stairwell.draft, frozenset())
    assert open_text.replace("Bettany from the post room", "A woman from the post room") == stairwell.body
    assert "resignation" in stairwell.draft
    assert "resignation" not in stairwell.body


def test_where_nothing_is_held_back_the_draft_is_the_story() -> None:
    assert told("The second cup").draft == told("The second cup").body
