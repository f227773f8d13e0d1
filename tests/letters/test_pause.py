"""Taking a pause: what is set aside waits for its time, is never lost, and changes nothing meanwhile."""

from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from peerjournal.errors import LetterError, Paused
from peerjournal.journal import Moment, Story
from peerjournal.letters import (
    THREE_DAYS,
    TOMORROW,
    Around,
    Pause,
    Pauses,
    Prepared,
    Reply,
    compose,
    compose_reply,
    compose_take_back,
    new_letter_id,
    read_until,
)
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, StandingClock
from tests.letters.conftest import MakePerson, Person

TwoPeople = tuple[Person, Person]
NOW = datetime(2026, 11, 21, 9, 0, tzinfo=timezone(timedelta(hours=1)))
"""A Saturday."""
CANARY = "canary 7391"


@dataclass
class Scene:
    """Sam, who has set a story aside for Robin until tomorrow at nine."""

    sam: Person
    robin: Person
    story: Story
    pauses: Pauses
    pause: Pause

    def share(self, story: Story | None = None) -> Prepared:
        one = story or self.story
        letter = compose([one], new_letter_id()).ready()
        return self.sam.outbox.prepare(letter, self.sam.peer(self.robin), stories=[one.id])


def tomorrow(person: Person) -> Moment:
    return read_until(TOMORROW, person.vault.clock())


@pytest.fixture
def scene(two_people: TwoPeople) -> Scene:
    sam, robin = two_people
    story, pauses = sam.story(), Pauses(sam.vault)
    pause = pauses.set_aside([story], sam.peer(robin), Around("stayed", "talk", "For you."), tomorrow(sam))
    return Scene(sam, robin, story, pauses, pause)


# Waiting.


def test_it_may_not_leave_before_its_time_and_may_then(scene: Scene, clock: StandingClock) -> None:
    """F7: with a fake clock, sharing is not possible before the time; sharing afterwards ends the pause."""
    clock.move(hours=23, minutes=59)
    with pytest.raises(Paused, match="until 2026-11-22 09:00") as refused:
        scene.share()
    assert "`peerjournal pause --end 1`" in refused.value.hint
    assert "Robin" not in str(refused.value)
    with pytest.raises(Paused):
        scene.pauses.due("1")
    assert scene.sam.ledger.rows() == []
    assert scene.sam.inbox.letters.all() == []
    clock.move(minutes=1)
    assert scene.pauses.due("1").id == scene.pause.id
    prepared = scene.share()
    assert scene.pauses.all() == [scene.pauses.due("1")]
    scene.sam.outbox.handed_over(prepared)
    assert scene.pauses.all() == []


def test_without_a_pause_it_leaves_at_once(two_people: TwoPeople) -> None:
    """F7: no pause is the writer's call."""
    sam, robin = two_people
    assert sam.send(robin).data


def test_another_story_and_another_person_are_not_held_up(scene: Scene, carol_too: Person) -> None:
    scene.share(scene.sam.story("Another."))
    letter = compose([scene.story], new_letter_id()).ready()
    assert scene.sam.outbox.prepare(letter, scene.sam.peer(carol_too), stories=[scene.story.id]).data
    note = compose_take_back(new_letter_id(), letter.letter_id)
    assert scene.sam.outbox.prepare(note, scene.sam.peer(scene.robin)).data
    assert [one.id for one in scene.pauses.all()] == [scene.pause.id]


def test_a_waiting_pause_changes_nothing_anywhere_else(scene: Scene, clock: StandingClock) -> None:
    """F7: no badge, no reminder, no count: no other table knows of it, however long it waits."""
    tables = set(scene.sam.vault.table_names())
    before = {name: dict(scene.sam.vault.documents(name)) for name in tables - {"paused"}}
    clock.move(days=40)
    assert scene.sam.inbox.letters.all() == []
    assert scene.sam.ledger.rows() == []
    assert {name: dict(scene.sam.vault.documents(name)) for name in tables - {"paused"}} == before
    assert len(scene.sam.journal.list()) == 2


def test_it_is_as_it_was_set_aside_after_an_unlock_and_on_another_device(
    scene: Scene, make_person: MakePerson, tmp_path: Path, clock: StandingClock
) -> None:
    again = Pauses(make_person("Sam").vault)
    assert again.all() == [scene.pause]
    assert again.get("1").around == Around("stayed", "talk", "For you.")
    other = Vault.unlock(tmp_path / "sam", tmp_path / "elsewhere", passphrase=PASSPHRASE, clock=clock)
    there = Pauses(other)
    (seen,) = there.all()
    assert seen == scene.pause
    assert there.reference(seen).startswith("1")
    assert there.reference(seen) != "1"
    with pytest.raises(Paused):
        there.require_over(scene.pause.peer, [scene.story.id])


# Coming back.


def test_a_pause_can_be_ended_made_longer_and_dropped(scene: Scene, clock: StandingClock) -> None:
    longer = scene.pauses.longer("1", read_until(THREE_DAYS, clock.now))
    assert str(longer.until) == "2026-11-24 09:00"
    assert longer.set_on == scene.pause.set_on
    with pytest.raises(LetterError, match="over already"):
        scene.pauses.longer("1", Moment.of(clock.now))
    assert scene.pauses.is_over(scene.pauses.end("1"))
    assert scene.pauses.due("1").around.note == "For you."
    story = scene.sam.journal.get(str(scene.story.number))
    scene.pauses.keep("1")
    assert scene.pauses.all() == []
    assert scene.sam.journal.get(str(scene.story.number)) == story
    with pytest.raises(LetterError, match="nothing set aside"):
        scene.pauses.get("1")


def test_the_same_story_is_set_aside_once_for_each_person(scene: Scene, clock: StandingClock) -> None:
    peer = scene.sam.peer(scene.robin)
    with pytest.raises(Paused):
        scene.pauses.set_aside([scene.story], peer, Around(), tomorrow(scene.sam))
    clock.move(days=2)
    again = scene.pauses.set_aside([scene.story], peer, Around(), tomorrow(scene.sam))
    assert [one.id for one in scene.pauses.all()] == [again.id]
    assert again.number == 2


def test_what_holds_another_story_too_still_waits_for_that_one(scene: Scene, clock: StandingClock) -> None:
    other, peer = scene.sam.story("Another."), scene.sam.peer(scene.robin)
    scene.pauses.keep("1")
    both = scene.pauses.set_aside([scene.story, other], peer, Around(), tomorrow(scene.sam))
    clock.move(days=2)
    scene.share()
    assert [one.id for one in scene.pauses.all()] == [both.id]
    scene.share(other)
    assert [one.id for one in scene.pauses.all()] == [both.id]


# What changes meanwhile.


def test_editing_replaces_what_was_set_aside_and_keeps_the_pause(scene: Scene) -> None:
    """F7: editing after the pause does not restart it."""
    number = str(scene.story.number)
    scene.sam.journal.edit(number, body="Changed. [[Still mine.]]")
    (story,) = scene.pauses.stories(scene.pauses.get("1"))
    assert story.body == "Changed. [[Still mine.]]"
    scene.pauses.refresh()
    now = scene.pauses.get("1")
    assert (now.until, now.set_on) == (scene.pause.until, scene.pause.set_on)
    assert now.stories[scene.story.id]["body"] == "Changed. [[Still mine.]]"
    changes = scene.sam.vault.changes
    scene.pauses.refresh()
    assert scene.sam.vault.changes == changes


def test_a_story_that_was_removed_meanwhile_is_said_so_and_nothing_is_lost(
    scene: Scene, clock: StandingClock
) -> None:
    number = str(scene.story.number)
    scene.sam.journal.remove(number)
    clock.move(days=1)
    with pytest.raises(LetterError, match=f"`peerjournal bring-back {number}` brings") as refused:
        scene.pauses.due("1")
    assert "--keep 1" in refused.value.hint
    assert scene.pauses.stories(scene.pauses.get("1"))[0].body == scene.story.body
    scene.sam.journal.bring_back(number)
    assert scene.pauses.due("1").stories
    scene.sam.journal.remove(number)
    clock.move(days=31)
    scene.sam.journal.drop_old()
    assert "erased meanwhile" in scene.pauses.meanwhile(scene.pauses.get("1"))[0]
    assert scene.pauses.stories(scene.pauses.get("1"))[0].body == scene.story.body


def test_a_person_who_was_dropped_meanwhile_is_said_so_and_nothing_is_lost(
    scene: Scene, clock: StandingClock
) -> None:
    scene.sam.circle.drop("Robin")
    clock.move(days=1)
    with pytest.raises(LetterError, match="no longer in your circle"):
        scene.pauses.due("1")
    assert scene.pauses.stories(scene.pauses.get("1"))[0].body == scene.story.body


# A reply.


def test_a_reply_takes_the_same_pause(two_people: TwoPeople, clock: StandingClock) -> None:
    """F11: the reply uses the same pause as a story."""
    sam, robin = two_people
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    answered, pauses = robin.inbox.letters.get("1"), Pauses(robin.vault)
    reply = Reply("Thank you.", line="the back stairs", offer=True)
    pauses.set_aside_reply(answered, robin.peer(sam), reply, tomorrow(robin))
    letter = compose_reply(reply, new_letter_id(), to=answered.letter).ready()
    with pytest.raises(Paused, match="this reply"):
        robin.send(sam, letter)
    assert robin.send(sam).data
    clock.move(days=1)
    held = pauses.due("1")
    assert (held.reply, held.answers) == (reply, answered.id)
    prepared = robin.send(sam, letter)
    # It holds what the letter leaves out, so it goes only when the file is there.
    assert pauses.get("1").reply == reply
    robin.outbox.handed_over(prepared)
    assert pauses.all() == []


def test_a_reply_that_is_changed_waits_as_long_as_before(two_people: TwoPeople) -> None:
    """F7, F11: changing replaces what was set aside and keeps the pause."""
    sam, robin = two_people
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    pauses = Pauses(robin.vault)
    first = pauses.set_aside_reply(
        robin.inbox.letters.get("1"), robin.peer(sam), Reply("Thank\x07 you."), tomorrow(robin)
    )
    changed = pauses.write_anew("1", Reply("Thank you, Sam.\x07"))
    assert (first.reply, changed.reply) == (Reply("Thank you."), Reply("Thank you, Sam."))
    assert (changed.until, changed.set_on) == (first.until, first.set_on)
    assert pauses.all() == [changed]


# Edges.


def test_nothing_is_set_aside_without_a_story_or_for_a_time_that_is_over(scene: Scene) -> None:
    peer, over = scene.sam.peer(scene.robin), Moment.of(NOW)
    with pytest.raises(LetterError, match="Choose a story"):
        scene.pauses.set_aside([], peer, Around(), tomorrow(scene.sam))
    with pytest.raises(LetterError, match="no wish"):
        scene.pauses.set_aside([scene.story], peer, Around("advice"), tomorrow(scene.sam))
    with pytest.raises(LetterError, match="over already"):
        scene.pauses.set_aside([scene.sam.story("Another.")], peer, Around(), over)


def test_a_field_of_a_later_version_is_kept_and_nothing_shows_itself(scene: Scene) -> None:
    doc = scene.pause.to_doc() | {"mood": "calm"}
    with scene.sam.vault.transaction() as change:
        change.put("paused", scene.pause.id, doc)
    scene.pauses.end("1")
    assert scene.sam.vault.documents("paused")[scene.pause.id]["mood"] == "calm"
    assert "stairs" not in repr(scene.pause)
    assert "For you" not in repr(scene.pause)


def test_no_refusal_repeats_what_was_written(two_people: TwoPeople, clock: StandingClock) -> None:
    """The canary: a story's words are in no exception that a pause raises."""
    sam, robin = two_people
    story, pauses = sam.story(CANARY, CANARY, CANARY), Pauses(sam.vault)
    pauses.set_aside([story], sam.peer(robin), Around("stayed", CANARY, CANARY), tomorrow(sam))
    told = []
    for attempt in (
        lambda: pauses.due("1"),
        lambda: pauses.get(CANARY),
        lambda: pauses.longer("1", Moment.of(clock.now)),
        lambda: pauses.require_over(sam.peer(robin).id, [story.id]),
    ):
        with pytest.raises(LetterError) as refused:
            attempt()
        told.append(f"{refused.value} {refused.value.hint} {refused.value.__context__}")
    assert CANARY not in "".join(told)
