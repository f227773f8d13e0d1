"""The hope shelf: what its owner puts there, in their own order, and nothing else."""

import ast
import re

import pytest

from peerjournal.errors import JournalError
from peerjournal.journal import Line, Shelf
from peerjournal.journal.shelf import LONGEST
from peerjournal.vault import Vault
from tests.conftest import MakeVault
from tests.source_tree import Module, modules


@pytest.fixture
def shelf(vault: Vault) -> Shelf:
    return Shelf(vault)


def texts(shelf: Shelf) -> list[str]:
    return [line.text for line in shelf.lines()]


def test_it_comes_with_nothing_on_it(shelf: Shelf) -> None:
    """F13: ships with nothing on it."""
    assert shelf.lines() == []


def test_lines_stand_as_they_were_put_there(shelf: Shelf) -> None:
    for text in ("one", "two", "three"):
        shelf.add(text)
    assert texts(shelf) == ["one", "two", "three"]
    assert [shelf.reference(line) for line in shelf.lines()] == ["1", "2", "3"]


def test_a_line_keeps_what_it_is_from_and_whose_words_it_is(shelf: Shelf, make_vault: MakeVault) -> None:
    """F13: lines from a reply keep "from {peer}", by the peer's id."""
    line = shelf.add("the back stairs", kind="letter", about="letter-id", peer="peer-id")
    again = Shelf(make_vault()).lines()
    assert again == [line]
    assert (again[0].kind, again[0].about, again[0].peer) == ("letter", "letter-id", "peer-id")


def test_the_document_has_what_the_format_says(vault: Vault, shelf: Shelf) -> None:
    shelf.add("typed")
    shelf.add("theirs", kind="letter", about="l", peer="p")
    typed, theirs = (vault.documents("shelf")[line.id] for line in shelf.lines())
    assert typed.keys() == {"number", "by", "text", "place"}
    assert theirs.keys() == {"number", "by", "text", "place", "kind", "about", "peer"}


def test_what_a_later_version_keeps_there_stays(vault: Vault, shelf: Shelf) -> None:
    line = shelf.add("one")
    shelf.add("two")
    with vault.transaction() as change:
        change.put("shelf", line.id, line.to_doc() | {"later": 1})
    shelf.move("1", 1)
    assert vault.documents("shelf")[line.id]["later"] == 1


def test_the_same_line_stands_there_once(shelf: Shelf) -> None:
    first = shelf.add("one", kind="entry", about="a")
    assert shelf.add(" one\n") == first
    shelf.add("one", peer="somebody")
    assert texts(shelf) == ["one", "one"]


def test_lines_are_cleaned(shelf: Shelf) -> None:
    assert shelf.add("\x1b[2Ja line\r\nand more\u202e ").text == "[2Ja line\nand more"


@pytest.mark.parametrize("text", ["", " \n", "\x1b", "x" * (LONGEST + 1)])
def test_what_is_no_line_is_not_put_there(shelf: Shelf, text: str) -> None:
    with pytest.raises(JournalError):
        shelf.add(text)
    assert shelf.lines() == []


def test_one_can_be_put_away_and_put_back_where_it_stood(shelf: Shelf) -> None:
    for text in ("one", "two", "three"):
        shelf.add(text)
    away = shelf.put_away("2")
    assert texts(shelf) == ["one", "three"]
    shelf.put_back(away)
    assert texts(shelf) == ["one", "two", "three"]
    shelf.put_away("3")
    assert shelf.add("four").number == 4


def test_one_can_be_moved_never_past_the_ends(shelf: Shelf) -> None:
    for text in ("one", "two", "three"):
        shelf.add(text)
    shelf.move("3", -1)
    assert texts(shelf) == ["one", "three", "two"]
    assert shelf.move("1", 9).text == "one"
    assert texts(shelf) == ["three", "two", "one"]
    shelf.move("1", -9)
    assert texts(shelf) == ["one", "three", "two"]


def test_another_is_the_next_going_round(shelf: Shelf) -> None:
    one, two = shelf.add("one"), shelf.add("two")
    assert shelf.after(one) == two
    assert shelf.after(two) == one
    shelf.put_away("1")
    assert shelf.after(two) == two
    assert shelf.after(one) == two


def test_a_number_that_there_is_not_is_told(shelf: Shelf) -> None:
    for do in (shelf.get, shelf.put_away, lambda ref: shelf.move(ref, 1)):
        with pytest.raises(JournalError, match="no such line"):
            do("7")


def test_a_line_shows_none_of_its_words_in_a_crash(shelf: Shelf) -> None:
    assert "canary" not in repr(shelf.add("canary"))


# What may touch it.

SHELF = "peerjournal.journal.shelf"
BY_HAND = {
    "peerjournal.cli.shelf": {"add_command"},
    "peerjournal.cli.ways": {"ask"},
    "peerjournal.tui.screens.keep_line": {"shelve", "keep", "hear_line", "hear_words"},
    "peerjournal.tui.screens.way_in": {"hear_prompt"},
}
"""Where lines are put on the shelf, in what somebody does with a key, a click or a command."""


def named_in(module: Module) -> bool:
    """Tell whether a module names the shelf: by import, or as a session's own."""
    imported = any(
        source == SHELF or (source == "peerjournal.journal" and name in {"Shelf", "Line", "shelf"})
        for source, name, _ in module.imports()
    )
    return imported or any(
        isinstance(node, ast.Attribute) and node.attr == "shelf" and "session" in ast.unparse(node.value)
        for node in ast.walk(module.tree)
    )


def test_no_room_that_makes_letters_knows_of_the_shelf() -> None:
    """F13: it cannot be exported; no room that seals, sends or lists what leaves names it."""
    may = re.compile(r"peerjournal\.(session|journal(\..*)?|cli\.(shelf|ways)|tui\.screens\..*)$")
    assert [name for name, module in modules().items() if named_in(module) and not may.match(name)] == []
    assert not any(named_in(module) for module in modules().values() if module.room in {"letters", "peers"})


def test_only_its_own_room_names_the_table() -> None:
    """F13: only what the person does reads or writes it."""
    tables = [
        name
        for name, module in modules().items()
        if module.room not in {"cli", "tui"}
        and not module.is_face
        and any(isinstance(node, ast.Constant) and node.value == "shelf" for node in ast.walk(module.tree))
    ]
    # A way in may offer to put a line there, and that offer has the shelf's name.
    assert set(tables) == {SHELF, "peerjournal.journal.guide"}


def adding(module: Module) -> set[str]:
    """Return the functions in which something is put on the shelf."""
    return {
        function.name
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and node.attr == "add"
        and isinstance(node.value, ast.Attribute | ast.Name)
        and ast.unparse(node.value).rpartition(".")[2] == "shelf"
    }


def test_nothing_puts_a_line_there_but_what_somebody_does() -> None:
    """F13, N9: no code path writes to the shelf except the person's action."""
    found = {name: adding(module) for name, module in modules().items() if adding(module)}
    assert found == BY_HAND
    keys = {
        function.name
        for module in modules().values()
        for function in ast.walk(module.tree)
        if isinstance(function, ast.FunctionDef)
        for call in ast.walk(function)
        if isinstance(call, ast.Call) and ast.unparse(call.func).rpartition(".")[2] == "shelve"
    }
    assert keys == {"action_keep_line", "action_to_shelf"}


def test_the_line_type_is_the_shelfs_own() -> None:
    assert Line.__module__ == SHELF
