"""R13: an old backup that comes back beside what the other devices of the folder have written since."""

import shutil
import tarfile
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.vault import Target, Vault
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.scenes import OLD, Place, documents


def carry(source: Path, target: Path) -> None:
    """Bring each log over that is longer there, as a sync would."""
    for path in source.glob("*.log"):
        mine = target / path.name
        if not mine.exists() or mine.stat().st_size < path.stat().st_size:
            mine.write_bytes(path.read_bytes())


def titles(vault: Vault) -> dict[str, str]:
    return {identifier: str(one["title"]) for identifier, one in documents(vault)["entries"].items()}


def go_back(place: Place, backup: Path) -> None:
    target = Target(place.folder, place.state)
    found = vaults.restore(backup, target, secret=OLD, clock=StandingClock())
    assert titles(found.vault) == {"first": "the first again", "second": "the second"}
    scenes.save(found.vault, "first", "edited after going back")
    scenes.save(found.vault, "fresh", "written after going back")


def test_the_key_file_out_of_a_backup_opens_a_journal_that_lost_its_own(furnished: Place) -> None:
    """As docs/guide/backups.md says it: any program that reads tar takes it out."""
    place = furnished.copy("here")
    path = vaults.keep_daily(place.unlock())
    assert path is not None
    scenes.save(place.unlock(), "first", "written after the backup")
    (copy,) = place.state.glob("*/journal.key")
    copy.unlink()
    (place.folder / "journal.key").write_bytes(b"ruined")
    with tarfile.open(path) as backup:
        found = backup.extractfile("journal.key")
        assert found is not None
        (place.folder / "journal.key").write_bytes(found.read())
    vault = place.unlock()
    assert titles(vault)["first"] == "written after the backup"
    assert vault.notices == []


@pytest.mark.parametrize("old_log_is_there", [False, True])
def test_r13_an_old_backup_merges_with_what_other_devices_wrote(
    furnished: Place, *, old_log_is_there: bool
) -> None:
    """Each device ends with the same, nothing is lost and nothing that was removed comes back."""
    here, there = furnished.copy("here"), furnished.copy("there")
    next(there.state.rglob("device-*")).unlink()
    path = vaults.keep_daily(here.unlock())
    assert path is not None
    # Since then: two more saves here, of which the other device has seen the first, and its own.
    scenes.save(here.unlock(), "first", "edited here since")
    carry(here.folder, there.folder)
    other = there.unlock()
    scenes.save(other, "theirs", "written there")
    scenes.drop(other, "second")
    scenes.save(here.unlock(), "later", "written here, and carried nowhere")
    old = here.copy("old")
    shutil.rmtree(here.folder)
    go_back(here, path)
    if old_log_is_there:
        carry(old.folder, here.folder)
    for _ in range(2):
        carry(there.folder, here.folder)
        carry(here.folder, there.folder)
    ours, theirs = here.unlock(), there.unlock()
    wanted = {
        "first": "edited after going back",
        "theirs": "written there",
        "fresh": "written after going back",
    }
    later = {"later": "written here, and carried nowhere"} if old_log_is_there else {}
    assert titles(ours) == titles(theirs) == wanted | later
    for vault in (ours, theirs):
        # Both edits of one piece stand: neither had seen the other.
        assert [one["title"] for one in vault.others("entries", "first")] == ["edited here since"]
        assert vaults.check(vault).whole
