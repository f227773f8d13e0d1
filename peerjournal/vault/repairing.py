"""Mending a journal whose own log is damaged: what backups still have goes into a new device's log.

The damaged log stays as it is, and its good frames are read from then on. What is missing is written beside
it under the names that its revisions always had, so merging it is lawful whatever turns up later, and what
was removed stays removed: a tombstone that is read anywhere covers what it removed.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from peerjournal.errors import JournalDamaged, JournalReadOnly, JournalTooNew, NotSaved
from peerjournal.vault import backup, care, daily
from peerjournal.vault.archive import Archive, Moved
from peerjournal.vault.compaction import Compaction, groups
from peerjournal.vault.log import Frame, Header
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.logs import Progress
from peerjournal.vault.merge import Document, Revision, Row, State, to_row
from peerjournal.vault.rereading import Known, Reread, reread
from peerjournal.vault.vault import Vault

Key = tuple[str, str]
"""A document's table and id."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document, or a newer revision of one, that a backup has and the journal can't show."""

    table: str
    identifier: str
    document: Document = field(repr=False)
    day: date
    """Of the newest backup that has it."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a repair would do, and what nothing can bring back."""

    unreadable: int | None
    """How many saves of this device's log don't open; None where that can't be told."""
    found: tuple[Found, ...]
    lost: int
    """How many documents are known to have been there that nothing has."""
    needed: bool
    """Whether there is anything to mend."""
    backups_read: int
    """How many backups are whole and were read."""
    backups_refused: int = 0
    """How many backups the disk would not read just now: another run may find more."""
    reread: int = 0
    """How many documents the damaged log itself still gives, with the help of what is known of it."""
    drafts: tuple[str, ...] = ()
    """The drafts that don't open, by name."""
    revisions: tuple[tuple[str, str, Revision], ...] = field(default=(), repr=False)
    """What is to be written: table, id and revision."""


def plan_repair(vault: Vault, progress: Progress | None = None) -> Plan:
    """Read the logs and every kept backup, and return what is missing and what there is of it; write nothing.

    Raises:
        JournalDamaged: The disk would not read.
    """
    state, logs = vault.state(progress), vault.logs
    drafts = care.damaged_drafts(vault)
    bad = any(not log.health.writable for log in logs.others.values())
    if logs.stopped or (logs.health.writable and not bad):
        return Plan(0, (), 0, needed=bool(drafts) and not logs.stopped, backups_read=0, drafts=drafts)
    try:
        return _Search(vault, state).plan(drafts, progress)
    except OSError as error:
        raise JournalDamaged("The disk would not read the journal, so nothing was mended.") from error


def repair(vault: Vault, plan: Plan, progress: Progress | None = None) -> None:
    """Carry a plan out: write what was found, go on as a new device, set the damaged drafts aside.

    The new device's log comes into place whole, and only then does this computer take it for its own: killed
    anywhere, the next run finds what is left to do. Where our own log is whole, and only another one damaged,
    what was found is appended to it.

    Raises:
        NotSaved: The disk refused; nothing that was there before has changed.
        JournalReadOnly: The journal was changed meanwhile in a way that another opening must settle.
        JournalInUse: Another program held the lock for ten seconds.
    """
    if vault.logs.stopped:
        raise JournalReadOnly(vault.logs.stopped, hint="Lock the journal and open it again.")
    if vault.logs.health.writable:
        _append(vault, plan, progress)
    else:
        device = os.urandom(16).hex()
        if plan.revisions:
            with vault.home.locked():
                _write(vault, device, plan, progress)
        care.go_on(vault, device)
    care.set_drafts_aside(vault, plan.drafts)


def _append(vault: Vault, plan: Plan, progress: Progress | None) -> None:
    rows = [(table, to_row(identifier, one, vault.device)) for table, identifier, one in plan.revisions]
    with vault.exclusive():
        for index, group in enumerate(groups(rows), start=1):
            put: dict[str, list[Row]] = {}
            for table, row in group:
                put.setdefault(table, []).append(row)
            vault.logs.save(vault.say(vault.tick(), vault.numbers(), put))
            if progress is not None:
                progress(index, index + 1)
    vault.look_anew()


def _write(vault: Vault, device: str, plan: Plan, progress: Progress | None) -> None:
    """Put the log of a new device in the folder, with what was found in it; whole, or not there."""
    rows: list[tuple[str, Row]] = []
    both = State()
    for table, identifier, revision in plan.revisions:
        # No revision is the new device's own, so each row says whose it is.
        rows.append((table, to_row(identifier, revision, device)))
        both.fold(device, {table: [rows[-1][1]]})
    several = any(True for _ in both.conflicts())
    log = LogFile(vault.home.log(device), vault.key_file.vault_id, vault.logs.works)
    header = Header(
        vault.ring.epoch, vault.key_file.vault_id, bytes.fromhex(device), os.urandom(16), generation=0
    )
    first = {**vault.say(vault.tick(), {}, {}), "earlier": [], "several": several}
    try:
        Compaction(log, vault.ring, vault.home.disk, progress).put(header, first, rows)
    except OSError as error:
        raise NotSaved("The disk refused, so nothing was mended.") from error


class _Search:
    """Looks through the backups, and once more through the damaged log, for what the journal can't show."""

    def __init__(self, vault: Vault, shown: State) -> None:
        self._vault, self._shown = vault, shown
        self._all = State()
        for table, row in shown.rows(vault.device):
            self._all.fold(vault.device, {table: [row]})
        self._refused = 0
        self._given: dict[str, int] = {}
        self._days: dict[Key, date] = {}
        memory = vault.logs.memory
        self._known = Known(memory.recall(vault.device), places=memory.places(vault.device))
        self._whole = vault.logs.health.writable
        """Whether our own log is, so that only what is missing from another one is sought."""
        own = vault.logs.own
        self._epoch = own.epoch if own is not None else 0
        """Backups of an earlier epoch may hold what was erased since; 0 until it is known."""

    def plan(self, drafts: tuple[str, ...], progress: Progress | None) -> Plan:
        """Search everywhere and return what is to be done."""
        read = self._read_backups(progress)
        again = Reread(0, 0) if self._whole else self._read_again()
        revisions = tuple(self._missing())
        found = tuple(self._found(revisions))
        named = {(one.table, one.identifier) for one in found}
        more = {(table, identifier) for table, identifier, one in revisions if one.document is not None}
        lost = self._lost() if again.unreadable != 0 else 0
        needed = not self._whole or bool(revisions or drafts)
        return Plan(again.unreadable, found, lost, needed=needed, backups_read=read, reread=len(more - named),
                    backups_refused=self._refused, drafts=drafts, revisions=revisions)  # fmt: skip

    def _read_backups(self, progress: Progress | None) -> int:
        """Take in every whole backup that is no older than the keys, the newest first; return how many."""
        disk, kept = self._vault.home.disk, []
        for path, day in daily.kept(self._vault):
            try:
                kept.append((Archive(disk, path), day))
            except OSError:
                self._refused += 1
            except JournalDamaged:
                continue
        moved = backup.counter(2 * sum(archive.size for archive, _ in kept), progress)
        return sum(self._read_backup(archive, day, moved) for archive, day in kept)

    def _read_backup(self, archive: Archive, day: date, moved: Moved) -> bool:
        said: list[tuple[str, Payload]] = []
        frames: list[tuple[LogFile, Frame]] = []

        def take(log: LogFile, frame: Frame, payload: Payload) -> None:
            said.append((log.device, payload))
            if log.device == self._vault.device:
                frames.append((log, frame))

        try:
            epoch = backup.key_file_of(archive).epoch
            if epoch < self._epoch or epoch not in self._vault.ring.epochs:
                return False
            backup.verify(archive, self._vault.ring, moved, take)
        except OSError:
            self._refused += 1
            return False
        except (JournalDamaged, JournalTooNew):
            return False
        # Only now does anything of it count.
        self._epoch = self._epoch or epoch
        for log, frame in frames:
            self._known.learn(log, frame)
        for device, payload in said:
            self._take(device, payload, day)
        return True

    def _read_again(self) -> Reread:
        device = self._vault.device
        return reread(self._vault, self._known, lambda _, said: self._take(device, said, None))

    def _take(self, device: str, said: Payload, day: date | None) -> None:
        if device == self._vault.device:
            for series, number in said["next"].items():
                self._given[series] = max(self._given.get(series, 0), number)
        for table, rows in said["put"].items():
            for row in rows:
                before = self._names(table, row[0])
                self._all.fold(device, {table: [row]})
                if day is not None and self._names(table, row[0]) != before:
                    self._days.setdefault((table, row[0]), day)

    def _names(self, table: str, identifier: str) -> list[tuple[str, int]]:
        return [(one.stamp.device, one.stamp.n) for one in self._all.current(table, identifier)]

    def _missing(self) -> Iterator[tuple[str, str, Revision]]:
        """Yield what is current now, and is not among what the journal shows by itself."""
        for table, identifier, one in self._all.revisions():
            if all(one.stamp[:2] != other.stamp[:2] for other in self._shown.current(table, identifier)):
                yield table, identifier, one

    def _found(self, revisions: Iterable[tuple[str, str, Revision]]) -> Iterator[Found]:
        named: set[Key] = set()
        for table, identifier, one in revisions:
            key = table, identifier
            if one.document is not None and key in self._days and key not in named:
                named.add(key)
                yield Found(table, identifier, one.document, self._days[key])

    def _lost(self) -> int:
        """Count the numbers that were given and that neither a document nor a removed one can account for."""
        return sum(max(given - self._accounted_for(series), 0) for series, given in self._given.items())

    def _accounted_for(self, series: str) -> int:
        documents = self._all.documents.get(series, {}).values()
        numbered = sum(1 for one in documents if one.get("by") == self._vault.device)
        return numbered + self._all.removed(series)
