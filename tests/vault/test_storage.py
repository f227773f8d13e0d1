import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import add, increment
from tinydb.table import Document, Table

from peerjournal.vault import Vault, document, view
from peerjournal.vault.storage import VaultStorage, VaultTable
from tests.conftest import MakeVault
from tests.vault.birds import GivenUp, named, saves, three_birds


class Database(TinyDB):
    table_class: type[Table] = VaultTable


@pytest.fixture
def table(vault: Vault) -> VaultTable:
    return three_birds(vault)


OPERATIONS: dict[str, Callable[[VaultTable], object]] = {
    "insert": lambda table: table.insert({"name": "rail"}),
    "insert with an id": lambda table: table.insert(Document({"name": "rail"}, "an id")),  # type: ignore[arg-type]  # TinyDB's annotations know numbers only
    "insert several": lambda table: table.insert_multiple({"seen": seen} for seen in range(50)),
    "update by query": lambda table: table.update({"seen": 2}, where("name") == "wren"),
    "update by id": lambda table: table.update({"seen": 2}, doc_ids=[named(table, "wren")]),
    "update all": lambda table: table.update(increment("seen")),
    "update several": lambda table: table.update_multiple(
        [({"seen": 2}, where("name") == "wren"), (increment("seen"), where("name") == "teal")]
    ),
    "upsert what is there": lambda table: table.upsert({"seen": 2}, where("name") == "wren"),
    "upsert what is not": lambda table: table.upsert({"name": "rail"}, where("name") == "rail"),
    "remove by query": lambda table: table.remove(where("seen") == 1),
    "remove by id": lambda table: table.remove(doc_ids=[named(table, "wren")]),
    "truncate": VaultTable.truncate,
}


@pytest.mark.parametrize("name", OPERATIONS)
def test_one_operation_is_one_save(vault: Vault, table: VaultTable, name: str, make_vault: MakeVault) -> None:
    before = saves(vault)
    OPERATIONS[name](table)
    assert saves(vault) == before + 1
    again = make_vault()
    assert dict(again.documents("birds")) == dict(vault.documents("birds"))
    again.lock()


@pytest.mark.parametrize(
    "operate",
    [
        lambda table: table.update({"seen": 1}),
        lambda table: table.update({"seen": 2}, where("name") == "swan"),
        lambda table: table.update({"seen": 2}, doc_ids=["nobody"]),
        lambda table: table.update_multiple([]),
        lambda table: table.upsert({"seen": 1}, where("name") == "wren"),
        lambda table: table.remove(where("name") == "swan"),
        lambda table: table.insert_multiple([]),
    ],
)
def test_what_changes_nothing_writes_nothing(
    vault: Vault, table: VaultTable, operate: Callable[[VaultTable], object]
) -> None:
    before = saves(vault)
    operate(table)
    assert saves(vault) == before


def test_a_change_of_type_alone_is_a_change(vault: Vault, table: VaultTable) -> None:
    for value in (True, 1.0, 0.0, -0.0):
        before = saves(vault)
        table.update({"seen": value}, where("name") == "wren")
        assert saves(vault) == before + 1
        assert repr(table.get(where("name") == "wren")["seen"]) == repr(value)


class Looked(Mapping[str, dict[str, Any]]):
    """A table that counts how often it is looked into, and refuses to be walked over."""

    def __init__(self, live: Mapping[str, dict[str, Any]]) -> None:
        self.live, self.looks = live, 0

    def __getitem__(self, identifier: str) -> dict[str, Any]:
        self.looks += 1
        return self.live[identifier]

    def __iter__(self) -> Iterator[str]:
        raise AssertionError("a walk over every document")

    def __len__(self) -> int:
        raise AssertionError("a count of every document")


def test_a_write_by_id_looks_at_no_other_document(
    vault: Vault, table: VaultTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    wren, coot = named(table, "wren"), named(table, "coot")
    looked = Looked(vault.documents("birds"))
    monkeypatch.setattr(vault, "documents", lambda _: looked)
    with vault.transaction() as change:
        monkeypatch.setattr(change, "documents", lambda _: looked)
        table.insert({"name": "rail"})
        table.update({"seen": 2}, doc_ids=[wren])
        table.remove(doc_ids=[coot])
        assert table.get(doc_id=wren) is not None
    assert looked.looks <= 12


def test_only_what_matches_is_replaced_and_nothing_live_is_changed(vault: Vault, table: VaultTable) -> None:
    before = dict(vault.documents("birds"))
    as_text = json.dumps(before)
    wren = named(table, "wren")
    table.update(add("at", ["reeds"]), where("name") == "wren")  # type: ignore[arg-type]  # it adds lists as well
    after = vault.documents("birds")
    assert json.dumps(before) == as_text
    assert after[wren]["at"] == ["lake", "reeds"]
    assert [key for key, document in after.items() if document is not before[key]] == [wren]


def test_an_update_by_query_copies_only_what_matches(
    table: VaultTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    copies: list[Any] = []

    def copied(value: Any) -> Any:
        copies.append(value["name"])
        return document.copied(value)

    monkeypatch.setattr(view, "copied", copied)
    table.update({"seen": 2}, where("name") == "wren")
    table.update_multiple([({"seen": 3}, where("name") == "teal")])
    table.remove(where("name") == "coot")
    assert copies == ["wren", "teal"]


def test_an_operation_that_fails_midway_changes_nothing(vault: Vault, table: VaultTable) -> None:
    before, documents = saves(vault), json.dumps(table.all())
    numbers = itertools.count()

    def fail_at_the_second(document: Any) -> None:
        document["at"].append("nowhere")
        if next(numbers):
            raise ArithmeticError

    with pytest.raises(ArithmeticError):
        table.update(fail_at_the_second)
    with pytest.raises(ValueError, match="already exists"):
        table.insert_multiple([{"name": "rail"}, Document({}, named(table, "wren"))])  # type: ignore[arg-type]  # as above
    assert (saves(vault), json.dumps(table.all())) == (before, documents)


def test_a_transaction_around_several_operations_is_one_save(vault: Vault, table: VaultTable) -> None:
    before = saves(vault)
    with vault.transaction():
        rail = table.insert({"name": "rail", "seen": 1})
        assert table.get(doc_id=rail)["name"] == "rail"
        assert table.update(increment("seen"), doc_ids=[rail]) == [rail]
        assert table.count(where("seen") == 1) == 3
        assert table.remove(where("name") == "coot")
        assert table.count(where("seen") == 1) == 2
    assert saves(vault) == before + 1
    assert {one["name"]: one["seen"] for one in table} == {"wren": 1, "teal": 1, "rail": 2}


def test_a_transaction_given_up_takes_all_its_operations_back(vault: Vault, table: VaultTable) -> None:
    before, documents = saves(vault), dict(vault.documents("birds"))
    with suppress(GivenUp), vault.transaction():
        table.insert({"name": "rail"})
        table.update({"seen": 9})
        table.truncate()
        assert table.search(where("seen") == 1) == []
        raise GivenUp
    assert saves(vault) == before
    assert dict(vault.documents("birds")) == documents
    assert table.count(where("seen") == 1) == 3


def test_an_operation_refused_inside_a_transaction_leaves_the_rest_of_it(
    vault: Vault, table: VaultTable
) -> None:
    with vault.transaction():
        table.insert({"name": "rail"})
        with pytest.raises(TypeError):
            table.insert_multiple([{"name": "swan"}, {"name": object()}])
    assert {one["name"] for one in table} == {"wren", "coot", "teal", "rail"}


def test_decisions_are_made_on_the_state_as_another_session_left_it(
    vault: Vault, table: VaultTable, make_vault: MakeVault
) -> None:
    assert table.count(where("name") == "rail") == 0
    other = make_vault()
    VaultTable(VaultStorage(other), "birds").insert({"name": "rail", "seen": 7})
    other.lock()
    table.upsert({"name": "rail", "seen": 8}, where("name") == "rail")
    assert [one["seen"] for one in table.search(where("name") == "rail")] == [8]
    assert vault.documents("birds")[named(table, "rail")] == {"name": "rail", "seen": 8}


def test_an_upsert_looks_and_inserts_under_one_lock(
    vault: Vault, table: VaultTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    locked: list[bool] = []
    catch_up = vault.logs.catch_up

    def noting() -> bool:
        locked.append(True)
        return catch_up()

    monkeypatch.setattr(vault.logs, "catch_up", noting)
    table.upsert({"name": "rail"}, where("name") == "rail")
    assert len(locked) == 1


def test_whole_database_writes_drop_and_replace_in_one_save(vault: Vault, table: VaultTable) -> None:
    database = Database(storage=lambda: VaultStorage(vault))
    wren = named(table, "wren")
    database.table("trees").insert({"name": "elm"})
    database.table("stones", persist_empty=True)
    assert database.tables() == {"birds", "trees", "stones"}
    before = saves(vault)
    database.drop_table("birds")
    assert database.tables() == {"trees", "stones"}
    assert saves(vault) == before + 1
    database.storage.write({"birds": {wren: {"name": "wren"}}})
    assert saves(vault) == before + 2
    assert {name: dict(vault.documents(name)) for name in vault.table_names() if vault.documents(name)} == {
        "birds": {wren: {"name": "wren"}}
    }
    database.drop_tables()
    assert (database.tables(), saves(vault)) == (set(), before + 3)
