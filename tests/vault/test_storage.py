import itertools
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB, where
from tinydb.operations import add, increment
from tinydb.table import Document, Table

from peerjournal.crypto.kdf import CHEAPEST
from peerjournal.vault.storage import VaultStorage, VaultTable
from peerjournal.vault.vault import Vault

PASSPHRASE = "a passphrase for tests"


class GivenUp(Exception):  # noqa: N818 — it names what happened to a transaction
    pass


class Database(TinyDB):
    table_class: type[Table] = VaultTable


def unlocked(folder: Path) -> Vault:
    return Vault.unlock(folder / "j", folder / "s", passphrase=PASSPHRASE, clock=lambda: datetime.now(UTC))


def saves(vault: Vault) -> int:
    """Count the frames of the vault's own log."""
    assert vault.own is not None
    return vault.own.place.seq


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    made = Vault.create(
        tmp_path / "j",
        tmp_path / "s",
        passphrase=PASSPHRASE,
        clock=lambda: datetime.now(UTC),
        cost=CHEAPEST,
    )
    yield made
    made.lock()


@pytest.fixture
def table(vault: Vault) -> VaultTable:
    """Give a table with three documents."""
    table = VaultTable(VaultStorage(vault), "birds")
    table.insert_multiple({"name": name, "seen": 1, "at": ["lake"]} for name in ("wren", "coot", "teal"))
    return table


def named(table: VaultTable, name: str) -> str:
    """Return the id of a bird."""
    return str(table.get(where("name") == name).doc_id)


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
def test_one_operation_is_one_save(vault: Vault, table: VaultTable, name: str, tmp_path: Path) -> None:
    before = saves(vault)
    OPERATIONS[name](table)
    assert saves(vault) == before + 1
    again = unlocked(tmp_path)
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


READS: dict[str, Callable[[VaultTable], Document]] = {
    "get": lambda table: table.get(where("name") == "wren"),
    "get by id": lambda table: table.get(doc_id=named(table, "wren")),
    "get by ids": lambda table: table.get(doc_ids=[named(table, "wren")])[0],
    "search": lambda table: table.search(where("name") == "wren")[0],
    "all": lambda table: table.all()[0],
    "a walk": lambda table: next(iter(table)),
}


@pytest.mark.parametrize("name", READS)
def test_what_a_query_returns_is_the_callers_own(table: VaultTable, name: str) -> None:
    for _ in range(2):
        document = READS[name](table)
        assert document == {"name": "wren", "seen": 1, "at": ["lake"]}
        document["at"].append("sea")
        document["name"] = "gull"
        document.clear()


def test_what_was_given_in_stays_as_it_was_given(vault: Vault, table: VaultTable) -> None:
    places = ["reeds"]
    rail = str(table.insert({"name": "rail", "at": places}))
    table.update({"at": places}, doc_ids=[named(table, "teal")])
    places.append("sea")
    assert vault.documents("birds")[rail]["at"] == ["reeds"]
    assert vault.documents("birds")[named(table, "teal")]["at"] == ["reeds"]


@pytest.mark.parametrize(
    ("value", "error"),
    [
        ({1: "a"}, TypeError),
        (object(), TypeError),
        (b"secret", TypeError),
        ({"secret"}, TypeError),
        (float("nan"), ValueError),
        (float("inf"), ValueError),
    ],
)
def test_what_is_not_json_is_refused_without_repeating_it(
    vault: Vault, table: VaultTable, value: object, error: type[Exception]
) -> None:
    before = saves(vault)
    for attempt in (
        lambda: table.insert({"secret": [value]}),
        lambda: table.insert_multiple([{"name": "rail"}, {"secret": value}]),
        lambda: table.update({"secret": value}),
    ):
        with pytest.raises(error) as caught:
            attempt()
        assert "secret" not in str(caught.value)
    assert saves(vault) == before
    assert len(table) == 3


def test_tuples_and_mappings_are_kept_as_they_will_be_read_back(table: VaultTable, tmp_path: Path) -> None:
    inner = Document({"deep": (1, (2,))}, 5)
    table.insert({"name": "rail", "inner": inner})
    kept = table.get(where("name") == "rail")
    assert kept["inner"] == {"deep": [1, [2]]}
    assert type(kept["inner"]) is dict
    again = unlocked(tmp_path)
    assert VaultTable(VaultStorage(again), "birds").get(where("name") == "rail") == kept
    again.lock()


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


def test_the_query_cache_follows_every_kind_of_change(
    vault: Vault, table: VaultTable, tmp_path: Path
) -> None:
    lone = where("seen") == 1
    another = VaultTable(VaultStorage(vault), "birds")

    def expect(count: int) -> None:
        # The second time it comes from the cache.
        assert table.count(lone) == len(table.search(lone)) == count

    expect(3)
    another.insert({"name": "rail", "seen": 1})
    expect(4)
    with vault.transaction() as change:
        change.put("birds", vault.new_id(), {"name": "swan", "seen": 1})
        expect(5)
        change.drop("birds", named(table, "wren"))
        expect(4)
    expect(4)
    with suppress(GivenUp), vault.transaction() as change:
        change.drop("birds", named(table, "coot"))
        expect(3)
        raise GivenUp
    expect(4)
    other = unlocked(tmp_path)
    VaultTable(VaultStorage(other), "birds").insert({"name": "dove", "seen": 1})
    other.lock()
    table.insert({"name": "hawk", "seen": 2})
    expect(5)


def test_a_question_asked_again_is_answered_from_the_cache(table: VaultTable) -> None:
    asked = itertools.count()

    def seen_once(value: Mapping[Any, Any]) -> bool:
        next(asked)
        return bool(value["seen"] == 1)

    assert table.search(seen_once) == table.search(seen_once)
    assert table.count(seen_once) == 3
    assert next(asked) == 3


def test_decisions_are_made_on_the_state_as_another_session_left_it(
    vault: Vault, table: VaultTable, tmp_path: Path
) -> None:
    assert table.count(where("name") == "rail") == 0
    other = unlocked(tmp_path)
    VaultTable(VaultStorage(other), "birds").insert({"name": "rail", "seen": 7})
    other.lock()
    table.upsert({"name": "rail", "seen": 8}, where("name") == "rail")
    assert [one["seen"] for one in table.search(where("name") == "rail")] == [8]
    assert vault.documents("birds")[named(table, "rail")] == {"name": "rail", "seen": 8}


def test_a_table_may_be_changed_while_walking_over_it(table: VaultTable) -> None:
    for bird in table:
        table.insert({"name": f"young {bird['name']}", "seen": 0})
        table.remove(doc_ids=[bird.doc_id])
    assert sorted(one["name"] for one in table) == ["young coot", "young teal", "young wren"]


def test_ids_come_from_the_vault_and_are_text(vault: Vault, table: VaultTable) -> None:
    given = table.insert_multiple([{}, {}])
    assert {type(one).__name__ for one in given} == {"str"}
    assert set(given) < set(vault.documents("birds"))
    assert table.get(doc_ids=[given[1], "nobody", given[0], given[1]]) == [{}, {}]


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


def test_nothing_of_a_document_is_in_a_tables_repr(table: VaultTable) -> None:
    assert "wren" not in repr(table)
    assert "total=3" in repr(table)
