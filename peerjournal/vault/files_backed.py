"""Copies of sealed files beside the backups that a computer keeps: one of each, for all of those days.

A sealed file is never written again, so one copy serves every backup that has an entry naming it. In a backup
that somebody asks for, the files are inside.
"""

import contextlib
import json
import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from peerjournal.disk import Disk
from peerjournal.errors import NotSaved
from peerjournal.vault import files
from peerjournal.vault.files import SealedFile
from peerjournal.vault.files_named import named_files
from peerjournal.vault.files_opened import FileStanding, at_place
from peerjournal.vault.home import Home
from peerjournal.vault.logs import Progress
from peerjournal.vault.vault import Vault

_RECORD = "unnamed"
"""Beside the copies: since which day which of them is named by nothing."""


def copies(home: Home) -> Path:
    """Return the folder of the copies."""
    return home.backups / "files"


def copy_files(vault: Vault, progress: Progress | None = None) -> None:
    """Copy what the backups do not have yet, then drop what none of them can name any more.

    Raises:
        NotSaved: The disk refused; what was copied by then is there.
    """
    home, named = vault.home, named_files(vault)
    try:
        store = home.disk.list(copies(home))
        wanted = [ones[0][1] for name, ones in named.items() if name not in store]
        if wanted:
            home.disk.mkdir(copies(home))
            _copy_all(home.disk, wanted, home.files, copies(home), progress)
        if store:
            _drop(vault, {name for name in store if files.is_name(name)} - named.keys())
    except OSError as error:
        raise NotSaved("The disk refused, so files of entries were not copied to the backups.") from error


def drop_copies(vault: Vault) -> None:
    """Remove every copy that no document names now: there is no earlier backup any more.

    Raises:
        OSError: The disk refused.
    """
    home = vault.home
    store = {name for name in home.disk.list(copies(home)) if files.is_name(name)}
    for name in store - named_files(vault).keys() if store else ():
        home.disk.unlink(copies(home) / name)


def bring_back_files(
    vault: Vault, folder: Path | None = None, progress: Progress | None = None
) -> tuple[SealedFile, ...]:
    """Put copies in the place of files that are not here or are damaged; return those that nothing gives.

    Args:
        vault: The unlocked journal.
        folder: Where the copies are; those that this computer keeps where it is not given.
        progress: Told how far it is; may raise to stop it.

    Raises:
        NotSaved: The disk refused.
    """
    home = vault.home
    lacking = [one for one in _named(vault) if not _is_whole(home.disk, home.files / one.file, one)]
    try:
        if lacking:
            home.make(home.files)
        return tuple(_copy_all(home.disk, lacking, folder or copies(home), home.files, progress))
    except OSError as error:
        raise NotSaved from error


def _named(vault: Vault) -> Iterable[SealedFile]:
    return (ones[0][1] for ones in named_files(vault).values())


def _is_whole(disk: Disk, path: Path, sealed: SealedFile) -> bool:
    return at_place(disk, path, sealed) is FileStanding.WHOLE


def _copy_all(
    disk: Disk, wanted: list[SealedFile], source: Path, target: Path, progress: Progress | None
) -> list[SealedFile]:
    """Copy what is whole at its source; return what is not."""
    left = []
    for done, one in enumerate(wanted):
        if not _copy(disk, source / one.file, target / one.file, one):
            left.append(one)
        if progress is not None:
            progress(done + 1, len(wanted))
    if len(left) < len(wanted):
        disk.sync_folder(target)
    return left


def _copy(disk: Disk, source: Path, target: Path, sealed: SealedFile) -> bool:
    """Copy one file if it is whole, through a name of its own; what is read back must be whole too."""
    if not _is_whole(disk, source, sealed):
        return False
    temporary = target.parent / f".new-{os.urandom(8).hex()}"
    try:
        _write(disk, source, temporary)
        _require_whole(disk, temporary, sealed)
        disk.rename(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        raise
    return True


def _write(disk: Disk, source: Path, target: Path) -> None:
    with contextlib.ExitStack() as stack:
        reading = disk.open(source)
        stack.callback(disk.close, reading)
        writing = disk.open(target, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        stack.callback(disk.close, writing)
        at = 0
        for span in files.read(disk, reading, disk.stat(reading)[2]):
            disk.write(writing, span, at)
            at += len(span)
        disk.fsync(writing)


def _require_whole(disk: Disk, path: Path, sealed: SealedFile) -> None:
    if not _is_whole(disk, path, sealed):
        raise OSError("a file does not read back as it was written")


def _drop(vault: Vault, unnamed: set[str]) -> None:
    """Remove copies that were named by nothing since before the oldest backup that is kept."""
    home, today = vault.home, vault.clock().date()
    before = _recorded(home)
    now = {name: min(before.get(name, today), today) for name in unnamed}
    days = [path.stem for path in home.backups.glob("*.tar")]
    oldest = min(days, default=today.isoformat())
    gone = {name for name, since in now.items() if since.isoformat() < oldest}
    for name in gone:
        home.disk.unlink(copies(home) / name)
    now = {name: since for name, since in now.items() if name not in gone}
    if now != before:
        told = {name: since.isoformat() for name, since in sorted(now.items())}
        home.disk.replace(copies(home) / _RECORD, json.dumps(told).encode())


def _recorded(home: Home) -> dict[str, date]:
    with contextlib.suppress(OSError, ValueError, TypeError, AttributeError):
        told: dict[str, Any] = json.loads(home.disk.read_file(copies(home) / _RECORD))
        return {name: date.fromisoformat(since) for name, since in told.items()}
    return {}


def why_no_copies(vault: Vault, progress: Progress | None = None) -> str:
    """Copy what the backups do not have yet; return why it could not be done, or nothing."""
    try:
        copy_files(vault, progress)
    except NotSaved as error:
        return f"Today's backup was made, but not whole. {error}"
    return ""
