"""From the page into the journal: what was changed elsewhere meanwhile is never lost, and neither is ours."""

from dataclasses import replace

import pytest

from peerjournal.config import Places
from peerjournal.errors import NoSuchEntry
from peerjournal.journal import Draft, Moment, Piece, Story, Tool
from peerjournal.session import Session
from peerjournal.tui.keeping import CHANGED_ELSEWHERE, REMOVED_ELSEWHERE, keep
from peerjournal.tui.writing import Writing
from tests.conftest import PASSPHRASE, StandingClock


def entry(session: Session) -> Piece:
    return session.journal.add(Draft("Title", "Body", ("one",)))


def all_bodies(session: Session) -> list[str]:
    return sorted(piece.body for piece in session.journal.list())


def test_something_new_is_added(session: Session) -> None:
    kept = keep(session, Writing(title="New", body="Words", tags=("a",), starred=True))
    assert kept.said == ""
    found = session.journal.get(kept.piece.id)
    assert (found.title, found.body, found.tags, found.starred) == ("New", "Words", ("a",), True)


def test_a_tag_that_was_renamed_meanwhile_stays_renamed(session: Session) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    session.journal.rename_tag("one", "two")
    kept = keep(session, replace(base, body="Changed"), piece, base)
    assert (kept.piece.body, kept.piece.tags, kept.said) == ("Changed", ("two",), "")


def test_a_change_goes_in_its_place(session: Session, clock: StandingClock) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    when = Moment.of(clock().replace(year=2020))
    kept = keep(session, replace(base, body="Changed", written=when, starred=True), piece, base)
    assert (kept.piece.id, kept.said) == (piece.id, "")
    found = session.journal.get(piece.id)
    assert (found.body, found.written, found.starred, found.title) == ("Changed", when, True, "Title")


def test_what_was_left_alone_here_stays_as_it_was_changed_elsewhere(session: Session) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    session.journal.edit(piece.id, title="Changed elsewhere", tags=("two",))
    kept = keep(session, replace(base, body="Changed here"), piece, base)
    found = session.journal.get(piece.id)
    assert (found.title, found.tags, found.body) == ("Changed elsewhere", ("two",), "Changed here")
    assert kept.said == ""


def test_the_same_thing_changed_on_both_sides_keeps_both(session: Session) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    session.journal.edit(piece.id, body="Changed elsewhere")
    kept = keep(session, replace(base, body="Changed here"), piece, base)
    assert kept.said == CHANGED_ELSEWHERE
    assert kept.piece.id != piece.id
    assert all_bodies(session) == ["Changed elsewhere", "Changed here"]


def test_the_same_change_on_both_sides_is_one(session: Session) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    session.journal.edit(piece.id, body="The same")
    assert keep(session, replace(base, body="The same"), piece, base).said == ""
    assert all_bodies(session) == ["The same"]


def test_what_was_removed_elsewhere_is_kept_as_new(session: Session) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    session.journal.remove(piece.id)
    kept = keep(session, replace(base, body="Changed here"), piece.id, base)
    assert kept.said == REMOVED_ELSEWHERE
    assert all_bodies(session) == ["Changed here"]
    with pytest.raises(NoSuchEntry):
        session.journal.get(piece.id)


def test_a_story_beside_another_keeps_what_it_has_besides_its_text(session: Session) -> None:
    story = session.journal.make_story(entry(session).id)
    session.journal.edit(story.id, stands="in it", tools=[Tool("a walk")])
    now = session.journal.get(story.id)
    base = Writing.of(now)
    session.journal.edit(story.id, body="Changed elsewhere")
    new = keep(session, replace(base, body="Changed here"), now, base).piece
    assert isinstance(new, Story)
    assert (new.stands, new.tools, new.from_entry) == ("in it", (Tool("a walk"),), story.from_entry)


def test_another_process_that_changed_it_is_seen(session: Session, clock: StandingClock) -> None:
    piece = entry(session)
    base = Writing.of(piece)
    home = session.vault.home
    other = Session.unlock(Places(home.folder, home.state.parent), PASSPHRASE, clock=clock)
    other.journal.edit(piece.id, body="Changed elsewhere")
    other.lock()
    assert keep(session, replace(base, body="Changed here"), piece, base).said == CHANGED_ELSEWHERE
    assert all_bodies(session) == ["Changed elsewhere", "Changed here"]
