"""Files of entries beside other windows and devices, stopped midway, and from a real export to a real one."""

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import JournalError, JournalReadOnly
from peerjournal.exporters import EXPORTERS, write_new
from peerjournal.exporters.leaving import along_with, everything
from peerjournal.importers import Options, read_all, recognise
from peerjournal.journal import Journal
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, MakeVault, StandingClock
from tests.importers.exports import PHOTO, day_one, day_one_zip, photo
from tests.journal.attached import File, came, noise

LAKE, WOOD = File("lake.jpg", noise(70_000)), File("wood.jpg", noise(80_000, seed=2))


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def sealed(vault: Vault) -> list[Path]:
    return sorted(vault.home.files.iterdir()) if vault.home.files.exists() else []


def elsewhere(vault: Vault, tmp_path: Path, clock: StandingClock) -> Vault:
    """Open a copy of the folder as another computer does."""
    folder = tmp_path / "elsewhere"
    shutil.copytree(vault.home.folder, folder)
    return Vault.unlock(folder, tmp_path / "elsewhere.state", passphrase=PASSPHRASE, clock=clock)


def read(journal: Journal, ref: str) -> bytes:
    with journal.open_file(journal.get(ref), 1) as file:
        return file.read()


# Windows.


def test_what_one_window_moves_in_another_reads_and_takes_out(
    journal: Journal, make_vault: MakeVault
) -> None:
    other = Journal(make_vault())
    other.list()
    journal.move_in([came("The lake", LAKE)], source="here")
    other.move_in([came("The wood", WOOD)], source="there")
    assert {read(other, "1"), read(other, "2")} == {LAKE.data, WOOD.data}
    other.undo_move_in(other.batch("1"))
    assert len(other.list()) == 1
    with pytest.raises(JournalError):
        # This window has not looked yet: the entry is still on its screen, and its file is gone.
        read(journal, "1")
    assert len(list(other._vault.home.files.iterdir())) == 1


def test_a_window_that_compacts_leaves_what_another_is_just_sealing(
    journal: Journal, make_vault: MakeVault, vault: Vault
) -> None:
    other = make_vault()
    other.state()

    class Meanwhile(File):
        @property
        def open(self) -> Callable[[], BinaryIO]:
            vaults.compact(other)
            vaults.sweep_files(other)
            vaults.finish_erasing(other)
            return super().open

    journal.move_in([came("The lake", LAKE, Meanwhile("wood.jpg", WOOD.data))], source="here")
    piece = journal.get("1")
    with journal.open_file(piece, 2) as file:
        assert file.read() == WOOD.data
    assert len(sealed(vault)) == 2


# Devices.


def test_a_file_may_arrive_before_its_log_or_after_it(
    journal: Journal, vault: Vault, tmp_path: Path, clock: StandingClock
) -> None:
    there = elsewhere(vault, tmp_path, clock)
    second = Journal(there)
    second.list()
    journal.move_in([came("The lake", LAKE)], source="here")
    (file,) = sealed(vault)
    log = vault.home.log(vault.device)
    there.home.files.mkdir(mode=0o700)
    shutil.copy(file, there.home.files / file.name)
    assert vaults.sweep_files(there) == 1
    shutil.copy(log, there.home.log(vault.device))
    there.look_anew()
    assert vaults.sweep_files(there) == 0
    assert read(second, "1b") == LAKE.data
    (there.home.files / file.name).unlink()
    with pytest.raises(JournalError, match="That file is not here"):
        read(second, "1b")
    report = vaults.check_files(there)
    assert [one.standing.value for one in report.troubles] == ["not here"]
    shutil.copy(file, there.home.files / file.name)
    assert vaults.check_files(there).whole


def test_undone_here_what_was_changed_there_keeps_its_file(
    journal: Journal, vault: Vault, tmp_path: Path, clock: StandingClock
) -> None:
    moved = journal.move_in([came("The lake", LAKE)], source="here")
    there = elsewhere(vault, tmp_path, clock)
    second = Journal(there)
    second.edit("1b", body="Changed there.")
    there_log = there.home.log(there.device)
    shutil.copy(there_log, vault.home.log(there.device))
    assert moved.batch is not None
    # This computer has not read the other's log yet, as when both arrive in one moment.
    journal.undo_move_in(moved.batch)
    assert len(sealed(vault)) == 1
    vault.look_anew()
    assert [piece.body for piece in journal.list()] == ["Changed there."]
    assert read(journal, journal.short(journal.list()[0])) == LAKE.data


# Stopped.


def test_a_journal_that_opens_for_reading_only_seals_nothing(journal: Journal, vault: Vault) -> None:
    journal.list()
    vault.logs.stopped = "It can be read only."
    with pytest.raises(JournalReadOnly):
        journal.move_in([came("The lake", LAKE)], source="here")
    assert sealed(vault) == []


def test_stopped_in_the_middle_of_a_file_what_came_in_so_far_is_whole(journal: Journal, vault: Vault) -> None:
    calls = 0

    def stop(_done: int, _total: int) -> None:
        nonlocal calls
        calls += 1
        if calls == 30:
            raise KeyboardInterrupt

    many = [came(f"entry {n}", File(f"{n}.jpg", noise(3 << 20, seed=n))) for n in range(30)]
    with pytest.raises(KeyboardInterrupt):
        journal.move_in(many, source="old", progress=stop)
    assert len(sealed(vault)) == journal.file_count
    assert vaults.check_files(vault).whole
    moved = journal.move_in(many, source="old")
    assert moved.added + moved.known == 30
    assert journal.file_count == len(sealed(vault)) == 30


# From one program into another, by way of this one.


def test_a_photo_of_day_one_leaves_as_it_came(journal: Journal, tmp_path: Path) -> None:
    source = day_one_zip(tmp_path / "one.zip", day_one(text="The lake", photos=[photo()]))
    reading = read_all(recognise(source)[0], source, Options(zone="Europe/Berlin"), lambda *_: None)
    assert journal.move_in(reading.found, source="one.zip").files == 1
    leaving = [*everything(journal)]
    for exporter in EXPORTERS:
        out = tmp_path / exporter.name
        files = exporter.files(leaving)
        write_new(out, files, total=1, progress=lambda *_: None, along=along_with(leaving))
        (copy,) = (out / "files").iterdir()
        assert copy.read_bytes() == PHOTO
