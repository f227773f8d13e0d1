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

from peerjournal.vault.document import copied, owned
from peerjournal.vault.merge import Document as Plain
from peerjournal.vault.view import Change, View

_HOLDERS = (
    dict,
    list,
)  # What can be changed in place; a live document is JSON, so it has no subclasses of them.

Fields = Mapping[str, Any] | Callable[[MutableMapping[str, Any]], None]
"""What an update sets: some fields, or a function that changes the document it is given."""


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
            for name in dict.fromkeys((*self.store.table_names(), *data)):
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
            return super().update(_setter(fields), cond, doc_ids)
        return self.update_multiple([(fields, cond)])

    def update_multiple(self, updates: Iterable[tuple[Fields, QueryLike]]) -> list[Any]:
        """Make several updates at once, each document meeting them in turn; return the ids reached."""
        steps = [(_setter(fields), cond) for fields, cond in updates]
        reached: list[Any] = []

        def amend(table: View) -> None:
            for doc_id in table:
                for change, cond in steps:
                    if cond(table.look(doc_id)):
                        reached.append(doc_id)
                        change(table[doc_id])

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

        def take_out(table: View) -> None:
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
        self._apply(cast("Callable[[View], None]", updater))

    def _apply(self, updater: Callable[[View], None]) -> None:
        try:
            with self._store.transaction() as change:
                view = View(change.documents(self.name), self.document_id_class)
                updater(view)
                view.commit(self.name, change)
        finally:
            self.clear_cache()
        self._named.add(self.name)


def _setter(fields: Fields) -> Callable[[MutableMapping[str, Any]], None]:
    """Return what changes one document; each is given values of its own, so no two ever share a list."""
    return fields if callable(fields) else lambda document: document.update(owned(fields))


def _replace(change: Change, name: str, documents: Mapping[Any, Mapping[str, Any]]) -> None:
    live = change.documents(name)
    view = View(live, str)
    kept = set(map(str, documents))
    for key in [key for key in live if key not in kept]:
        del view[key]
    for key, document in documents.items():
        # What came from ``read`` untouched is the live document itself, and not worth a copy.
        if live.get(str(key)) is not document:
            view[key] = cast("Plain", document)
    view.commit(name, change)
