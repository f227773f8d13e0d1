"""Random TinyDB operations over a vault and over TinyDB's memory leave the same documents."""

import copy
import json
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tinydb.operations import set as tinydb_set
from tinydb.queries import QueryInstance, where
from tinydb.storages import MemoryStorage
from tinydb.table import Document, Table

from peerjournal.crypto import CHEAPEST
from peerjournal.vault import Vault, compact
from peerjournal.vault.storage import VaultStorage, VaultTable
from tests.conftest import PASSPHRASE, StandingClock

small = st.sampled_from([0, 1, True, 1.0, -0.0, None, "a", "ä", [], ["a"], {"a": [1]}]).map(copy.deepcopy)
scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
values = small | scalars | st.text(max_size=5) | st.lists(scalars | small, max_size=3)
names = st.sampled_from("abc")
documents = st.dictionaries(names, values, max_size=3)
queries = (
    st.builds(lambda name, value: where(name) == value, names, small)
    | st.builds(lambda name: where(name).exists(), names)
    | st.builds(lambda name: ~where(name).exists(), names)
)


def lengthen(name: str) -> Any:
    """Return an update that makes a list of a field, and appends to one in place."""

    def change(document: Any) -> None:
        if isinstance(document.get(name), list):
            document[name].append(len(document[name]))
        else:
            document[name] = [document.get(name)]

    return change


fields = documents | st.builds(lengthen, names)
steps = st.lists(st.tuples(documents | st.builds(tinydb_set, names, small), queries), max_size=3)


class JsonMemory(MemoryStorage):
    """TinyDB's memory, which keeps what its JSON file would: two documents never share a list."""

    def __init__(self) -> None:
        self.memory: Any = None

    def write(self, data: Any) -> None:
        self.memory = json.loads(json.dumps(data))


class TextTable(Table):
    """TinyDB's own table with ids of text."""

    document_id_class = str  # type: ignore[assignment]  # TinyDB's annotations know numbers only


class GivenUp(Exception):
    pass


class Model(RuleBasedStateMachine):
    """One table of a vault, and the same in TinyDB's memory."""

    @initialize()
    def begin(self) -> None:
        self.place = tempfile.TemporaryDirectory()
        folder = Path(self.place.name)
        self.vault = Vault.create(
            folder / "j", folder / "s", passphrase=PASSPHRASE, clock=StandingClock(), cost=CHEAPEST
        )
        self.other = self.unlock()
        self.open_table()
        self.model = TextTable(JsonMemory(), "t")

    def teardown(self) -> None:
        self.vault.lock()
        self.other.lock()
        self.place.cleanup()

    def open_table(self) -> None:
        self.ours = VaultTable(VaultStorage(self.vault), "t")

    def unlock(self) -> Vault:
        folder = Path(self.place.name)
        return Vault.unlock(folder / "j", folder / "s", passphrase=PASSPHRASE, clock=StandingClock())

    def some_ids(self, data: st.DataObject) -> list[Any]:
        present = sorted(str(one.doc_id) for one in self.model)
        return data.draw(st.lists(st.sampled_from([*present, "nobody"]), max_size=4, unique=True))

    @rule(document=documents)
    def insert(self, document: dict[str, Any]) -> None:
        self.model.insert(Document(document, self.ours.insert(document)))

    @rule(several=st.lists(documents, max_size=4))
    def insert_multiple(self, several: list[dict[str, Any]]) -> None:
        given = self.ours.insert_multiple(several)
        self.model.insert_multiple(map(Document, several, given))

    @rule(change=fields, query=queries)
    def update(self, change: Any, query: QueryInstance) -> None:
        assert set(self.ours.update(change, query)) == set(self.model.update(change, query))

    @rule(change=fields)
    def update_all(self, change: Any) -> None:
        assert set(self.ours.update(change)) == set(self.model.update(change))

    @rule(change=fields, data=st.data())
    def update_by_id(self, change: Any, data: st.DataObject) -> None:
        chosen = self.some_ids(data)
        assert self.ours.update(change, doc_ids=chosen) == self.model.update(change, doc_ids=chosen)

    @rule(several=steps)
    def update_multiple(self, several: list[Any]) -> None:
        assert sorted(self.ours.update_multiple(several)) == sorted(self.model.update_multiple(several))

    @rule(document=documents, query=queries)
    def upsert(self, document: dict[str, Any], query: QueryInstance) -> None:
        if self.model.contains(query):
            assert set(self.ours.upsert(document, query)) == set(self.model.upsert(document, query))
        else:
            (given,) = self.ours.upsert(document, query)
            self.model.insert(Document(document, given))

    @rule(document=documents, data=st.data())
    def upsert_by_id(self, document: dict[str, Any], data: st.DataObject) -> None:
        for chosen in self.some_ids(data)[:1]:
            self.ours.upsert(Document(document, chosen))
            self.model.upsert(Document(document, chosen))

    @rule(query=queries)
    def remove(self, query: QueryInstance) -> None:
        assert set(self.ours.remove(query)) == set(self.model.remove(query))

    @rule(data=st.data())
    def remove_by_id(self, data: st.DataObject) -> None:
        chosen = self.some_ids(data)
        assert self.ours.remove(doc_ids=chosen) == self.model.remove(doc_ids=chosen)

    @rule()
    def truncate(self) -> None:
        self.ours.truncate()
        self.model.truncate()

    @rule(query=queries)
    def search(self, query: QueryInstance) -> None:
        for _ in range(2):
            assert as_text(self.ours.search(query)) == as_text(self.model.search(query))
        assert self.ours.count(query) == self.model.count(query)

    @rule(document=documents)
    def another_session_writes(self, document: dict[str, Any]) -> None:
        given = VaultTable(VaultStorage(self.other), "t").insert(document)
        with self.vault.transaction():
            self.model.insert(Document(document, given))

    @rule(document=documents, change=fields, query=queries)
    def a_transaction_is_given_up(self, document: dict[str, Any], change: Any, query: QueryInstance) -> None:
        with suppress(GivenUp), self.vault.transaction():
            self.ours.insert(document)
            self.ours.update(change)
            self.ours.remove(query)
            self.ours.search(query)
            raise GivenUp

    @rule(document=documents, change=fields, query=queries)
    def a_transaction_holds_several(
        self, document: dict[str, Any], change: Any, query: QueryInstance
    ) -> None:
        with self.vault.transaction():
            self.insert(document)
            self.update(change, query)
            self.search(query)
            self.remove(query)

    @rule()
    def reopen(self) -> None:
        self.vault.lock()
        self.vault = self.unlock()
        self.open_table()

    @rule()
    def compact(self) -> None:
        compact(self.vault)

    @rule()
    def another_session_compacts(self) -> None:
        compact(self.other)

    @invariant()
    def the_documents_are_the_same(self) -> None:
        assert as_text(self.ours.all()) == as_text(self.model.all())


def as_text(found: list[Document]) -> list[str]:
    """Return documents as JSON, in the order of their ids: the order of a table is nobody's promise."""
    ordered = sorted(found, key=lambda one: one.doc_id)
    return [f"{one.doc_id} {json.dumps(one, sort_keys=True)}" for one in ordered]


TestModel = Model.TestCase
TestModel.settings = settings(max_examples=40, stateful_step_count=50)
