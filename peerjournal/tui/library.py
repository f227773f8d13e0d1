"""What there is to list: entries, stories, letters, drafts and what was removed, shelf by shelf.

A library is read in a thread and never changes; when the journal does, another is read. Nothing here draws.
"""

import contextlib
import gc
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import Any, NamedTuple

from peerjournal.journal import Moment, Page, Piece, Query, Story, page_of, piece_from_doc
from peerjournal.letters import Kept
from peerjournal.session import Session
from peerjournal.tui.draft_rows import draft_names, draft_rows, draft_text, is_counted
from peerjournal.tui.writing import read
from peerjournal.vault import Jot, made_at

FIRST = 60
"""How many rows are read before all else: more than any screen shows."""
_LOOK_UP = 500
"""After how many rows a search looks whether it is still wanted."""
_TRIES = 5


class Kind(StrEnum):
    """What a row is."""

    ENTRY = "entry"
    STORY = "story"
    LETTER = "letter"
    DRAFT = "draft"
    REMOVED = "removed"


class Item(NamedTuple):
    """One thing that can be listed."""

    kind: Kind
    id: str
    """Tells it from every other one; for a draft the name of its file."""
    held: Any
    """The document, the letter or the draft itself."""

    def __repr__(self) -> str:
        return f"Item({self.kind}, {self.id})"

    @property
    def piece(self) -> Piece:
        """The entry or the story that it is."""
        return piece_from_doc(self.id, self.held)

    @property
    def is_new(self) -> bool:
        """Whether it is a letter that was received and not opened yet."""
        return self.kind is Kind.LETTER and is_unopened(self.held)


class Shelf(NamedTuple):
    """One line of the sidebar."""

    name: str
    """``everything``, ``entries``, ``stories``, ``letters``, ``drafts``, ``removed``, ``peer`` or ``tag``;
    ``hope`` and ``circle`` are doors to screens of their own."""
    which: str = ""
    """The peer's id, or the tag."""

    def __repr__(self) -> str:
        return f"Shelf({self.name})"


CIRCLE = Shelf("circle")
"""Where the peers themselves are looked after."""
EVERYTHING = Shelf("everything")
ENTRIES = Shelf("entries")
STORIES = Shelf("stories")
HOPE = Shelf("hope")
"""What is opened only when somebody asks: nothing of it is ever listed here."""
LETTERS = Shelf("letters")
DRAFTS = Shelf("drafts")
REMOVED = Shelf("removed")
SHELVES = (EVERYTHING, ENTRIES, STORIES, LETTERS, DRAFTS, REMOVED)
_ONE_KIND = {ENTRIES: Kind.ENTRY, STORIES: Kind.STORY, LETTERS: Kind.LETTER}


def is_unopened(kept: Kept) -> bool:
    """Tell whether a letter came and was not opened yet."""
    return kept.direction == "received" and not kept.other.get("opened")


@dataclass(frozen=True)
class Library:
    """Everything as it was at one moment."""

    items: Sequence[Item] = ()
    """Entries, stories and letters, the newest first."""
    drafts: Sequence[Item] = ()
    names_of_drafts: frozenset[str] = frozenset()
    """All that were there, whatever they hold."""
    removed: Sequence[Item] = ()
    tags: Counter[str] = field(default_factory=Counter, repr=False)
    names: Mapping[str, str] = field(default_factory=dict, repr=False)
    """What each peer is called, by id, in the circle's order."""
    versions: Mapping[str, Sequence[Piece]] = field(default_factory=dict, repr=False)
    """The other versions of what was changed on two devices."""
    strangers: Sequence[Jot] = ()
    """Lines that came while the journal was locked, and that no device of it has marked."""
    notices: Sequence[str] = ()
    """What to say of how the journal was found."""
    changes: int = -1
    """The vault's count of changes just before this was read."""
    is_whole: bool = False
    """Whether this is everything, and not only the newest rows."""

    @cached_property
    def counts(self) -> Counter[str]:
        """How much lies on each of the plain shelves, and how many letters are new."""
        kinds = Counter(item.kind for item in self.items)
        found = Counter({shelf.name: kinds[kind] for shelf, kind in _ONE_KIND.items()})
        found[EVERYTHING.name] = len(self.items)
        found[DRAFTS.name] = sum(is_counted(item.held) for item in self.drafts)
        found[REMOVED.name] = len(self.removed)
        found["new"] = sum(item.is_new for item in self.items if item.kind is Kind.LETTER)
        return found

    def on(self, shelf: Shelf) -> Sequence[Item]:
        """Return the items in which a shelf's own are to be found."""
        return self.drafts if shelf == DRAFTS else self.removed if shelf == REMOVED else self.items

    def numbers(self, shelf: Shelf) -> list[int] | None:
        """Return the numbers of a shelf's own among those, or None where all are its own."""
        if shelf in {EVERYTHING, DRAFTS, REMOVED}:
            return None
        belongs = _belongs(shelf)
        return [number for number, item in enumerate(self.items) if belongs(item)]

    def seek(
        self,
        shelf: Shelf,
        query: Query,
        *,
        among: Sequence[int] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> list[int]:
        """Return the numbers of what lies on a shelf and answers a query.

        Args:
            shelf: Where to look.
            query: What is asked for.
            among: The only numbers that may answer, where that is known.
            stop: Asked now and then whether the answer is no longer wanted.
        """
        items, own = self.on(shelf), self.numbers(shelf) if among is None else among
        found = []
        for count, number in enumerate(range(len(items)) if own is None else own):
            if count % _LOOK_UP == 0 and stop():
                break
            if query.matches(self._page(items[number])):
                found.append(number)
        return found

    def _page(self, item: Item) -> Page:
        if item.kind is Kind.DRAFT:
            return Page("\0".join(draft_text(item.held)))
        if item.kind is not Kind.LETTER:
            return page_of(item.held)
        # What is inside a letter shows once it was opened: its cover comes first.
        text = "" if item.is_new else item.held.text
        return Page(f"{self.name_of(item.held)}\0{text}", day=item.held.received[:10], kind="letter")

    def name_of(self, kept: Kept) -> str:
        """Return what the person is called whom a letter came from or went to."""
        return self.names.get(kept.peer, "")

    def place(self, shelf: Shelf, identifier: str) -> int | None:
        """Return the number of an item among those a shelf's own are found in."""
        return next((at for at, item in enumerate(self.on(shelf)) if item.id == identifier), None)


def _belongs(shelf: Shelf) -> Callable[[Item], bool]:
    if shelf.name == "peer":
        return lambda item: item.kind is Kind.LETTER and item.held.peer == shelf.which
    if shelf.name == "tag":
        wanted = shelf.which.casefold()
        return lambda item: (
            item.kind is not Kind.LETTER
            and any(tag.casefold() == wanted for tag in item.held.get("tags", ()))
        )
    kind = _ONE_KIND[shelf]
    return lambda item: item.kind is kind


# Reading.


def first_page(session: Session) -> Library:
    """Return the newest entries and stories, read without the rest of the journal."""
    rows = (item for item in _pieces(session) if item.kind is not Kind.REMOVED)
    return Library([*islice(rows, FIRST)], notices=session.vault.notices)


def whole(session: Session) -> Library:
    """Return everything. This may read the whole journal, so it is for a thread."""
    # Nothing that is read here goes in circles, and looking for that takes a third of the time.
    gc.disable()
    try:
        for _ in range(_TRIES):
            # Something was saved while its documents were being gone through; they hold still soon.
            with contextlib.suppress(RuntimeError):
                return _whole(session)
        return _whole(session)
    finally:
        gc.enable()


def _whole(session: Session) -> Library:
    vault = session.vault
    changes, names = vault.changes, draft_names(session)
    state = vault.state()
    found = [*_pieces(session)]
    pieces = [item for item in found if item.kind is not Kind.REMOVED]
    # Going through all of them once more is only worth it where something was removed at all.
    back = {piece.id for piece in session.journal.removed()} if len(pieces) < len(found) else ()
    letters = [Item(Kind.LETTER, kept.id, kept) for kept in session.inbox.letters.all()]
    apart = (identifier for table, identifier in state.conflicts() if table == "entries")
    return Library(
        items=_merged(pieces, letters),
        drafts=[Item(Kind.DRAFT, draft.name, draft) for draft in draft_rows(session)],
        names_of_drafts=names,
        removed=[item for item in found if item.kind is Kind.REMOVED and item.id in back],
        tags=session.journal.tags(),
        names={peer.id: peer.called for peer in session.circle.peers()},
        versions={one: [piece_from_doc(one, doc) for doc in vault.others("entries", one)] for one in apart},
        strangers=session.strangers(),
        notices=vault.notices,
        changes=changes,
        is_whole=True,
    )


def _pieces(session: Session) -> Iterator[Item]:
    for identifier, doc in session.vault.newest_first():
        story = Kind.STORY if doc.get("kind") == Story.kind else Kind.ENTRY
        yield Item(Kind.REMOVED if "removed" in doc else story, identifier, doc)


def _merged(pieces: list[Item], letters: list[Item]) -> list[Item]:
    """Put each letter among the pieces, by when it was kept; there are few, so nothing is sorted anew."""
    for letter in letters:
        pieces.insert(bisect_left(pieces, -made_at(letter.id), key=_how_old), letter)
    return pieces


def _how_old(item: Item) -> float:
    return -(made_at(item.id) if item.kind is Kind.LETTER else Moment.decode(item.held["written"]).instant)


def day_of(item: Item, now: datetime) -> date | None:
    """Return the day on which something was written, kept or last touched; None where nothing says so."""
    if item.kind is Kind.DRAFT:
        begun = read(item.id, item.held.fields)
        return begun.kept.date() if begun and begun.kept else None
    if item.kind is Kind.LETTER:
        return datetime.fromtimestamp(made_at(item.id), now.tzinfo).date()
    return Moment.decode(item.held["written"]).day
