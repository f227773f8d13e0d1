"""One device's log in the folder: read, judged against what is remembered, and (our own) appended to."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, JournalDamaged, JournalReadOnly, JournalTooNew, NotSaved
from peerjournal.vault.branch import Branch
from peerjournal.vault.health import Health, Verdict
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import (
    HEADER_SIZE,
    Frame,
    Header,
    Place,
    Seal,
    Window,
    another_follows,
    dump,
    frames,
    opened,
    read_frame,
    skim_frame,
)
from peerjournal.vault.remembered import Mark, Memory

Payload = dict[str, Any]
"""What a frame says: see ``docs/formats/log.md``."""
OnFrame = Callable[[Frame, Payload], None]
Works = tuple[Disk, KeyRing, Memory]
_UNREAD = (-1, -1)
"""The identity of no file: a log whose reading broke off is read again before anything is written."""


class LogFile:
    """A log that is there. Its device is the only one that ever writes to it."""

    def __init__(self, path: Path, vault_id: bytes, works: Works) -> None:
        self.path = path
        self.device = path.stem
        self.health = Health()
        self.header: Header
        self.epoch = 0
        """Whose data key seals it; 0 where the header can't be read."""
        self.last: Frame | None = None
        """The newest frame that was verified."""
        self.said: Payload = {}
        """What that frame says."""
        self.earlier: list[list[Any]] = []
        """[log id, frames, H] of each log that this one replaced; like what follows, from its first frame."""
        self.trails: dict[str, str] = {}
        """Of some of those: how each H in them begins, in hex, one after the other."""
        self.packed = 0
        """How many packed frames follow the first."""
        self._vault_id = vault_id
        self._disk, self._ring, self._memory = works
        self._identity = _UNREAD
        self.size = 0
        """Of the file, in bytes, as far as it was read."""
        self._mark: Mark | None = None
        self._seal: Seal

    @property
    def place(self) -> Place:
        """Where the chain stands."""
        return self.last.place if self.last is not None else self.header.start

    def opened(self) -> AbstractContextManager[Window]:
        """Open the file for reading."""
        return opened(self._disk, self.path)

    def unseal(self, frame: Frame, sealed: bytes) -> Payload:
        """Return what a frame of this log says.

        Raises:
            CryptoError: It is not what was sealed.
        """
        payload: Payload = json.loads(self.reveal(frame, sealed))
        return payload

    def reveal(self, frame: Frame, sealed: bytes) -> bytes:
        """Return the same as the JSON in which it is written; raises CryptoError as well."""
        return self._seal.open(frame, sealed)

    # Reading.

    def glance(self) -> bool:
        """Verify only the newest frame, where it is just as remembered; tell whether that was enough.

        Raises:
            FileNotFoundError: There is no such log.
            JournalDamaged: Its header cannot be read.
        """
        self._identity = _UNREAD
        with self.opened() as window:
            self._see(window)
            mark = self._memory.recall(self.device)
            found = read_frame(window, mark.previous) if mark is not None and self._is(mark) else None
            if mark is not None and found is not None and found[0].place == mark.place:
                with contextlib.suppress(CryptoError):
                    self._mark = mark
                    self._accept(*found, None)
                    self._follow(window, None)
                    self._identity = window.identity
                    return self.place.end == window.size
        return False

    def load(self, on_frame: OnFrame | None) -> Health:
        """Open and verify every frame, in order, and judge the whole.

        Raises:
            JournalDamaged: The header cannot be read at all.
            JournalTooNew: A later version wrote it.
        """
        mark = self._memory.recall(self.device)
        self.last, self.said, self._mark = None, {}, mark
        self.earlier, self.trails, self.packed = [], {}, 0
        # Should the reading break off, the place is not the end of the log, and nothing may be written there.
        self._identity = _UNREAD
        with self.opened() as window:
            self._see(window)
            on_branch = Branch(mark, self.header)
            verdict = self._follow(window, lambda frame, said: _both(on_branch, on_frame, frame, said))
            self.health = self._judge(window, verdict, on_branch)
            if not self.health.writable:
                self._salvage(window, on_frame)
            self._identity = window.identity
        if self.health.writable and self.last is not None and self.last.place != (mark and mark.place):
            self._mark = self._memory.remember(self.header, self.last, mark)
        return self.health

    def changed(self) -> str:
        """Tell what happened to the file since it was last read: nothing, ``grown``, or ``replaced``."""
        with self.opened() as window:
            # A system gives the number of a removed file to the next one, so the header is asked as well.
            known = window.identity == self._identity and window.peek(0, HEADER_SIZE) == self.header.encode()
            if known and window.size >= self.size:
                return "grown" if window.size > self.size else ""
        return "replaced"

    def is_beyond(self) -> bool:
        """Tell whether the file is sealed under newer keys by now, so that none of it opens here."""
        with contextlib.suppress(OSError, JournalDamaged, JournalTooNew), self.opened() as window:
            return Header.decode(window.peek(0, HEADER_SIZE)).epoch > self._ring.epoch
        return False

    def catch_up(self, on_frame: OnFrame | None) -> bool:
        """Verify what another session of this device appended; tell whether it continues the chain."""
        with self.opened() as window:
            verdict = self._follow(window, on_frame)
            if verdict is Verdict.CLEAN and self.place.end == window.size:
                self.size = window.size
                self._mark = self._memory.recall(self.device)
                return True
        return False

    def _see(self, window: Window) -> None:
        self.health = Health(Verdict.DAMAGED)
        self.header = Header.decode(window.take(0, HEADER_SIZE))
        if (self.header.vault_id, self.header.device_id.hex()) != (self._vault_id, self.device):
            self.health = Health(Verdict.FOREIGN)
            raise JournalDamaged("This is not a log of this journal.")
        self.epoch = self.header.epoch
        self._seal = self._ring.seal(self.header)
        self.size, self.health = window.size, Health()

    def _is(self, mark: Mark) -> bool:
        return (self.header.log_id, self.header.generation) == (mark.log_id, mark.generation)

    def _accept(self, frame: Frame, sealed: bytes, on_frame: OnFrame | None) -> None:
        self.said, self.last = self.unseal(frame, sealed), frame
        if frame.seq == 1:
            self.earlier, self.packed = self.said["earlier"], self.said["packed"]
            self.trails = self.said.get("trails", {})
        if on_frame is not None:
            on_frame(frame, self.said)

    def _follow(self, window: Window, on_frame: OnFrame | None) -> Verdict:
        for frame, sealed in frames(window, self.place):
            try:
                self._accept(frame, sealed, on_frame)
            except CryptoError:
                return Verdict.TAMPERED
        return Verdict.CLEAN

    def _judge(self, window: Window, verdict: Verdict, branch: Branch) -> Health:
        place, mark = self.place, self._mark
        tail = window.size - place.end
        known = mark.seq if mark is not None and self._is(mark) else 0
        # The first frame, and what a compaction packed, came into place whole: they are never cut off.
        whole = 1 + self.packed
        if verdict is Verdict.CLEAN and (tail or place.seq < whole):
            inside = place.seq < max(known, whole) or another_follows(window, place.end + 1)
            verdict = Verdict.DAMAGED if inside else Verdict.TORN
        if verdict in (Verdict.CLEAN, Verdict.TORN) and not branch.holds:
            fewer = known - place.seq if known > place.seq else None
            return Health(Verdict.ROLLED_BACK, place.seq, tail, fewer)
        return Health(verdict, place.seq, tail)

    def _salvage(self, window: Window, on_frame: OnFrame | None) -> None:
        """Read on behind what is bad: a frame that opens at its place in the chain is as it was written."""
        place = self.place
        good = place.seq
        while (frame := skim_frame(window, place)) is not None:
            with contextlib.suppress(CryptoError):
                found = read_frame(window, place)
                if found is not None:
                    payload = self.unseal(*found)
                    good += 1
                    if on_frame is not None:
                        on_frame(frame, payload)
            place = frame.place
        self.health = Health(self.health.verdict, good, self.health.tail, self.health.missing)

    # Writing: only ever our own device's log, under the lock.

    def append(self, payload: Payload) -> Frame:
        """Seal ``payload`` as the next frame; return only once it is on the medium.

        Raises:
            NotSaved: The disk refused; the log is as it was.
            JournalReadOnly: The disk did not confirm the bytes, and what is on it is unknown.
        """
        frame, data = self._seal.make(self.place, dump(payload))
        try:
            with self._at_its_end() as window:
                self._write(window, data)
        except OSError as error:
            raise NotSaved from error
        self.last, self.said, self.size = frame, payload, frame.end
        self._mark = self._memory.remember(self.header, frame, self._mark)
        return frame

    def _write(self, window: Window, data: bytes) -> None:
        try:
            self._disk.write(window.fd, data, self.place.end)
        except OSError:
            # Half a frame would be told apart from damage at the next opening; taking it back is only tidier.
            with contextlib.suppress(OSError):
                self._disk.truncate(window.fd, self.place.end)
            raise
        self._flush(window)

    @contextlib.contextmanager
    def _at_its_end(self, tail: int = 0) -> Iterator[Window]:
        """Open the file for writing, only where it is the one that was read, ``tail`` bytes beyond it."""
        with opened(self._disk, self.path, os.O_RDWR) as window:
            if window.identity != self._identity or window.size != self.place.end + tail:
                raise OSError("the log has changed since it was read")
            yield window

    def _flush(self, window: Window) -> None:
        try:
            self._disk.fsync(window.fd)
        except OSError as error:
            # After a failed fsync the system may call the pages clean: a second try proves nothing.
            raise JournalReadOnly(
                "The disk did not confirm the save, so it may not be there. Nothing more is written until you"
                " open the journal again.",
                hint="Copy what you wrote somewhere safe, look after the disk, then open the journal again.",
            ) from error

    def set_aside_tail(self, state: Path) -> None:
        """Copy a cut-off end to ``state``, then cut it from the log.

        Raises:
            NotSaved: The disk refused; the end is where it was.
            JournalReadOnly: The disk did not confirm that it is cut off.
        """
        try:
            with self._at_its_end(self.health.tail) as window:
                tail = self._disk.read(window.fd, window.size - self.place.end, self.place.end)
                self._disk.create(state / f"torn-{os.urandom(8).hex()}", tail)
                self._disk.truncate(window.fd, self.place.end)
                self._flush(window)
        except OSError as error:
            raise NotSaved from error
        self.size = self.place.end
        self.health = Health(Verdict.CLEAN, self.place.seq)


def _both(branch: Branch, on_frame: OnFrame | None, frame: Frame, said: Payload) -> None:
    branch.see(frame, said)
    if on_frame is not None:
        on_frame(frame, said)
