"""Restoring, killed or refused at any call: a whole journal in its place, or none; the backup untouched."""

import os
import shutil
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.disk import DISK, Disk
from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.vault import Target, Vault
from tests.conftest import StandingClock
from tests.sampling import sampled, some
from tests.vault import scenes
from tests.vault.failing_disk import REFUSALS, Killed, KillingDisk, RecordingDisk, RefusingDisk
from tests.vault.scenes import OLD, Documents, Place, documents
from tests.vault.test_kills import every_kill

STATES = pytest.mark.parametrize("known", [False, True], ids=["on a new computer", "where it was"])


class Scene:
    """A backup, and room for a journal: on a computer that knows the journal, or on a new one."""

    def __init__(self, furnished: Place, tmp_path: Path, *, known: bool) -> None:
        self.origin = furnished.copy("origin")
        vault = self.origin.unlock()
        vaults.back_up(vault, self.origin.backup)
        self.shown: Documents = documents(vault)
        scenes.save(vault, "later", "after the backup")
        self.bytes = self.origin.backup.read_bytes()
        self.known, self.root = known, tmp_path / "here"

    def target(self, disk: Disk) -> Target:
        return Target(self.root / "journal", self.root / "state", disk)

    def begin(self) -> None:
        shutil.rmtree(self.root, ignore_errors=True)
        self.root.mkdir()
        if self.known:
            shutil.copytree(self.origin.state, self.root / "state")

    def restore(self, disk: Disk = DISK) -> Vault:
        return vaults.restore(self.origin.backup, self.target(disk), secret=OLD, clock=StandingClock()).vault

    def unlock(self) -> Vault:
        target = self.target(DISK)
        return Vault.unlock(target.folder, target.state, passphrase=OLD, clock=StandingClock())

    def all_is_well(self) -> None:
        """It is there, or there is room for it; then it goes on as a device that never wrote before."""
        vault = self.unlock() if (self.root / "journal").exists() else self.restore()
        assert documents(vault) == self.shown
        assert vault.device not in {path.stem for path in self.origin.folder.glob("*.log")}
        scenes.save(vault, "after", "written after it came back")
        assert scenes.draft_text(vault) == "as it was"
        assert scenes.take_in(vault) == 1
        assert vaults.check(vault).whole
        assert vault.notices == []
        assert self.origin.backup.read_bytes() == self.bytes


@sampled
@STATES
def test_a_kill_at_any_call_leaves_a_whole_journal_or_room_for_one(
    furnished: Place, tmp_path: Path, *, known: bool
) -> None:
    scene, disk = Scene(furnished, tmp_path, known=known), RecordingDisk()
    scene.begin()
    scene.restore(disk)
    kills = list(every_kill(disk.calls))
    assert len(kills) >= 100
    for at, halfway in some(kills, str(known)):
        scene.begin()
        dying = KillingDisk(at, halfway=halfway)
        with pytest.raises(Killed):
            scene.restore(dying)
        dying.bury()
        scene.all_is_well()


@sampled
@pytest.mark.parametrize(("known", "lasting"), [(False, False), (True, True)], ids=["once", "from then on"])
def test_a_refusal_at_any_call_is_said_and_leaves_no_half_journal(
    furnished: Place, tmp_path: Path, *, known: bool, lasting: bool
) -> None:
    scene, counting = Scene(furnished, tmp_path, known=known), RecordingDisk()
    scene.begin()
    scene.restore(counting)
    refused = 0
    tried = some(range(1, len(counting.calls) + 1), str(known))
    for at in tried:
        scene.begin()
        disk = RefusingDisk(at, REFUSALS[at % len(REFUSALS)], halfway=at % 2 == 0, lasting=lasting)
        refused += said_no(scene, disk)
        left = [path.name for path in scene.root.iterdir() if path.name.startswith(".restoring")]
        assert left == [] or lasting or disk.refused[0] in {"unlink", "rmdir", "list", "close"}, at
        scene.all_is_well()
    assert refused >= len(tried) // 2


def said_no(scene: Scene, disk: Disk) -> bool:
    """Restore, and tell whether it was refused; who refused is said."""
    try:
        scene.restore(disk)
    except (NotSaved, JournalDamaged) as error:
        return "disk" in str(error) or pytest.fail(str(error))
    return False


def test_what_a_kill_left_is_cleared_away_an_hour_later(furnished: Place, tmp_path: Path) -> None:
    scene, disk = Scene(furnished, tmp_path, known=False), RecordingDisk()
    scene.begin()
    scene.restore(disk)
    scene.begin()
    dying = KillingDisk(disk.calls.index("rename"))
    with pytest.raises(Killed):
        scene.restore(dying)
    dying.bury()
    (left,) = scene.root.glob(".restoring-*")
    scene.restore()
    assert left.exists()
    os.utime(left, (0, 0))
    shutil.rmtree(scene.root / "journal")
    scene.restore()
    assert not left.exists()
