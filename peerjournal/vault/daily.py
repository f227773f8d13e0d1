"""The backups that a computer keeps by itself: at most one a day; seven of days, and four of weeks."""

import contextlib
import errno
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path

from peerjournal.errors import (
    JournalDamaged,
    JournalInUse,
    JournalReadOnly,
    JournalTooNew,
    NotSaved,
    VaultError,
)
from peerjournal.vault import backup
from peerjournal.vault.archive import Archive
from peerjournal.vault.jot_box import JOT_KEYS
from peerjournal.vault.logs import Progress
from peerjournal.vault.vault import Vault

DAYS, WEEKS = 7, 4
"""How many are kept: the newest of so many days, and before them the newest of so many weeks."""
_FULL = (errno.ENOSPC, errno.EDQUOT)
_NO_ROOM = "the disk is full."
_WHY = {
    JournalReadOnly: "the journal opens for reading only, and `peerjournal check` says why.",
    JournalDamaged: "part of the journal does not open, and `peerjournal check` says which.",
    JournalInUse: "another program was writing. The next command tries again.",
    NotSaved: "the disk refused.",
}
_NAME = re.compile(r"\d{4}-\d{2}-\d{2}\.tar")


class Standing(Enum):
    """Whether a backup can be gone back to."""

    WHOLE = "whole"
    DAMAGED = "damaged"
    OLDER_KEYS = "made before the keys were renewed; the passphrase of then opens it"
    LATER = "made by a later version of the program"


@dataclass(frozen=True, slots=True)
class Kept:
    """A backup that this computer keeps."""

    path: Path
    day: date
    """The day for which it was made."""
    standing: Standing


def keep_daily(vault: Vault, progress: Progress | None = None, *, whole: bool = False) -> Path | None:
    """Make today's backup where there is none yet, then drop those that are one too many.

    One that was made before the keys were renewed gives way to another that is sealed under the new ones, and
    one that is damaged to a whole one; each stays until the new one counts.

    Args:
        vault: The journal.
        progress: Told how far it is; may raise to stop it.
        whole: Whether today's is read to its last byte to see whether it is damaged. Otherwise a look at what
            is in it and at its seal must do, as this is asked every time the journal is closed.

    Returns:
        Where it is, or None where there was one already.

    Raises:
        NotSaved: The disk refused; the backups from before are all there.
        JournalReadOnly: What was found in the journal forbids writing.
        JournalDamaged: Part of the journal does not open.
        JournalInUse: Another program held the lock for ten seconds.
    """
    home = vault.home
    path = home.backups / f"{vault.clock().date().isoformat()}.tar"
    try:
        again = path.name in home.disk.list(home.backups)
        if again and _is_anothers(vault, path):
            home.disk.rename(path, home.state / f"aside-{os.urandom(8).hex()}.tar")
            again = False
        if again and not _gives_way(vault, path, whole=whole):
            return None
        home.disk.mkdir(home.backups)
    except OSError as error:
        raise NotSaved("The disk refused, so no backup was made.") from error
    if again:
        backup.back_up_again(vault, path, progress)
    else:
        backup.back_up(vault, path, progress, files_inside=False)
    # It counts from here on. One too many is no reason to say that it was not made.
    with contextlib.suppress(OSError):
        for day in _surplus(set(_days(vault)), _day(path)):
            home.disk.unlink(home.backups / f"{day.isoformat()}.tar")
    return path


def _is_anothers(vault: Vault, path: Path) -> bool:
    """Tell whether somebody put a backup of another journal there."""
    with contextlib.suppress(OSError, JournalDamaged, JournalTooNew):
        return backup.key_file_of(Archive(vault.home.disk, path)).vault_id != vault.key_file.vault_id
    return False


def _gives_way(vault: Vault, path: Path, *, whole: bool) -> bool:
    """Tell whether another backup of the same day may take this one's place."""
    try:
        found = Archive(vault.home.disk, path)
        if backup.key_file_of(found).epoch < vault.ring.epoch:
            return True
        if whole:
            backup.verify(found, vault.ring, backup.counting(found, None))
        else:
            backup.seal_of(found, vault.ring)
    except JournalDamaged:
        return True
    except (OSError, JournalTooNew):
        # What can't be read just now, or only by a later version, may be whole.
        return False
    return False


def why_none(vault: Vault, error: VaultError) -> str:
    """Say why today's backup was not made, and what there is."""
    why = next((why for kind, why in _WHY.items() if isinstance(error, kind)), str(error))
    full = isinstance(error.__cause__, OSError) and error.__cause__.errno in _FULL
    there = last_day(vault)
    kept_here = f"The newest one here is of {there.isoformat()}." if there else "There is none here yet."
    return f"Today's backup was not made: {_NO_ROOM if full else why} {kept_here}"


def backup_is_due(vault: Vault) -> bool:
    """Tell whether to make today's backup: everything was read anyway, and there is something to lose.

    A new journal in which nothing stands yet would only take the place of that day's first writing.
    """
    return vault.logs.is_read and any(name != JOT_KEYS for name in vault.table_names())


def last_day(vault: Vault) -> date | None:
    """Return the day of the newest backup that is kept here, or None where there is none."""
    with contextlib.suppress(OSError):
        return max(_days(vault), default=None)
    return None


def backups(vault: Vault, progress: Progress | None = None) -> tuple[Kept, ...]:
    """Read every byte of each backup that this computer keeps, the newest first.

    Raises:
        JournalDamaged: The disk would not list them.
    """
    return tuple(Kept(path, day, _standing(vault, path, progress)) for path, day in kept(vault))


def kept(vault: Vault) -> list[tuple[Path, date]]:
    """Return each backup that this computer keeps and its day, the newest first; none of it is read.

    Raises:
        JournalDamaged: The disk would not list them.
    """
    try:
        days = sorted(_days(vault), reverse=True)
    except OSError as error:
        raise JournalDamaged("The disk would not list the backups.") from error
    return [(vault.home.backups / f"{day.isoformat()}.tar", day) for day in days]


def _standing(vault: Vault, path: Path, progress: Progress | None) -> Standing:
    try:
        found = Archive(vault.home.disk, path)
        if backup.key_file_of(found).epoch not in vault.ring.epochs:
            return Standing.OLDER_KEYS
        backup.verify(found, vault.ring, backup.counting(found, progress))
    except JournalTooNew:
        return Standing.LATER
    except (OSError, JournalDamaged):
        return Standing.DAMAGED
    return Standing.WHOLE


def in_order(folder: Path, names: Iterable[str]) -> list[Path]:
    """Return the backups among the names in a folder, the newest first."""
    return [folder / name for name in sorted(filter(_NAME.fullmatch, names), reverse=True)]


def _day(path: Path) -> date:
    return date.fromisoformat(path.stem)


def _days(vault: Vault) -> Iterable[date]:
    home = vault.home
    for path in in_order(home.backups, home.disk.list(home.backups)):
        with contextlib.suppress(ValueError):
            yield _day(path)


def _surplus(days: set[date], today: date) -> set[date]:
    """Return which of the earlier days go, now that there is today's.

    Days are counted, never measured against a clock: one that was wrong for a day would drop them all.
    """
    newest = sorted(days - {today}, reverse=True)
    kept = {today, *newest[: DAYS - 1]}
    # The weeks of those days are told by them; each earlier week by its last day.
    weeks = {_week(day) for day in kept}
    last = {_week(day): day for day in sorted(days) if _week(day) not in weeks}
    return days - kept - set(sorted(last.values(), reverse=True)[:WEEKS])


def _week(day: date) -> tuple[int, int]:
    return day.isocalendar()[:2]
