"""Files in backups: inside those that are asked for, once beside those of each day, and back from both."""

import errno
import os
import shutil
import tarfile
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.vault import FileStanding, SealedFile, Target, Thing, Vault
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.scenes import OLD, Place
from tests.vault.with_files import PHOTO, clock_of, keep, names, read, told


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("with files")


def day(vault: Vault) -> None:
    """Do what is done each day when the journal is closed."""
    vault.state()
    vaults.keep_daily(vault)
    assert vaults.why_no_copies(vault) == ""


def copies(vault: Vault) -> list[str]:
    folder = vault.home.backups / "files"
    return sorted(one.name for one in folder.iterdir() if len(one.name) == 32) if folder.exists() else []


def restored(place: Place, source: Path) -> vaults.Restored:
    target = Target(place.root / "back", place.root / "back.state")
    return vaults.restore(source, target, secret=OLD, clock=StandingClock())


def whole(vault: Vault, sealed: SealedFile) -> bool:
    return vaults.file_standing(vault.home, sealed) is FileStanding.WHOLE


def test_a_backup_that_is_asked_for_holds_them_and_gives_them_back(place: Place) -> None:
    vault = place.unlock()
    several = [keep(vault, f"number {n}", PHOTO * n) for n in range(1, 4)]
    vaults.back_up(vault, place.backup)
    with tarfile.open(place.backup) as tar:
        assert {f"files/{one.file}" for one in several} <= set(tar.getnames())
    back = restored(place, place.backup)
    assert back.files_missing == 0
    assert [read(back.vault, one) for one in told(back.vault)] == [PHOTO, PHOTO * 2, PHOTO * 3]


@pytest.mark.parametrize("instead", ["folder", "link", "pipe"])
def test_something_else_in_the_place_of_one_stops_no_backup(place: Place, instead: str) -> None:
    vault = place.unlock()
    path = vault.home.files / keep(vault, "one").file
    there = keep(vault, "two")
    path.unlink()
    if instead == "link":
        path.symlink_to(place.root)
    elif instead == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    vaults.back_up(vault, place.root / "asked.tar")
    vault.lock()
    with tarfile.open(place.root / "asked.tar") as archive:
        assert [name for name in archive.getnames() if "files/" in name] == [f"files/{there.file}"]


def test_a_flipped_byte_in_it_is_found(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")
    vaults.back_up(vault, place.backup)
    data = bytearray(place.backup.read_bytes())
    at = data.index((vault.home.files / sealed.file).read_bytes()[:500]) + 300
    data[at] ^= 1
    place.backup.write_bytes(data)
    with pytest.raises(JournalDamaged):
        restored(place, place.backup)


def test_backups_of_days_share_one_copy_and_give_it_back(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")
    sizes = []
    for _ in range(3):
        day(vault)
        sizes.append(sum(one.stat().st_size for one in vault.home.backups.glob("*.tar")))
        clock_of(vault).move(days=1)
    assert copies(vault) == [sealed.file]
    assert sizes[-1] < 64 * 1024, "the file is in none of them"
    shutil.rmtree(place.folder / "files")
    back = restored(place, vault.home.backups)
    assert back.files_missing == 0
    assert read(back.vault, sealed) == PHOTO


def test_what_is_nowhere_is_counted_and_the_words_are_back(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")
    day(vault)
    shutil.rmtree(vault.home.backups / "files")
    back = restored(place, vault.home.backups)
    assert back.files_missing == 1
    assert back.vault.documents("entries")["kept"]["title"] == "kept"
    assert not whole(back.vault, sealed)


def test_a_damaged_file_never_takes_the_place_of_its_whole_copy_and_comes_back(place: Place) -> None:
    vault = place.unlock()
    sealed, lost = keep(vault, "kept"), keep(vault, "lost")
    day(vault)
    (vault.home.files / sealed.file).write_bytes(b"rot")
    (vault.home.files / lost.file).unlink()
    clock_of(vault).move(days=1)
    day(vault)
    found = vaults.check_files(vault)
    assert [(one.identifier, one.place, one.standing, one.is_backed) for one in found.troubles] == [
        ("kept", 1, FileStanding.DAMAGED, True),
        ("lost", 1, FileStanding.MISSING, True),
    ]
    assert vaults.bring_back_files(vault) == ()
    assert vaults.check_files(vault).whole
    assert whole(vault, sealed)
    assert whole(vault, lost)


def test_a_damaged_copy_is_found_and_made_anew(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")
    day(vault)
    copy = vault.home.backups / "files" / sealed.file
    copy.write_bytes(b"rot")
    assert vaults.check_files(vault).copies_damaged == 1
    day(vault)
    assert copy.read_bytes() == (vault.home.files / sealed.file).read_bytes()


def test_a_copy_stays_as_long_as_a_backup_may_name_it(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "gone")
    day(vault)
    scenes.drop(vault, "gone")
    vaults.let_go_files(vault, {sealed.file})
    day(vault)
    assert (names(vault), copies(vault)) == ([], [sealed.file])
    for number in range(60):
        clock_of(vault).move(days=1)
        scenes.save(vault, "more", f"text {number}")
        day(vault)
        oldest = min(one.stem for one in vault.home.backups.glob("*.tar"))
        assert (copies(vault) == [sealed.file]) == (oldest <= "2026-11-21"), number
    assert copies(vault) == []


def test_erased_the_copy_goes_with_the_backups(place: Place) -> None:
    vault = place.unlock()
    stays, _ = keep(vault, "stays"), keep(vault, "gone")
    day(vault)
    assert len(copies(vault)) == 2
    assert vaults.erase(vault, [Thing("entries", "gone")], OLD, cost=CHEAPEST) == ()
    assert (names(vault), copies(vault)) == ([stays.file], [stays.file])


def test_a_disk_without_room_for_copies_says_so_and_the_words_are_safe(place: Place) -> None:
    vault = place.unlock()
    keep(vault, "kept")
    vault.state()
    vaults.keep_daily(vault)

    class Full(Disk):
        def write(self, fd: int, data: bytes, offset: int) -> None:
            del fd, data, offset
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    vault.home.disk = Full()
    said = vaults.why_no_copies(vault)
    assert said.startswith("Today's backup was made, but not whole. The disk is full, so files of entries")
    assert copies(vault) == []
    vault.home.disk = Disk()
    assert vaults.why_no_copies(vault) == ""
    assert len(copies(vault)) == 1
    assert list((vault.home.backups / "files").glob(".new-*")) == []


def test_a_file_that_can_be_read_no_more_stops_the_backup_that_would_hold_it(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")

    class Failing(Disk):
        def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
            if path.name == sealed.file:
                raise OSError(errno.EIO, os.strerror(errno.EIO))
            return Disk.open(self, path, flags)

    vault.home.disk = Failing()
    with pytest.raises(NotSaved):
        vaults.back_up(vault, place.backup)
    assert not place.backup.exists()


def test_many_files_are_not_open_all_at_once(place: Place) -> None:
    vault = place.unlock()
    for number in range(40):
        keep(vault, f"number {number}", b"x")

    class Counting(Disk):
        def __init__(self) -> None:
            self.now, self.most = 0, 0

        def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
            self.now += 1
            self.most = max(self.now, self.most)
            return Disk.open(self, path, flags)

        def close(self, fd: int) -> None:
            self.now -= 1
            Disk.close(self, fd)

    vault.home.disk = disk = Counting()
    vaults.back_up(vault, place.backup)
    assert (disk.now, disk.most < 8) == (0, True)
