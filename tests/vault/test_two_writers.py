"""Two programs on one computer, or two vaults in one program: both write, and nothing is lost."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.disk import Disk
from peerjournal.errors import JournalInUse, JournalReadOnly, WrongPassphrase
from tests.source_tree import ROOT
from tests.vault import scenes
from tests.vault.scenes import NEW, OLD, WORDS, Place, documents

SAVES = 200


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("shared")


def writer(place: Place, name: str, count: int) -> "subprocess.Popen[str]":
    words = [str(place.folder), str(place.state), OLD, name, str(count)]
    return subprocess.Popen(
        [sys.executable, "-m", "tests.vault.one_writer", *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def titles(place: Place) -> list[str]:
    return [one["title"] for one in documents(place.unlock())["entries"].values()]


def test_two_programs_that_save_at_once_lose_nothing(place: Place) -> None:
    programs = [writer(place, name, SAVES) for name in ("one", "two")]
    said = [program.communicate(timeout=120)[0].splitlines() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    vault = place.unlock()
    assert vaults.check(vault).whole
    saved = [one for one in documents(vault)["entries"].values() if "number" in one]
    assert sorted(one["title"] for one in saved) == sorted(said[0] + said[1])
    assert sorted(one["number"] for one in saved) == list(range(1, 2 * SAVES + 1))


def test_a_program_killed_while_it_saves_leaves_all_that_it_said(place: Place) -> None:
    program = writer(place, "one", 100_000)
    assert program.stdout is not None
    said = [program.stdout.readline().strip() for _ in range(50)]
    program.kill()
    said += program.communicate(timeout=60)[0].splitlines()
    scenes.save(place.unlock(), "after", "written after the kill")
    # The last line may have been cut off by the kill; the save that it tells of is there all the same.
    assert {*said[:-1], "written after the kill"} <= set(titles(place))
    assert vaults.check(place.unlock()).whole


class ImpatientDisk(Disk):
    """Waits a moment only for the lock."""

    @contextmanager
    def locked(self, path: Path, patience: float = 0.02) -> Iterator[None]:
        with super().locked(path, patience):
            yield


def test_who_finds_the_lock_held_is_told_so_and_goes_on_once_its_holder_is_dead(place: Place) -> None:
    program = writer(place, "one", 0)
    assert program.stdout is not None
    assert program.stdout.readline() == "holding\n"
    vault = place.unlock(disk=ImpatientDisk())
    with pytest.raises(JournalInUse):
        scenes.save(vault, "meanwhile", "written while it was held")
    program.kill()
    program.communicate(timeout=60)
    scenes.save(vault, "after", "written after the kill")
    assert "after" in documents(place.unlock())["entries"]
    assert "never finished" not in titles(place)


def test_two_vaults_that_take_turns_see_each_other(place: Place) -> None:
    one, two = place.unlock(), place.unlock()
    documents(one)
    passphrase = OLD
    for turn in range(40):
        scenes.save(one, f"one {turn}", "from one")
        scenes.save(two, f"two {turn}", "from two")
        scenes.save(one, "first", f"{turn} from one")
        scenes.save(two, "first", f"{turn} from two")
        assert documents(two)["entries"]["first"]["title"] == f"{turn} from two"
        if turn % 5 == 0:
            vaults.compact(two if turn % 2 else one)
        if turn % 8 == 0:
            passphrase = f"passphrase {turn}"
            vaults.change_passphrase(two if turn % 16 else one, passphrase, cost=CHEAPEST)
    again = place.unlock(passphrase)
    wanted = {f"{name} {turn}" for name in ("one", "two") for turn in range(40)}
    assert wanted < documents(again)["entries"].keys()
    assert again.others("entries", "first") == []
    assert vaults.check(again).whole


def test_a_passphrase_changed_in_one_vault_does_not_undo_what_another_changed(place: Place) -> None:
    one, two = place.unlock(), place.unlock()
    vaults.keep_recovery(one, WORDS)
    vaults.change_passphrase(two, NEW, cost=CHEAPEST)
    assert documents(place.unlock(WORDS)) == documents(place.unlock(NEW))
    vaults.change_passphrase(one, "a third", cost=CHEAPEST)
    for secret in (OLD, NEW):
        with pytest.raises(WrongPassphrase):
            place.unlock(secret)
    assert documents(place.unlock("a third")) == documents(place.unlock(WORDS))


def test_a_vault_whose_keys_were_renewed_elsewhere_reads_only_and_says_why(place: Place) -> None:
    one, two = place.unlock(), place.unlock()
    vaults.renew(one, NEW, cost=CHEAPEST)
    with pytest.raises(JournalReadOnly, match="renewed"):
        scenes.save(two, "late", "written under the older key")
    with pytest.raises(JournalReadOnly):
        vaults.change_passphrase(two, OLD, cost=CHEAPEST)
    scenes.save(one, "after", "written under the newer key")
    with pytest.raises(WrongPassphrase):
        place.unlock(OLD)
    assert "after" in documents(place.unlock(NEW))["entries"]


def test_a_save_of_the_size_of_a_torn_end_is_not_taken_for_it(place: Place) -> None:
    size = place.log().stat().st_size
    scenes.save(place.unlock(), "torn", "as long as the next one")
    with place.log().open("r+b") as log:
        log.seek(size)
        log.write(bytes(place.log().stat().st_size - size))
    for mark in place.state.rglob("*.seen"):
        mark.unlink()
    one, two = place.unlock(), place.unlock()
    assert one.notices == two.notices != []
    scenes.save(two, "next", "as long as the torn one")
    scenes.save(one, "last", "as long as the torn one")
    assert {"next", "last"} <= documents(place.unlock())["entries"].keys()
    assert len(list(place.state.rglob("torn-*"))) == 1


def test_a_log_replaced_under_a_running_program_is_never_written_over(place: Place) -> None:
    vault = place.unlock()
    older = place.log().read_bytes()
    scenes.save(vault, "new", "a new entry")
    newer = place.log().read_bytes()
    for other in (older, newer[:-100], b"", newer[:100]):
        place.log().write_bytes(other)
        with pytest.raises(JournalReadOnly):
            scenes.save(vault, "lost", "must not be written")
        assert place.log().read_bytes() == other
    place.log().unlink()
    with pytest.raises(JournalReadOnly):
        scenes.save(place.unlock(), "lost", "must not be written")
