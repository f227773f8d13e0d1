"""Rewriting this device's log small: what is live, packed many to a frame in order of ``written``.

The new log is written beside the old one, verified frame by frame, and renamed over it; until then, and after
a crash at any point, the old one stands. Only revisions that this log itself has replaced are left out, and
words that were erased: what another device replaced stays, for its log may yet be put back.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, JournalDamaged, JournalReadOnly, NotSaved
from peerjournal.vault import erased
from peerjournal.vault.health import Verdict
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import HEADER_SIZE, Frame, Header, Place, Seal, dump, frames, opened
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.logs import Progress
from peerjournal.vault.merge import Row, State
from peerjournal.vault.newest import ENTRIES, instant
from peerjournal.vault.strands import TRAIL
from peerjournal.vault.transaction import Transaction
from peerjournal.vault.vault import Vault

PACKED = 256 * 1024
"""The most bytes of JSON that are packed in one frame, where one document alone is not longer."""
_ROOM = 64
"""Bytes reckoned for each row besides its own JSON: a comma, and its table's name where it is the first."""
_TRAILS = 16
"""Of how many of the logs it replaces a log keeps the trail: a copy of one is told from a fork by it."""

Group = list[tuple[str, Row]]
"""The rows of one packed frame, each with its table."""
Settle = Callable[[State], None]
"""Takes what a log says, and changes what the new one will."""
_UNCONFIRMED = (
    "The disk did not confirm the new file, so it may not last. Nothing more is written until you open the"
    " journal again."
)


def rewrite(
    vault: Vault, progress: Progress | None = None, change: Transaction | None = None
) -> tuple[int, int]:
    """Rewrite this device's log small, and return its size in bytes before and after.

    Args:
        vault: The unlocked journal.
        progress: Told how far it is; may raise to stop it, and then the log stands as it was.
        change: What is to be written with it, in the same step: it is in the new log or not at all, and what
            it replaces is in neither frame nor file any more.

    Raises:
        JournalReadOnly: The log is not whole; or the disk did not confirm a change.
        NotSaved: The disk refused; the log stands as it was.
    """
    with vault.exclusive():
        logs = vault.logs
        if logs.own is None:
            return 0, 0
        logs.require_writable()
        logs.set_aside_tail()
        vault.home.sweep()
        gone = _gone(vault)
        # Read by itself: what the vault goes on writing to must not be left half read if this breaks off.
        log = logs.fresh()
        at, numbers = (change.at, change.numbers) if change else (vault.tick(), vault.numbers())
        rewriting = Compaction(log, vault.ring, vault.home.disk, progress)

        def settle(state: State) -> None:
            erased.leaving_out(gone, vault.device)(state)
            state.fold(vault.device, change.rows() if change else {})

        try:
            header, frame = rewriting.run(vault.say(at, numbers, {}), settle)
        except JournalReadOnly:
            logs.look()
            raise
        except NotSaved:
            if change is None or not rewriting.is_in_place:
                raise
            # Whether it lasts is not known, so neither is what any save after it would stand on.
            logs.stopped = _UNCONFIRMED
            raise JournalReadOnly(_UNCONFIRMED, hint="Lock the journal and open it again.") from None
        logs.memory.remember(header, frame, logs.memory.recall(vault.device))
        _look_anew(vault, changed=change is not None)
        return log.size, frame.end


def _gone(vault: Vault) -> list[erased.Marker]:
    """Return what was erased, as far as our own log may still hold words of it."""
    try:
        if vault.home.devices() == [vault.device]:
            # Alone, it has each marker beside the tombstone that took those words already.
            return []
    except OSError as error:
        raise NotSaved from error
    return erased.markers(vault.state())


def _look_anew(vault: Vault, *, changed: bool) -> None:
    if not changed:
        try:
            vault.logs.look_again()
        except OSError as error:
            raise NotSaved from error
        return None
    why = ""
    for _ in range(2):
        try:
            return vault.look_anew()
        except (JournalDamaged, NotSaved) as error:
            why = str(error)
    # It is done, whatever the disk says of it now; but nothing may be written on what can't be read.
    vault.logs.stopped = why
    return None


class Compaction:
    """One rewriting of one log, under the vault's lock."""

    def __init__(self, log: LogFile, ring: KeyRing, disk: Disk, progress: Progress | None) -> None:
        self._log, self._ring, self._disk = log, ring, disk
        self._progress = progress or _silent
        self._state = State()
        self._trail: list[str] = []
        self.is_in_place = False
        """Whether the new log has the old one's name."""

    def run(self, payload: Payload, settle: Settle) -> tuple[Header, Frame]:
        """Write the new log in the place of the old one; return its header and its last frame.

        Args:
            payload: What its first frame says, save for what only this file knows.
            settle: Changes what the log says before it is written anew.

        Raises:
            JournalReadOnly: The old log is not whole.
            NotSaved: The disk refused; the old log stands.
        """
        try:
            return self._run(payload, settle)
        except OSError as error:
            raise NotSaved("The disk refused, so the journal was not made smaller.") from error

    def _run(self, payload: Payload, settle: Settle) -> tuple[Header, Frame]:
        log = self._log
        health = log.load(self._take)
        if health.verdict is not Verdict.CLEAN:
            raise JournalReadOnly(health.sentence())
        settle(self._state)
        old = log.header
        header = Header(self._ring.epoch, old.vault_id, old.device_id, os.urandom(16), old.generation + 1)
        earlier = [*log.earlier, [old.log_id.hex(), log.place.seq, log.place.chain.hex()]]
        several = any(True for _ in self._state.conflicts())
        trails = dict([*log.trails.items(), (old.log_id.hex(), "".join(self._trail))][-_TRAILS:])
        first = {**payload, "earlier": earlier, "several": several, "trails": trails}
        return header, self.put(header, first, self._rows())

    def put(self, header: Header, first: Payload, rows: list[tuple[str, Row]]) -> Frame:
        """Write a log with these rows, verify it, and put it where the log belongs; return its last frame.

        Raises:
            OSError: The disk refused; what was there before stands.
        """
        path, packed = self._log.path, list(groups(sorted(rows, key=_order)))
        temporary = path.parent / f".new-{os.urandom(8).hex()}"
        try:
            last = self._write(temporary, header, {**first, "packed": len(packed), "put": {}}, packed)
            self._disk.rename(temporary, path)
            self.is_in_place = True
        except BaseException:
            with contextlib.suppress(OSError):
                self._disk.unlink(temporary)
            raise
        self._disk.sync_folder(path.parent)
        return last

    def _take(self, frame: Frame, said: Payload) -> None:
        self._trail.append(frame.after.hex()[:TRAIL])
        self._state.fold(self._log.device, said["put"])

    def _rows(self) -> list[tuple[str, Row]]:
        return list(self._state.rows(self._log.device))

    def _write(self, path: Path, header: Header, first: Payload, packed: list[Group]) -> Frame:
        seal = self._ring.seal(header)
        fd = self._disk.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL)
        try:
            self._disk.write(fd, header.encode(), 0)
            place = header.start
            for index, said in enumerate(_payloads(first, packed), start=1):
                frame, data = seal.make(place, dump(said))
                self._disk.write(fd, data, place.end)
                place = frame.place
                self._progress(index, 2 * len(packed) + 2)
            self._disk.fsync(fd)
        finally:
            self._disk.close(fd)
        self._verify(path, header, place, len(packed))
        return frame

    def _verify(self, path: Path, header: Header, end: Place, groups: int) -> None:
        """Read back what was written and open every frame, before it may take the old log's place."""
        seal = self._ring.seal(header)
        place = header.start
        with opened(self._disk, path) as window:
            good = Header.decode(window.take(0, HEADER_SIZE)) == header
            for frame, sealed in frames(window, place):
                good = good and _opens(seal, frame, sealed)
                place = frame.place
                self._progress(groups + 1 + frame.seq, 2 * groups + 2)
            if not good or place != end or window.size != end.end:
                raise OSError("the new log does not read back as it was written")


def _opens(seal: Seal, frame: Frame, sealed: bytes) -> bool:
    try:
        seal.open(frame, sealed)
    except CryptoError:
        return False
    return True


def _order(one: tuple[str, Row]) -> tuple[bool, float, str]:
    """Entries last, in the order of ``newest.in_order``: those of one instant by their id."""
    table, row = one
    return table == ENTRIES, instant(row[4] or {}) if table == ENTRIES else 0.0, row[0]


def _payloads(first: Payload, groups: list[Group]) -> Iterator[Payload]:
    yield first
    common = {"at": first["at"], "key": first["key"], "next": first["next"]}
    for group in groups:
        put: dict[str, list[Row]] = {}
        for table, row in group:
            put.setdefault(table, []).append(row)
        yield {**common, "put": put}


def groups(rows: list[tuple[str, Row]]) -> Iterator[Group]:
    """Cut the rows into runs that fill a packed frame without overflowing it."""
    room = PACKED - 1_024
    sizes = [len(json.dumps(row, ensure_ascii=False).encode("utf-8", "replace")) + _ROOM for _, row in rows]
    cuts, filled = [0], 0
    for index, size in enumerate(sizes):
        if filled and filled + size > room:
            cuts.append(index)
            filled = 0
        filled += size
    cuts.append(len(rows))
    return (rows[start:end] for start, end in pairwise(cuts) if end > start)


def _silent(done: int, total: int) -> None:
    """Show nothing."""
