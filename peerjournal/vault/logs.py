"""All devices' logs of one journal: our own, which is written to, the others, and what they say together."""

import contextlib
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from peerjournal.errors import JournalDamaged, JournalLocked, JournalReadOnly, NotSaved
from peerjournal.vault.health import Health, Verdict
from peerjournal.vault.home import Home
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import Frame, Header, dump
from peerjournal.vault.logfile import LogFile, Payload, Works
from peerjournal.vault.merge import Row, State
from peerjournal.vault.remembered import Memory

if TYPE_CHECKING:  # Hardly any folder has copies in it.
    from peerjournal.vault.gathering import Gathered

RENEWED = (
    "The keys of this journal were renewed in another window or on another device. Here it is for reading"
    " only now, and newer things are missing."
)

Progress = Callable[[int, int], None]
"""Told how many of how many are done, in whatever the work counts; may raise to stop it."""


class Logs:
    """What the logs say, read as late as possible: first our newest frame only, everything when asked."""

    def __init__(self, home: Home, ring: KeyRing, device: str, vault_id: bytes) -> None:
        self.device = device
        self.own: LogFile | None = None
        """Our own log; None before the first save on this device, and where it is missing."""
        self.others: dict[str, LogFile] = {}
        """The other devices' logs, once everything was read."""
        self._copies: Gathered | None = None
        self.strays: dict[Path, int] = {}
        """What lay in the folder then under names that are not the journal's."""
        self.health = Health()
        """Of our own log."""
        self.stopped = ""
        """Why nothing more is written until the journal is opened again, whatever the bytes look like."""
        self.latest = 0
        """The hybrid clock's latest reading anywhere."""
        self.rows = 0
        """How many revisions our own log holds, once everything was read."""
        self._home, self._vault_id = home, vault_id
        self._state: State | None = None
        self._closed = False
        self.use(ring)

    def use(self, ring: KeyRing) -> None:
        """Open and seal with these keys from now on."""
        self._ring = ring
        keys = [ring.key(b"state/mac", epoch) for epoch in ring.epochs]
        self.memory = Memory(self._home.state, self._home.disk, keys)

    def become(self, device: str) -> None:
        """Be another device; what was read as the one before is read anew, and never written to again."""
        self.device, self.own, self._state = device, None, None
        self.health, self.stopped = Health(), ""

    def close(self) -> None:
        """Forget everything that was read; after this nothing is read or written any more."""
        self._state, self.own, self.others, self._copies, self._closed = None, None, {}, None, True
        self.memory.wipe()

    @property
    def is_read(self) -> bool:
        """Whether every frame was read."""
        return self._state is not None

    @property
    def copies(self) -> "Gathered":
        """What copies of logs told, that a sync left in the folder, once everything was read."""
        if self._copies is None:
            from peerjournal.vault.gathering import Gathered  # noqa: PLC0415 — as above

            self._copies = Gathered()
        return self._copies

    # Reading.

    def look(self) -> None:
        """Find our own log as it is now, reading its newest frame only where all is as remembered."""
        if self._state is not None and self._log(self.device).is_beyond():
            # Nothing of it opens here any more, so what was read before stays what there is to see.
            self.stopped = RENEWED
            return
        self._state = None
        self.look_again()

    def look_again(self) -> None:
        """The same, keeping what was read: for after a rewriting of our own, which changes no document."""
        if self._closed:
            raise JournalLocked
        own = self._log(self.device)
        try:
            glanced = own.glance()
        except FileNotFoundError:
            self.own = None
            seen = self.memory.recall(self.device)
            self.health = Health(Verdict.ROLLED_BACK, missing=seen.seq) if seen is not None else Health()
            return
        except JournalDamaged:
            glanced = False
        self.own = own
        self.latest = max(self.latest, own.said.get("at", 0))
        if glanced:
            self.health = own.health
        else:
            self._state = None
            self.state()

    def state(self, progress: Progress | None = None) -> State:
        """Return everything, reading and verifying every frame of every log the first time."""
        if self._state is None:
            self._state, self.rows = self._read(progress), 0 if self.own is None else self.rows
        return self._state

    def _read(self, progress: Progress | None) -> State:
        if self._closed:
            raise JournalLocked
        state = State()
        self.rows = 0
        if self.own is not None:
            self._load(self.own, state, progress)
            self.health = self.own.health
        self.others, self._copies = {}, None
        for device in self._home.devices():
            if device != self.device:
                self.others[device] = self._log(device)
                self._load(self.others[device], state, progress)
        self.strays = self._home.strays()
        if self.strays:
            from peerjournal.vault.gathering import gather  # noqa: PLC0415 — as above

            self._copies = gather(self._home, self._ring, self.device, state)
            self.latest = max(self.latest, self._copies.latest)
        return state

    def fresh(self) -> LogFile:
        """Return our own log, to be read from its first byte beside what is held of it here."""
        return self._log(self.device)

    @property
    def works(self) -> Works:
        """What a log is read and written with."""
        return self._home.disk, self._ring, self.memory

    def _log(self, device: str) -> LogFile:
        return LogFile(self._home.log(device), self._vault_id, self.works)

    def _load(self, log: LogFile, state: State, progress: Progress | None) -> None:
        def take(frame: Frame, said: Payload) -> None:
            state.fold(log.device, said["put"])
            self.latest = max(self.latest, said["at"])
            if log is self.own:
                self.rows += sum(map(len, said["put"].values()))
            if progress is not None:
                progress(frame.end, log.size)

        try:
            log.load(take)
        except JournalDamaged:
            # A header that can't be read leaves nothing of this log; the others are none the worse for it.
            if log is self.own and log.epoch > self._ring.epoch:
                self.stopped = RENEWED
        except OSError:
            # Without all of our own log no revision could be named, so nobody may go on from half of it.
            if log is self.own:
                raise
            log.health = Health(Verdict.DAMAGED)

    def newest_key_seq(self) -> int:
        """Return the key sequence of the newest key file that any log read so far knows of."""
        logs = (self.own, *self.others.values())
        return max((log.said.get("key", (0,))[0] for log in logs if log is not None), default=0)

    # Writing.

    def catch_up(self) -> bool:
        """Adopt what another session of this device has written since; tell whether there was anything.

        Raises:
            JournalReadOnly: What is there forbids writing.
            NotSaved: The disk would not tell.
        """
        self.require_writable()
        try:
            return self._adopt()
        except OSError as error:
            raise NotSaved from error

    def _adopt(self) -> bool:
        own = self.own
        changed = self._changed(own)
        if not changed:
            return False
        if changed == "replaced" or own is None or not own.catch_up(self._take_own):
            self.look()
            self.require_writable()
        else:
            self.latest = max(self.latest, own.said["at"])
        return True

    @staticmethod
    def _changed(own: LogFile | None) -> str:
        # A torn end is looked at anew: another session may have saved something of the same size there.
        if own is None or own.health.verdict is Verdict.TORN:
            return "replaced"
        try:
            return own.changed()
        except FileNotFoundError:
            return "replaced"

    def require_writable(self) -> None:
        """Raise JournalReadOnly, in the words of what was found, unless writing is safe."""
        if self.stopped:
            raise JournalReadOnly(self.stopped, hint="Lock the journal and open it again.")
        if not self.health.writable:
            raise JournalReadOnly(self.health.sentence())

    def _take_own(self, _: Frame, said: Payload) -> None:
        if self._state is not None:
            self._state.fold(self.device, said["put"])
            self.rows += sum(map(len, said["put"].values()))

    def save(self, payload: Payload) -> None:
        """Append one frame to our own log, beginning it where there is none; return once it is on the medium.

        Raises:
            NotSaved: The disk refused; the log is as it was.
            JournalReadOnly: The disk did not confirm the bytes; nothing more may be written. Or reading the
                whole of it meanwhile has shown that it is not whole.
        """
        self.require_writable()
        self.latest = max(self.latest, payload["at"])
        if self.own is None:
            header = Header(
                self._ring.epoch, self._vault_id, bytes.fromhex(self.device), os.urandom(16), generation=0
            )
            self.own = _begin(header, payload, self._home.log(self.device), self.works)
        else:
            self._append(self.own, payload)
        if self._state is not None:
            rows: dict[str, list[Row]] = payload["put"]
            self._state.fold(self.device, rows)
            self.rows += sum(map(len, rows.values()))

    def _append(self, own: LogFile, payload: Payload) -> None:
        self.set_aside_tail()
        with self._stopping():
            own.append(payload)

    def set_aside_tail(self) -> None:
        """Put the cut-off end of our own log aside, where it has one.

        Raises:
            NotSaved: The disk refused; the end is where it was.
            JournalReadOnly: The disk did not confirm that it is cut off.
        """
        if self.own is not None and self.own.health.verdict is Verdict.TORN:
            with self._stopping():
                self.own.set_aside_tail(self._home.state)
            self.health = self.own.health

    @contextlib.contextmanager
    def _stopping(self) -> Iterator[None]:
        try:
            yield
        except JournalReadOnly as error:
            self.stopped = str(error)
            raise


def _begin(header: Header, payload: Payload, path: Path, works: Works) -> LogFile:
    """Make a device's log with its first frame, whole or not at all.

    Raises:
        NotSaved: The disk refused.
    """
    disk, ring, memory = works
    log = LogFile(path, header.vault_id, works)
    _, frame = ring.seal(header).make(header.start, dump({**payload, "earlier": [], "packed": 0}))
    data = header.encode() + frame
    try:
        disk.replace(path, data)
        log.load(None)
    except OSError as error:
        # It may be in place although the disk complained: what is called not saved must not turn up later.
        with contextlib.suppress(OSError):
            if disk.read_file(path) == data:
                disk.unlink(path)
                memory.forget(log.device)
        raise NotSaved from error
    return log
