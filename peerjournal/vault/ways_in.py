"""Finding the key file and opening it: what stands between a folder and an unlocked vault."""

import contextlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from peerjournal.crypto import KdfCost, is_word, normalise
from peerjournal.disk import Disk
from peerjournal.errors import JournalDamaged, JournalExists, VaultError, WrongPassphrase
from peerjournal.vault import outsiders
from peerjournal.vault.home import Home, refuse_anothers
from peerjournal.vault.key_copies import (
    belongs,
    beside_it,
    copies_of,
    in_the_folder,
    keep_copy,
    newest_epoch,
    set_aside,
)
from peerjournal.vault.keyfile import KeyFile, Unlocked
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.slot import chosen_cost

_RECOVERY_WORDS = 11
_FEWEST, _MOST = 8, 14
"""How many words of the list are taken for recovery words of which some are missing, or there twice."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A key file that was opened."""

    ring: KeyRing
    key_file: KeyFile
    slot_id: bytes
    """Which slot opened it, or the older one that was opened in its place."""
    newest: KeyFile
    """The newest that this computer knows, which another passphrase may open."""
    current: bool
    """Whether it is the newest key file that this computer knows, and the one in the folder."""
    notices: tuple[str, ...] = ()


_CAME_OVER = (
    "This journal was last used on another computer, or this one was set up anew. Nothing is lost by that. It"
    " goes on as a new device, and what was written before carries a letter in its number, such as 12b."
)
_FROM_COPY = (
    "The key file in the journal's folder can't be read, so this computer's copy of it was used."
    " `peerjournal check` puts the copy back."
)
_RENEWED_TWICE = (
    "The keys of this journal were renewed on two computers that could not reach each other. This passphrase"
    " opens what was written with it; the other one opens the rest."
)
_OLDER = (
    "An older key file is in the journal's folder than this computer has used: the newer one has not arrived"
    " yet, or an older one was put back. You can read and write; the ways in can't be changed until the newer"
    " one is there."
)
_FROM_BESIDE = (
    "A sync had put a newer key file beside the one in the journal's folder. The newer one was used, and what"
    " it opens with is what opens the journal."
)
_CHANGED_SINCE = (
    "The passphrase was changed since, on another computer. This one was opened with the old one for the last"
    " time."
)
_RENEWED = (
    "The keys of this journal were renewed on another computer, and that passphrase opens only what is older."
    " Open it with the new one."
)
_RENEWED_HINT = "The keys of this journal were renewed since. The passphrase of then opens it."
_ANOTHERS = (
    "The key file in the journal's folder is another journal's: one was begun on another computer before this"
    " one had arrived there. This computer's copy of the right one was used. `peerjournal check` sets the"
    " other aside and puts the copy back."
)
_NOT_OURS = (
    "Something other than this program changed the key file in the journal's folder, so this computer's copy"
    " of it was used. `peerjournal check` sets the changed one aside and puts the copy back."
)


@contextlib.contextmanager
def made(
    folder: Path, state: Path, *, passphrase: str, cost: KdfCost | None, disk: Disk
) -> Iterator[tuple[Home, Opened]]:
    """Write the key file of a new journal; should the block refuse, take it away again.

    Raises:
        JournalExists: The folder holds one, or what is left of one.
        VaultError: The text can't be a passphrase, or there is too little memory.
        OSError: The disk refused.
    """
    _refuse_a_second(folder, disk)
    key_file, key = KeyFile.create(passphrase, cost if cost is not None else chosen_cost())
    home = Home(folder, state, key_file.vault_id, disk)
    ring = KeyRing({key_file.epoch: key})
    try:
        disk.mkdir(folder)
        disk.mkdir(home.state)
        with disk.locked(home.lock):
            _refuse_a_second(folder, disk)
            disk.replace(home.key_file, key_file.encode())
        disk.replace(home.key_copy, key_file.encode())
        yield home, Opened(ring, key_file, key_file.slots[0].slot_id, newest=key_file, current=True)
    except (OSError, VaultError):
        with contextlib.suppress(OSError):
            if disk.read_file(home.key_file) == key_file.encode():
                disk.unlink(home.key_file)
        raise


def _refuse_a_second(folder: Path, disk: Disk) -> None:
    if any(name == "journal.key" or name.endswith(".log") for name in disk.list(folder)):
        raise JournalExists


def unlock(folder: Path, state: Path, *, secret: str, disk: Disk) -> tuple[Home, Opened]:
    """Open the newest key file there is with a passphrase or with the recovery words.

    Raises:
        NoJournal: There is no journal here.
        WrongPassphrase: Nothing opens with that.
        JournalDamaged: No key file could be used.
        NotYours: It is another account's, and this is the administrator's.
    """
    refuse_anothers(folder, disk)
    here = in_the_folder(folder, disk)
    copies = [copy for copy in copies_of(state, disk) if belongs(copy, here, folder, disk)]
    beside = [
        one for one in beside_it(folder, disk) if belongs(one, here, folder, disk) and _is_newer(one, here)
    ]
    known = (here, *copies, *beside)
    files = sorted({one.standing: one for one in known if one is not None}.items(), reverse=True)
    if not files:
        raise _no_key_file(folder, disk)
    # What was set aside is looked for only once nothing else has opened.
    aside = (one for one in set_aside(state, disk) if belongs(one, here, folder, disk))
    opened, unlocked = _first_that_opens(chain((one for _, one in files), aside), secret)
    if opened != files[0][1] and opened.epoch < newest_epoch(folder, disk, opened.vault_id):
        raise WrongPassphrase(hint=_RENEWED_HINT)
    # What lies in the folder counts only as far as it is sealed by our data key; a copy was checked before.
    same = [one for _, one in files if one.vault_id == opened.vault_id]
    newest = next((one for one in same if one == opened or one in copies or is_ours(one, unlocked)), opened)
    key_file = newest if is_ours(newest, unlocked) else opened
    home = Home(folder, state, key_file.vault_id, disk)
    disk.mkdir(home.state)
    if here == newest:
        keep_copy(home, newest, unlocked)
    current = here == newest == key_file
    found = _notices(here, opened, newest, unlocked)
    if newest in beside:
        found = (_FROM_BESIDE if newest == opened else _CHANGED_SINCE,)
    if opened.standing not in dict(files):
        found = (_RENEWED_TWICE,)
    came = (_CAME_OVER,) if home.came_over() else ()
    notices = (*found, *came, *outsiders.notices(home))
    ring = KeyRing(unlocked.keys)
    return home, Opened(
        ring, key_file, unlocked.slot.slot_id, newest=newest, current=current, notices=notices
    )


def _first_that_opens(files: Iterable[KeyFile], secret: str) -> tuple[KeyFile, Unlocked]:
    refusals: list[VaultError] = []
    for key_file in files:
        try:
            return key_file, open_key_file(key_file, secret)
        except (WrongPassphrase, JournalDamaged) as error:
            refusals.append(error)
    # A file that knew the secret and was changed says more than one that did not know it.
    raise next((one for one in refusals if isinstance(one, JournalDamaged)), refusals[0])


def is_ours(key_file: KeyFile, unlocked: Unlocked) -> bool:
    """Tell whether a key file is sealed by the data key that was unlocked."""
    if key_file.epoch != unlocked.epoch:
        return False
    with contextlib.suppress(JournalDamaged):
        key_file.verify(unlocked.key)
        return True
    return False


def _notices(here: KeyFile | None, opened: KeyFile, newest: KeyFile, unlocked: Unlocked) -> tuple[str, ...]:
    if here is None:
        return (_FROM_COPY,)
    if here.vault_id != newest.vault_id:
        return (_ANOTHERS,)
    if here == newest:
        return () if opened == newest else (_CHANGED_SINCE,)
    if here.epoch > unlocked.epoch:
        return (_RENEWED,)
    return (_OLDER,) if here.epoch < unlocked.epoch or is_ours(here, unlocked) else (_NOT_OURS,)


def _is_newer(one: KeyFile, here: KeyFile | None) -> bool:
    return here is None or one.standing > here.standing


def open_key_file(key_file: KeyFile, secret: str) -> Unlocked:
    """Open with a passphrase; eleven words are tried as recovery words first, which costs nothing.

    Raises:
        WrongPassphrase: Nothing in it opens with that.
        JournalDamaged: Something does, and it was changed by someone without the data key.
    """
    words = normalise(secret).split()
    slip: WrongPassphrase | None = None
    if len(words) == _RECOVERY_WORDS:
        try:
            return key_file.recover(secret)
        except WrongPassphrase as error:
            slip = error
    elif _FEWEST <= len(words) <= _MOST and all(map(is_word, words)):
        slip = WrongPassphrase(
            f"That didn't open it. If these are recovery words: there are eleven of them, and these are"
            f" {len(words)}.",
            hint="Nothing was changed. Try again.",
        )
    try:
        return key_file.unlock(secret)
    except WrongPassphrase:
        if slip is not None:
            raise slip from None
        raise


def _no_key_file(folder: Path, disk: Disk) -> JournalDamaged:
    if "journal.key" in disk.list(folder):
        return JournalDamaged("The key file is damaged, and this computer has no copy of it.")
    return JournalDamaged(
        "The key file is gone from the journal's folder, or has not arrived, and this computer has no copy.",
        hint="Nothing was changed. If a sync brings this folder, wait until it has finished.",
    )
