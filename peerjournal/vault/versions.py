"""Every version of a document that is still somewhere: in the logs, replaced or not, and in kept backups."""

import contextlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, JournalTooNew
from peerjournal.vault import backup, daily, erased
from peerjournal.vault.archive import Archive
from peerjournal.vault.document import same
from peerjournal.vault.health import unreadable
from peerjournal.vault.home import Home
from peerjournal.vault.log import Frame
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.logs import Progress
from peerjournal.vault.merge import Document, Row, Stamp, stamp_of
from peerjournal.vault.remembered import Memory
from peerjournal.vault.vault import Vault

Wanted = Callable[[str, Document], bool]
"""Asked about a document by its id."""


@dataclass(frozen=True, slots=True)
class Version:
    """A document as it was at one time."""

    document: Document = field(repr=False)
    at: datetime
    """When it was kept so, in this computer's time."""
    device: str
    """The device that wrote it, 32 hex digits; ``jot`` for what was jotted and never changed."""
    backup: date | None
    """The day of the newest backup that has it; None where a log here has it still."""
    shown: bool
    """Whether it is the one of now."""


class _Found(NamedTuple):
    identifier: str
    stamp: Stamp
    document: Document
    backup: date | None


def versions(
    vault: Vault, table: str, identifier: str, *, backups: bool = True, progress: Progress | None = None
) -> tuple[Version, ...]:
    """Return every version of a document, the newest first, the same document once.

    Args:
        vault: The unlocked journal.
        table: The document's table.
        identifier: The document's id.
        backups: Whether to look into the backups that this computer keeps too, where the keys at hand open
            them.
        progress: Told how far it is; may raise to stop it.

    Raises:
        JournalDamaged: The disk would not read the journal.
    """
    found = versions_of(vault, table, lambda one, _: one == identifier, backups=backups, progress=progress)
    return found.get(identifier, ())


def versions_of(
    vault: Vault, table: str, wanted: Wanted, *, backups: bool = True, progress: Progress | None = None
) -> dict[str, tuple[Version, ...]]:
    """Return the same for every document of which some version is wanted, there now or gone, by id.

    Raises:
        JournalDamaged: The disk would not read the journal.
    """
    live = vault.state().documents.get(table, {})
    gone = erased.by_table(erased.markers(vault.state())).get(table, [])
    found: dict[str, list[_Found]] = {}
    try:
        for one in _Reading(vault, table, wanted, progress).all(backups=backups):
            if not _is_erased(one, gone):
                found.setdefault(one.identifier, []).append(one)
    except OSError as error:
        raise unreadable() from error
    return {identifier: _told(several, live.get(identifier)) for identifier, several in found.items()}


def _is_erased(one: _Found, gone: Iterable[erased.Marker]) -> bool:
    return any(marker.identifier == one.identifier and marker.stamp.covers(one.stamp) for marker in gone)


def _told(found: Iterable[_Found], shown: Document | None) -> tuple[Version, ...]:
    """Put revisions in order, each document once: what is in a log counts before a backup."""
    told: list[Version] = []
    # Sorting keeps the order among equals, and the logs were read first, then the newest backup.
    for one in sorted(found, key=lambda one: one.stamp.at, reverse=True):
        if not any(same(one.document, other.document) for other in told):
            is_shown = shown is not None and same(one.document, shown)
            told.append(Version(one.document, _when(one.stamp), one.stamp.device, one.backup, is_shown))
    return tuple(told)


def _when(stamp: Stamp) -> datetime:
    return datetime.fromtimestamp((stamp.at >> 16) / 1000).astimezone()


class _Reading:
    """One reading of all there is, the logs first, then the backups from the newest on."""

    def __init__(self, vault: Vault, table: str, wanted: Wanted, progress: Progress | None) -> None:
        self._vault, self._table, self._wanted, self._progress = vault, table, wanted, progress
        self._done, self._total = 0, 1

    def all(self, *, backups: bool) -> Iterator[_Found]:
        """Yield every revision of what is wanted that has words."""
        vault = self._vault
        archives = list(_archives(vault)) if backups else []
        home, memory = vault.home, vault.logs.memory
        sizes = [_size(home.disk, home.log(device)) for device in home.devices()]
        self._total = sum(sizes) + sum(archive.size for _, archive in archives) or 1
        yield from self._logs(home, home.disk, memory, None)
        for day, archive in archives:
            inside = Home(archive.root, archive.root / "state", vault.key_file.vault_id, archive)
            nothing = Memory(inside.state, archive, [vault.ring.key(b"state/mac")])
            yield from self._logs(inside, archive, nothing, day)

    def _logs(self, home: Home, disk: Disk, memory: Memory, day: date | None) -> Iterator[_Found]:
        for device in home.devices():
            log = LogFile(home.log(device), self._vault.key_file.vault_id, (disk, self._vault.ring, memory))
            yield from self._log(log, day)

    def _log(self, log: LogFile, day: date | None) -> list[_Found]:
        found: list[_Found] = []
        before = self._done

        def take(frame: Frame, said: Payload) -> None:
            rows: list[Row] = said["put"].get(self._table, [])
            found.extend(
                _Found(row[0], stamp_of(row, log.device), row[4], day)
                for row in rows
                if row[4] is not None and self._wanted(row[0], row[4])
            )
            self._done = before + frame.end
            if self._progress is not None:
                self._progress(min(self._done, self._total), self._total)

        # What can't be read is told by `check`; whatever does open is a version.
        with contextlib.suppress(OSError, JournalDamaged, JournalTooNew):
            log.load(take)
        return found


def _archives(vault: Vault) -> Iterator[tuple[date, Archive]]:
    """Yield each backup that opens with the keys at hand, the newest first."""
    home = vault.home
    for path in daily.in_order(home.backups, _names(home)):
        with contextlib.suppress(OSError, JournalDamaged, JournalTooNew, ValueError):
            archive = Archive(home.disk, path)
            if backup.key_file_of(archive).epoch in vault.ring.epochs:
                yield date.fromisoformat(path.stem), archive


def _names(home: Home) -> list[str]:
    with contextlib.suppress(OSError):
        return home.disk.list(home.backups)
    return []


def _size(disk: Disk, path: Path) -> int:
    with contextlib.suppress(OSError):
        fd = disk.open(path)
        try:
            return disk.stat(fd)[2]
        finally:
            disk.close(fd)
    return 0
