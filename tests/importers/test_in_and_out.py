"""Every importer, from a source to a journal and out of it again: known, in once, said, and undone."""

from collections.abc import Callable
from pathlib import Path

import pytest

from peerjournal.exporters import EXPORTERS, Leaving
from peerjournal.importers import IMPORTERS, Options, Reading, read_all, recognise
from peerjournal.journal import Draft, Journal, Moment, passages
from tests.conftest import MakeVault
from tests.importers.exports import HERE, day_one, day_one_zip, photo
from tests.importers.fixtures import put
from tests.importers.notes import folder, vault
from tests.importers.test_jrnl_sealed import PASSPHRASE, WHOLE

JRNL = "[2020-05-01 15:00] The lake *\nCold. @walk\n[x] done\n\n[2020-05-02 09:30] The wood\nFar.\n"
ENTRIES = (
    '{"entries":[{"title":"The lake","body":"Cold.","date":"2020-05-01","time":"15:00","tags":["@walk"],'
    '"starred":true},{"title":"The wood","body":"Far.","date":"2020-05-02"}]}'
)
STORE = HERE / "tui_journal" / "entries.json"
WRITTEN = Moment.decode("2020-05-01T15:00:00+02:00[Europe/Berlin]")


def moved_out(path: Path, make_vault: MakeVault) -> Path:
    """Write what a journal of ours says to a JSON file."""
    other = Journal(make_vault("other"))
    for title in ("The lake", "The wood"):
        other.add(Draft(title, "Cold. [[mine]]", written=WRITTEN))
    (exporter,) = (one for one in EXPORTERS if one.name == "json")
    ((name, data),) = exporter.files([Leaving(piece, "1") for piece in other.scan()])
    return put(path / name, data)


def days(path: Path) -> Path:
    put(path / "2020" / "05" / "01.txt", JRNL.partition("\n[2020-05-02")[0])
    put(path / "2020" / "05" / "02.txt", "[2020-05-02 09:30] The wood\nFar.\n")
    return path


SOURCES: dict[str, tuple[Callable[[Path, MakeVault], Path], bool]] = {
    "peerjournal": (moved_out, False),
    "jrnl-sealed": (lambda path, _: put(path / "j.jrnl", WHOLE["version 3"]), True),
    "dayone": (
        lambda path, _: day_one_zip(
            path / "export.zip",
            day_one(photos=[photo()]),
            day_one(uuid="1" * 32, text="# Wood\n\nFar.<!-- not this -->", timeZone=None),
        ),
        True,
    ),
    "tui-journal": (lambda path, _: put(path / "entries.json", STORE.read_bytes()), True),
    "jrnl-json": (lambda path, _: put(path / "j.json", ENTRIES), True),
    "jrnl-folder": (lambda path, _: days(path / "days"), True),
    "jrnl": (lambda path, _: put(path / "j.txt", JRNL), True),
    "obsidian": (
        lambda path, _: vault(path / "v", {"2024-01-15.md": "Cold %%mine%%", "2024-01-16.md": "Far."}),
        True,
    ),
    "markdown": (
        lambda path, _: folder(path / "m", {"2024-01-15.md": "# Lake\nCold.", "wood.md": "Far."}),
        True,
    ),
}
"""For each importer a source with two entries or more, and whether a zone is missing in it."""


def read(name: str, source: Path) -> Reading:
    (importer,) = (each for each in IMPORTERS if each.name == name)
    options = Options(zone="Europe/Berlin", passphrase=lambda: PASSPHRASE)
    return read_all(importer, source, options, lambda *_: None)


def test_every_importer_is_here() -> None:
    assert list(SOURCES) == [each.name for each in IMPORTERS]


@pytest.mark.parametrize("name", SOURCES)
def test_in_once_and_out_again(name: str, tmp_path: Path, make_vault: MakeVault) -> None:
    make, without_zone = SOURCES[name]
    (tmp_path / "source").mkdir()
    source = make(tmp_path / "source", make_vault)
    assert recognise(source)[0].name == name
    reading = read(name, source)
    assert reading.skipped == ()
    assert bool(reading.zone_assumed) == without_zone
    journal = Journal(make_vault())
    journal.add(Draft("mine"))
    moved = journal.move_in(reading.found, source=source.name)
    assert moved.added == len(reading.found) >= 2
    assert moved.batch is not None

    pieces = [piece for piece in journal.list() if piece.title != "mine"]
    assert len(pieces) == moved.added
    for piece in pieces:
        assert passages.parse(piece.body) is not None
        origin = piece.extra["origin"]
        assert (origin["from"], origin["batch"]) == (name, moved.batch.id)
        assert len(origin["key"]) >= 32
        assert origin["where"]

    twice = Journal(make_vault()).move_in(read(name, source).found, source=source.name)
    assert (twice.added, twice.known, twice.changed) == (0, moved.added, ())
    out = journal.undo_move_in(moved.batch)
    assert (out.gone, out.kept) == (moved.added, ())
    assert [piece.title for piece in Journal(make_vault()).list()] == ["mine"]
    assert journal.file_count == 0
