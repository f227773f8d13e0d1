"""A backup: the journal's files as they are, every byte of them checked; and a journal that comes back."""

import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import (
    JournalDamaged,
    JournalExists,
    JournalLocked,
    JournalReadOnly,
    WrongPassphrase,
)
from peerjournal.vault import Restored, Target, Vault
from peerjournal.vault.archive import SEAL
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.scenes import NEW, OLD, WORDS, Place, documents


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("place")


def backed_up(place: Place) -> Path:
    vaults.back_up(place.unlock(), place.backup)
    return place.backup


def restored(place: Place, source: Path, to: str = "restored", secret: str = OLD) -> Restored:
    """Restore to a folder beside the journal's, on the same computer where ``to`` is a name alone."""
    target = Target(place.root / to / "journal", place.root / to / "state")
    target.folder.parent.mkdir(exist_ok=True)
    return vaults.restore(source, target, secret=secret, clock=StandingClock())


def as_it_was(vault: Vault, shown: scenes.Documents) -> bool:
    return vaults.check(vault).whole and documents(vault) == shown


def test_a_backup_is_a_plain_tar_of_the_files_as_they_are(place: Place) -> None:
    with tarfile.open(backed_up(place)) as found:
        names = found.getnames()
        for name in names:
            member = found.extractfile(name)
            assert member is not None
            if name != SEAL:
                assert member.read() == (place.folder / name).read_bytes()
    there = {path.relative_to(place.folder).as_posix() for path in place.folder.rglob("*") if path.is_file()}
    assert {*names} == there - {".lock"} | {SEAL}
    assert names[0] == "journal.key"
    assert names[-1] == SEAL


def test_what_comes_back_is_what_went_in_and_checks_clean(place: Place) -> None:
    shown = documents(place.unlock())
    found = restored(place, backed_up(place))
    assert as_it_was(found.vault, shown)
    assert found.made == "2026-11-21T09:00:00+01:00"
    assert found.passed_over == 0
    scenes.take_in(found.vault)
    assert scenes.JOT in documents(found.vault)["entries"]
    assert scenes.draft_text(found.vault) == "as it was"


def test_a_journal_that_came_back_never_gives_a_revision_a_name_that_was_given(place: Place) -> None:
    source, vault = backed_up(place), place.unlock()
    scenes.save(vault, "later", "after the backup")
    for to in ("restored", "."):
        folder = place.root / to / "again"
        found = vaults.restore(
            source, Target(folder, place.root / to / "state"), secret=OLD, clock=StandingClock()
        )
        assert found.vault.device != vault.device
        scenes.save(found.vault, "later", "after it came back")
        assert f"{vault.device}.log" in {path.name for path in folder.glob("*.log")}
        stamps = [one.stamp for one in found.vault.state().current("entries", "later")]
        assert {one.device for one in stamps} == {found.vault.device}


def test_two_that_went_apart_come_together_again_without_a_loss(place: Place) -> None:
    """The log of before and the one of the new device in one folder: both sides are there."""
    source, vault = backed_up(place), place.unlock()
    scenes.save(vault, "before", "after the backup")
    found = restored(place, source)
    scenes.save(found.vault, "after", "after it came back")
    log = found.vault.home.log(vault.device)
    log.write_bytes(vault.home.log(vault.device).read_bytes())
    both = vaults.Vault.unlock(
        found.vault.home.folder, place.root / "restored" / "state", passphrase=OLD, clock=StandingClock()
    )
    assert {"before", "after"} <= documents(both)["entries"].keys()
    assert vaults.check(both).whole


@pytest.mark.parametrize("what", ["a journal", "a file", "another name's folder"])
def test_restoring_never_overwrites(place: Place, what: str) -> None:
    source, folder = backed_up(place), place.root / "taken"
    if what == "a file":
        folder.write_text("mine")
    elif what == "a journal":
        folder = place.folder
    else:
        folder.symlink_to(place.root / "nowhere")
    before = {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file()}
    with pytest.raises(JournalExists):
        vaults.restore(source, Target(folder, place.state), secret=OLD, clock=StandingClock())
    assert before == {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file()}


def test_the_words_and_the_passphrase_of_then_open_it(place: Place) -> None:
    vault = place.unlock()
    vaults.keep_recovery(vault, WORDS)
    source = backed_up(place)
    vaults.change_passphrase(vault, NEW, cost=CHEAPEST)
    for number, secret in enumerate((OLD, WORDS)):
        assert vaults.check(restored(place, source, f"other {number}", secret).vault).whole
    with pytest.raises(WrongPassphrase):
        restored(place, source, "another", NEW)
    assert not (place.root / "another" / "journal").exists()


def test_a_newer_passphrase_opens_it_where_this_computer_knows_it(place: Place) -> None:
    source, vault = backed_up(place), place.unlock()
    vaults.change_passphrase(vault, NEW, cost=CHEAPEST)
    target = Target(place.root / "again", place.state)
    found = vaults.restore(source, target, secret=NEW, clock=StandingClock())
    assert vaults.check(found.vault).whole
    opened = Vault.unlock(*target[:2], passphrase=NEW, clock=StandingClock())
    assert opened.keys_current
    assert not opened.notices


def test_the_older_passphrase_stays_the_way_in_after_a_restore_with_it(place: Place) -> None:
    """Whoever goes back because the newer one is forgotten must not be locked out by `check`."""
    source, vault = backed_up(place), place.unlock()
    vaults.change_passphrase(vault, NEW, cost=CHEAPEST)
    target = Target(place.root / "again", place.state)
    assert vaults.check(vaults.restore(source, target, secret=OLD, clock=StandingClock()).vault).whole
    opened = Vault.unlock(*target[:2], passphrase=OLD, clock=StandingClock())
    assert not vaults.check(opened).key_file_put_back
    assert not opened.notices
    assert list(place.state.rglob("key-*"))


def test_a_cut_off_end_stays_out_of_a_backup_and_in_the_journal(place: Place) -> None:
    scenes.tear(place)
    torn, shown = place.log().read_bytes(), documents(place.unlock())
    assert as_it_was(restored(place, backed_up(place)).vault, shown)
    assert place.log().read_bytes() == torn


def test_a_damaged_journal_is_not_called_backed_up(place: Place) -> None:
    data = bytearray(place.log().read_bytes())
    data[len(data) // 2] ^= 1
    vault = place.unlock()
    place.log().write_bytes(data)
    for one in (vault, place.unlock()):
        with pytest.raises(JournalDamaged, match="no backup was made"):
            vaults.back_up(one, place.backup)
    assert not vaults.check(vault).whole
    with pytest.raises(JournalReadOnly):
        vaults.back_up(vault, place.backup)
    assert sorted(path.name for path in place.root.iterdir()) == ["journal", "state"]


Stop = Callable[[int, int], None]


def stopping_after(calls: int) -> Stop:
    left = [calls]

    def moved(done: int, total: int) -> None:
        assert 0 <= done <= total
        left[0] -= 1
        if not left[0]:
            raise KeyboardInterrupt

    return moved


@pytest.mark.parametrize("calls", [1, 2, 3, 5, 8])
def test_stopping_leaves_nothing_behind(place: Place, calls: int) -> None:
    source, vault = backed_up(place), place.unlock()
    before = sorted(path.name for path in place.root.iterdir())
    with pytest.raises(KeyboardInterrupt):
        vaults.back_up(vault, place.root / "stopped.tar", stopping_after(calls))
    target = Target(place.root / "stopped", place.root / "stopped.state")
    with pytest.raises(KeyboardInterrupt):
        vaults.restore(source, target, secret=OLD, clock=StandingClock(), progress=stopping_after(calls))
    assert sorted(path.name for path in place.root.iterdir() if "state" not in path.name) == [
        name for name in before if "state" not in name
    ]
    scenes.save(vault, "after", "it goes on")
    assert vaults.check(vault).whole


def test_locking_meanwhile_ends_it_and_leaves_nothing(place: Place) -> None:
    vault = place.unlock()
    with pytest.raises(JournalLocked):
        vaults.back_up(vault, place.backup, lambda *_: vault.lock())
    assert sorted(path.name for path in place.root.iterdir()) == ["journal", "state"]
    assert vaults.check(place.unlock()).whole


def test_saving_goes_on_while_the_files_are_copied(place: Place) -> None:
    """The lock is free from the first byte that is copied; what is saved then is in the next backup."""
    vault, other = place.unlock(), place.unlock()
    saved: list[int] = []

    def save_meanwhile(done: int, _: int) -> None:
        scenes.save(other, f"meanwhile {len(saved)}", "saved while a backup was made")
        saved.append(done)

    shown = documents(vault)
    vaults.back_up(vault, place.backup, save_meanwhile)
    assert saved
    assert as_it_was(restored(place, place.backup).vault, shown)
    assert len(documents(place.unlock())["entries"]) == len(shown["entries"]) + len(saved)
