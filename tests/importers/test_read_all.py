"""Reading a source whole: how far it is told, and stopping it, whether or not anything in it can be read."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import Found, Options, Skipped, read_all, reading
from peerjournal.importers.dayone import DayOne
from peerjournal.importers.markdown import Markdown
from peerjournal.journal import Draft
from tests.importers.exports import as_json
from tests.importers.notes import folder


class Stop(Exception):
    """Somebody does not want to wait."""


def stop(done: int, total: int) -> None:
    assert 0 < done < total
    raise Stop


def test_it_can_be_stopped_while_entries_are_read(tmp_path: Path) -> None:
    notes = folder(tmp_path / "notes", {f"{number}.md": "text" for number in range(60)})
    with pytest.raises(Stop):
        read_all(Markdown(), notes, Options(), stop)


def test_it_can_be_stopped_where_nothing_can_be_read(tmp_path: Path) -> None:
    path = tmp_path / "Journal.json"
    path.write_text(as_json([7] * 60), encoding="utf-8")
    with pytest.raises(Stop):
        read_all(DayOne(), path, Options(), stop)
    reading = read_all(DayOne(), path, Options(), lambda *_: None)
    assert (len(reading.found), len(reading.skipped)) == (0, 60)


class Failing:
    """A source on a disk that gives up."""

    name = label = "failing"

    def recognises(self, source: Path) -> bool:
        return source.is_file()

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        del source, options
        yield Skipped("line 1", "This is no entry.")
        raise OSError

    def size(self, source: Path) -> int:
        del source
        return 0


def test_a_disk_that_fails_on_the_way_is_told_as_such(tmp_path: Path) -> None:
    with pytest.raises(SourceUnreadable, match="to its end"):
        read_all(Failing(), tmp_path, Options(), lambda *_: None)


def nothing(count: int) -> Iterator[Found | Skipped]:
    for number in range(count):
        yield Skipped(str(number), "no entry")


def large(count: int, **fields: Any) -> Iterator[Found | Skipped]:
    for number in range(count):
        yield Found(Draft(**{name: make() for name, make in fields.items()}), str(number), "", "")


class Source(Markdown):
    """Yields what it is made with."""

    def __init__(self, what: Iterator[Found | Skipped]) -> None:
        self.what = what

    def read(self, source: Path, options: Options) -> Iterator[Found | Skipped]:
        del source, options
        return self.what


def test_of_a_source_without_end_only_so_much_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "MOST", 1_000)
    read = read_all(Source(nothing(10**12)), tmp_path, Options(), lambda *_: None)
    assert len(read.skipped) == 1_001
    assert read.skipped[-1].why == reading.TOO_MUCH


@pytest.mark.parametrize(
    "fields",
    [
        {"body": lambda: "a" * 10_000},
        {"body": lambda: "\U0001f33f" * 2_500},
        {"title": lambda: "a" * 10_000},
        {"tags": lambda: tuple(f"t{number}" for number in range(250))},
        {"origin": lambda: {"other": {"a": [[] for _ in range(200)]}}},
        {"origin": lambda: {"other": {"a": [{"b": "c" * 10_000}]}}},
    ],
)
def test_memory_stays_bounded_whatever_it_is_filled_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fields: dict[str, Any]
) -> None:
    monkeypatch.setattr(reading, "LARGEST", 1_000_000)
    read = read_all(Source(large(10**12, **fields)), tmp_path, Options(), lambda *_: None)
    assert len(read.found) < 120
    assert [one.why for one in read.skipped] == [reading.TOO_MUCH]
