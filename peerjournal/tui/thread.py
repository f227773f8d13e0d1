"""A letter among those that belong to it: what it answers, what answers it, and what took its place."""

from collections.abc import Iterator
from datetime import datetime

from peerjournal.letters import Kept, Threads
from peerjournal.session import Session
from peerjournal.tui.days import short_day
from peerjournal.vault import made_at


def said_of(session: Session, kept: Kept) -> Iterator[str]:
    """Say what a letter has to do with others."""
    letters = session.inbox.letters
    threads = Threads(letters.all())
    if answered := threads.answers(kept):
        yield f"It answers letter {letters.reference(answered)}."
    if answers := threads.answered_by(kept):
        numbers = ", ".join(letters.reference(one) for one in answers)
        yield f"Letter {numbers} answers it." if len(answers) == 1 else f"Letters {numbers} answer it."
    if older := threads.replaces(kept):
        yield f"It takes the place of letter {letters.reference(older)}."
    if newer := threads.replaced_by(kept):
        yield f"Letter {letters.reference(newer)} takes its place."


def belonging(session: Session, kept: Kept) -> list[tuple[str, str]]:
    """Return the letters of one conversation, by id and by a line each."""
    threads = Threads(session.inbox.letters.all())
    together: list[tuple[int, Kept]] = []
    for depth, one in threads:
        if depth == 0:
            if any(each.id == kept.id for _, each in together):
                break
            together = []
        together.append((depth, one))
    newer, older = threads.replaced_by(kept), threads.replaces(kept)
    known = {one.id for _, one in together}
    together += [(0, one) for one in (older, newer) if one is not None and one.id not in known]
    return [(one.id, f"{'  ' * depth}{_line(session, one, kept)}") for depth, one in together]


def _line(session: Session, one: Kept, here: Kept) -> str:
    peer = session.circle.by_id(one.peer)
    name = peer.called if peer else "someone no longer here"
    now = session.vault.clock()
    day = short_day(datetime.fromtimestamp(made_at(one.id), now.tzinfo).date(), now.date())
    whose = f"to {name}" if one.direction == "sent" else f"from {name}"
    this = " · this one" if one.id == here.id else ""
    return f"Letter {session.inbox.letters.reference(one)} {whose} · {day}{this}"
