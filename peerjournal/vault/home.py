"""Where a journal lives: the names in its folder, and what this computer keeps beside it.

The folder may be carried by any sync; what lies under ``state`` never is. Nothing in either has a title, a
date or a person in its name.
"""

import contextlib
import errno
import hashlib
import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, JournalInUse, NoJournal, NotSaved, NotYours
from peerjournal.vault.keyhead import FILE_LIMIT, vault_id_of

if TYPE_CHECKING:  # Keeping a jot has no use for copies, and looks at no log.
    from peerjournal.vault.copies import Copy

_LOG_NAME = re.compile(r"[0-9a-f]{32}\.log")
_UNFINISHED = re.compile(r"\.new-[0-9a-f]{16}")
_LEFT_OVER = 3_600
"""Seconds after which a temporary file is nobody's: no save takes an hour."""


class Home:
    """The paths of one journal on this computer."""

    def __init__(self, folder: Path, state: Path, vault_id: bytes, disk: Disk) -> None:
        """Find the journal in ``folder`` and what is kept for it under ``state``."""
        self.folder, self.disk = folder, disk
        self.vault_id = vault_id
        self.state = state / vault_id.hex()
        self.key_file = folder / "journal.key"
        self.key_copy = self.state / "journal.key"
        self.lock = folder / ".lock"
        self.drafts = folder / "drafts"
        self.jots = folder / "jots"
        self.files = folder / "files"
        self.jot_pin = self.state / "jot-pin"
        self.backups = self.state / "backups"
        self.erasing = self.state / "erasing"

    def log(self, device: str) -> Path:
        """Return the path of a device's log."""
        return self.folder / f"{device}.log"

    def draft(self, name: str) -> Path:
        """Return the path of a draft."""
        return self.drafts / f"{name}.draft"

    def devices(self) -> list[str]:
        """Return the devices that have a log here, 32 hex digits each, in order."""
        return [name[:32] for name in self.disk.list(self.folder) if _LOG_NAME.fullmatch(name)]

    def copies(self) -> "list[Copy]":
        """Return the copies of the journal's files that a sync made, recognised by how they begin."""
        from peerjournal.vault import copies  # noqa: PLC0415 — see above

        return copies.find(self.folder, self.drafts, self.disk, self.vault_id)

    def strays(self) -> dict[Path, int]:
        """Return the plain files here that have none of the journal's names, with their sizes in bytes."""
        from peerjournal.vault import copies  # noqa: PLC0415 — see above

        return copies.strays(self.folder, self.drafts, self.disk)

    def remembered(self) -> list[str]:
        """Return the devices of whose logs this computer remembers a place, there or not."""
        return [name[:32] for name in self.disk.list(self.state) if name.endswith(".seen")]

    def is_erasing(self) -> bool:
        """Tell, without reading the journal, whether erasing was begun here and not finished.

        Raises:
            OSError: The disk would not tell.
        """
        return self.erasing.name in self.disk.list(self.state)

    def make(self, folder: Path) -> None:
        """Make a folder inside the journal's own, where that is still there.

        Whose journal was moved away or unplugged must not find a second one in its place, with a draft in it.

        Raises:
            OSError: The disk refused, or the journal is gone.
        """
        if not any(
            name == self.key_file.name or name.endswith(".log") for name in self.disk.list(self.folder)
        ):
            raise FileNotFoundError(errno.ENOENT, "the journal is not in its folder any more")
        self.disk.mkdir(folder)

    def device(self) -> str:
        """Return this device's id, made at the first opening on this computer.

        It is kept under a hash of the machine's own id, so that a home folder copied to another computer
        becomes another device there instead of a second writer of the same log.

        Raises:
            OSError: The state folder cannot be read or written.
        """
        path = self.state / f"device-{_machine()}"
        with contextlib.suppress(FileNotFoundError):
            text = self.disk.read_file(path).decode("ascii", "replace").strip()
            if re.fullmatch("[0-9a-f]{32}", text):
                return text
        return self.become(os.urandom(16).hex())

    def came_over(self) -> bool:
        """Whether what stands here was last used on another computer, and not on this one yet.

        Raises:
            OSError: The state folder cannot be read.
        """
        known = [name for name in self.disk.list(self.state) if name.startswith("device-")]
        return bool(known) and f"device-{_machine()}" not in known

    def become(self, device: str) -> str:
        """Be ``device`` from now on, on this computer."""
        self.disk.mkdir(self.state)
        self.disk.replace(self.state / f"device-{_machine()}", device.encode() + b"\n")
        return device

    def letters(self, others: list[str]) -> dict[str, str]:
        """Return a letter for each other device, ``b`` onwards, always the same on this computer."""
        path = self.state / "devices"
        known: list[str] = []
        with contextlib.suppress(OSError):
            known = self.disk.read_file(path).decode("ascii", "replace").split()
        new = [device for device in others if device not in known]
        if new:
            known += new
            with contextlib.suppress(OSError):
                self.disk.replace(path, "\n".join(known).encode() + b"\n")
        return {device: _letter(index) for index, device in enumerate(known, start=1)}

    @contextlib.contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one on this computer who writes.

        Raises:
            JournalInUse: Another program held the lock for ten seconds.
            NotSaved: The disk refused.
        """
        lock = self.disk.locked(self.lock)
        try:
            lock.__enter__()
        except TimeoutError as error:
            raise JournalInUse from error
        except OSError as error:
            raise NotSaved from error
        try:
            yield
        finally:
            # What was saved is saved: a complaint on letting go must not turn it into a refusal.
            with contextlib.suppress(OSError):
                lock.__exit__(None, None, None)

    def sweep(self) -> None:
        """Remove temporary files that a killed process left; call it under the lock."""
        own = (self.folder, self.drafts, self.jots, self.files)
        for folder in (*own, self.state, self.backups, self.backups / "files"):
            sweep_folder(folder, self.disk)


def sweep_folder(folder: Path, disk: Disk) -> None:
    """Remove from a folder the files that a killed process of ours was writing and nobody writes any more."""
    with contextlib.suppress(OSError):
        for name in filter(_UNFINISHED.fullmatch, disk.list(folder)):
            if is_left_over(folder / name):
                disk.unlink(folder / name)


def is_left_over(path: Path) -> bool:
    """Tell whether something that was being written is so old that nobody writes it any more."""
    with contextlib.suppress(OSError):
        return time.time() - path.lstat().st_mtime > _LEFT_OVER
    return False


def find(folder: Path, state: Path, disk: Disk) -> Home:
    """Return the places of a journal that stays locked.

    Raises:
        NoJournal: There is no journal here.
        JournalDamaged: Its key file can't be read.
        JournalTooNew: A later version wrote it.
        NotYours: It is another account's, and this is the administrator's.
    """
    refuse_anothers(folder, disk)
    try:
        key_file = read_key_file(folder, disk)
    except NotADirectoryError:
        raise NoJournal from None
    except OSError as error:
        raise JournalDamaged(
            "The journal's folder can't be read.",
            hint="Nothing was changed. Look at who may read that folder, then try again.",
        ) from error
    return Home(folder, state, vault_id_of(key_file), disk)


def refuse_anothers(folder: Path, disk: Disk) -> None:
    """Keep the administrator from writing files into somebody's journal that its owner could not read.

    Anybody else is kept from it by the system, which lets the administrator do all.

    Raises:
        NotYours: The key file belongs to another account.
    """
    if sys.platform == "win32" or os.geteuid() != 0:
        return
    try:
        _, owner = disk.standing(folder / "journal.key")
    except OSError:
        return
    if owner != 0:
        raise NotYours


def read_key_file(folder: Path, disk: Disk) -> bytes:
    """Return the bytes of a folder's key file, one more than it may have at the most.

    Raises:
        NoJournal: There is no journal here, nor what is left of one.
        JournalDamaged: It is missing beside a log, or is not a plain file.
        OSError: The disk would not read it.
    """
    path = folder / "journal.key"
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise JournalDamaged("The key file is not a plain file, so it was not opened.")
    try:
        return disk.read_file(path, FILE_LIMIT + 1)
    except FileNotFoundError:
        if not any(name.endswith(".log") for name in disk.list(folder)):
            raise NoJournal from None
        raise JournalDamaged("The key file is missing.") from None


def _letter(index: int) -> str:
    """Return b, c … z, ba, bb … for 1, 2 …; ``a`` is this device and is not shown."""
    letters = ""
    while True:
        index, last = divmod(index, 26)
        letters = chr(ord("a") + last) + letters
        if index == 0:
            return letters


def _machine() -> str:
    """Return 16 hex digits that stay the same on this computer and differ on another."""
    found = b""
    for path in ("/etc/machine-id", "/var/lib/dbus/machine-id"):
        with contextlib.suppress(OSError):
            found = found or Path(path).read_bytes().strip()
    if not found and sys.platform == "win32":
        found = os.environ.get("COMPUTERNAME", "").encode()
    if not found:
        import uuid  # noqa: PLC0415 — 3 ms, and only where the system has no id of its own

        found = uuid.getnode().to_bytes(6, "big")
    return hashlib.sha256(b"peerjournal/machine/v0" + found).hexdigest()[:16]
