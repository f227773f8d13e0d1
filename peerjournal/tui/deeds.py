"""What can be done with a thing in the list at one key, what is said of it then, and how it is undone."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from peerjournal import vault
from peerjournal.journal import PieceVersion
from peerjournal.session import Session
from peerjournal.tui.draft_rows import is_counted
from peerjournal.tui.library import Item, Kind, Library
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.writing import read
from peerjournal.vault import Jot

HIDDEN = "Hidden for 30 days. u brings it back."


@dataclass(frozen=True, slots=True)
class Deed:
    """Something to do in a thread."""

    do: Callable[[], object] = field(repr=False)
    said: str
    """What is said once it is done."""
    undo: "Deed | None" = None
    opens: bool = False
    """Whether what came of it is opened for writing."""


def taken_in(count: int) -> str:
    """Say how many jotted lines became entries at the unlock."""
    return f"{'A jotted line is' if count == 1 else f'{count} jotted lines are'} among your entries."


BEGUN = "What you were writing is kept. It is among your drafts; b shows the shelves."
_RECENT = timedelta(days=1)
"""What was begun longer ago is found there too, and nothing reminds of it."""
TAKEN_BACK = "What you wrote in your own editor when it was cut off is among your drafts."


def came_in(session: Session) -> Iterator[str]:
    """Yield what is said of all that came in with the unlock."""
    if session.taken_in:
        yield taken_in(session.taken_in)
    if session.taken_back:
        yield TAKEN_BACK


def left_begun(library: Library, now: datetime) -> Iterator[str]:
    """Yield what is said where a page was being written when the app ended or locked, not long ago."""
    pages = [read(item.id, item.held.fields) for item in library.drafts]
    if any(page.kept and abs(now - page.kept) < _RECENT for page in pages if page):
        yield BEGUN


def star(session: Session, item: Item) -> Deed:
    """Star something, or take its star away."""
    on = not item.held.get("starred")

    def put(*, on: bool) -> Callable[[], object]:
        return lambda: session.journal.star(item.id, on=on)

    starred, plain = "Starred. is:starred finds it.", "Its star is gone."
    said, then = (starred, plain) if on else (plain, starred)
    return Deed(put(on=on), said, Deed(put(on=not on), then))


def make_story(session: Session, item: Item) -> Deed:
    """Copy an entry into a story of its own, and open that."""
    said = "A story of its own. The entry stays as it is."
    return Deed(lambda: session.journal.make_story(item.id), said, opens=True)


def remove(session: Session, item: Item) -> Deed:
    """Hide an entry or a story for 30 days."""
    return Deed(lambda: session.journal.remove(item.id), HIDDEN, bring_back(session, item))


def bring_back(session: Session, item: Item) -> Deed:
    """Undo a removal."""
    return Deed(lambda: session.journal.bring_back(item.id), "It is back where it was.")


def bring_back_version(
    session: Session, item: Item, version: PieceVersion, shown: PieceVersion | None
) -> Deed:
    """Bring an earlier version back; what was removed is there again with it.

    Args:
        session: The open journal.
        item: What it is about.
        version: The one that is wanted.
        shown: The one that is shown until then, for undoing it.
    """
    journal = session.journal

    def put() -> None:
        if version.shown:
            journal.bring_back(item.id)
        else:
            journal.bring_back_version(item.id, version)

    def take_back() -> None:
        with session.vault.transaction():
            if shown is not None:
                journal.bring_back_version(item.id, shown)
            if item.kind is Kind.REMOVED:
                journal.remove(item.id)

    undo = Deed(take_back, "It is again as it was before.")
    return Deed(put, "That version is back. The one before it is an earlier version now.", undo)


def settle(
    session: Session, item: Item, chosen: int, *, keep_others: bool = False, written: bool = False
) -> Deed:
    """Settle what was changed in two places.

    Args:
        session: The open journal.
        item: What it is about.
        chosen: Which version is kept; 0 is the one that is shown.
        keep_others: Whether each other one becomes something of its own.
        written: Whether one was just written out of both.
    """
    said = "Kept. The other one is an earlier version now."
    if keep_others:
        said = "Both are kept. The other one stands in your journal as something of its own."
    elif written:
        said = "One was written out of both. Both are earlier versions now."
    return Deed(lambda: session.journal.settle(item.id, chosen, keep_others=keep_others), said)


def let_go(session: Session, item: Item) -> Deed:
    """Take a letter or a draft out for good."""
    if item.kind is Kind.DRAFT and not is_counted(item.held):
        pauses = session.pauses
        waiting = next(one for one in pauses.all() if one.id == item.id)
        return Deed(lambda: pauses.keep(pauses.reference(waiting)), "It is no longer set aside.")
    if item.kind is Kind.DRAFT:
        return Deed(lambda: drafts_of(session).discard(item.id), "The draft is gone.")
    letters = session.inbox.letters
    return Deed(lambda: letters.remove(letters.reference(item.held)), "The letter is gone from your journal.")


def keep_line(session: Session, jot: Jot) -> Deed:
    """Keep a line as an entry that no device of the journal has marked."""

    def keep() -> None:
        session.journal.take_in([jot])
        vault.put_away(session.vault, [jot])

    return Deed(keep, "Kept. It is among your entries.")


def throw_away(session: Session, jot: Jot) -> Deed:
    """Remove such a line for good."""
    return Deed(lambda: vault.put_away(session.vault, [jot]), "The line is gone.")
