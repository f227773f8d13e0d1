"""A backup: the journal's files in one sealed file, every byte of which was verified before it counts.

It is written beside where it goes, read back, opened frame by frame, and only then given its name; until
then, and after a crash at any point, whatever had been there before stands. ``docs/formats/backup.md`` is the
specification.
"""

import contextlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from peerjournal.crypto import check_mac, mac
from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, JournalDamaged, JournalTooNew, NotSaved
from peerjournal.vault import archive
from peerjournal.vault.archive import KEY_FILE, SEAL, Archive, Part, Writer, Written
from peerjournal.vault.backup_parts import parts_of
from peerjournal.vault.health import Verdict
from peerjournal.vault.home import Home, sweep_folder
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import Frame
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.logs import Progress
from peerjournal.vault.remembered import Memory
from peerjournal.vault.vault import Vault

Take = Callable[[LogFile, Frame, Payload], None]
_MAGIC = b"peerjournal backup "
_VERSION = b"0\n"
_MAC_SIZE = 32
_LABEL = b"peerjournal/backup/v0"
_SEAL_LIMIT = 16 * 1024 * 1024
_REFUSED = "The disk refused, so no backup was made."
_NOT_WHOLE = "What was copied does not open to its last byte, so it does not count, and no backup was made."
_NOT_WHOLE_HINT = (
    "Backups that were made earlier are still there. `peerjournal check` says what is whole and what is not."
)


@dataclass(frozen=True, slots=True)
class Seal:
    """What the last file of a backup says, under a MAC of the journal's own key."""

    vault_id: bytes
    epoch: int
    """Whose data key the MAC is under: the newest one then."""
    device: str
    """The device that made it, 32 hex digits."""
    made: str
    """When, by that computer's clock."""
    files: tuple[Written, ...]
    """In the order in which they stand."""

    def encode(self, ring: KeyRing) -> bytes:
        """Return the bytes, MAC included."""
        said = {"device": self.device, "epoch": self.epoch, "files": self.files, "made": self.made,
                "vault_id": self.vault_id.hex()}  # fmt: skip
        text = json.dumps(said, separators=(",", ":"), sort_keys=True).encode()
        body = _MAGIC + _VERSION + text + b"\n"
        return body + mac(ring.key(b"backup/mac", self.epoch), _LABEL, body)

    @classmethod
    def decode(cls, data: bytes, ring: KeyRing) -> "Seal":
        """Read a seal.

        Raises:
            JournalDamaged: It does not hold, or there is no key for it.
            JournalTooNew: It is of a later version.
        """
        body, tag = data[:-_MAC_SIZE], data[-_MAC_SIZE:]
        if not body.startswith(_MAGIC):
            raise JournalDamaged("The seal of this backup is damaged.")
        if not body.startswith(_MAGIC + _VERSION):
            raise JournalTooNew("This backup was made by a later version of the program.")
        try:
            said = json.loads(body[len(_MAGIC + _VERSION) :])
            # The epoch is only believed once the MAC under its key has held.
            check_mac(ring.key(b"backup/mac", int(said["epoch"])), tag, _LABEL, body)
            files = tuple(Written(*one) for one in said["files"])
            return cls(bytes.fromhex(said["vault_id"]), said["epoch"], said["device"], said["made"], files)
        except (CryptoError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise JournalDamaged("The seal of this backup is damaged.") from error


# Making one.


def back_up(vault: Vault, path: Path, progress: Progress | None = None, *, files_inside: bool = True) -> None:
    """Write a backup of the journal to ``path``, a new name in a folder that is there.

    Where the files that belong to entries are not inside, whoever keeps it keeps a copy of them beside it.

    The lock is held only while the files are opened: saving goes on while they are copied.

    Raises:
        NotSaved: The disk refused; there is no backup of that name.
        JournalReadOnly: What was found in the journal forbids writing, so it would be no whole backup either.
        JournalDamaged: Part of the journal does not open.
        JournalInUse: Another program held the lock for ten seconds.
    """
    _make(vault, path, progress, _put, files_inside=files_inside)


def back_up_again(vault: Vault, path: Path, progress: Progress | None = None) -> None:
    """Put a new backup in the place of one of ours, once it counts; raises as ``back_up`` does.

    The files that belong to entries are not inside: their copies are beside ours.
    """
    _make(vault, path, progress, _put_instead, files_inside=False)


def _make(
    vault: Vault,
    path: Path,
    progress: Progress | None,
    put: Callable[[Disk, Path, Path], None],
    *,
    files_inside: bool,
) -> None:
    disk = vault.home.disk
    sweep_folder(path.parent, disk)
    temporary = path.parent / f".new-{os.urandom(8).hex()}"
    try:
        with parts_of(vault, files_inside=files_inside) as parts:
            count = _Count(3 * sum(part.size for part in parts), progress)
            try:
                _write(vault, temporary, parts, count)
                verify(Archive(disk, temporary), vault.ring, count)
                put(disk, temporary, path)
            except BaseException:
                with contextlib.suppress(OSError):
                    disk.unlink(temporary)
                raise
        disk.sync_folder(path.parent)
    except JournalDamaged as error:
        raise JournalDamaged(_NOT_WHOLE, hint=_NOT_WHOLE_HINT) from error
    except OSError as error:
        raise NotSaved(_REFUSED) from error


def _put(disk: Disk, temporary: Path, path: Path) -> None:
    if os.path.lexists(path):
        raise FileExistsError(path.name)
    disk.rename(temporary, path)


def _put_instead(disk: Disk, temporary: Path, path: Path) -> None:
    disk.rename(temporary, path)


def _write(vault: Vault, path: Path, parts: Sequence[Part], count: "_Count") -> None:
    disk = vault.home.disk
    fd = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        writer = Writer(disk, fd, count)
        files = tuple(writer.add(part) for part in parts)
        made = vault.clock().isoformat(timespec="seconds")
        seal = Seal(vault.key_file.vault_id, vault.ring.epoch, vault.device, made, files)
        writer.add(archive.part_of(SEAL, seal.encode(vault.ring)))
        writer.finish()
    finally:
        disk.close(fd)


# Verifying one.


def seal_of(found: Archive, ring: KeyRing) -> Seal:
    """Return what the seal of a backup says, where its MAC holds; raises as ``Seal.decode`` does."""
    return Seal.decode(found.data(SEAL, _SEAL_LIMIT), ring)


def key_file_of(found: Archive) -> KeyFile:
    """Return the key file in a backup; raises as ``KeyFile.decode`` does."""
    return KeyFile.decode(found.data(KEY_FILE, FILE_LIMIT))


def verify(found: Archive, ring: KeyRing, moved: archive.Moved, take: Take | None = None) -> Seal:
    """Read every byte of a backup and open every frame in it; return what its seal says.

    ``take`` is told of each frame as it opens: nothing of it counts before this returns.

    Another device's log may be still arriving, or damaged: then it was so in the journal, and is taken along.

    Raises:
        JournalDamaged: Something is not as it was written, or this device's log does not open to its end.
        JournalTooNew: A later version made it.
        OSError: The disk would not read it.
    """
    seal = seal_of(found, ring)
    found.check(seal.files, moved)
    key_file = key_file_of(found)
    if (key_file.vault_id, key_file.epoch) != (seal.vault_id, seal.epoch):
        raise JournalDamaged("The key file of this backup is of another journal.")
    key_file.verify(ring.raw(key_file.epoch))
    home = Home(found.root, found.root / "state", seal.vault_id, found)
    for device in home.devices():
        verdict = _verdict(LogFile(home.log(device), seal.vault_id, _works(found, ring)), moved, take)
        if device == seal.device and verdict is not Verdict.CLEAN:
            raise JournalDamaged("Part of this backup does not open.")
    return seal


def _works(found: Archive, ring: KeyRing) -> tuple[Disk, KeyRing, Memory]:
    return found, ring, Memory(found.root / "state", found, [ring.key(b"state/mac")])


def _verdict(log: LogFile, moved: archive.Moved, take: Take | None) -> Verdict:
    before = 0

    def opened_one(frame: Frame, said: Payload) -> None:
        nonlocal before
        moved(frame.end - before)
        before = frame.end
        if take is not None:
            take(log, frame, said)

    with contextlib.suppress(JournalDamaged):
        return log.load(opened_one).verdict
    return Verdict.DAMAGED


class _Count:
    """Adds up bytes for whoever watches how far it is."""

    def __init__(self, total: int, progress: Progress | None) -> None:
        self._total, self._progress = total, progress
        self._done = 0

    def __call__(self, size: int) -> None:
        self._done += size
        if self._progress is not None:
            self._progress(min(self._done, self._total), self._total)


def counting(found: Archive, progress: Progress | None, passes: int = 2) -> archive.Moved:
    """Return what counts the bytes of ``passes`` readings of a backup for ``progress``."""
    return counter(passes * found.size, progress)


def counter(total: int, progress: Progress | None) -> archive.Moved:
    """Return what counts so many bytes for ``progress``."""
    return _Count(total, progress)
