"""Erasing an entry or a story: what goes with it, what stays elsewhere, and that both are said."""

import dataclasses

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import JournalError, NoSuchEntry, WrongPassphrase
from peerjournal.journal import Draft, Moment
from peerjournal.letters import Around, Pauses
from peerjournal.session import Session
from tests.conftest import PASSPHRASE, StandingClock
from tests.letters.conftest import MakePerson, Person
from tests.vault import canary

BIRD = "a wren sang in the hedge"


@pytest.fixture
def sam(make_person: MakePerson) -> Person:
    sam, robin = make_person("Sam"), make_person("Robin")
    sam.meet(robin)
    return sam


def session(person: Person) -> Session:
    return Session(person.vault)


def pause(person: Person, *bodies: str) -> None:
    later = StandingClock()
    later.move(days=3)
    stories = [person.story(body) for body in bodies]
    around = Around(wish="stayed", note="for you")
    Pauses(person.vault).set_aside(stories, person.circle.get("Robin"), around, Moment.of(later()))


def test_a_copy_that_was_set_aside_goes_and_the_rest_of_it_waits_on(sam: Person) -> None:
    pause(sam, BIRD, "I sat on the back stairs.")
    pause(sam, f"{BIRD}, alone")
    first, second = sorted(Pauses(sam.vault).all(), key=lambda one: one.number)
    gone = [sam.journal.short(sam.journal.get(one)) for one in (next(iter(first.stories)), *second.stories)]
    said = session(sam).what_erasing_reaches(gone)
    assert any("set aside, 2" in sentence for sentence in said)
    done = session(sam).erase(gone, PASSPHRASE)
    assert (done.count, done.unfinished) == (2, ())
    (left,) = Pauses(sam.vault).all()
    kept = dataclasses.replace(first, id=left.id, stories=left.stories)
    assert left == kept
    assert [story.body for story in Pauses(sam.vault).stories(left)] == ["I sat on the back stairs."]
    # The entries that these stories were made of were not named.
    assert len(sam.journal.list(kind="entry")) == 3
    Pauses(sam.vault).end(Pauses(sam.vault).reference(left))
    assert Pauses(sam.vault).is_over(Pauses(sam.vault).all()[0])


def test_what_stays_elsewhere_is_said_with_how_much_there_is(sam: Person) -> None:
    story = sam.story(BIRD)
    entry = story.from_entry
    session(sam).shelf.add("a line of it", kind="entry", about=entry)
    before = session(sam).what_erasing_reaches([entry])
    assert "Stories that were made of it stay, with the words in them: 1." in before
    assert "Lines from it stay on your hope shelf: 1." in before
    assert not any("other devices" in sentence for sentence in before)
    done = session(sam).erase([entry], PASSPHRASE)
    assert {one for one in before if "stay" in one} <= {*done.copies_kept}
    assert sam.journal.get(story.id).body == BIRD
    assert [line.text for line in session(sam).shelf.lines()] == ["a line of it"]


def test_a_story_that_left_stays_in_the_letters_and_with_whoever_has_it(sam: Person) -> None:
    story = sam.story(BIRD)
    with sam.vault.transaction() as change:
        sent = {"number": 1, "by": sam.vault.device, "direction": "sent", "plain": "x", "stories": [story.id]}
        change.put("letters", sam.vault.new_id(), sent)
    said = session(sam).what_erasing_reaches([story.id])
    assert any("letters in which it left" in sentence and ": 1." in sentence for sentence in said)
    assert "Whoever was given it keeps what they have." in said


def test_a_wrong_passphrase_changes_nothing(sam: Person) -> None:
    entry = sam.journal.add(Draft("the hedge", BIRD))
    with pytest.raises(WrongPassphrase):
        session(sam).erase([entry.id], "another")
    assert sam.journal.get(entry.id).body == BIRD
    assert sam.vault.ring.epochs == [1]


def test_nothing_and_what_is_gone_is_refused(sam: Person) -> None:
    with pytest.raises(JournalError):
        session(sam).erase([], PASSPHRASE)
    with pytest.raises(NoSuchEntry):
        session(sam).erase(["99"], PASSPHRASE)


def test_what_was_let_go_of_long_ago_goes_from_the_backups_too(sam: Person, clock: StandingClock) -> None:
    entry = sam.journal.add(Draft("the hedge", BIRD))
    number = sam.journal.short(entry)
    vaults.keep_daily(sam.vault)
    sam.journal.remove(number)
    clock.move(days=31)
    sam.journal.drop_old()
    vaults.compact(sam.vault)
    root = sam.vault.home.state.parent
    assert canary.found(root, BIRD, PASSPHRASE) != []
    assert session(sam).erase([number], PASSPHRASE).count == 1
    assert canary.found(root, BIRD, PASSPHRASE) == []
    with pytest.raises(NoSuchEntry):
        sam.journal.identify(number)
