"""No way leads from an entry to a letter: not by types, not by imports, not by the command, not by force."""

import importlib
import inspect
import pkgutil
import tomllib
import typing
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from peerjournal import letters
from peerjournal.journal import Draft, Entry, Moment, Story
from peerjournal.letters import Outbox, Pauses, compose, new_letter_id, preview
from tests.cli.conftest import Command
from tests.cli.exchange import meet, unlocked
from tests.conftest import StandingClock
from tests.source_tree import ROOT, modules

OF_THE_JOURNAL = {"Draft", "Entry", "Journal", "Piece", "Shared", "piece_from_doc"}
"""What knows entries."""
BODY = "Budget day. I sat on the back stairs."


@pytest.fixture
def pj(tmp_path: Path) -> Command:
    return Command(tmp_path)


def rooms() -> Iterator[Any]:
    for found in pkgutil.walk_packages(letters.__path__, "peerjournal.letters."):
        yield importlib.import_module(found.name)


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every function and method of the room that letters are made in."""
    for room in rooms():
        ours = [one for one in vars(room).values() if getattr(one, "__module__", "") == room.__name__]
        for one in ours:
            if inspect.isfunction(one):
                yield f"{room.__name__}.{one.__qualname__}", one
            elif inspect.isclass(one):
                for method in vars(one).values():
                    if inspect.isfunction(method):
                        yield f"{room.__name__}.{method.__qualname__}", method


def parts(hint: Any) -> Iterator[Any]:
    """Yield a type and every type inside it."""
    yield hint
    for inner in typing.get_args(hint):
        yield from parts(inner)


def test_a_story_is_no_kind_of_entry_nor_the_other_way_round() -> None:
    """F1: the two are strangers, so that a type checker tells them apart."""
    assert not issubclass(Entry, Story)
    assert not issubclass(Story, Entry)


def test_nothing_that_makes_a_letter_takes_an_entry() -> None:
    """F1: no code path exports an object of kind `entry`; by the types of all that letters are made with."""
    taking = {
        name: [kind for hint in typing.get_type_hints(one).values() for kind in parts(hint)]
        for name, one in callables()
    }
    assert [name for name, kinds in taking.items() if Entry in kinds or Draft in kinds] == []
    assert len([name for name, kinds in taking.items() if Story in kinds]) >= 5


def test_the_doors_take_stories() -> None:
    """F1: the three ways in for a story say so."""
    assert typing.get_type_hints(compose)["stories"] == Sequence[Story]
    assert typing.get_type_hints(preview)["story"] is Story
    assert typing.get_type_hints(Pauses.set_aside)["stories"] == Sequence[Story]
    assert "letter" in typing.get_type_hints(Outbox.prepare)


def test_the_room_of_letters_imports_nothing_that_knows_an_entry() -> None:
    """F1: by imports."""
    found = [
        (module.name, name)
        for module in modules().values()
        if module.room == "letters"
        for source, name, _ in module.imports()
        if source.startswith("peerjournal.journal") and name in OF_THE_JOURNAL
    ]
    assert found == []


def test_the_forms_see_neither_the_journal_nor_the_vault() -> None:
    """F1: a form is handed a letter; the contract that `make check` holds, and what stands there now."""
    told = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = told["tool"]["importlinter"]["contracts"]
    (contract,) = (one for one in contracts if one.get("source_modules") == ["peerjournal.letters.forms"])
    assert contract["type"] == "forbidden"
    assert set(contract["forbidden_modules"]) >= {"peerjournal.journal", "peerjournal.vault"}
    seen = {
        source
        for module in modules().values()
        if module.name.startswith("peerjournal.letters.forms")
        for source, _, _ in module.imports()
    }
    assert not [one for one in seen if one.startswith(("peerjournal.journal", "peerjournal.vault"))]


def test_an_entry_that_is_pushed_through_all_the_same_gives_no_letter() -> None:
    """F1: where no type checker looked, it ends before a byte is written."""
    written = Moment.of(StandingClock().now)
    entry: Any = Entry("an id", "The stairwell", BODY, (), written, number=3)
    with pytest.raises(AttributeError):
        compose([entry], new_letter_id())


@pytest.mark.parametrize(
    "command",
    [
        ("preview", "1", "--to", "robin"),
        ("share", "1", "--to", "robin", "--looked", "--unconfirmed", "--yes"),
        ("pause", "1", "--to", "robin", "--until", "tomorrow"),
        ("tools", "1", "--helped", "a walk"),
        ("note", "1", "--topic", "abuse"),
        ("stands", "1", "in it"),
        ("names", "1", "--looked"),
    ],
    ids=lambda command: command[0],
)
def test_no_command_takes_one(pj: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    """F1: tried from the command line; it is refused, and says how a story is made."""
    meet(pj)
    pj("write", BODY, who="sam")
    out = tmp_path / "out"
    out.mkdir()
    more = ("--out", out) if command[0] == "share" else ()
    refused = pj(*command, *more, who="sam")
    assert (refused.code, refused.out) == (1, "")
    assert "peerjournal story 1" in refused.err
    assert "back stairs" not in refused.err
    assert list(out.iterdir()) == []
    with unlocked(pj, "sam") as sam:
        assert sam.pauses.all() == []
        assert sam.ledger.rows() == []
        assert sam.inbox.letters.all() == []
        assert isinstance(sam.journal.get("1"), Entry)


def test_the_only_way_is_a_story_made_of_it(pj: Command) -> None:
    """F1: *Make a story from this* copies the text; the entry stays as it is."""
    meet(pj)
    pj("write", BODY, who="sam")
    number = pj("story", "1", who="sam").line
    assert BODY in pj("preview", number, "--to", "robin", who="sam").out
    assert pj("preview", "1", "--to", "robin", who="sam").code == 1
