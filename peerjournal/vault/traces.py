"""What this computer keeps besides a rewritten log and may hold erased words: finding it, and letting it go.

Erasing ends here, on the device that did it and on every other one, by the markers that it left.
"""

import contextlib
import hashlib
import json
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from peerjournal.errors import JournalDamaged, JournalTooNew, NotSaved, VaultError
from peerjournal.vault import backup, compaction, daily, erased, files_backed, files_named, keys
from peerjournal.vault.drafts import Drafts
from peerjournal.vault.erased import Marker, markers
from peerjournal.vault.home import Home
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.log import HEADER_SIZE, Frame, Header
from peerjournal.vault.logfile import LogFile, Payload
from peerjournal.vault.logs import Progress
from peerjournal.vault.vault import Vault

_DONE = "erased"
"""In the state folder: for which markers everything is done."""
_KEY, _NEW = "key-", ".new-"
_COPY = "aside-"
_ASIDE = ("torn-", "draft-", _COPY)
_ABOUT = ("piece", "about")
"""The fields of a draft that say what it is about."""
_OWN_LOG = "What this computer saves to may still hold what was erased."
_DRAFTS = "A draft on this computer may still hold what was erased."
_FILES = "A file that belonged to what was erased may still be in the journal's folder."
_BACKUPS = "The backups kept on this computer still hold what was erased: the disk refused to make them anew."
_NOT_WHOLE = (
    "A copy that a sync left in the journal's folder is not whole, and holds something that was erased."
    " It was left as it is; `peerjournal check` names it."
)
_LEFT_OVER = "Something that was set aside on this computer may still hold what was erased."


def begin(vault: Vault) -> None:
    """Note that something is about to be erased, so that an interruption is made good.

    Raises:
        NotSaved: The disk refused.
    """
    try:
        vault.home.disk.replace(vault.home.erasing, b"")
    except OSError as error:
        raise NotSaved("The disk refused, so nothing was erased.") from error


def finish_erasing(vault: Vault, progress: Progress | None = None) -> tuple[str, ...]:
    """Let what was erased, here or on another device, go from everything that this computer keeps.

    Returns:
        What could not be done, in whole sentences.
    """
    try:
        begun_here = vault.home.is_erasing()
        if vault.logs.stopped:
            return (_OWN_LOG,) if begun_here else ()
        found = markers(vault.state())
    except (OSError, VaultError):
        return (_OWN_LOG,)
    if found:
        _drop_old_copies(vault)
    if found and (left := _finished(vault, found, progress, drafts_too=begun_here)):
        return left
    if begun_here:
        with contextlib.suppress(OSError):
            vault.home.disk.unlink(vault.home.erasing)
    # What could not be taken in whole is nobody's to throw away.
    holds = any(erased.stands_in(one.strand, found) for one in vault.logs.copies.copies if one.trouble)
    return (_NOT_WHOLE,) if holds else ()


def _finished(
    vault: Vault, found: Sequence[Marker], progress: Progress | None, *, drafts_too: bool
) -> tuple[str, ...]:
    before, now = _recorded(vault.home), _Record(_digest(found), _log_ids(vault))
    if before is not None and (before.markers, before.logs) == (now.markers, now.logs):
        return ()
    now.waiting.extend(_holding(vault, found))
    # A backup holds the other devices' logs too: it is made anew once one of them is without the words.
    if before is None or before.markers != now.markers or {*before.waiting} - {*now.waiting}:
        left = tuple(_Finishing(vault, found, progress).run(drafts_too=drafts_too))
        if left:
            return left
    with contextlib.suppress(OSError):
        vault.home.disk.replace(vault.home.state / _DONE, now.encode())
    return ()


def waiting_for(vault: Vault) -> list[str]:
    """Return the other devices whose logs still hold what was erased."""
    found = markers(vault.state())
    return _holding(vault, found) if found else []


@dataclass(frozen=True, slots=True)
class _Record:
    """What this computer has done about erasing."""

    markers: str
    """A hash of every marker that was known."""
    logs: dict[str, str]
    """Which log each other device had."""
    waiting: list[str] = field(default_factory=list)
    """The devices whose logs held words that were erased."""

    def encode(self) -> bytes:
        return json.dumps(asdict(self), sort_keys=True).encode()


def _recorded(home: Home) -> _Record | None:
    with contextlib.suppress(OSError, ValueError, TypeError):
        return _Record(**json.loads(home.disk.read_file(home.state / _DONE)))
    return None


def _digest(found: Sequence[Marker]) -> str:
    names = sorted((one.table, one.identifier, one.stamp.device, one.stamp.n) for one in found)
    return hashlib.sha256(json.dumps(names).encode()).hexdigest()


def _log_ids(vault: Vault) -> dict[str, str]:
    ids = {}
    for device in vault.logs.others:
        with contextlib.suppress(OSError, VaultError):
            head = vault.home.disk.read_file(vault.home.log(device), HEADER_SIZE)
            ids[device] = Header.decode(head).log_id.hex()
    return ids


def _holding(vault: Vault, found: Sequence[Marker]) -> list[str]:
    return [device for device in vault.logs.others if _holds(vault, device, found)]


def _holds(vault: Vault, device: str, found: Sequence[Marker]) -> bool:
    """Tell whether a device's log holds words that were erased, replaced or not."""
    held = False

    def look(_: Frame, said: Payload) -> None:
        nonlocal held
        put = said["put"]
        held = held or any(one.takes(row, device) for one in found for row in put.get(one.table, ()))

    works = vault.home.disk, vault.ring, vault.logs.memory
    with contextlib.suppress(OSError, JournalDamaged, JournalTooNew):
        LogFile(vault.home.log(device), vault.key_file.vault_id, works).load(look)
    return held


@dataclass(frozen=True, slots=True)
class Traces:
    """How much this computer keeps, besides the logs, that may hold some documents."""

    backups: int
    drafts: int
    set_aside: int


def traces_of(vault: Vault, identifiers: Collection[str]) -> Traces:
    """Count what goes with documents that are erased; what the disk would not list is not counted."""
    backups, aside, drafts = 0, 0, 0
    with contextlib.suppress(OSError, VaultError):
        backups = len(_kept(vault.home))
        aside = len(_set_aside(vault, vault.ring.epoch + 1))
        drafts = len(_drafts_about(vault, identifiers))
    return Traces(backups, drafts, aside)


def _kept(home: Home) -> list[Path]:
    return daily.in_order(home.backups, home.disk.list(home.backups))


def _drafts_about(vault: Vault, identifiers: Collection[str]) -> list[str]:
    drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
    found = []
    for name in drafts.names():
        try:
            fields = drafts.open(name).fields
        except JournalDamaged as error:
            if isinstance(error.__cause__, OSError):
                raise
            # It is not whole, or not ours: no key opens it.
            continue
        if any(fields.get(field) in identifiers for field in _ABOUT):
            found.append(name)
    return found


class _Finishing:
    """One round through everything on this computer that may hold what was erased."""

    def __init__(self, vault: Vault, found: Sequence[Marker], progress: Progress | None) -> None:
        self._vault, self._found, self._progress = vault, found, progress
        self._home, self._disk = vault.home, vault.home.disk

    def run(self, *, drafts_too: bool) -> Iterator[str]:
        """Do what can be done, and yield a sentence for what can't."""
        deeds: list[tuple[Callable[[], None], str]] = [(self._own_log, _OWN_LOG)]
        if drafts_too:
            # Only where it was erased: elsewhere a draft may be an edit that was made beside it.
            deeds.append((self._drafts, _DRAFTS))
        deeds += [(self._keys, ""), (self._files, _FILES), (self._backups, _BACKUPS)]
        deeds += [(self._set_aside, _LEFT_OVER), (self._half_written, _LEFT_OVER)]
        for deed, sentence in deeds:
            try:
                deed()
            except (OSError, VaultError):
                if sentence:
                    yield sentence

    def _own_log(self) -> None:
        if _holds(self._vault, self._vault.device, self._found):
            compaction.rewrite(self._vault, self._progress)

    def _drafts(self) -> None:
        drafts = Drafts(self._home, self._vault.ring, self._vault.key_file.vault_id)
        for name in _drafts_about(self._vault, {marker.identifier for marker in self._found}):
            drafts.discard(name)

    def _keys(self) -> None:
        with self._vault.exclusive():
            if self._vault.keys_current and len(self._vault.ring.epochs) > 1:
                keys.go_on_with_jots(self._vault)

    def _files(self) -> None:
        """Remove the sealed files of what was erased; an edit that was made beside it keeps its own."""
        files_named.let_go_files(self._vault, files_named.erased(self._vault), at_once=True)

    def _backups(self) -> None:
        """Make one anew, and only then let go of those that were made before."""
        kept = _kept(self._home)
        if not kept:
            return files_backed.drop_copies(self._vault)
        new = self._home.backups / f"{self._vault.clock().date().isoformat()}.tar"
        backup.back_up_again(self._vault, new, self._progress)
        for path in kept:
            if path != new:
                self._disk.unlink(path)
        return files_backed.drop_copies(self._vault)

    def _set_aside(self) -> None:
        for path in _set_aside(self._vault, self._vault.ring.epoch):
            self._disk.unlink(path)

    def _half_written(self) -> None:
        """Remove what a killed process was writing; somebody who writes just now is told that it failed."""
        with self._vault.exclusive():
            home = self._home
            copies = files_backed.copies(home)
            for folder in (home.folder, home.drafts, home.files, home.backups, copies):
                for name in self._disk.list(folder):
                    if name.startswith(_NEW):
                        self._disk.unlink(folder / name)


def _drop_old_copies(vault: Vault) -> None:
    """Remove copies of logs of older epochs that a sync brought since: what only they had is taken in."""
    home = vault.home
    with contextlib.suppress(OSError):
        for name in home.disk.list(home.state):
            if name.startswith(_COPY):
                with contextlib.suppress(VaultError):
                    head = home.disk.read_file(home.state / name, HEADER_SIZE)
                    if Header.decode(head).epoch < vault.ring.epoch:
                        home.disk.unlink(home.state / name)


def _set_aside(vault: Vault, epoch: int) -> list[Path]:
    """Return what was set aside and may hold erased words, or a key that is older than an epoch's.

    A cut-off end of a log, or a damaged draft, does not say whose words it holds.
    """
    home, found = vault.home, []
    for name in home.disk.list(home.state):
        path = home.state / name
        is_older = name.startswith(_KEY) and _epoch(home, path) < epoch
        if is_older or name.startswith(_ASIDE):
            found.append(path)
    return found


def _epoch(home: Home, path: Path) -> int:
    """Return the epoch of a key file that was set aside; one that can't be read opens nothing."""
    with contextlib.suppress(OSError, VaultError):
        return KeyFile.decode(home.disk.read_file(path, FILE_LIMIT + 1)).epoch
    return 1 << 16
