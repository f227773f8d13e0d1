"""Where a journal comes back to from a backup, and under which folder this computer remembers it there."""

import contextlib
import os
from pathlib import Path
from typing import NamedTuple

from peerjournal.disk import DISK, Disk
from peerjournal.errors import JournalExists, VaultError
from peerjournal.vault.home import read_key_file
from peerjournal.vault.keyhead import vault_id_of

_TAKEN = "There is something in that folder already, and it was left as it is."


class Target(NamedTuple):
    """Where a journal comes back to."""

    folder: Path
    """Is not there yet, or is empty."""
    state: Path
    """The folder under which this computer keeps what is never synced."""
    disk: Disk = DISK
    known: Path | None = None
    """Where key files that are newer than the backup's are looked for; ``state`` itself when not given."""
    usual: Path | None = None
    """A folder in which this computer may have that journal still. It goes on there as the device that it is,
    so what comes back elsewhere gets a state of its own."""

    def state_for(self, vault_id: bytes) -> Path:
        """Return the folder under which this computer is to keep what it remembers of what comes back."""
        if self.usual is None or self.usual == self.folder or not (self.state / vault_id.hex()).exists():
            return self.state
        with contextlib.suppress(OSError, VaultError):
            if vault_id_of(read_key_file(self.usual, self.disk)) == vault_id:
                return state_beside(self.folder)
        return self.state


def state_beside(folder: Path) -> Path:
    """Return where this computer keeps what belongs to a copy of a journal and never travels with it."""
    return folder.with_name(f"{folder.name}.state")


def require_room(target: Target) -> None:
    """Raise JournalExists where there is something in the way, before anything else is asked or done."""
    if os.path.lexists(target.folder) and (
        target.folder.is_symlink() or not target.folder.is_dir() or target.disk.list(target.folder)
    ):
        raise JournalExists(_TAKEN)
