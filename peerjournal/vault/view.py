"""What TinyDB's updaters see of a live table; only what they changed becomes part of a transaction."""

from collections.abc import Callable, Iterator, Mapping, MutableMapping
from typing import Any, Protocol

from peerjournal.vault.document import copied, owned, same
from peerjournal.vault.merge import Document as Plain


class Change(Protocol):
    """An open transaction: the lock is held and the state is fresh."""

    def put(self, table: str, identifier: str, document: Plain, /) -> None:
        """Make ``document`` the document of that id; it is given away and never changed afterwards."""

    def drop(self, table: str, identifier: str, /) -> None:
        """Remove the document of that id, which is there."""

    def documents(self, table: str, /) -> Mapping[str, Plain]:
        """Return the table as it stands with this transaction's own changes."""


class View(MutableMapping[Any, Plain]):
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
