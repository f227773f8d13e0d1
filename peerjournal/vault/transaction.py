"""One change to the journal: any puts and removals, kept together in one sealed frame or not at all."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from peerjournal.vault.document import owned
from peerjournal.vault.merge import Document, Revision, Row, Stamp, State, to_row


class Ground(Protocol):
    """What a transaction stands on: the vault, locked and up to date."""

    @property
    def device(self) -> str:
        """This device, 32 hex digits."""

    def numbers(self) -> dict[str, int]:
        """Return the last short number given in each series."""

    def tick(self) -> int:
        """Return the hybrid clock, moved on."""

    def new_ids(self, count: int) -> list[str]:
        """Return as many ids that nothing stands under."""

    def is_fresh(self, identifier: str) -> bool:
        """Tell whether an id was made here just now, so that nothing can stand under it yet."""

    def state(self) -> State:
        """Return everything, read in full."""


class Transaction:
    """What is to be written when the ``with`` block ends."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self.at = ground.tick()
        self.numbers = ground.numbers()
        self.count = 0
        """How many puts and removals there were so far."""
        self._pending: dict[str, dict[str, Revision]] = {}
        self._settled: set[tuple[str, str]] = set()

    def put(self, table: str, identifier: str, document: Document, *, settles: bool = False) -> None:
        """Keep ``document`` under its id, in the place of the version that is shown.

        Args:
            table: Its table.
            identifier: Its id; one that ``Vault.new_id`` gave needs no look at what is there.
            document: A JSON object; it is copied.
            settles: Whether it replaces other versions too.

        Raises:
            TypeError: It holds something that JSON does not have.
            ValueError: It holds a number that JSON does not have.
        """
        self._set(table, identifier, document, settles=settles)

    def put_new(self, table: str, documents: Sequence[Document]) -> None:
        """Keep several documents, each under a new id; raises as ``put`` does."""
        stamp = Stamp(self._ground.device, 1, {}, self.at)
        pending = self._pending.setdefault(table, {})
        for identifier, document in zip(self._ground.new_ids(len(documents)), documents, strict=True):
            pending[identifier] = Revision(stamp, owned(document))
        self.count += len(documents)

    def drop(self, table: str, identifier: str) -> None:
        """Leave nothing of a document but the fact that it is gone."""
        self._set(table, identifier, None, settles=True)

    def adopt(self, table: str, identifier: str, document: Document, *, milliseconds: int) -> None:
        """Keep a document whose first revision every device makes alike; nothing where one is there."""
        if not self._ground.state().current(table, identifier):
            stamp = Stamp("jot", 1, {}, milliseconds << 16)
            self._pending.setdefault(table, {})[identifier] = Revision(stamp, owned(document))
            self.count += 1

    def number(self, series: str) -> int:
        """Return this device's next short number in a series, counted from 1 and never given twice."""
        self.numbers[series] = self.numbers.get(series, 0) + 1
        return self.numbers[series]

    def documents(self, table: str) -> Mapping[str, Document]:
        """Return a table as it will stand: what is there, and what this change has put so far."""
        pending = self._pending.get(table)
        live = self._ground.state().documents.get(table, {})
        return live if not pending else _Overlay(live, pending)

    def rows(self) -> dict[str, list[Row]]:
        """Return what the frame will hold; empty where nothing was changed."""
        device = self._ground.device
        return {
            table: [to_row(identifier, revision, device) for identifier, revision in pending.items()]
            for table, pending in self._pending.items()
            if pending
        }

    def _set(self, table: str, identifier: str, document: Document | None, *, settles: bool) -> None:
        if settles:
            self._settled.add((table, identifier))
        if self._ground.is_fresh(identifier):
            stamp = Stamp(self._ground.device, 1, {}, self.at)
        else:
            stamp = self._ground.state().next_stamp(
                table, identifier, self._ground.device, self.at, settles=(table, identifier) in self._settled
            )
            self.at = max(self.at, stamp.at)
        kept = owned(document) if document is not None else None
        self._pending.setdefault(table, {})[identifier] = Revision(stamp, kept)
        self.count += 1


class _Overlay(Mapping[str, Document]):
    """A table with a few changes over it, without copying the table."""

    def __init__(self, live: Mapping[str, Document], pending: Mapping[str, Revision]) -> None:
        self._live, self._pending = live, pending

    def __getitem__(self, identifier: str) -> Document:
        if identifier not in self._pending:
            return self._live[identifier]
        document = self._pending[identifier].document
        if document is None:
            raise KeyError(identifier)
        return document

    def __iter__(self) -> Iterator[str]:
        yield from (one for one in self._live if one not in self._pending)
        yield from (one for one, revision in self._pending.items() if revision.document is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)
