"""What tests of the command do again and again: two people meet, one writes a story, a letter goes over."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from peerjournal.journal import Draft
from peerjournal.session import Session
from tests.cli.conftest import Command, Run
from tests.conftest import PASSPHRASE

BODY = "Budget day. [[I had my resignation written.]] I sat on the back stairs."


@contextlib.contextmanager
def unlocked(pj: Command, who: str) -> Iterator[Session]:
    """Unlock somebody's journal beside the command."""
    pj.make(who)
    session = Session.unlock(pj.places(who), PASSPHRASE)
    try:
        yield session
    finally:
        session.lock()


def meet(pj: Command, one: str = "sam", other: str = "robin") -> None:
    """Exchange cards; each calls the other by the name of their journal."""
    with unlocked(pj, one) as ours, unlocked(pj, other) as theirs:
        card = ours.circle.make_card(other)
        ours.circle.take_answer(theirs.circle.take_card(one, card))


def trust(pj: Command, one: str = "sam", other: str = "robin") -> None:
    """Have ``one`` hear the words of ``other``."""
    with unlocked(pj, one) as ours, unlocked(pj, other) as theirs:
        words = theirs.circle.words(theirs.circle.get(one), mine=True)
        assert ours.circle.compare(ours.circle.get(other), words)


def story(pj: Command, body: str = BODY, *, title: str = "The stairwell", who: str = "sam") -> str:
    """Write a story and return its number."""
    with unlocked(pj, who) as session:
        piece = session.journal.add(Draft(title=title, body=body, kind="story"))
        return session.journal.short(piece)


def shared(pj: Command, number: str, out: Path, *options: str, to: str = "robin") -> Run:
    """Have Sam seal a story for Robin."""
    how: tuple[str | Path, ...] = ("--out", out, "--looked", "--unconfirmed", *options)
    return pj("share", number, "--to", to, *how, stdin="y\n", who="sam")


def sent(pj: Command, out: Path, body: str = BODY, *options: str) -> Path:
    """Have the two meet and a letter with a story go over; return its file."""
    meet(pj)
    return Path(shared(pj, story(pj, body), out, *options).line)
