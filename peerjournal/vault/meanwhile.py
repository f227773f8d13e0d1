"""What another window or device did to the ways in meanwhile, and keeping words in spite of it."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from peerjournal.errors import JournalDamaged, JournalTooNew, NoJournal
from peerjournal.vault import jots
from peerjournal.vault.home import read_key_file
from peerjournal.vault.ids import TICKS, uuid7
from peerjournal.vault.keyfile import KeyFile
from peerjournal.vault.logs import RENEWED
from peerjournal.vault.vault import Vault

OPEN_AGAIN = f"{RENEWED} Lock it and open it again; nothing is lost."
RENEWED_THERE = (
    "The keys of this journal were renewed on another device. What you write here is kept. To see what is"
    " written there from now on, lock the journal and open it again."
)
OTHER_WAY_IN = (
    "The passphrase or the recovery words were changed in another window or on another device. From now on"
    " the new ones open this journal."
)
_PART = 40_000
"""Letters that one jot surely has room for."""


def look_at_keys(vault: Vault) -> str:
    """Take in another key file that was put in the folder; return what to say of it, or nothing."""
    here = _in_folder(vault)
    if here is None or here.vault_id != vault.key_file.vault_id:
        return ""
    if here.epoch > vault.ring.epoch:
        own = vault.logs.own
        return OPEN_AGAIN if own is not None and own.is_beyond() else RENEWED_THERE
    if not vault.keys_current or here.standing <= vault.key_file.standing or here.epoch < vault.ring.epoch:
        return ""
    try:
        here.verify(vault.ring.data_key())
    except JournalDamaged:
        return ""
    vault.use(here, vault.ring)
    return OTHER_WAY_IN


def is_cut_off(vault: Vault) -> bool:
    """Tell whether what is sealed under the keys at hand can't be opened with those that hold by now."""
    here = _in_folder(vault)
    if here is None or here.vault_id != vault.key_file.vault_id or here.epoch <= vault.ring.epoch:
        return False
    return vault.ring.epoch not in {one.epoch for one in here.older}


def keep_apart(vault: Vault, text: str) -> tuple[Path, ...]:
    """Keep words without a key, as lines are kept while the journal is locked; return where they are.

    Raises:
        NoJournal: This computer can't do that yet.
        NotSaved: The disk refused.
    """
    now = vault.clock()
    first = int(now.timestamp() * TICKS)
    return tuple(
        jots.keep(vault.home, part, written=now, identifier=uuid7(first + number))
        for number, part in enumerate(_parts(text))
    )


def put_away_apart(vault: Vault, paths: tuple[Path, ...]) -> None:
    """Remove words that were kept so, now that newer ones are; what stays is found again."""
    for path in paths:
        with contextlib.suppress(OSError):
            vault.home.disk.unlink(path)


def _parts(text: str) -> Iterator[str]:
    for at in range(0, len(text), _PART):
        yield text[at : at + _PART]


def _in_folder(vault: Vault) -> KeyFile | None:
    with contextlib.suppress(OSError, JournalDamaged, JournalTooNew, NoJournal):
        return KeyFile.decode(read_key_file(vault.home.folder, vault.home.disk))
    return None
