"""TinyDB's storage and table over the vault: only changed documents reach the log.

TinyDB keeps its query language and its methods. What changes is beneath them: stock TinyDB copies and hands
over all N documents after each operation; here an updater is given a view of the live table that copies a
document when it is first touched, and what has really changed becomes one transaction, so one frame.

Three promises, each with its place in the code:

* What goes in is ours alone, and is JSON: ``owned`` copies it and refuses anything else.
* What comes out is the caller's alone: text is shared because it can't change, lists and mappings are copied
  (``VaultTable._document``), also out of the query cache. Conditions are the one exception: they are asked
  about live documents, so they must only look.
* The query cache knows the state it was filled from: it is emptied when the store's ``changes`` has moved,
  whoever moved it.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

from tinydb.queries import QueryLike
from tinydb.storages import Storage
from tinydb.table import Document, Table

from peerjournal.vault.document import Document as Plain
from peerjournal.vault.document import copied, owned, same

_HOLDERS = (
    dict,
    list,
)  # What can be changed in place; a live document is JSON, so it has no subclasses of them.

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]
"""What an update sets: some fields, or a function that changes the document it is given."""


class Change(Protocol):
    """An open transaction: the lock is held and the state is fresh."""

    def put(self, table: str, identifier: str, document: Plain, /) -> None:
        """Make ``document`` the document of that id; it is given away and never changed afterwards."""

    def drop(self, table: str, identifier: str, /) -> None:
        """Remove the document of that id, which is there."""

    def documents(self, table: str, /) -> Mapping[str, Plain]:
        """Return the table as it stands with this transaction's own changes."""


class Store(Protocol):
    """What a vault must be for TinyDB to stand on it."""

    @property
    def changes(self) -> int:
        """A number that moves whenever ``documents`` could answer differently than before.

        That is after each commit, each growth by another session, each put and drop of a transaction that is
        still open, and when such a transaction is given up.
        """

    def documents(self, table: str, /) -> Mapping[str, Plain]:
        """Return a table live, with what a transaction now open has changed; empty for an unknown name."""

    def table_names(self) -> Iterable[str]:
        """Return the names of the tables."""

    def transaction(self) -> AbstractContextManager[Change]:
        """Open a transaction: one frame when it ends, none if it raises or changed nothing.

        Inside another it joins that one. An exception that leaves only the inner one takes back nothing by
        itself: a table puts nothing before everything it wants to put has been checked.
        """

    def new_id(self) -> str:
        """Return an id that nothing has."""


class VaultStorage(Storage):
    """TinyDB's storage. Tables write through the store; only whole-database writes come through here."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.named: set[str] = set()
        """Tables that this session has written to. A table is its documents: the name of an empty one is
        known only as long as the session lasts."""

    def read(self) -> dict[str, dict[str, Any]]:
        """Return the live tables by name; whoever reads them this way must not change a document."""
        names = dict.fromkeys((*self.store.table_names(), *sorted(self.named)))
        tables = {name: self.store.documents(name) for name in names}
        return {name: cast("Plain", table) for name, table in tables.items() if table or name in self.named}

    def write(self, data: Mapping[str, Mapping[Any, Mapping[str, Any]]]) -> None:
        """Make ``data`` the whole database, in one transaction that holds only what differs."""
        with self.store.transaction() as change:
            for name in (*self.store.table_names(), *data):
                _replace(change, name, data.get(name, {}))
        self.named = set(data)


class VaultTable(Table):
    """TinyDB's table. ``document_id_class`` may be any class that ``str`` turns back into the id."""

    document_id_class = cast("type[int]", str)  # TinyDB's annotations know no other ids than numbers.

    def __init__(
        self,
        storage: VaultStorage,
        name: str,
        cache_size: int = Table.default_query_cache_capacity,
        *,
        persist_empty: bool = False,
    ) -> None:
        self._named = storage.named
        self._store = storage.store
        self._cached_at = self._store.changes
        super().__init__(storage, name, cache_size, persist_empty)

    def search(self, cond: QueryLike) -> list[Document]:
        """Return every matching document, as copies of the caller's own."""
        return [self._document(key, document) for key, document in self._matches(cond)]

    def count(self, cond: QueryLike) -> int:
        """Count the documents that match."""
        return len(self._matches(cond))

    def get(self, cond: QueryLike | None = None, doc_id: Any = None, doc_ids: Any = None) -> Any:
        """Return one document or None, or for ``doc_ids`` a list in that order; ids are looked up."""
        table = self._read_table()
        if doc_id is not None:
            return self._document(str(doc_id), table[str(doc_id)]) if str(doc_id) in table else None
        if doc_ids is not None:
            wanted = dict.fromkeys(map(str, doc_ids))
            return [self._document(key, table[key]) for key in wanted if key in table]
        if cond is None:
            raise RuntimeError("You have to pass either cond or doc_id or doc_ids")
        return next((self._document(key, one) for key, one in table.items() if cond(one)), None)

    def __iter__(self) -> Iterator[Document]:
        # The list lets a caller change the table while walking over it, as stock TinyDB does.
        for key, document in list(self._read_table().items()):
            yield self._document(key, document)

    def update(
        self, fields: Fields, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None
    ) -> list[Any]:
        """Set fields of the documents that match, or of all; return the ids of those reached."""
        if cond is None or doc_ids is not None:
            return super().update(fields, cond, doc_ids)
        return self.update_multiple([(fields, cond)])

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[Any]:
        """Make several updates at once, each document meeting them in turn; return the ids reached."""
        steps = list(updates)
        reached: list[Any] = []

        def amend(table: _View) -> None:
            for doc_id in table:
                for fields, cond in steps:
                    if cond(table.look(doc_id)):
                        reached.append(doc_id)
                        _set(table[doc_id], fields)

        self._apply(amend)
        return reached

    def upsert(self, document: Mapping[str, Any], cond: QueryLike | None = None) -> list[Any]:
        """Update what matches, or insert; nobody else's save can come between the two."""
        with self._store.transaction():
            return super().upsert(document, cond)

    def remove(self, cond: QueryLike | None = None, doc_ids: Iterable[Any] | None = None) -> list[Any]:
        """Remove the documents that match; return their ids."""
        if cond is None or doc_ids is not None:
            return super().remove(cond, doc_ids)
        removed: list[Any] = []

        def take_out(table: _View) -> None:
            removed.extend(doc_id for doc_id in table if cond(table.look(doc_id)))
            for doc_id in removed:
                del table[doc_id]

        self._apply(take_out)
        return removed

    def _document(self, key: str, live: Mapping[str, Any]) -> Document:
        """Give a document to a caller: whatever they do to it, the live one stays as it is."""
        document = self.document_class(live, self.document_id_class(key))
        for name, value in document.items():
            if type(value) in _HOLDERS:
                document[name] = copied(value)
        return document

    def _matches(self, cond: QueryLike) -> list[tuple[str, Plain]]:
        # Live documents are replaced, never changed, so the cache may hold them; who asks gets copies.
        changes = self._store.changes
        if changes != self._cached_at:
            self.clear_cache()
            self._cached_at = changes
        cache = cast("MutableMapping[QueryLike, list[tuple[str, Plain]]]", self._query_cache)
        found = cache.get(cond)
        if found is None:
            found = [row for row in list(self._read_table().items()) if cond(row[1])]
            if getattr(cond, "is_cacheable", lambda: True)():
                cache[cond] = found
        return found

    def _get_next_id(self) -> Any:
        return self._store.new_id()

    def _read_table(self) -> dict[str, Any]:
        return cast("dict[str, Any]", self._store.documents(self.name))

    def _update_table(self, updater: Callable[[dict[Any, Mapping[str, Any]]], None]) -> None:
        # TinyDB's updaters use their argument only as a mapping, which the view is.
        self._apply(cast("Callable[[_View], None]", updater))

    def _apply(self, updater: "Callable[[_View], None]") -> None:
        try:
            with self._store.transaction() as change:
                view = _View(change.documents(self.name), self.document_id_class)
                updater(view)
                view.commit(self.name, change)
        finally:
            self.clear_cache()
        self._named.add(self.name)


class _View(MutableMapping[Any, Plain]):
    """What an updater sees of a live table: a document is copied when it is first handed out for change."""

    def __init__(self, live: Mapping[str, Plain], id_class: Callable[[str], Any]) -> None:
        self._live = live
        self._id_class = id_class
        self._touched: dict[str, Plain] = {}
        self._gone: dict[str, None] = {}

    def look(self, doc_id: Any) -> Plain:
        """Return a document as it stands, only to be looked at."""
        key = str(doc_id)
        if key in self._touched:
            return self._touched[key]
        if key in self._gone:
            raise KeyError(doc_id)
        return self._live[key]

    def __getitem__(self, doc_id: Any) -> Plain:
        key = str(doc_id)
        if key not in self._touched:
            self._touched[key] = copied(self.look(doc_id))
        return self._touched[key]

    def __setitem__(self, doc_id: Any, document: Plain) -> None:
        self._touched[str(doc_id)] = document

    def __delitem__(self, doc_id: Any) -> None:
        self.look(doc_id)
        self._touched.pop(str(doc_id), None)
        self._gone[str(doc_id)] = None

    def __contains__(self, doc_id: object) -> bool:
        key = str(doc_id)
        return key in self._touched or (key in self._live and key not in self._gone)

    def __iter__(self) -> Iterator[Any]:
        kept = [key for key in self._live if key not in self._gone or key in self._touched]
        return map(self._id_class, [*kept, *(key for key in self._touched if key not in self._live)])

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def clear(self) -> None:
        """Take out every document without a look at one."""
        self._touched.clear()
        self._gone = dict.fromkeys(self._live)

    def commit(self, table: str, change: Change) -> None:
        """Hand over what differs; all of it is checked first, so a transaction around us stays whole."""
        ours = {key: owned(document) for key, document in self._touched.items()}
        gone = [key for key in self._gone if key in self._live and key not in ours]
        changed = [
            (key, document)
            for key, document in ours.items()
            if key not in self._live or not same(document, self._live[key])
        ]
        for key, document in changed:
            change.put(table, key, document)
        for key in gone:
            change.drop(table, key)


def _set(document: Plain, fields: Fields) -> None:
    if callable(fields):
        fields(document)
    else:
        document.update(fields)


def _replace(change: Change, name: str, documents: Mapping[Any, Mapping[str, Any]]) -> None:
    view = _View(change.documents(name), str)
    view.clear()
    view.update({key: cast("Plain", document) for key, document in documents.items()})
    view.commit(name, change)
