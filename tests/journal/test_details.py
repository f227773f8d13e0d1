"""One detail changed throughout a story (F5): made vaguer, or marked so that it stays with the writer."""

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal import (
    ContentNote,
    Draft,
    Journal,
    Light,
    Outcome,
    Story,
    Tool,
    left_out,
    made_vaguer,
)
from peerjournal.letters import compose
from peerjournal.vault import Vault

LETTER_ID = "0123456789abcdef" * 2


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def kept(journal: Journal, body: str, title: str = "At Mo's") -> Story:
    story = journal.add(Draft(title=title, body=body, kind="story", tags=("Mo", "Moss")))
    changed = journal.edit(
        story.id,
        stands="with Mo",
        tools=[Tool("Calling Mo", Outcome.HELPED, "when Mo is in", light=Light.OPEN)],
        content_note=ContentNote(("abuse",), skip_hint="what Mo said"),
    )
    assert isinstance(changed, Story)
    return changed


def test_f5_a_detail_is_made_vaguer_wherever_it_stands(journal: Journal) -> None:
    """F5: make vaguer, in title, text, tag, tool, note and where it stands; a longer word is another."""
    story = kept(journal, "Mo, Moss and\nMo. [[Mo]]")
    changed = journal.edit(story.id, **made_vaguer(story, "Mo", "somebody"))
    assert isinstance(changed, Story)
    assert changed.title == "At somebody's"
    assert changed.body == "somebody, Moss and\nsomebody. [[somebody]]"
    assert changed.tags == ("somebody", "Moss")
    assert changed.stands == "with somebody"
    assert changed.tools[0].tried == "Calling somebody"
    assert changed.content_note is not None
    assert changed.content_note.skip_hint == "what somebody said"


def test_f5_a_detail_is_marked_as_mine_wherever_it_is_open(journal: Journal) -> None:
    """F5: mark as mine; afterwards it is in no letter."""
    story = kept(journal, "Mo and [[Mo]] and \\[[x Mo.\n:mine\nMo\n:end\nYes.")
    changed = journal.edit(story.id, **left_out(story, "Mo"))
    assert isinstance(changed, Story)
    assert changed.body == "[[Mo]] and [[Mo]] and \\[[x [[Mo]].\n:mine\nMo\n:end\nYes."


def test_f5_what_was_marked_leaves_no_trace(journal: Journal) -> None:
    story = kept(journal, "I met Mo there.")
    changed = journal.edit(story.id, **left_out(story, "Mo"))
    assert isinstance(changed, Story)
    assert b"Mo" not in compose([changed], LETTER_ID).ready().body.replace(b"Moss", b"")


def test_f5_words_may_stand_on_two_lines(journal: Journal) -> None:
    story = kept(journal, "I met Mary\nAnn there.")
    assert made_vaguer(story, "Mary Ann", "her")["body"] == "I met her there."


def test_what_looks_like_a_mark_marks_nothing(journal: Journal) -> None:
    story = kept(journal, "I met Mo there.")
    assert made_vaguer(story, "Mo", "[[her")["body"] == "I met \\[[her there."


@pytest.mark.parametrize("body", ["It lay in C:\\Mo then.", "x\\\\Mo"])
def test_f5_what_would_stay_open_is_not_said_to_be_marked(journal: Journal, body: str) -> None:
    """F5: mark as mine; a backslash before it would make the brackets plain, and the word would leave."""
    story = kept(journal, body)
    with pytest.raises(JournalError):
        left_out(story, "Mo")


@pytest.mark.parametrize(
    ("body", "instead"),
    [
        ("He said [Mo came.", "[her"),
        ("[[It was Mo] who]] came.", "her]"),
        (":Mo\nText.\n:end", "mine"),
    ],
)
def test_f5_what_is_made_vaguer_makes_no_mark_and_undoes_none(
    journal: Journal, body: str, instead: str
) -> None:
    story = kept(journal, body)
    with pytest.raises(JournalError):
        made_vaguer(story, "Mo", instead)
    assert journal.get(story.id) == story


@pytest.mark.parametrize(
    ("body", "word"),
    [
        ("Nothing here.", "Bea"),
        (":careful\nBea\n:end\nText.", "Bea"),
        ("a [Bea] b", "[Bea]"),
        ("Text.", "  "),
        ("Text.", "tex"),
    ],
)
def test_what_cant_be_done_is_said_and_changes_nothing(journal: Journal, body: str, word: str) -> None:
    story = kept(journal, body)
    with pytest.raises(JournalError) as refused:
        left_out(story, word)
    assert "Bea" not in str(refused.value)
    assert journal.get(story.id) == story
