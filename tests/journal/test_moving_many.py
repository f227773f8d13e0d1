"""Ten thousand entries of a text file: in once, twice nothing, out again, and told all the way."""

from pathlib import Path

from peerjournal.importers import IMPORTERS, Options, Reading, read_all
from peerjournal.journal import Draft, Journal
from tests.conftest import MakeVault

COUNT = 10_000
(JRNL,) = [one for one in IMPORTERS if one.name == "jrnl"]


def written(folder: Path) -> Path:
    path = folder / "journal.txt"
    days = (f"[20{n % 25:02}-{n % 12 + 1:02}-{n % 28 + 1:02} {n % 24:02}:{n % 60:02}]" for n in range(COUNT))
    path.write_text(
        "".join(f"{day} Day {n} @walk\nWe went round the lake.\n\n" for n, day in enumerate(days))
    )
    return path


def read(source: Path) -> tuple[Reading, list[tuple[int, int]]]:
    told: list[tuple[int, int]] = []
    reading = read_all(JRNL, source, Options(zone="Europe/Berlin"), lambda *at: told.append(at))
    assert (len(reading.found), reading.skipped) == (COUNT, ())
    return reading, told


def grows(told: list[tuple[int, int]]) -> bool:
    done = [one for one, _ in told]
    return len(told) > 2 and done == sorted(set(done)) and all(done <= total for done, total in told)


def test_ten_thousand_twice_add_nothing_and_undone_leave_nothing(
    make_vault: MakeVault, tmp_path: Path
) -> None:
    source = written(tmp_path)
    reading, told = read(source)
    assert grows(told)
    journal = Journal(make_vault())
    journal.add(Draft("mine"))
    told = []
    moved = journal.move_in(reading.found, source="journal.txt", progress=lambda *at: told.append(at))
    assert (moved.added, moved.known) == (COUNT, 0)
    assert grows(told)
    assert told[-1] == (COUNT, COUNT)

    again = Journal(make_vault())
    twice = again.move_in(read(source)[0].found, source="journal.txt")
    assert (twice.added, twice.known, twice.changed, twice.batch) == (0, COUNT, (), None)

    changed = again.find("Day 77")[0]
    again.edit(changed.id, body="We never went.")
    out = again.undo_move_in(again.batch(""))
    assert (out.gone, out.kept) == (COUNT - 1, (changed.id,))
    assert sorted(one.title for one in Journal(make_vault()).list()) == sorted(["mine", changed.title])
