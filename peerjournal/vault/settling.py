"""Taking in the copies that a sync made: their words into our own log, then the files out of the folder."""

import contextlib
import hashlib
import os
from pathlib import Path

from peerjournal.errors import JournalDamaged, JournalReadOnly, NotSaved
from peerjournal.vault import care
from peerjournal.vault.compaction import groups
from peerjournal.vault.copies import NOT_WHOLE, OTHER_KEYS, Copy
from peerjournal.vault.drafts import Drafts
from peerjournal.vault.home import Home
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.keyhead import FILE_LIMIT
from peerjournal.vault.log import opened
from peerjournal.vault.merge import Row, to_row
from peerjournal.vault.strands import Strand
from peerjournal.vault.vault import Vault

_SPAN = 1 << 20
_TAKEN = {
    "log": "A sync had left {what} of a device's file beside the journal. What was only there is taken in."
    " Nothing was thrown away.",
    "key": "A sync had left {what} of the key file beside it. The newer one is used.",
    "draft": "A sync had left {what} of something you were writing. It is among what you have begun.",
}
_SHOWN = (
    "A sync has left a copy of a device's file beside the journal. What is in it is shown, and it is taken in"
    " once the journal can be written to again."
)


def settle_copies(vault: Vault) -> None:
    """Take in what only copies of the journal's files have, then put those files aside; say what was done.

    What can't be taken in stays where it is, and ``left`` tells of it. Whatever breaks this off, each word is
    in our own log before its file goes, and doing it again adds nothing.

    Raises:
        NotSaved: The disk refused.
        JournalInUse: Another program held the lock for ten seconds.
        JournalDamaged: The disk would not read the journal.
    """
    copies = vault.home.copies()
    done = [*_settle_keys(vault, copies), *_settle_drafts(vault, copies)]
    if any(copy.kind == "log" and not copy.trouble for copy in copies):
        vault.state()
        try:
            done += _settle_logs(vault)
        except JournalReadOnly:
            _say(vault, _SHOWN)
    for kind, sentence in _TAKEN.items():
        count = done.count(kind)
        if count:
            _say(vault, sentence.format(what="a copy" if count == 1 else f"{count} copies"))


def left(vault: Vault) -> list[tuple[str, str]]:
    """Return the name and the trouble of each copy that could not be taken in."""
    read = {one.copy.path: one.trouble for one in vault.logs.copies.copies}
    found = [(copy, copy.trouble or read.get(copy.path, "")) for copy in vault.home.copies()]
    for index, (copy, trouble) in enumerate(found):
        if copy.kind == "draft" and not trouble and _fields(vault, copy) is None:
            found[index] = copy, NOT_WHOLE
        if copy.kind == "key" and not trouble and not _is_settled(vault, copy):
            found[index] = copy, OTHER_KEYS
    return [(copy.path.name, trouble) for copy, trouble in found if trouble]


def _say(vault: Vault, sentence: str) -> None:
    if sentence not in vault.said:
        vault.said.append(sentence)


# Logs.


def _settle_logs(vault: Vault) -> list[str]:
    with vault.exclusive():
        vault.state()
        gathered = vault.logs.copies
        put = [(table, to_row(key, one, vault.device)) for table, key, one in gathered.beyond]
        numbers = vault.numbers()
        raised = {name: max(n, numbers.get(name, 0)) for name, n in gathered.numbers.items()}
        if raised != {name: numbers.get(name, 0) for name in raised} and not put:
            vault.logs.save(vault.say(vault.tick(), numbers | raised, {}))
        for group in groups(put):
            rows: dict[str, list[Row]] = {}
            for table, row in group:
                rows.setdefault(table, []).append(row)
            vault.logs.save(vault.say(vault.tick(), numbers | raised, rows))
        gathered.beyond.clear()
        whole = [one for one in gathered.copies if one.strand is not None and not one.trouble]
        return [
            "log"
            for one in whole
            if _unchanged(vault.home, one.copy, one.strand) and _aside(vault.home, one.copy)
        ]


def _unchanged(home: Home, copy: Copy, strand: Strand | None) -> bool:
    """Tell whether a copy is still the file that was read: a sync may have brought more of it meanwhile."""
    with contextlib.suppress(OSError), opened(home.disk, copy.path) as window:
        return strand is not None and (window.identity, window.size) == (strand.identity, strand.size)
    return False


# The key file.


def _settle_keys(vault: Vault, copies: list[Copy]) -> list[str]:
    copies = [copy for copy in copies if copy.kind == "key" and not copy.trouble]
    if not copies:
        return []
    if not vault.keys_current and vault.newest_key_file in [_key_file(vault, copy) for copy in copies]:
        care.mend_key_file(vault)
        # Or else this computer's copy would still open with what no longer does.
        with contextlib.suppress(OSError):
            vault.home.disk.replace(vault.home.key_copy, vault.newest_key_file.encode())
    return ["key" for copy in copies if _is_settled(vault, copy) and _aside(vault.home, copy)]


def _is_settled(vault: Vault, copy: Copy) -> bool:
    """Tell whether a copy of the key file is ours and no newer than what is in the folder now."""
    found = _key_file(vault, copy)
    with contextlib.suppress(JournalDamaged):
        if found is not None and vault.keys_current and found.standing <= vault.key_file.standing:
            if found.epoch in vault.ring.epochs:
                found.verify(vault.ring.raw(found.epoch))
            return True
    return False


def _key_file(vault: Vault, copy: Copy) -> KeyFile | None:
    with contextlib.suppress(OSError, JournalDamaged):
        return KeyFile.decode(vault.home.disk.read_file(copy.path, FILE_LIMIT + 1))
    return None


# Drafts.


def _settle_drafts(vault: Vault, copies: list[Copy]) -> list[str]:
    done = []
    for copy in copies:
        found = _fields(vault, copy) if copy.kind == "draft" and not copy.trouble else None
        if found is not None:
            name, data = found
            new = _keep_beside(vault, name, data)
            done += ["draft"] if _aside(vault.home, copy) and new else []
    return done


def _fields(vault: Vault, copy: Copy) -> tuple[str, bytes] | None:
    """Return whose draft a copy is, and its bytes; None where it does not open."""
    drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
    with contextlib.suppress(OSError, JournalDamaged):
        data = vault.home.disk.read_file(copy.path)
        return drafts.read(data).name, data
    return None


def _keep_beside(vault: Vault, name: str, data: bytes) -> bool:
    """Keep a copy of a draft as a draft of its own, unless it says the same; tell whether it is one now.

    Its name is made from its bytes: whatever broke off before, it turns up once.
    """
    drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
    fields = drafts.read(data).fields
    own = hashlib.sha256(b"peerjournal/draft/copy/v0" + data).hexdigest()[:32]
    with contextlib.suppress(JournalDamaged):
        if drafts.open(name).fields == fields:
            return False
    try:
        known = drafts.names()
    except JournalDamaged as error:
        raise NotSaved from error
    if own not in known:
        drafts.keep(own, fields)
    return True


# Aside.


def _aside(home: Home, copy: Copy) -> bool:
    """Move a file out of the journal's folder to what this computer keeps; tell whether it is there now.

    Raises:
        NotSaved: The disk refused; the file is where it was.
    """
    target = home.state / f"aside-{os.urandom(8).hex()}"
    try:
        try:
            home.disk.rename(copy.path, target)
        except FileNotFoundError:
            # Another session, or the sync itself, was faster.
            return False
        except OSError:
            _carry_over(home, copy.path, target)
        home.disk.sync_folder(home.state)
        home.disk.sync_folder(copy.path.parent)
    except OSError as error:
        raise NotSaved("The disk refused, so a copy that a sync made stays where it is.") from error
    return True


def _carry_over(home: Home, source: Path, target: Path) -> None:
    """The same where the two lie on different disks: copied, flushed, read back, and only then removed."""
    disk = home.disk
    temporary = target.parent / f".new-{os.urandom(8).hex()}"
    fd = disk.open(temporary, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        try:
            with opened(disk, source) as window:
                for at in range(0, window.size, _SPAN):
                    disk.write(fd, window.peek(at, _SPAN), at)
                disk.fsync(fd)
                for at in range(0, window.size, _SPAN):
                    if disk.read(fd, _SPAN, at) != window.peek(at, _SPAN):
                        raise OSError("the file does not read back as it was written")
        finally:
            disk.close(fd)
        disk.rename(temporary, target)
    except OSError:
        with contextlib.suppress(OSError):
            disk.unlink(temporary)
        raise
    disk.sync_folder(target.parent)
    disk.unlink(source)
