"""Moving in: keeping what an importer found, in frames of bounded size, each once, and undoing it again.

An importer says of each piece what it is known by (``key``), so that a second import adds nothing, and what
was read (``digest``), so that a source that has changed since is told of. What is here is never overwritten.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Sized
from dataclasses import dataclass, replace
from typing import Any, Protocol

from peerjournal.errors import JournalError, NotSaved
from peerjournal.journal.batch import Batch, MovedIn, MovedOut
from peerjournal.journal.entry import ENTRY, Draft
from peerjournal.journal.files import Attached, Files, TakingIn, let_go
from peerjournal.journal.history import SERIES
from peerjournal.journal.moment import Moment
from peerjournal.journal.reference import TABLE
from peerjournal.vault import Document, Progress, Transaction, Vault, files_of, latest_first, short_number

BATCHES = "batches"
"""The table of what was moved in at one time; its numbers are a series of their own."""

_FRAME = 500 * 1024
"""Bytes of text that one save holds, where one piece alone is not longer. Each save is waited for until it is
on the medium, which in smaller ones takes as long as all the rest."""
_FILES = 64 * 1024 * 1024
"""Bytes of files after which what came in so far is saved: no more than about so much is sealed in vain."""
_FROM = "from_entry"
_AROUND = 600
"""Bytes reckoned for each piece besides its words: the names of its fields, its id, where it is from."""


class Arriving(Protocol):
    """What an importer found, as far as keeping it needs to know."""

    @property
    def draft(self) -> Draft:
        """What is to be kept."""

    @property
    def key(self) -> str:
        """What it is known by."""

    @property
    def digest(self) -> str:
        """What tells whether the source says something else by now."""

    @property
    def where(self) -> str:
        """Where in the source it stands, for people."""

    @property
    def attachments(self) -> Sequence[Attached]:
        """The files that belong to it."""


@dataclass(frozen=True, slots=True, repr=False)
class SortedOut:
    """What was found, before any of it is kept."""

    new: tuple[Arriving, ...]
    """What is not here, each once."""
    known: int
    """How many are here already."""
    twice: int
    """How many stand in the source more than once, and are not here yet."""
    changed: tuple[str, ...]
    """Of those that are here, where in the source stands what says something else by now."""


class Moving(Files):
    """Moving in, in one unlocked vault."""

    def move_in(self, found: Iterable[Arriving], *, source: str, progress: Progress | None = None) -> MovedIn:
        """Keep what was found and is not here yet; what is here already is left as it is.

        One frame after the other: where it is stopped, by Ctrl-C or a full disk, what came in so far is
        whole, and is a batch that can be undone.

        Args:
            found: What an importer yields.
            source: What it comes from, as a person would say it; it stands beside the batch.
            progress: Told how many are done, and of how many (0: not known); may raise to stop it.

        Raises:
            NotSaved: The disk refused.
            JournalReadOnly: Nothing can be written just now.
        """
        total = len(found) if isinstance(found, Sized) else 0
        return _MovingIn(self._vault, source, self._now()).run(found, total, progress)

    def sort_out(self, found: Iterable[Arriving]) -> SortedOut:
        """Return what moving in would add, and what is here already; keeps nothing."""
        sieve = _Sieve(self._vault)
        new = tuple(sieve.new(found))
        return SortedOut(new, sieve.seen - len(new) - sieve.twice, sieve.twice, tuple(sieve.changed))

    def batches(self) -> list[Batch]:
        """Return what was moved in, the latest first, undone or not."""
        docs = self._vault.documents(BATCHES)
        return latest_first(Batch.from_doc(one, doc) for one, doc in docs.items())

    def batch(self, number: str) -> Batch:
        """Return what was moved in under a short number; the latest that still stands where it is empty.

        Raises:
            JournalError: There is none.
        """
        standing = [one for one in self.batches() if one.undone is None]
        for one in standing:
            if not number.strip() or short_number(self._vault, one) == number.strip().lower():
                return one
        raise JournalError("Nothing was moved in under that number." if number else "Nothing was moved in.")

    def moved_in(self, batch: Batch) -> tuple[int, tuple[str, ...]]:
        """Return how many of a batch undoing takes out, and the ids of what stays: it was changed since."""
        untouched, touched = self._of(batch)
        return len(untouched), touched

    def undo_move_in(self, batch: Batch) -> MovedOut:
        """Take out what a batch added; what was changed or removed since stays. All of it, or nothing.

        The files of what is taken out go with it, at once or, where other devices write here, in 30 days.

        Raises:
            NotSaved: The disk refused.
            JournalReadOnly: Nothing can be written just now.
        """
        with self._vault.transaction() as change:
            untouched, touched = self._of(batch)
            files = [name for identifier in untouched for name in files_of(self._vault, identifier)]
            for identifier in untouched:
                change.drop(TABLE, identifier)
            doc = dict(change.documents(BATCHES)[batch.id])
            change.put(BATCHES, batch.id, doc | {"undone": self._now().encode()})
        let_go(self._vault, files)
        return MovedOut(len(untouched), touched)

    def _of(self, batch: Batch) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the ids of what a batch added: what is as it came in, and what isn't any more."""
        state = self._vault.state()
        ours = [
            one for one, doc in state.documents.get(TABLE, {}).items() if _origin(doc, "batch") == batch.id
        ]
        first = {one for one in ours if not any(each.stamp.seen for each in state.current(TABLE, one))}
        return tuple(one for one in ours if one in first), tuple(one for one in ours if one not in first)


class _Sieve:
    """Tells what is not here from what is."""

    def __init__(self, vault: Vault) -> None:
        self._known = _known(vault)
        self.seen = self.twice = 0
        self.changed: list[str] = []
        self._new: set[str] = set()

    def new(self, found: Iterable[Arriving]) -> Iterator[Arriving]:
        """Yield what is not here, each once, and note what is here but was changed at its source."""
        for one in found:
            self.seen += 1
            if one.key not in self._known:
                self._known[one.key] = one.digest
                self._new.add(one.key)
                yield one
                continue
            self.twice += one.key in self._new
            if self._known[one.key] not in {"", one.digest}:
                self.changed.append(one.where)


class _MovingIn:
    """One import on its way: the batch as it grows."""

    def __init__(self, vault: Vault, source: str, now: Moment) -> None:
        self._vault, self._now = vault, now
        self._batch = Batch(vault.new_id(), source, now, added=0, whole=False, by=vault.device)
        self._changes = 0
        self._elsewhere: Mapping[str, str] = {}
        """What is known here, where somebody else kept something after this began."""

    def run(self, found: Iterable[Arriving], total: int, progress: Progress | None) -> MovedIn:
        """Keep it frame by frame."""
        sieve, self._changes = _Sieve(self._vault), self._vault.changes

        def going_on() -> None:
            if progress is not None:
                progress(max(sieve.seen - 1, 0), total)

        taking = TakingIn(self._vault, going_on)
        held: list[_Held] = []
        size = 0
        for one in sieve.new(found):
            length = _size(one.draft)
            if held and (size + length > _FRAME or taking.size > _FILES):
                self._keep(held, taking)
                held, size = [], 0
                going_on()
            held.append((one, self._files(one, taking)))
            size += length
        if held:
            self._keep(held, taking, whole=True)
        if progress is not None:
            progress(sieve.seen, total)
        added = self._batch.added
        return MovedIn(self._batch if added else None, added, sieve.seen - added, tuple(sieve.changed),
                       taking.count, tuple(taking.left))  # fmt: skip

    @staticmethod
    def _files(one: Arriving, taking: TakingIn) -> list[Document]:
        """Seal the files of an entry; a story, which is made for others to read, has none."""
        if one.draft.kind != ENTRY or not one.attachments:
            return []
        try:
            return taking.take(one.attachments, one.where)
        except BaseException:
            taking.give_up()
            raise

    def _keep(self, held: "list[_Held]", taking: TakingIn, *, whole: bool = False) -> None:
        """Save what is held, and the batch as it stands with it, in one frame, once its files last."""
        try:
            taking.last()
            with self._vault.transaction() as change:
                kept = self._still_new(held)
                batch = replace(self._batch, added=self._batch.added + len(kept), whole=whole)
                if batch.added:
                    batch = batch if batch.number else replace(batch, number=change.number(BATCHES))
                    docs = [self._document(change, one, files) for one, files in kept]
                    change.put_new(TABLE, [doc for doc in docs if _FROM not in doc])
                    change.put_new(TABLE, _linked(change, [doc for doc in docs if _FROM in doc]))
                    change.put(BATCHES, batch.id, batch.to_doc())
        except NotSaved:
            # Only then is it sure that nothing names them.
            taking.give_up()
            raise
        taking.named({each["file"] for _, files in kept for each in files})
        self._batch, self._changes = batch, self._vault.changes

    def _still_new(self, held: "list[_Held]") -> "list[_Held]":
        """Return what nobody else has kept meanwhile: another window may be moving the same source in."""
        if self._vault.changes != self._changes:
            self._elsewhere = _known(self._vault)
        return [one for one in held if one[0].key not in self._elsewhere]

    def _document(self, change: Transaction, one: Arriving, files: list[Document]) -> Document:
        doc = one.draft.to_doc(self._now)
        origin = doc.setdefault("origin", {})
        origin |= {"key": one.key, "digest": one.digest, "where": one.where, "batch": self._batch.id}
        if one.digest == one.key:
            # Known by all that was read, it can't change under its name, and 80 bytes are worth saving.
            del origin["digest"]
        if files:
            doc["files"] = files
        doc["number"], doc["by"] = change.number(SERIES), self._vault.device
        return doc


def _linked(change: Transaction, stories: list[Document]) -> list[Document]:
    """Return stories that name what they were made from as it is called here, where that came in too."""
    here = change.documents(TABLE) if stories else {}
    ids = {key: one for one, doc in here.items() if (key := _origin(doc, "key"))}
    return [doc if doc[_FROM] in here else doc | {_FROM: ids.get(doc[_FROM], doc[_FROM])} for doc in stories]


def _known(vault: Vault) -> dict[str, str]:
    """Return what everything here is known by, and what the source said of it then."""
    docs = vault.documents(TABLE)
    # Hidden or not: what somebody removed does not come back by itself. What was moved out of this very
    # journal is known by its id, and what it said then is not.
    known = dict.fromkeys(docs, "")
    return known | {key: _origin(doc, "digest") for doc in docs.values() if (key := _origin(doc, "key"))}


_Held = tuple[Arriving, list[Document]]
"""What is to be kept, and what is to be said of its files."""


def _origin(doc: Document, name: str) -> str:
    """Return what a document says of where it is from; nothing where it says nothing that can be read."""
    origin: Any = doc.get("origin")
    return str(origin.get(name, "")) if isinstance(origin, Mapping) else ""


def _size(draft: Draft) -> int:
    """Return about how many bytes a draft takes in a frame."""
    return len(draft.body.encode()) + 2 * len(draft.title) + _AROUND
