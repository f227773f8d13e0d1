"""Sealed files against pulled plugs, full disks and other devices: what is named is there, and stays."""

import contextlib
import errno
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import DISK, Disk
from peerjournal.errors import NotSaved, VaultError
from peerjournal.vault import FileStanding
from peerjournal.vault.files import padded
from tests.sampling import sampled, some
from tests.source_tree import ROOT
from tests.vault import scenes
from tests.vault.failing_disk import Killed, KillingDisk, RecordingDisk, RefusingDisk
from tests.vault.scenes import OLD, Place
from tests.vault.with_files import PHOTO, keep, names, read, told

READER = ROOT / "tests" / "interop" / "readers" / "read_file.py"


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("with files")


# Plugs that are pulled, and disks that are full.


def deed(place: Place, disk: Disk) -> None:
    vault = place.unlock(disk=disk)
    keep(vault, "with a file")


@sampled
def test_killed_anywhere_what_is_named_is_whole(place: Place) -> None:
    recording = RecordingDisk()
    deed(place.copy("counted"), recording)
    for at in some(range(1, len(recording.calls) + 1)):
        for halfway in (False, True):
            here = place.copy("killed")
            disk = KillingDisk(at, halfway=halfway)
            with pytest.raises(Killed):
                deed(here, disk)
            disk.bury()
            vault = here.unlock()
            assert all(read(vault, one) == PHOTO for one in told(vault))
            keep(vault, "once more")
            assert vaults.check(vault).whole


@sampled
def test_a_disk_that_refuses_leaves_nothing_named_that_is_not_there(place: Place) -> None:
    recording = RecordingDisk()
    deed(place.copy("counted"), recording)
    for at in some(range(1, len(recording.calls) + 1)):
        for code in (errno.ENOSPC, errno.EIO):
            here = place.copy("refused")
            disk = RefusingDisk(at, code, halfway=True, lasting=code == errno.ENOSPC)
            with contextlib.suppress(VaultError, OSError):
                deed(here, disk)
            vault = here.unlock()
            assert all(read(vault, one) == PHOTO for one in told(vault))


def test_a_full_disk_is_said_and_no_half_of_a_file_stays(place: Place) -> None:
    vault = place.unlock()
    keep(vault, "first")
    before = names(vault)

    class Full(Disk):
        def write(self, fd: int, data: bytes, offset: int) -> None:
            Disk.write(self, fd, data[: len(data) // 2], offset)
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    vault.home.disk = Full()
    with pytest.raises(NotSaved, match="The disk is full"):
        vaults.seal_file(vault.home, iter([PHOTO]), lambda _: None)
    assert names(vault) == before


def test_stopped_midway_nothing_of_it_is_left(place: Place) -> None:
    vault = place.unlock()

    def pieces() -> Iterator[bytes]:
        yield PHOTO * 10
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        vaults.seal_file(vault.home, pieces(), lambda _: None)
    assert names(vault) == []


def test_a_disk_that_lies_is_found_out(place: Place) -> None:
    class Lying(Disk):
        def read(self, fd: int, size: int, offset: int) -> bytes:
            return bytes(len(Disk.read(self, fd, size, offset)))

    vault = place.unlock()
    vault.home.disk = Lying()
    with pytest.raises(NotSaved):
        vaults.seal_file(vault.home, iter([PHOTO]), lambda _: None)


def test_new_keys_and_a_smaller_log_leave_files_as_they_are(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")
    before = (vault.home.files / sealed.file).read_bytes()
    vaults.compact(vault)
    vaults.renew(vault, OLD, recovery=None, cost=CHEAPEST)
    vault = place.unlock()
    assert [read(vault, one) for one in told(vault)] == [PHOTO]
    assert (vault.home.files / sealed.file).read_bytes() == before


def test_a_journal_that_is_forgotten_takes_its_files_along(place: Place) -> None:
    vault = place.unlock()
    sealed = keep(vault, "kept")
    shutil.copy(vault.home.files / sealed.file, vault.home.files / f"{sealed.file}.sync-conflict-1")
    (vault.home.files / "of mine.txt").write_text("mine")
    left = vaults.forget(vault)
    assert left == ["files"]
    assert [path.name for path in (place.folder / "files").iterdir()] == ["of mine.txt"]


def test_opening_and_saving_never_look_at_the_files(place: Place) -> None:
    keep(place.unlock(), "kept")

    class Telling(Disk):
        def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
            assert path.parent.name != "files"
            return Disk.open(self, path, flags)

        def list(self, folder: Path) -> list[str]:
            assert folder.name != "files"
            return Disk.list(self, folder)

    vault = place.unlock(disk=Telling())
    scenes.save(vault, "more", "more")
    assert len(told(vault)) == 1
    assert DISK.list(vault.home.files)


def test_padding_costs_little_and_hides_much() -> None:
    sizes = {padded(count) for count in range(1, 8193)}
    assert len(sizes) < 130
    assert all(count <= padded(count) <= count * 1.12 + 1 for count in range(1, 8193))
    assert [padded(count) for count in (1, 2, 3, 9, 17, 80, 81)] == [1, 2, 3, 10, 18, 80, 88]


@pytest.mark.parametrize("size", [0, 1, 65_536, 65_537, 80 * 65_536 + 1, 700_000])
def test_a_stranger_opens_it_from_the_format_page_alone(place: Place, size: int) -> None:
    data = os.urandom(size)
    sealed = keep(place.unlock(), "kept", data)
    words = [sys.executable, str(READER), str(place.folder / "files" / sealed.file)]
    said = json.dumps(sealed.to_doc()).encode()
    assert subprocess.run(words, input=said, capture_output=True, check=True).stdout == data


def test_what_stands_of_it_is_the_format_that_is_written_down(place: Place) -> None:
    sealed = keep(place.unlock(), "kept", b"hello")
    whole = (place.folder / "files" / sealed.file).read_bytes()
    assert whole.startswith(b"peerjournal file 0\n")
    assert len(whole) == 19 + 65536 + 16
    assert json.dumps(sealed.to_doc(), sort_keys=True)
    assert vaults.file_standing(place.unlock().home, sealed) is FileStanding.WHOLE
