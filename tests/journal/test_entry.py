import pytest

from peerjournal.journal import Draft, Entry, Moment, Story, piece_from_doc, tidy_tags
from peerjournal.journal.entry import first_words

NOW = Moment.decode("2026-11-21T09:00:00+01:00[Europe/Berlin]")
SECRET = "canary7f3a"

ENTRY_DOC = {
    "kind": "entry",
    "title": "The lake",
    "body": "It was cold.",
    "tags": ["walk", "first time"],
    "written": NOW.encode(),
    "edited": "2026-11-22T09:00:00+01:00",
    "starred": True,
    "number": 12,
    "by": "0" * 32,
    "origin": {"format": "jrnl"},
    "of a later version": [1, {"two": None}],
}
STORY_DOC = {
    **ENTRY_DOC,
    "kind": "story",
    "from_entry": "019a",
    "stands": "coming through",
    "content_note": {"topics": ["panic or crisis"], "how": "mentioned", "later": 1},
    "tools": [{"tried": "a walk", "how_it_went": "helped", "light": "careful", "later": 1}],
    "removed": NOW.encode(),
}


@pytest.mark.parametrize("doc", [ENTRY_DOC, STORY_DOC, {**ENTRY_DOC, "kind": "of a later version"}])
def test_a_document_read_and_written_is_the_same_with_what_is_not_known_yet(doc: dict[str, object]) -> None:
    piece = piece_from_doc("019b", doc)
    assert isinstance(piece, Story if doc["kind"] == "story" else Entry)
    assert piece.to_doc() == doc
    assert piece_from_doc("019b", piece.to_doc()) == piece


def test_a_document_with_little_in_it_is_still_an_entry() -> None:
    entry = Entry.from_doc("019b", {"written": NOW.encode()})
    assert (entry.title, entry.body, entry.tags, entry.number, entry.kind) == ("", "", (), 0, "entry")


def test_a_file_that_only_another_version_knows_has_a_name_too() -> None:
    file = {"name": "lake.jpg", "kind": "photo", "file": "00" * 16, "key": "00" * 32, "sha256": "", "size": 1}
    entry = Entry.from_doc("019b", {"written": NOW.encode(), "files": [file]})
    assert [entry.file_name(place) for place in (1, 2)] == ["lake.jpg", "file"]


def test_nothing_of_what_was_written_shows_in_a_repr() -> None:
    draft = Draft(title=SECRET, body=SECRET, tags=(SECRET,))
    doc = {**STORY_DOC, **draft.to_doc(NOW), "stands": SECRET, "other": SECRET}
    assert SECRET not in repr(draft)
    for piece in (Entry.from_doc("019b", doc), Story.from_doc("019b", doc)):
        assert SECRET not in repr(piece)
        assert "019b" in repr(piece)
        assert "2026-11-21" in repr(piece)


def test_a_draft_is_cleaned_as_it_is_made() -> None:
    draft = Draft(title=" a\n\x1b]0;b\x07", body="a\r\nb\x1b[2J\u202e", tags=("#walk", "Walk", " \n", "a\tb"))
    assert draft.title == "a ]0;b"
    assert draft.body == "a\nb[2J"
    assert draft.tags == ("walk", "a b")


def test_tags_are_kept_once_in_the_order_given() -> None:
    assert tidy_tags(["Work", "##panic", "work", "#", "", "first time"]) == ("Work", "panic", "first time")


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("I was walking. It was cold.", "I was walking."),
        ("Dr. Smith was kind. I left.", "Dr. Smith was kind."),
        ("I saw Dr. Smith. She nodded.", "I saw Dr. Smith."),
        ("I only wrote a body today", "I only wrote a body today"),
        ("\n\n## The lake\n\nIt", "The lake"),
        ("- 3.5 km\n- b", "3.5 km"),
        ("Why? I know.", "Why?"),
        ("寒かった。歩いた。", "寒かった。"),
        ("#work was hard", "#work was hard"),
        ("", ""),
        ("---\n\n", ""),
    ],
)
def test_what_has_no_title_shows_how_it_begins(body: str, shown: str) -> None:
    assert first_words(body) == shown


def test_a_long_beginning_is_cut_between_words() -> None:
    shown = first_words("word " * 400)
    assert shown.endswith("word\u2026")
    assert len(shown) <= 73


@pytest.mark.parametrize(
    "body",
    [f"[[{SECRET}]]\nThe rest.", f":mine\n{SECRET}\n:end\nThe rest.", f":careful\n{SECRET}\n:end\nThe rest."],
)
def test_how_it_begins_passes_over_what_stays(body: str) -> None:
    assert first_words(body) == "The rest."
    assert Entry.from_doc("1", {**ENTRY_DOC, "title": "", "body": body}).shown_title == "The rest."
    assert SECRET not in first_words(body.replace(":end", "").replace("]]", ""))


def test_a_title_that_was_given_is_shown() -> None:
    assert Entry.from_doc("1", ENTRY_DOC).shown_title == "The lake"
    assert Story.from_doc("1", STORY_DOC).shown_title == "The lake"
