"""Journal: keeping, finding, changing, removing and bringing back what you write."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypedDict, Unpack

from peerjournal.errors import JournalError, NoSuchEntry
from peerjournal.journal import reference
from peerjournal.journal.content_note import ContentNote
from peerjournal.journal.entry import STORY, Draft
from peerjournal.journal.files import let_go
from peerjournal.journal.files_kept import without_names
from peerjournal.journal.history import SERIES
from peerjournal.journal.moment import Moment
from peerjournal.journal.redating import settled_by
from peerjournal.journal.reference import TABLE
from peerjournal.journal.search import EVERYTHING, Query, page_of
from peerjournal.journal.story import Piece, Story, piece_from_doc
from peerjournal.journal.tags import Tagged
from peerjournal.journal.toolbox import Tool
from peerjournal.text import clean_line
from peerjournal.vault import Document, Jot, Transaction, files_of

KEPT_FOR = timedelta(days=30)
"""How long something removed can be brought back."""

Pieces = list[Piece]


class Changes(TypedDict, total=False):
    """What `Journal.edit` may change; what is not named stays."""

    title: str
    body: str
    tags: Iterable[str]
    written: Moment
    starred: bool
    stands: str
    content_note: ContentNote | None
    tools: Iterable[Tool]
    kept: Iterable[str]
    looked: Iterable[str]


_STORY_ONLY = frozenset({"stands", "content_note", "tools", "kept", "looked"})


class Journal(Tagged):
    """What you write, in one unlocked vault."""

    # Keeping.

    def add(self, draft: Draft) -> Piece:
        """Keep one draft. Costs the same however much is there.

        Raises:
            NotSaved: The disk refused.
            JournalReadOnly: Nothing can be written just now.
        """
        return self.add_all([draft])[0]

    def add_all(self, drafts: Iterable[Draft]) -> Pieces:
        """Keep several at once: all of them, or none."""
        now = self._now()
        with self._vault.transaction() as change:
            return [self._keep(change, draft, now) for draft in drafts]

    def _keep(self, change: Transaction, draft: Draft, now: Moment) -> Piece:
        identifier = self._vault.new_id()
        doc = draft.to_doc(now) | {"number": change.number(SERIES), "by": self._vault.device}
        change.put(TABLE, identifier, doc)
        return piece_from_doc(identifier, doc)

    def take_in(self, jots: Sequence[Jot]) -> None:
        """Keep as entries what was jotted while the journal was locked; what is here already adds nothing.

        Raises:
            NotSaved: The disk refused.
            JournalReadOnly: Nothing can be written just now.
        """
        with self._vault.transaction() as change:
            here = change.documents(TABLE)
            # A sync may have made two files of one jot.
            once = {jot.identifier: jot for jot in jots}.values()
            for jot in (jot for jot in once if jot.identifier not in here):
                # Its own offset and no zone's name: every device makes the same entry of it.
                written = Moment(jot.written.replace(microsecond=0))
                doc = Draft(body=jot.text).to_doc(written)
                doc |= {"number": change.number(SERIES), "by": self._vault.device}
                milliseconds = int(jot.written.timestamp() * 1000)
                change.adopt(TABLE, jot.identifier, doc, milliseconds=milliseconds)

    def make_story(self, ref: str) -> Story:
        """Copy an entry into a new story that is linked to it; its tags and its files' names stay behind."""
        entry = self.get(ref)
        if isinstance(entry, Story):
            raise JournalError("That is a story already.")
        body = without_names(entry.body, entry.files)
        draft = Draft(title=entry.title, body=body, kind=STORY, from_entry=entry.id)
        story = self.add(draft)
        if not isinstance(story, Story):
            raise TypeError("a draft of a story became something else")
        return story

    # Finding.

    def scan(self, query: Query = EVERYTHING) -> Iterator[Piece]:
        """Yield what answers a query, newest first, reading no further than is asked for."""
        # A day is told by the writer's own clock, which may be up to 26 hours away from another's.
        stop = (query.since - timedelta(days=2)).isoformat() if query.since else ""
        for identifier, doc in self._vault.newest_first(query.may_answer):
            if doc.get("written", "")[:10] < stop:
                return
            if "removed" not in doc and query.matches(page_of(doc)):
                yield piece_from_doc(identifier, doc)

    def find(self, query: str | Query, *, n: int | None = None) -> Pieces:
        """Return what answers a query, newest first.

        Args:
            query: As typed in the search line, or already read.
            n: At most so many; all of them when not given.

        Raises:
            JournalError: The query can't be read.
        """
        if isinstance(query, str):
            from peerjournal.journal.query import read_query  # noqa: PLC0415 — it reads dates; saving needs none

            query = read_query(query, self._now().day)
        return [*islice(self.scan(query), n)]

    def removed(self) -> Pieces:
        """Return what was removed and can still be brought back, newest first."""
        oldest = self._now().instant - KEPT_FOR.total_seconds()
        found = (piece_from_doc(*row) for row in self._vault.newest_first() if "removed" in row[1])
        return [piece for piece in found if piece.removed and piece.removed.instant >= oldest]

    # Changing.

    def edit(self, ref: str, **changes: Unpack[Changes]) -> Piece:
        """Change some fields; text is cleaned on its way in. What would change nothing is not saved again.

        Raises:
            NoSuchEntry: Nothing has that reference.
            JournalError: An entry has no field like that.
        """
        piece = self.get(ref)
        new = _cleaned(changes)
        if not isinstance(piece, Story) and _STORY_ONLY & new.keys():
            raise JournalError(
                "Only a story has that.", hint="`peerjournal story` makes a story of an entry."
            )
        if "written" in changes:
            new |= settled_by(piece, changes["written"])
        return self._change(piece.id, new)

    def star(self, ref: str, *, on: bool = True) -> Piece:
        """Star something, or take its star away."""
        return self.edit(ref, starred=on)

    def remove(self, ref: str) -> Piece:
        """Hide something, in all its versions. It can be brought back for 30 days."""
        # An edit beside a removal is what is shown: what is known here would stand there again at once.
        return self._change(self.get(ref).id, {"removed": self._now().encode()}, settles=True)

    def bring_back(self, ref: str) -> Piece:
        """Undo a removal; what was not removed stays as it is.

        Raises:
            NoSuchEntry: Nothing has that reference, or it was removed more than 30 days ago.
        """
        piece = piece_from_doc(*reference.find(self._vault, ref))
        if piece.removed and piece.removed.instant < self._now().instant - KEPT_FOR.total_seconds():
            raise NoSuchEntry("That entry was removed more than 30 days ago.")
        return self._change(piece.id, {"removed": None})

    def drop_old(self) -> int:
        """Let go of what was removed more than 30 days ago, and return how many there were.

        What another device changed beside the removal stays: nobody has removed that.
        """
        oldest = self._now().instant - KEPT_FOR.total_seconds()
        with self._vault.transaction() as change:
            old = [
                identifier
                for identifier, doc in change.documents(TABLE).items()
                if _was_removed(doc, before=oldest)
                and all(_was_removed(one, before=oldest) for one in self._vault.others(TABLE, identifier))
            ]
            files = [name for identifier in old for name in files_of(self._vault, identifier)]
            for identifier in old:
                change.drop(TABLE, identifier)
        let_go(self._vault, files)
        return len(old)

    # Last, because within the class its name hides the type's.
    def list(
        self,
        n: int | None = None,
        *,
        since: date | None = None,
        until: date | None = None,
        tag: str = "",
        kind: str = "",
        starred: bool = False,
    ) -> Pieces:
        """Return entries and stories, newest first.

        Args:
            n: At most so many; all of them when not given.
            since: None written before this day.
            until: None written after this day.
            tag: Only with this tag.
            kind: Only `entry` or `story`.
            starred: Only starred ones.
        """
        from peerjournal.journal.query import narrowed  # noqa: PLC0415 — as above

        return self.find(narrowed(since=since, until=until, tag=tag, kind=kind, starred=starred), n=n)


def _was_removed(doc: Document, *, before: float) -> bool:
    return "removed" in doc and Moment.decode(doc["removed"]).instant < before


def _cleaned(changes: Changes) -> dict[str, Any]:
    """Return changes as fields of a document, cleaned as a draft's are; a field of None goes."""
    draft = Draft(changes.get("title", ""), changes.get("body", ""), (*changes.get("tags", ()),))
    note = changes.get("content_note")
    new: dict[str, Any] = {
        "title": draft.title,
        "body": draft.body,
        "tags": [*draft.tags],
        "starred": changes.get("starred"),
        "stands": clean_line(changes.get("stands", "")) or None,
        "content_note": note.to_doc() if note else None,
        "tools": [tool.to_doc() for tool in changes.get("tools", ())] or None,
    }
    new |= {name: _lines(words) or None for name in ("kept", "looked") if (words := changes.get(name, ()))}
    if "written" in changes:
        new["written"] = changes["written"].encode()
    return {name: new.get(name) for name in changes}


def _lines(words: Any) -> list[str]:
    """Return words cleaned, each once, in their order."""
    return [*dict.fromkeys(word for word in map(clean_line, words) if word)]
