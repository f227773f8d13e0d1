"""What other programs and devices have written since the journal was read, and taking that in."""

import contextlib

from peerjournal.errors import JournalDamaged, JournalInUse, JournalReadOnly, NotSaved
from peerjournal.vault.health import Verdict, unreadable
from peerjournal.vault.logfile import LogFile
from peerjournal.vault.settling import settle_copies
from peerjournal.vault.vault import Vault


def catch_up(vault: Vault) -> bool:
    """Take in what was written elsewhere since, and tell whether there was anything.

    Where there is nothing it costs a look at the size of each log.

    Raises:
        JournalDamaged: The disk would not read the journal.
    """
    try:
        return _catch_up(vault)
    except OSError as error:
        raise unreadable() from error


def _catch_up(vault: Vault) -> bool:
    logs = vault.logs
    others = set(vault.home.devices()) - {vault.device}
    if logs.is_read and (others != logs.others.keys() or any(map(_has_changed, logs.others.values()))):
        vault.look_anew()
        return True
    if logs.is_read and vault.home.strays().items() - logs.strays.items():
        vault.look_anew()
        with contextlib.suppress(JournalInUse, NotSaved, JournalDamaged):
            settle_copies(vault)
        return True
    if logs.own is None or not logs.health.writable or not _has_changed(logs.own):
        return False
    with contextlib.suppress(JournalReadOnly, JournalInUse, NotSaved), vault.exclusive():
        return True
    return False


def _has_changed(log: LogFile) -> bool:
    # One that can't be read at all would be read again each time, for nothing.
    if log.health.verdict in (Verdict.DAMAGED, Verdict.FOREIGN):
        return False
    try:
        # One that is sealed under newer keys by now would leave less to see than there was.
        return bool(log.changed()) and not log.is_beyond()
    except OSError:
        return False
