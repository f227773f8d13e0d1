import itertools
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

import pytest
from tinydb import where
from tinydb.table import Document

from peerjournal.vault import Vault
from peerjournal.vault.storage import VaultStorage, VaultTable
from tests.conftest import MakeVault
from tests.vault.birds import GivenUp, named, saves, three_birds


@pytest.fixture
def table(vault: Vault) -> VaultTable:
    return three_birds(vault)


def test_what_one_update_sets_in_several_documents_is_not_shared(table: VaultTable) -> None:
    places = ["reeds"]
    table.update_multiple(
        [
            ({"at": places}, where("name").exists()),
            (lambda bird: bird["at"].append("sea"), where("name") == "wren"),
        ]
    )
    assert places == ["reeds"]
    assert {one["name"]: one["at"] for one in table} == {
        "wren": ["reeds", "sea"],
        "coot": ["reeds"],
        "teal": ["reeds"],
    }


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


def test_tuples_and_mappings_are_kept_as_they_will_be_read_back(
    table: VaultTable, make_vault: MakeVault
) -> None:
    inner = Document({"deep": (1, (2,))}, 5)
    table.insert({"name": "rail", "inner": inner})
    kept = table.get(where("name") == "rail")
    assert kept["inner"] == {"deep": [1, [2]]}
    assert type(kept["inner"]) is dict
    again = make_vault()
    assert VaultTable(VaultStorage(again), "birds").get(where("name") == "rail") == kept
    again.lock()


def test_the_query_cache_follows_every_kind_of_change(
    vault: Vault, table: VaultTable, make_vault: MakeVault
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
    other = make_vault()
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


def test_nothing_of_a_document_is_in_a_tables_repr(table: VaultTable) -> None:
    assert "wren" not in repr(table)
    assert "total=3" in repr(table)
