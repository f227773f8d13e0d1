"""Vault: one journal's store, unlocked: its documents, its transactions, and locking it again."""

import contextlib
import threading
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from peerjournal.crypto import KdfCost
from peerjournal.disk import DISK, Disk
from peerjournal.errors import NotSaved
from peerjournal.vault import newest, ways_in
from peerjournal.vault.health import unreadable
from peerjournal.vault.home import Home
from peerjournal.vault.ids import TICKS, uuid7
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.logfile import Payload
from peerjournal.vault.logs import Logs, Progress
from peerjournal.vault.merge import Document, Row, State
from peerjournal.vault.transaction import Transaction

if TYPE_CHECKING:  # TinyDB costs 12 ms to import, and saving needs none of it.
    from peerjournal.vault.storage import VaultTable

Clock = Callable[[], datetime]

_NEWER_KEY = (
    "A log here knows a newer key file than the one in the folder: it has not arrived yet, or an older one"
    " was put back. You can read and write; the ways in can't be changed until it is here."
)


class Vault:
    """An unlocked journal. Made by ``create`` or ``unlock``; useless after ``lock``."""

    def __init__(self, home: Home, opened: ways_in.Opened, clock: Clock) -> None:
        self.home, self.clock = home, clock
        self.key_file, self.slot_id = opened.key_file, opened.slot_id
        self.newest_key_file = opened.newest
        """The newest key file that this computer knows, which another passphrase may open."""
        self.keys_current = opened.current
        """Whether that is the one in the folder, and the one that was opened."""
        self.ring = opened.ring
        self.device = home.device()
        """This device, 32 hex digits."""
        self.logs = Logs(home, self.ring, self.device, self.key_file.vault_id)
        self.said = list(opened.notices)
        self._open: Transaction | None = None
        self._fresh: set[str] = set()
        self._tables: dict[str, VaultTable] = {}
        self._changes, self._last_id, self._depth = 0, 0, 0
        self._guard = threading.RLock()

    # Opening and locking.

    @classmethod
    def create(
        cls,
        folder: Path,
        state: Path,
        *,
        passphrase: str,
        clock: Clock,
        cost: KdfCost | None = None,
        disk: Disk = DISK,
    ) -> "Vault":
        """Make a journal in ``folder`` and open it.

        Args:
            folder: Made when it is not there; may hold nothing of a journal.
            state: The folder under which this computer keeps what is never synced.
            passphrase: As typed.
            clock: Gives the local time with its offset.
            cost: Of the key derivation; measured on this computer when not given.
            disk: The seam.

        Raises:
            JournalExists: There is one already.
            NotSaved: The disk refused.
            VaultError: The text can't be a passphrase, or there is too little memory.
        """
        try:
            with ways_in.made(folder, state, passphrase=passphrase, cost=cost, disk=disk) as made:
                vault = cls(*made, clock)
                vault.logs.look()
                with vault.transaction(empty=True):
                    pass
        except (OSError, NotSaved) as error:
            raise NotSaved("The disk refused, so no journal was made.") from error
        return vault

    @classmethod
    def unlock(
        cls, folder: Path, state: Path, *, passphrase: str, clock: Clock, disk: Disk = DISK
    ) -> "Vault":
        """Open the journal in ``folder``; only its newest frame is read until more is asked for.

        Args:
            folder: The journal's folder.
            state: The folder under which this computer keeps what is never synced.
            passphrase: The passphrase, or the recovery words.
            clock: Gives the local time with its offset.
            disk: The seam.

        Raises:
            NoJournal: There is none.
            WrongPassphrase: It opens no slot.
            JournalDamaged: The key file, and its copy on this computer, cannot be used.
            JournalTooNew: A later version wrote it.
        """
        try:
            vault = cls(*ways_in.unlock(folder, state, secret=passphrase, disk=disk), clock)
            vault.logs.look()
        except OSError as error:
            raise unreadable() from error
        return vault

    def lock(self) -> None:
        """Forget the keys and the documents."""
        self.ring.wipe()
        self._tables.clear()
        self.logs.close()

    def use(self, key_file: KeyFile, ring: KeyRing) -> None:
        """Go on under a key file that has just been put in place."""
        self.key_file = self.newest_key_file = key_file
        self.ring, self.keys_current = ring, True
        self.logs.use(ring)

    @property
    def notices(self) -> list[str]:
        """What a person should be told about how the journal was found, in whole sentences."""
        found = [self.logs.health.sentence()] if self.logs.health.sentence() else []
        newer = [_NEWER_KEY] if self.logs.newest_key_seq() > self.key_file.key_seq else []
        stopped = [self.logs.stopped] if self.logs.stopped else []
        return [*self.said, *found, *newer, *stopped]

    # Reading.

    @property
    def changes(self) -> int:
        """A number that moves whenever the documents may have changed."""
        return self._changes + (self._open.count if self._open is not None else 0)

    @property
    def is_changing(self) -> bool:
        """Whether a transaction is open."""
        return self._open is not None

    def state(self, progress: Progress | None = None) -> State:
        """Return everything, reading and verifying every frame of every device's log the first time."""
        with self._guard:
            try:
                return self.logs.state(progress)
            except OSError as error:
                raise (NotSaved() if self._depth else unreadable()) from error

    def documents(self, table: str) -> Mapping[str, Document]:
        """Return {id: document} of a table: live, with what an open transaction put; not to be changed."""
        with self._guard:
            if self._open is not None:
                return self._open.documents(table)
            return self.state().documents.get(table, {})

    def table_names(self) -> list[str]:
        """Return the names of the tables that hold something."""
        return [name for name, documents in self.state().documents.items() if documents]

    def others(self, table: str, identifier: str) -> list[Document]:
        """Return the other versions of a document that was changed on two devices."""
        return self.state().others(table, identifier)

    def holds(self, table: str) -> bool:
        """Tell whether anything stands in a table other than ``entries``, reading only what is needed."""
        return newest.holds(self, table)

    def newest_first(self, wanted: Callable[[bytes], bool] | None = None) -> Iterator[tuple[str, Document]]:
        """Yield (id, document) of the entries, the newest ``written`` first, reading only what is needed.

        Args:
            wanted: May be asked about the JSON of many documents at once, in UTF-8; where it says no, none of
                them is yielded.
        """
        return newest.entries(self, wanted)

    def look_anew(self, progress: Progress | None = None) -> None:
        """Read everything again, as it is now."""
        with self._guard:
            try:
                self.logs.look()
            except OSError as error:
                raise unreadable() from error
            self._changes += 1
            self.state(progress)

    def table(self, name: str) -> "VaultTable":
        """Return a TinyDB table over this store."""
        # Saving need not pay the 12 ms that TinyDB costs.
        from peerjournal.vault.storage import VaultStorage, VaultTable  # noqa: PLC0415 — as said above

        if name not in self._tables:
            self._tables[name] = VaultTable(VaultStorage(self), name)
        return self._tables[name]

    def device_letter(self, device: str) -> str:
        """Return nothing for this device, and for another its letter: ``b``, ``c`` and so on."""
        if device == self.device:
            return ""
        here = {device}
        with contextlib.suppress(OSError):
            here.update(self.home.devices())
        return self.home.letters(sorted(here - {self.device}))[device]

    # Writing.

    def new_id(self) -> str:
        """Return a UUIDv7 (RFC 9562). It holds the time, so it never leaves this computer."""
        return self.new_ids(1)[0]

    def new_ids(self, count: int) -> list[str]:
        """Return several, in their order, looking at the clock once."""
        self._last_id = max(int(self.clock().timestamp() * TICKS), self._last_id + 1) + count - 1
        made = [uuid7(self._last_id - n) for n in reversed(range(count))]
        self._fresh.update(made)
        return made

    def is_fresh(self, identifier: str) -> bool:
        """Tell whether ``new_id`` made this id and nothing was kept under it yet."""
        return identifier in self._fresh

    def numbers(self) -> dict[str, int]:
        """Return the last short number that this device gave in each series."""
        return dict(self.logs.own.said.get("next", {})) if self.logs.own is not None else {}

    def tick(self) -> int:
        """Return the hybrid clock: now, or one more than the latest that was ever seen."""
        now = int(self.clock().timestamp() * 1000) << 16
        self.logs.latest = max(now, self.logs.latest + 1)
        return self.logs.latest

    @contextlib.contextmanager
    def transaction(self, *, empty: bool = False) -> Iterator[Transaction]:
        """Open a change that is one frame on the medium when the block ends; an inner one joins the outer.

        Args:
            empty: Whether a frame is written although nothing was put.

        Raises:
            NotSaved: The disk refused; nothing was changed.
            JournalReadOnly: What was found on opening forbids writing.
            JournalInUse: Another program held the lock for ten seconds.
        """
        with self.exclusive():
            if self._open is not None:
                yield self._open
                return
            self._open = Transaction(self)
            try:
                yield self._open
                self._commit(self._open, empty=empty)
            finally:
                # In this order the number never goes back, whoever looks in between.
                count, self._open = self._open.count, None
                self._changes += 1 + count

    @contextlib.contextmanager
    def exclusive(self) -> Iterator[None]:
        """Be the only one on this computer who writes, up to date with what others wrote; may be nested.

        Raises:
            JournalReadOnly: What was found on opening forbids writing.
            JournalInUse: Another program held the lock for ten seconds.
            NotSaved: The disk refused.
        """
        with self._guard:
            if self._depth:
                yield
                return
            with self.home.locked():
                self._depth = 1
                try:
                    self._changes += self.logs.catch_up()
                    yield
                finally:
                    self._depth = 0

    def _commit(self, change: Transaction, *, empty: bool) -> None:
        rows = change.rows()
        if rows or empty:
            self.logs.save(self.say(change.at, change.numbers, rows))
            self._fresh.difference_update(row[0] for put in rows.values() for row in put)

    def say(self, at: int, numbers: Mapping[str, int], rows: Mapping[str, list[Row]]) -> Payload:
        """Return a frame's payload."""
        key = [self.key_file.key_seq, self.key_file.fingerprint()[:16]]
        known = self.logs.own.said.get("key", key) if self.logs.own is not None else key
        newest = max(key, known, key=lambda one: int(one[0]))
        return {"at": at, "key": newest, "next": dict(numbers), "put": dict(rows)}
