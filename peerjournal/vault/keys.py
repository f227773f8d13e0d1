"""Changing the ways in of an unlocked journal: the passphrase, the recovery words, the data key itself.

The order is always the same: the new key file is renamed into place, then a frame says which key file is the
newest. A crash in between leaves a key file that is ahead of the log, and the next save adopts it.
"""

import contextlib

from peerjournal.crypto import KdfCost, recovery_words
from peerjournal.errors import JournalDamaged, JournalReadOnly, NoJournal, NotSaved, WrongPassphrase
from peerjournal.vault import care, jot_box, ways_in
from peerjournal.vault.home import read_key_file
from peerjournal.vault.keyfile import KeyFile, Unlocked
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.logs import Progress
from peerjournal.vault.slot import SlotKind, chosen_cost
from peerjournal.vault.vault import Vault

_OFFERED = "recovery-offered"
_WORDS_HOLD = "New recovery words hold, and earlier ones don't."
_NO_WORDS_HOLD = "The passphrase opens it as before, and earlier recovery words don't."
_NEW_KEYS_HOLD = (
    "What you wrote is safe. {} The rest is done when the journal is next opened and there is room."
)


def change_passphrase(vault: Vault, new: str, *, cost: KdfCost | None = None) -> None:
    """Let ``new`` open the journal instead of the passphrase that opened it now.

    With recovery words it takes the place of the first passphrase. Old copies and backups of the key file
    still open with the old one.

    Raises:
        VaultError: The text can't be a passphrase, or there is too little memory.
        NotSaved: The disk refused; the old passphrase still opens it.
        JournalReadOnly: An older key file is in the folder than this computer has used.
    """
    chosen = cost if cost is not None else chosen_cost()
    with vault.exclusive():
        key_file, key = _settled(vault), vault.ring.data_key()
        passphrases = key_file.of_kind(SlotKind.PASSPHRASE)
        used = next((slot for slot in passphrases if slot.slot_id == vault.slot_id), passphrases[0])
        changed = key_file.with_passphrase(key, new, cost=chosen, instead_of=used)
        _put(vault, changed)
        vault.slot_id = next(slot.slot_id for slot in changed.slots if slot not in key_file.slots)


def new_recovery_words() -> str:
    """Return fresh recovery words, which open nothing until ``keep_recovery`` was given them."""
    return recovery_words()


def keep_recovery(vault: Vault, words: str) -> None:
    """Let ``words`` open the journal; earlier recovery words no longer do.

    Raises:
        NotSaved: The disk refused; the earlier ones still open it.
        JournalReadOnly: An older key file is in the folder than this computer has used.
    """
    with vault.exclusive():
        _put(vault, _settled(vault).with_recovery(vault.ring.data_key(), words))


def has_recovery(vault: Vault) -> bool:
    """Tell whether there are recovery words that open the journal."""
    return bool(vault.key_file.of_kind(SlotKind.RECOVERY))


def offers_recovery(vault: Vault) -> bool:
    """Tell whether to offer recovery words: there are none, and nobody was asked on this computer yet."""
    return not has_recovery(vault) and _OFFERED not in vault.home.disk.list(vault.home.state)


def recovery_offered(vault: Vault) -> None:
    """Note that somebody was asked. Where that can't be noted, nothing fails and they are asked once more."""
    with contextlib.suppress(OSError):
        vault.home.disk.create(vault.home.state / _OFFERED, b"")


def check_way_in(vault: Vault, secret: str) -> None:
    """Return only when ``secret`` is a passphrase, or the recovery words, of this journal.

    Raises:
        WrongPassphrase: It opens nothing.
        VaultError: The computer has too little memory to tell.
    """
    ways_in.open_key_file(vault.key_file, secret)


def check_passphrase(vault: Vault, secret: str) -> None:
    """Return only when ``secret`` is a passphrase of this journal; recovery words are none.

    Raises:
        WrongPassphrase: It is not.
        VaultError: The computer has too little memory to tell.
    """
    try:
        vault.key_file.unlock(secret)
    except WrongPassphrase as error:
        raise WrongPassphrase(
            "That is not the passphrase.",
            hint="Nothing was changed. Recovery words can't stand in for it here.",
        ) from error


def renew(
    vault: Vault,
    passphrase: str,
    *,
    recovery: str | None = None,
    cost: KdfCost | None = None,
    progress: Progress | None = None,
) -> None:
    """Make a new data key and seal this device's log under it.

    What is not given here opens the journal no longer: other passphrases, earlier recovery words. Another
    device's log stays under the key it was begun with until that device next opens the journal.

    Args:
        vault: The unlocked journal.
        passphrase: What opens it from now on.
        recovery: Fresh recovery words, or None for none.
        cost: Of the key derivation.
        progress: Told how far the rewriting is.

    Raises:
        NotSaved: The disk refused. Either the old ways in still hold, or the new ones already do.
        JournalReadOnly: The log is not whole, or an older key file is in the folder.
    """
    chosen = cost if cost is not None else chosen_cost()
    with vault.exclusive():
        begin_epoch(vault, passphrase, recovery=recovery, cost=chosen)
        try:
            care.compact(vault, progress)
        except NotSaved as error:
            raise NotSaved(
                "The new keys are in place, but the disk refused while the journal was sealed under them.",
                hint=new_keys_hold(recovery),
            ) from error
        go_on_with_jots(vault)


def new_keys_hold(recovery: str | None) -> str:
    """Say how it stands with the ways in, where the disk refused what comes after the new keys."""
    return _NEW_KEYS_HOLD.format(_WORDS_HOLD if recovery else _NO_WORDS_HOLD)


def begin_epoch(
    vault: Vault, passphrase: str, *, recovery: str | None = None, cost: KdfCost | None = None
) -> None:
    """Make a new data key, in whose epoch no log is yet; raises as ``renew`` does.

    What is begun so is finished by sealing the log under it: at once, or at the next opening.
    """
    chosen = cost if cost is not None else chosen_cost()
    with vault.exclusive():
        key_file = _settled(vault)
        keys = {epoch: vault.ring.raw(epoch) for epoch in vault.ring.epochs}
        slot = key_file.of_kind(SlotKind.PASSPHRASE)[0]
        unlocked = Unlocked(keys, key_file.epoch, slot)
        new, key = key_file.renew(unlocked, passphrases=[passphrase], cost=chosen, recovery=recovery)
        _put(vault, new, KeyRing({**keys, new.epoch: key}))
        vault.slot_id = new.of_kind(SlotKind.PASSPHRASE)[0].slot_id


def require_passphrase(vault: Vault, passphrase: str) -> None:
    """Return only when this is a passphrase of the journal, as its key file is now.

    Raises:
        WrongPassphrase: It is not, or it is the recovery words, which give way to new ones.
        NotSaved: The disk would not read the key file.
        JournalReadOnly: An older key file is in the folder than this computer has used.
    """
    key_file = _settled(vault)
    slot = ways_in.open_key_file(key_file, passphrase).slot
    if slot not in key_file.of_kind(SlotKind.PASSPHRASE):
        raise WrongPassphrase(
            "Those are the recovery words. Here the passphrase is asked for, because it stays as it is.",
            hint="Nothing was changed. `peerjournal keys passphrase` makes another with the words.",
        )


def finish_renewal(vault: Vault) -> None:
    """Bring this device's log to the newest epoch, where another device has renewed the keys meanwhile."""
    if len(vault.ring.epochs) == 1 or not vault.keys_current:
        return
    with vault.exclusive():
        if vault.logs.own is not None and vault.logs.own.epoch < vault.ring.epoch:
            care.compact(vault)
        go_on_with_jots(vault)


def go_on_with_jots(vault: Vault) -> None:
    """Seal jots to the newest recipient, and only then drop what would open older ones."""
    jot_box.pin(vault)
    _drop_unneeded(vault)


def _settled(vault: Vault) -> KeyFile:
    """Return the key file in the folder, which another session may have changed since it was opened."""
    try:
        here = KeyFile.decode(read_key_file(vault.home.folder, vault.home.disk))
        if vault.keys_current and here.epoch == vault.ring.epoch and here.standing >= vault.key_file.standing:
            here.verify(vault.ring.data_key())
            return here
    except OSError as error:
        raise NotSaved from error
    except (JournalDamaged, NoJournal):
        pass
    raise JournalReadOnly(
        "The ways in can't be changed just now: the key file in the journal's folder is not the one last"
        " used.",
        hint="Wait until your sync has finished. If an old copy was put back, `peerjournal check` puts the"
        " newer one there. If the keys were renewed meanwhile, lock the journal and open it again.",
    )


def _put(vault: Vault, key_file: KeyFile, ring: KeyRing | None = None) -> None:
    data = key_file.encode()
    try:
        vault.home.disk.replace(vault.home.key_file, data)
    except OSError as error:
        raise NotSaved(
            "The disk refused, so the ways in may not have changed.",
            hint="What you wrote is safe. If the old passphrase does not open the journal, the new one does.",
        ) from error
    # It is done. What follows only makes it known: the next unlock and the next save catch up on it.
    with contextlib.suppress(OSError):
        vault.home.disk.replace(vault.home.key_copy, data)
    vault.use(key_file, ring if ring is not None else vault.ring)
    with contextlib.suppress(NotSaved, JournalReadOnly), vault.transaction(empty=True):
        pass


def _drop_unneeded(vault: Vault) -> None:
    """Drop the data keys that no log, draft or jot needs any more."""
    needed = care.epochs_in_use(vault)
    kept = {epoch: vault.ring.raw(epoch) for epoch in vault.ring.epochs if epoch in needed}
    if len(kept) < len(vault.ring.epochs):
        key_file = vault.key_file.drop_epochs(vault.ring.data_key(), keep=needed)
        _put(vault, key_file, KeyRing(kept))
