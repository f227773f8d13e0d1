"""A small made-up journal for tests of whole screens: two people, a few pages, letters both ways, a draft."""

from pathlib import Path

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.journal import Draft, Moment, Piece, Story
from peerjournal.letters import Around, compose, new_letter_id
from peerjournal.session import Session
from peerjournal.tui.sealed import drafts_of
from tests.conftest import PASSPHRASE, StandingClock

BRIDGE = """I almost did not go out today. Then I thought, *just as far as the bridge*.

It was colder than it looked. A man was feeding the ducks in the wrong order, the shy ones first.

:mine
Maya would have laughed too.
:end

## What helped

- Putting my shoes by the door the night before
- Not deciding how far
- Telling **one** person I was going

> You only have to go as far as the bridge.

A page about it: <https://example.org/bridge>
"""
PAGES = (
    ("As far as the bridge", BRIDGE, ("walking", "small-wins"), 0),
    ("Night shift, again", "Four hours of sleep and the ward was full by six.", ("sleep", "work"), 1),
    ("The letter I did not send", "Dear Dad,\n\nI never posted this.", ("family",), 4),
    ("", "The beans came up crooked and came up anyway. So did I.", ("garden",), 20),
    ("Panic on the 38", "The bus was full and the windows would not open.", ("walking",), 400),
)
"""Title, body, tags, and how many days ago."""


def fill(session: Session, clock: StandingClock) -> None:
    """Write the made-up pages, newest first in the list."""
    for title, body, tags, ago in reversed(PAGES):
        clock.move(days=-ago)
        session.journal.add(Draft(title, body, tags, Moment.of(clock())))
        clock.move(days=ago)


def make_story(session: Session, title: str = "As far as the bridge") -> Story:
    """Make a story of the first page."""
    entry = next(each for each in session.journal.list() if each.title == title)
    return session.journal.make_story(entry.id)


def befriend(session: Session, folder: Path, clock: StandingClock, *, name: str = "Robin") -> Session:
    """Return another person's open journal; each has the other's card and has compared the words."""
    where = Places(folder / name.lower(), folder / f"{name.lower()}.state")
    theirs = Session.create(where, PASSPHRASE, cost=CHEAPEST, clock=clock)
    session.circle.take_answer(theirs.circle.take_card("Wren", session.circle.make_card(name)))
    for mine, other, called in ((session, theirs, name), (theirs, session, "Wren")):
        me = other.circle.peers()[0]
        mine.circle.compare(mine.circle.get(called), other.circle.words(me, mine=True))
    return theirs


def send(sender: Session, story: Story, to: str) -> bytes:
    """Return a sealed letter with one story."""
    points_at_somebody = [one.word for one in compose([story], new_letter_id()).to_decide]
    decided = sender.journal.edit(story.id, kept=points_at_somebody)
    if not isinstance(decided, Story):
        raise TypeError("a story became something else")
    letter = compose([decided], new_letter_id(), around=Around(wish="stayed")).ready()
    prepared = sender.outbox.prepare(letter, sender.circle.get(to))
    sender.outbox.handed_over(prepared)
    return prepared.data


def receive(session: Session, theirs: Session, *, title: str = "The year the river came in") -> None:
    """Take in a letter from the other one."""
    theirs.journal.add(Draft(title, "You asked how I got through that winter.", kind="story"))
    story = theirs.journal.list()[0]
    if not isinstance(story, Story):
        raise TypeError("a draft of a story became something else")
    session.inbox.keep(session.inbox.look(send(theirs, story, "Wren")))


def leave_draft(session: Session, title: str, body: str) -> str:
    """Leave a draft as a killed process would."""
    sealed = drafts_of(session)
    name = sealed.new()
    sealed.keep(name, {"kind": "entry", "title": title, "body": body, "tags": []})
    return name


def titled(session: Session, title: str) -> Piece:
    """Return the page of that title."""
    return next(each for each in session.journal.list() if each.title == title)
