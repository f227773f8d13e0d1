"""Going back to a backup: a new folder, filled beside its place, verified, that goes on as a new device.

Nothing is overwritten. Whoever goes back to an earlier state would give numbers to revisions that had others
already, were it to go on as the device that it was; so it never does.
"""

import contextlib
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.errors import (
    JournalDamaged,
    JournalInUse,
    JournalReadOnly,
    NotSaved,
    VaultError,
    WrongPassphrase,
)
from peerjournal.vault import backup, daily, jot_box, ways_in
from peerjournal.vault.archive import KEY_FILE, Archive, Moved
from peerjournal.vault.backup import Seal
from peerjournal.vault.files_backed import bring_back_files
from peerjournal.vault.files_named import named_files
from peerjournal.vault.home import Home, is_left_over
from peerjournal.vault.keyfile import KeyFile, Unlocked
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.logs import Progress
from peerjournal.vault.remembered import Memory
from peerjournal.vault.target import Target, require_room
from peerjournal.vault.vault import Clock, Vault

_STAGING = re.compile(r"\.restoring-[0-9a-f]{16}")
_REFUSED = "The disk refused, so nothing was restored."
_NONE = "There is no backup in that folder."


@dataclass(frozen=True, slots=True)
class Restored:
    """A journal that came back."""

    vault: Vault
    """Unlocked."""
    source: Path
    """The backup that was used."""
    made: str
    """When that was made, by the clock of the computer that made it."""
    passed_over: int
    """How many newer backups in the same folder could not be used."""
    files_missing: int = 0
    """How many files that belong to entries are neither in it nor beside it."""


@dataclass(frozen=True, slots=True)
class _Chosen:
    archive: Archive
    key_file: KeyFile
    unlocked: Unlocked
    seal: Seal


def restore(
    source: Path, target: Target, *, secret: str, clock: Clock, progress: Progress | None = None
) -> Restored:
    """Bring a journal back from a backup, and open it.

    Args:
        source: A backup, or a folder of daily ones: then the newest that is whole and opens is used.
        target: Where the journal goes.
        secret: The passphrase, or the recovery words, of when the backup was made; or newer ones that this
            computer still knows.
        clock: Gives the local time with its offset.
        progress: Told how far it is; may raise to stop it, and then nothing was restored.

    Raises:
        JournalExists: There is something in that folder.
        WrongPassphrase: Nothing opens with that.
        JournalDamaged: No backup there is whole.
        JournalTooNew: A later version made it.
        NotSaved: The disk refused; nothing was restored.
    """
    try:
        require_room(target)
        chosen, path, passed_over = _first_whole(source, target, secret, progress)
        home = _put_back(chosen, target, progress)
    except OSError as error:
        raise NotSaved(_REFUSED) from error
    vault = _opened(home, chosen, clock)
    missing = _files_missing(vault, path.parent / "files", progress)
    return Restored(vault, path, chosen.seal.made, passed_over, missing)


def _files_missing(vault: Vault, beside: Path, progress: Progress | None) -> int:
    """Bring back the files that lie beside a backup, and return how many are nowhere; the journal is back."""
    with contextlib.suppress(VaultError):
        return len(bring_back_files(vault, beside, progress))
    return sum(not (vault.home.files / name).exists() for name in named_files(vault))


# Which one.


def _first_whole(
    source: Path, target: Target, secret: str, progress: Progress | None
) -> tuple[_Chosen, Path, int]:
    disk, known = target.disk, target.known or target.state
    paths = daily.in_order(source, disk.list(source)) if source.is_dir() else [source]
    refusals: list[VaultError] = []
    for path in paths:
        try:
            return _chosen(Archive(disk, path), known, secret, progress), path, len(refusals)
        except (JournalDamaged, WrongPassphrase) as error:
            refusals.append(error)
        except OSError as error:
            refusals.append(JournalDamaged("The disk would not read this backup."))
            refusals[-1].__cause__ = error
    if not refusals:
        raise JournalDamaged(_NONE, hint="`peerjournal check` says where this computer keeps them.")
    raise next((one for one in refusals if isinstance(one, WrongPassphrase)), refusals[0])


def _chosen(archive: Archive, state: Path, secret: str, progress: Progress | None) -> _Chosen:
    """Verify a backup whole before anything is written."""
    key_file, unlocked = _open(archive, state, secret)
    seal = backup.verify(archive, KeyRing(unlocked.keys), backup.counting(archive, progress, 4))
    return _Chosen(archive, key_file, unlocked, seal)


def _open(archive: Archive, state: Path, secret: str) -> tuple[KeyFile, Unlocked]:
    """Open the backup's key file, or a newer one of this computer that still holds the backup's keys."""
    inside = backup.key_file_of(archive)
    try:
        return inside, ways_in.open_key_file(inside, secret)
    except WrongPassphrase:
        copy = _copy(Home(archive.root, state, inside.vault_id, archive.disk))
        if copy is None or copy.standing <= inside.standing:
            raise
        unlocked = ways_in.open_key_file(copy, secret)
        if inside.epoch not in unlocked.keys:
            raise
        return copy, unlocked


def _copy(home: Home) -> KeyFile | None:
    with contextlib.suppress(OSError, VaultError):
        return KeyFile.decode(home.disk.read_file(home.key_copy, FILE_LIMIT + 1))
    return None


# Putting it back.


def _put_back(chosen: _Chosen, target: Target, progress: Progress | None) -> Home:
    archive, folder = chosen.archive, target.folder
    home = Home(folder, target.state_for(chosen.seal.vault_id), chosen.seal.vault_id, archive.disk)
    _sweep(folder.parent, archive.disk)
    moved = backup.counting(archive, progress, 4)
    moved(2 * archive.size)
    with _staging(folder, archive.disk) as staging:
        _fill(staging, chosen, moved)
        _settle_state(home, chosen)
        archive.disk.rename(staging, folder)
    archive.disk.sync_folder(folder.parent)
    return home


@contextlib.contextmanager
def _staging(folder: Path, disk: Disk) -> Iterator[Path]:
    """Give a folder beside the one that is wanted; should the block not end well, it is taken away again."""
    staging = folder.parent / f".restoring-{os.urandom(8).hex()}"
    try:
        disk.mkdir(staging)
        yield staging
    except BaseException:
        _clear(staging, disk)
        raise


def _clear(staging: Path, disk: Disk) -> None:
    for place in (staging / "drafts", staging / "jots", staging / "files", staging):
        with contextlib.suppress(OSError):
            for name in disk.list(place):
                if not (place / name).is_dir():
                    disk.unlink(place / name)
            if place.exists():
                disk.rmdir(place)


def _sweep(parent: Path, disk: Disk) -> None:
    """Clear away what a killed process was restoring: all of it is in the backup that it read."""
    with contextlib.suppress(OSError):
        for name in filter(_STAGING.fullmatch, disk.list(parent)):
            if is_left_over(parent / name):
                _clear(parent / name, disk)


def _fill(staging: Path, chosen: _Chosen, moved: Moved) -> None:
    disk = chosen.archive.disk
    for name in chosen.archive.names:
        disk.mkdir((staging / name).parent)
        if name == KEY_FILE:
            disk.create(staging / name, chosen.key_file.encode())
        else:
            _copy_out(chosen.archive, name, staging / name, moved)
    for place in sorted({(staging / name).parent for name in chosen.archive.names} | {staging}):
        disk.sync_folder(place)


def _copy_out(archive: Archive, name: str, path: Path, moved: Moved) -> None:
    """Write a file of the backup, and read it back before it counts."""
    disk = archive.disk
    fd = disk.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        _each(archive, name, moved, lambda piece, at: disk.write(fd, piece, at))
        disk.fsync(fd)
        _each(archive, name, moved, lambda piece, at: _same(disk.read(fd, len(piece), at), piece))
    finally:
        disk.close(fd)


def _each(archive: Archive, name: str, moved: Moved, deed: Callable[[bytes, int], None]) -> None:
    at = 0
    with contextlib.closing(archive.pieces(name)) as pieces:
        for piece in pieces:
            deed(piece, at)
            at += len(piece)
            moved(len(piece))


def _same(found: bytes, wanted: bytes) -> None:
    if found != wanted:
        raise OSError("a file does not read back as it was written")


def _settle_state(home: Home, chosen: _Chosen) -> None:
    """Let this computer take what is in the backup as the journal, and be a new device in it.

    What it remembered of the logs was further on than they are now, and a newer key file may be one that
    nobody can open any more: that one is set aside.
    """
    disk, data = home.disk, chosen.key_file.encode()
    disk.mkdir(home.state)
    copy = _copy(home)
    if copy is not None and copy != chosen.key_file:
        disk.create(home.state / f"key-{os.urandom(8).hex()}", copy.encode())
    disk.replace(home.key_copy, data)
    memory = Memory(home.state, disk, [])
    for name in chosen.archive.names:
        if name.endswith(".log"):
            memory.forget(name.removesuffix(".log"))
    home.become(os.urandom(16).hex())


def _opened(home: Home, chosen: _Chosen, clock: Clock) -> Vault:
    ring, slot_id = KeyRing(chosen.unlocked.keys), chosen.unlocked.slot.slot_id
    key_file = chosen.key_file
    opened = ways_in.Opened(ring, key_file, slot_id, newest=key_file, current=True)
    try:
        vault = Vault(home, opened, clock)
        vault.logs.look()
    except OSError as error:
        raise NotSaved(
            "The journal is back in its folder, but the disk would not open it.",
            hint="Look after the disk, then open the journal.",
        ) from error
    # The first save would do both; done here, the other devices see the new one as soon as it is there.
    with contextlib.suppress(NotSaved, JournalReadOnly, JournalInUse):
        with vault.transaction(empty=True):
            pass
        jot_box.pin(vault)
    return vault
