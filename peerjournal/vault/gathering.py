"""What the copies of logs have beyond the logs themselves, folded in with the rest under names of its own."""

import contextlib
from dataclasses import dataclass, field

from peerjournal.errors import JournalDamaged, JournalTooNew
from peerjournal.vault.copies import MOST, NOT_WHOLE, ONE_OF_MANY, OTHER_KEYS, UNREADABLE, Copy
from peerjournal.vault.forks import place
from peerjournal.vault.home import Home
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import HEADER_SIZE, Header
from peerjournal.vault.merge import Revision, State
from peerjournal.vault.strands import Key, Strand


@dataclass(frozen=True, slots=True)
class Read:
    """A copy of a log, and what came of reading it."""

    copy: Copy
    trouble: str = ""
    """Why not all of it could be taken in; what of it opens was."""
    strand: Strand | None = field(default=None, repr=False)


@dataclass(slots=True)
class Gathered:
    """What the copies of all logs told."""

    copies: list[Read] = field(default_factory=list)
    beyond: list[tuple[str, str, Revision]] = field(default_factory=list, repr=False)
    """(table, id, revision) of what is current and stands in no log."""
    latest: int = 0
    """The hybrid clock's latest reading in any of them."""
    numbers: dict[str, int] = field(default_factory=dict)
    """The last short number that this device gave in each series, as far as copies of its own log know."""

    def said(self, strand: Strand, device: str) -> None:
        """Note what the newest frame of a copy says."""
        self.latest = max(self.latest, strand.said.get("at", 0))
        if strand.device == device:
            for name, n in strand.said.get("next", {}).items():
                self.numbers[name] = max(n, self.numbers.get(name, 0))


def gather(home: Home, ring: KeyRing, device: str, state: State) -> Gathered:
    """Fold the copies of logs that lie in the folder into ``state``, which holds what the logs say.

    A copy that can't be read, or not to its end, is told of and keeps nobody from the rest.
    """
    found = [copy for copy in home.copies() if copy.kind == "log"]
    gathered = Gathered()
    strands: dict[str, list[Strand]] = {}
    for index, copy in enumerate(found):
        read = _read(copy, home, ring) if index < MOST else Read(copy, ONE_OF_MANY)
        gathered.copies.append(read)
        if read.strand is not None:
            gathered.said(read.strand, device)
            strands.setdefault(read.strand.device, []).append(read.strand)
    before: dict[Key, list[Revision]] = {}
    for owner in sorted(strands):
        _fold(owner, strands[owner], _own_file(owner, home, ring), (state, before))
    gathered.beyond = [
        (*key, one) for key, stood in before.items() for one in state.current(*key) if one not in stood
    ]
    return gathered


def _fold(
    owner: str,
    strands: list[Strand],
    own: Strand | None,
    into: tuple[State, dict[Key, list[Revision]]],
) -> None:
    state, before = into
    known = [own] if own is not None else []
    # In the same order on every computer: the longest first, so that a shorter one adds nothing.
    strands.sort(key=lambda one: (-one.header.generation, -len(one.links), one.links[-1:]))
    for strand in strands:
        for table, row in place(strand, known):
            key = table, row[0]
            before.setdefault(key, state.current(*key))
            state.fold(owner, {table: [row]})
        known.append(strand)


def _read(copy: Copy, home: Home, ring: KeyRing) -> Read:
    if copy.header is None:
        return Read(copy, copy.trouble)
    try:
        strand = Strand.read(copy.path, copy.header, ring, home.disk)
    except JournalDamaged:
        return Read(copy, OTHER_KEYS)
    except OSError:
        return Read(copy, UNREADABLE)
    return Read(copy, "" if strand.whole else NOT_WHOLE, strand)


def _own_file(device: str, home: Home, ring: KeyRing) -> Strand | None:
    """Return a device's log itself, read once more beside its copies; None where nothing of it is there."""
    path = home.log(device)
    with contextlib.suppress(OSError, JournalDamaged, JournalTooNew):
        header = Header.decode(home.disk.read_file(path, HEADER_SIZE))
        if (header.device_id.hex(), header.vault_id) == (device, home.vault_id):
            return Strand.read(path, header, ring, home.disk)
    return None
