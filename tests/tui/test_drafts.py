"""Drafts: what is being written is found again, nothing older ever wins, and what is kept leaves no draft."""

import threading
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.errors import JournalDamaged
from peerjournal.journal import Draft, Entry, Moment, Story
from peerjournal.session import Session
from peerjournal.tui import drafts
from peerjournal.tui.drafts import OwnDraft, begin, left_behind, open_draft
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.writing import Begun, Writing, read
from tests.conftest import StandingClock
from tests.tui.hostile import HOSTILE


def leave(session: Session, writing: Writing, **more: object) -> str:
    """Leave a draft behind, as a killed program does; return its name."""
    own = OwnDraft(session)
    own.keep(1, Begun(own.name, writing, kept=session.vault.clock(), **more))  # type: ignore[arg-type] # fields of Begun
    return own.name


moments = st.integers(0, 4_000_000_000).map(lambda at: Moment.of(datetime.fromtimestamp(at, UTC)))
writings = st.builds(
    Writing,
    st.sampled_from(["entry", "story"]),
    st.text(),
    st.text(),
    st.lists(st.text()).map(tuple),
    st.none() | moments,
    st.booleans(),
)


@given(writings, st.none() | writings, st.tuples(st.integers(0, 9_999), st.integers(0, 9_999)))
def test_a_draft_says_again_what_it_was_told(
    writing: Writing, base: Writing | None, cursor: tuple[int, int]
) -> None:
    begun = Begun("name", writing, "an id", base, cursor, datetime(2026, 11, 21, 9, tzinfo=UTC))
    assert read("name", begun.encode()) == begun


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"kind": "reply", "body": "b"},
        {"kind": "entry"},
        {"kind": "entry", "title": "", "body": "", "tags": None},
        {"kind": "entry", "title": "", "body": "", "tags": [], "written": "some day"},
        {"kind": "entry", "title": "", "body": "", "tags": [], "cursor": "here"},
        {"kind": "entry", "title": "", "body": "", "tags": [], "kept": 3},
        {"kind": ["entry"], "title": ""},
    ],
)
def test_what_is_no_draft_of_ours_is_passed_over(fields: dict[str, object]) -> None:
    assert read("name", fields) is None


def test_a_writing_shows_nothing_of_itself() -> None:
    shown = repr(Begun("name", Writing(title="canary", body="canary", tags=("canary",))))
    assert "canary" not in shown


@pytest.mark.parametrize(
    ("writing", "blank"),
    [
        (Writing(), True),
        (Writing(body=" \n\t\n"), True),
        (Writing(starred=True), True),
        (Writing(title="a"), False),
        (Writing(tags=("a",)), False),
        (Writing(body=":mine"), False),
    ],
)
def test_blank_is_what_nobody_wrote_on(writing: Writing, *, blank: bool) -> None:
    assert writing.is_blank is blank


# Left behind.


def test_what_was_left_is_listed_newest_first_with_how_it_begins(
    session: Session, clock: StandingClock
) -> None:
    leave(session, Writing(body="# First words. And more."))
    clock.move(minutes=5)
    named = leave(session, Writing("story", "A title", "Text"))
    found = left_behind(session)
    assert [(each.title, each.kind) for each in found] == [("A title", "story"), ("First words.", "entry")]
    assert (found[0].name, found[0].piece, found[0].kept) == (named, "", clock())
    assert "A title" not in repr(found)


def test_a_title_that_commands_is_cleaned_before_it_is_listed(session: Session) -> None:
    leave(session, Writing(title=HOSTILE))
    (found,) = left_behind(session)
    assert "\x1b" not in found.title
    assert "[/sigh]" in found.title


def test_what_was_kept_is_let_go_although_its_draft_stayed(session: Session) -> None:
    entry = session.journal.add(Draft("Kept", "words", ("tag",)))
    leave(session, Writing.of(entry))
    leave(session, Writing.of(entry), piece=entry.id, base=Writing(body="before"))
    assert left_behind(session) == []
    assert drafts_of(session).names() == []


def test_the_same_words_of_another_moment_are_another_piece(session: Session, clock: StandingClock) -> None:
    session.journal.add(Draft(body="The same words."))
    clock.move(hours=3)
    leave(session, Writing(body="The same words.", written=Moment.of(clock())))
    assert len(left_behind(session)) == 1


def test_a_change_that_is_not_in_the_journal_stays(session: Session) -> None:
    entry = session.journal.add(Draft(body="before"))
    base = Writing.of(entry)
    name = leave(session, Writing(body="after", written=entry.written), piece=entry.id, base=base)
    session.journal.remove(entry.id)
    assert [each.name for each in left_behind(session)] == [name]


def test_a_blank_draft_is_let_go(session: Session) -> None:
    leave(session, Writing(body="\n"))
    assert left_behind(session) == []
    assert drafts_of(session).names() == []


def test_a_draft_of_something_else_is_neither_listed_nor_touched(session: Session) -> None:
    drafts_of(session).keep("00" * 16, {"kind": "reply", "body": "words"})
    assert left_behind(session) == []
    assert drafts_of(session).names() == ["00" * 16]


# Beginning.


def test_a_blank_page_begins_with_nothing(session: Session) -> None:
    assert begin(session).begun == Begun("", Writing())


def test_an_entry_begins_as_it_is_now_and_not_as_it_was_listed(session: Session) -> None:
    listed = session.journal.add(Draft(body="before"))
    session.journal.edit(listed.id, body="after")
    beginning = begin(session, listed)
    assert beginning.begun.writing.body == "after"
    assert beginning.begun.base == beginning.begun.writing


def test_a_draft_of_an_entry_is_gone_on_with_when_the_entry_is_opened(
    session: Session, clock: StandingClock
) -> None:
    entry = session.journal.add(Draft(body="before"))
    base = Writing.of(entry)
    leave(session, Writing(body="older", written=entry.written), piece=entry.id, base=base)
    clock.move(minutes=1)
    name = leave(session, Writing(body="newer", written=entry.written), piece=entry.id, base=base)
    beginning = begin(session, entry)
    assert (beginning.begun.name, beginning.begun.writing.body) == (name, "newer")
    assert beginning.piece == entry
    assert beginning.said == drafts.GONE_ON


def test_a_draft_that_can_not_be_opened_gives_a_blank_page_and_a_sentence(session: Session) -> None:
    name = leave(session, Writing(body="words"))
    path = session.vault.home.drafts / f"{name}.draft"
    path.write_bytes(path.read_bytes()[:-9])
    beginning = begin(session, draft=name)
    assert beginning.begun == Begun("", Writing())
    assert "check" in beginning.said
    with pytest.raises(JournalDamaged):
        open_draft(session, name)
    assert path.exists(), "what can't be opened is never removed"


def test_a_draft_of_something_removed_begins_without_it(session: Session) -> None:
    entry = session.journal.add(Draft(body="before"))
    base = Writing.of(entry)
    name = leave(session, Writing(body="after", written=entry.written), piece=entry.id, base=base)
    session.journal.remove(entry.id)
    beginning = begin(session, draft=name)
    assert beginning.piece is None
    assert (beginning.begun.piece, beginning.begun.base) == (entry.id, base)


# One draft, several threads.


def body_of(session: Session, own: OwnDraft) -> str:
    return open_draft(session, own.name).writing.body


def state(own: OwnDraft, body: str) -> Begun:
    return Begun(own.name, Writing(body=body))


def test_an_older_state_never_replaces_a_newer_one(session: Session) -> None:
    own = OwnDraft(session)
    own.keep(2, state(own, "newer"))
    own.keep(1, state(own, "older"))
    assert body_of(session, own) == "newer"


def test_what_was_kept_takes_its_draft_along_but_not_a_newer_one(session: Session) -> None:
    own = OwnDraft(session)
    own.keep(2, state(own, "newer"))
    own.let_go(1)
    assert body_of(session, own) == "newer"
    own.keep(2, state(own, "newer, on what is kept now"))
    assert body_of(session, own) == "newer, on what is kept now"
    own.let_go(2)
    assert drafts_of(session).names() == []


def test_a_state_that_was_kept_is_not_sealed_by_a_thread_that_comes_late(session: Session) -> None:
    own = OwnDraft(session)
    own.let_go(3)
    own.keep(3, state(own, "kept"))
    assert drafts_of(session).names() == []


def test_many_threads_leave_the_newest_state(session: Session) -> None:
    own = OwnDraft(session)
    threads = [
        threading.Thread(target=own.keep, args=(number, state(own, str(number)))) for number in range(1, 13)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert body_of(session, own) == "12"
    assert own.is_there
    assert own.newest == 12


def test_stories_and_entries_come_back_as_what_they_were(session: Session) -> None:
    entry = session.journal.add(Draft("T", "B", ("a b",), starred=True))
    story = session.journal.make_story(entry.id)
    for piece, kind in ((entry, Entry), (story, Story)):
        assert isinstance(piece, kind)
        assert session.journal.add(Writing.of(piece).to_draft()).kind == piece.kind
