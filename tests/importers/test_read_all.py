"""Reading a source whole: how far it is told, and stopping it, whether or not anything in it can be read."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal.errors import SourceUnreadable
from peerjournal.importers import Found, Options, Skipped, read_all
from peerjournal.importers.dayone import DayOne
from peerjournal.importers.markdown import Markdown
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
