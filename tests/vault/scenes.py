"""What the torturing tests share: a journal to copy, with a little of everything in it, and a look at it."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST, recovery_words
from peerjournal.disk import DISK, Disk
from peerjournal.vault import Drafts, Standing, Vault
from peerjournal.vault.archive import Archive
from peerjournal.vault.backup import verify
from tests.conftest import StandingClock

OLD, NEW = "an old passphrase", "a new passphrase"
WORDS = recovery_words()
DRAFT = "ab" * 16
JOT = "01900000-0000-7000-8000-000000000001"
Documents = dict[str, dict[str, Any]]


@dataclass(frozen=True)
class Place:
    """A journal's folder and its state, which can be copied as they stand."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "journal"

    @property
    def state(self) -> Path:
        return self.root / "state"

    @property
    def backup(self) -> Path:
        """Where a backup goes that is asked for."""
        return self.root / "backup.tar"

    def copy(self, name: str) -> "Place":
        """Copy both to another place, in the place of what is there."""
        target = self.root.parent / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(self.root, target)
        return Place(target)

    def create(self, disk: Disk = DISK) -> Vault:
        return Vault.create(
            self.folder, self.state, passphrase=OLD, clock=StandingClock(), cost=CHEAPEST, disk=disk
        )

    def unlock(self, passphrase: str = OLD, disk: Disk = DISK) -> Vault:
        return Vault.unlock(self.folder, self.state, passphrase=passphrase, clock=StandingClock(), disk=disk)

    def log(self) -> Path:
        """Return the only log there is."""
        (path,) = self.folder.glob("*.log")
        return path


def save(vault: Vault, identifier: str, text: str) -> None:
    with vault.transaction() as change:
        change.put("entries", identifier, entry(text))


def entry(text: str) -> dict[str, Any]:
    return {"title": text, "written": "2026-11-21T09:00:00+01:00"}


def drop(vault: Vault, identifier: str) -> None:
    with vault.transaction() as change:
        change.drop("entries", identifier)


def documents(vault: Vault) -> Documents:
    """Return everything that is shown, copied; what was noted for jots and of erasing aside."""
    shown = [name for name in vault.table_names() if name not in ("jot_keys", "erased")]
    return {name: dict(vault.documents(name)) for name in shown}


def take_in(vault: Vault) -> int:
    """Take in what waits, and return how much there was."""
    waiting = vaults.waiting(vault)
    with vault.transaction() as change:
        for jot in waiting:
            change.adopt("entries", jot.identifier, entry(jot.text), milliseconds=1)
    vaults.put_away(vault, waiting)
    return len(waiting)


def backups_are_whole(place: Place, vault: Vault) -> bool:
    """Tell whether every file that has the name of a backup is one."""
    found = [place.backup] if place.backup.exists() else []
    for path in found:
        verify(Archive(DISK, path), vault.ring, lambda _: None)
    return all(one.standing is Standing.WHOLE for one in vaults.backups(vault))


def draft_text(vault: Vault) -> str:
    return str(drafts_of(vault).open(DRAFT).fields["text"])


def drafts_of(vault: Vault) -> Drafts:
    return Drafts(vault.home, vault.ring, vault.key_file.vault_id)


def furnish(place: Place) -> None:
    """Fill a new journal with a little of everything."""
    vault = place.create()
    vaults.pin(vault)
    for identifier, text in (("first", "the first"), ("second", "the second"), ("first", "the first again")):
        save(vault, identifier, text)
    vaults.keep(vault.home, "a jot", identifier=JOT, written=vault.clock())
    drafts_of(vault).keep(DRAFT, {"text": "as it was"})


def tear(place: Place) -> None:
    """Leave a cut-off save at the end of the log."""
    data = place.log().read_bytes()
    with place.log().open("ab") as log:
        log.write(data[-308:-100])
