"""Erasing for good: new keys, and this device's log sealed under them without the words.

The order is what makes it safe. The new key file comes first; a crash behind it leaves everything as it was,
under new keys. Then the log is rewritten with the tombstones and without the words: its renaming is the one
step in which they go. What still holds them after that goes next (``traces.py``), and an interruption there
is made good at the next opening.
"""

from collections.abc import Sequence
from typing import NamedTuple

from peerjournal.crypto import KdfCost
from peerjournal.errors import NotSaved
from peerjournal.vault import compaction, files_named, keys, settling, traces
from peerjournal.vault.erased import ERASED, marker_of
from peerjournal.vault.ids import TICKS, uuid7
from peerjournal.vault.logs import Progress
from peerjournal.vault.merge import Document
from peerjournal.vault.transaction import Transaction
from peerjournal.vault.vault import Vault

_STANDS = len("01234567-89ab-")
"""How much of an id says where its document stands among others."""


class Thing(NamedTuple):
    """A document that goes."""

    table: str
    identifier: str
    instead: Document | None = None
    """What takes its place under an id of its own, where only part of it goes."""


def erase(
    vault: Vault,
    things: Sequence[Thing],
    passphrase: str,
    *,
    recovery: str | None = None,
    cost: KdfCost | None = None,
    progress: Progress | None = None,
) -> tuple[str, ...]:
    """Take documents out of the journal so that its keys of now open no trace of them.

    Args:
        vault: The unlocked journal.
        things: What goes; and what takes its place, in the same step.
        passphrase: A passphrase of the journal: it stays. Everything else that opens it does not.
        recovery: Fresh recovery words, or None for none.
        cost: Of the key derivation.
        progress: Told how far it is; may raise to stop it.

    Returns:
        What could not be finished now, in whole sentences; it is done when the journal is opened again.

    Raises:
        WrongPassphrase: It is not the passphrase; nothing has happened.
        NotSaved: The disk refused, and nothing was erased.
        JournalReadOnly: The log is not whole; or the disk did not confirm, and opening the journal will tell.
    """
    keys.require_passphrase(vault, passphrase)
    with vault.exclusive():
        vault.state()
        vault.logs.require_writable()
        if vault.home.strays():
            # A copy that a sync made holds the words too: what only it has is taken in, and then it goes.
            vault.look_anew()
            settling.settle_copies(vault)
        traces.begin(vault)
        keys.begin_epoch(vault, passphrase, recovery=recovery, cost=cost)
        try:
            _take_out(vault, things, progress)
        except NotSaved as error:
            raise NotSaved(
                "The disk refused, so nothing was erased. The new keys are in place already.",
                hint=keys.new_keys_hold(recovery),
            ) from error
    return traces.finish_erasing(vault, progress)


def _take_out(vault: Vault, things: Sequence[Thing], progress: Progress | None) -> None:
    if vault.logs.own is None:
        raise NotSaved
    change = Transaction(vault)
    for thing in things:
        gone = change.documents(thing.table).get(thing.identifier, {})
        files = sorted(files_named.files_of(vault, thing.identifier))
        change.drop(thing.table, thing.identifier)
        tombstone = next(row for row in change.rows()[thing.table] if row[0] == thing.identifier)
        named: Document = {name: gone[name] for name in ("number", "by") if name in gone}
        marker = {**marker_of(thing.table, tombstone, vault.device), **named}
        change.put(ERASED, _new_id(vault), marker | ({files_named.FIELD: files} if files else {}))
        if thing.instead is not None:
            new = thing.identifier[:_STANDS] + _new_id(vault)[_STANDS:]
            change.put(thing.table, new, thing.instead)
    compaction.rewrite(vault, progress, change)


def _new_id(vault: Vault) -> str:
    # Not one that the vault gives: those count as fresh until a save of the usual kind.
    return uuid7(int(vault.clock().timestamp() * TICKS))
