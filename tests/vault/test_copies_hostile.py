"""What somebody may put into the journal's folder as a copy: told of or left alone, and never in the way."""

import os
import random
import sys
import zlib
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import Disk
from peerjournal.vault import catch_up
from peerjournal.vault.log import HEADER_SIZE, Header
from tests.vault import scenes
from tests.vault.copied import own_log, put_copy, set_aside, settled, titles
from tests.vault.scenes import NEW, Place, documents

MUTATIONS = 200


@pytest.fixture
def here(furnished: Place) -> Place:
    return furnished.copy("here")


def is_unharmed(place: Place, before: scenes.Documents) -> None:
    """Unlock, read, write, check, back up: all as if nothing were there."""
    vault = settled(place)
    assert documents(vault) == before
    scenes.save(vault, "after", "written all the same")
    assert vaults.check(vault).whole
    vaults.left(vault)
    vaults.back_up(vault, place.backup)
    place.backup.unlink()
    assert vault.logs.health.writable


def test_200_copies_whose_first_bytes_were_changed_harm_nothing(here: Place) -> None:
    data = own_log(here).read_bytes()
    before = documents(here.unlock())
    chance = random.Random(5)  # noqa: S311 — the same every time is what is wanted
    for number in range(MUTATIONS):
        changed = bytearray(data)
        for _ in range(chance.randint(1, 3)):
            changed[chance.randrange(HEADER_SIZE)] = chance.randrange(256)
        if number % 2:
            # With a checksum that fits, so that what it says is looked at.
            changed[HEADER_SIZE - 4 : HEADER_SIZE] = zlib.crc32(changed[: HEADER_SIZE - 4]).to_bytes(
                4, "little"
            )
        (here.folder / f"copy {number:03}.log").write_bytes(changed)
    is_unharmed(here, before)
    assert own_log(here).stat().st_size > len(data)


def test_200_copies_with_a_byte_changed_behind_the_header_harm_nothing(here: Place) -> None:
    data = own_log(here).read_bytes()
    before = documents(here.unlock())
    chance = random.Random(6)  # noqa: S311 — the same every time is what is wanted
    for number in range(MUTATIONS):
        changed = bytearray(data)
        changed[chance.randrange(HEADER_SIZE, len(data))] ^= 1 << chance.randrange(8)
        (here.folder / f"copy {number:03}.log").write_bytes(changed)
    is_unharmed(here, before)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes and few links")
@pytest.mark.parametrize("kind", ["pipe", "link", "folder", "loop"])
def test_what_is_no_plain_file_is_nobodys_copy(here: Place, kind: str, tmp_path: Path) -> None:
    before = documents(here.unlock())
    path = here.folder / f"{own_log(here).stem} (1).log"
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "link":
        outside = tmp_path / "outside.log"
        outside.write_bytes(own_log(here).read_bytes())
        path.symlink_to(outside)
    elif kind == "folder":
        path.mkdir()
    else:
        path.symlink_to(path)
    assert here.unlock().home.copies() == []
    is_unharmed(here, before)
    assert set_aside(here) == []


def test_a_huge_file_with_holes_is_not_read_to_its_end(here: Place) -> None:
    before = documents(here.unlock())
    path = put_copy(here, own_log(here).read_bytes())
    with path.open("r+b") as file:
        file.truncate(1 << 40)
    empty = here.folder / "empty.log"
    with empty.open("wb") as file:
        file.truncate(1 << 40)
    vault = settled(here)
    assert documents(vault) == before
    assert vaults.left(vault) == [(path.name, "damaged, or still arriving")]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told_of(here: Place) -> None:
    path = put_copy(here, own_log(here).read_bytes())
    path.chmod(0)
    vault = settled(here)
    assert vaults.left(vault) == [(path.name, "not readable")]


class Closed(Disk):
    """A disk on which one file may not be read, whoever asks."""

    def open(self, path: Path, flags: int = os.O_RDONLY) -> int:
        if "sync-conflict" in path.name:
            raise PermissionError(13, "no")
        return super().open(path, flags)


def test_a_file_that_nobody_may_read_is_told_of_and_harms_nothing(here: Place) -> None:
    path = put_copy(here, own_log(here).read_bytes())
    vault = settled(here, disk=Closed())
    assert vaults.left(vault) == [(path.name, "not readable")]
    scenes.save(vault, "after", "written all the same")


def test_a_copy_under_keys_that_are_not_here_is_told_of_and_its_turn_comes(here: Place) -> None:
    there = here.copy("there")
    vaults.renew(there.unlock(), NEW, cost=CHEAPEST)
    scenes.save(there.unlock(NEW), "only there", "under the newer key")
    path = put_copy(here, own_log(there).read_bytes())
    vault = settled(here)
    assert vaults.left(vault) == [(path.name, "sealed under keys that are not here")]
    scenes.save(vault, "first", "written here all the same")
    (here.folder / "journal.key").write_bytes((there.folder / "journal.key").read_bytes())
    vault = settled(here, passphrase=NEW)
    assert titles(vault, "only there") == {"under the newer key"}
    assert titles(vault) >= {"written here all the same"}
    assert not path.exists()


def test_keys_that_a_copy_needs_are_not_dropped_before_it_was_taken_in(here: Place) -> None:
    path = put_copy(here, own_log(here).read_bytes()[:-7])
    vault = here.unlock()
    vaults.renew(vault, NEW, cost=CHEAPEST)
    assert vault.ring.epochs == [2, 1]
    path.unlink()


def test_of_another_journals_log_nothing_is_shown_and_it_is_told_of(here: Place, tmp_path: Path) -> None:
    stranger = Place(tmp_path / "stranger")
    scenes.save(stranger.create(), "theirs", "of somebody else")
    path = put_copy(here, own_log(stranger).read_bytes())
    vault = settled(here)
    assert "theirs" not in documents(vault)["entries"]
    assert vaults.left(vault) == [(path.name, "of another journal")]
    assert path.exists()


def test_what_opens_of_a_damaged_copy_is_kept_and_the_rest_stays(here: Place) -> None:
    there = here.copy("there")
    scenes.save(there.unlock(), "only there", "written there")
    end = own_log(there).stat().st_size
    scenes.save(there.unlock(), "later", "damaged on the way")
    data = bytearray(own_log(there).read_bytes())
    data[end + 50] ^= 1
    path = put_copy(here, bytes(data))
    for vault in (here.unlock(), settled(here), here.unlock()):
        assert titles(vault, "only there") == {"written there"}
    assert path.exists()
    path.unlink()
    assert titles(here.unlock(), "only there") == {"written there"}


def test_more_copies_than_are_taken_at_once_come_one_after_the_other(
    here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("peerjournal.vault.gathering.MOST", 2)
    for number in range(5):
        put_copy(here, own_log(here).read_bytes(), f"{number}.log")
    for taken in (2, 4, 5):
        settled(here)
        assert len(set_aside(here)) == taken


def test_a_copy_that_comes_while_the_journal_is_open_is_noticed_once(here: Place) -> None:
    there = here.copy("there")
    scenes.save(there.unlock(), "only there", "written there")
    vault = settled(here)
    documents(vault)
    assert not catch_up(vault)
    path = put_copy(here, own_log(there).read_bytes())
    (here.folder / "notes.txt").write_bytes(b"nothing of ours")
    assert catch_up(vault)
    assert titles(vault, "only there") == {"written there"}
    assert not path.exists()
    assert not catch_up(vault)
    assert (here.folder / "notes.txt").exists()


def test_a_copy_that_arrives_in_pieces_is_taken_in_when_it_is_whole(here: Place) -> None:
    there = here.copy("there")
    scenes.save(there.unlock(), "only there", "written there")
    data = own_log(there).read_bytes()
    vault = settled(here)
    documents(vault)
    path = put_copy(here, data[:-40])
    assert catch_up(vault)
    assert not catch_up(vault)
    assert path.exists()
    path.write_bytes(data)
    assert catch_up(vault)
    assert titles(vault, "only there") == {"written there"}
    assert not path.exists()


def test_a_header_alone_is_a_copy_of_nothing(here: Place) -> None:
    header = Header.decode(own_log(here).read_bytes())
    before = documents(here.unlock())
    put_copy(here, header.encode())
    is_unharmed(here, before)
