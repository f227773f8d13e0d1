"""The unlocked side of jots: pinning what this computer needs to keep them, and finding them again."""

import contextlib
import os

from peerjournal.crypto import Key
from peerjournal.errors import NotSaved
from peerjournal.vault import jots
from peerjournal.vault.jots import Jot, Pin
from peerjournal.vault.vault import Vault

JOT_KEYS = "jot_keys"
"""The table of what each device marks its jots with."""


def pin(vault: Vault) -> None:
    """Let this computer keep jots while the journal is locked; nothing where it can already.

    The journal learns the jot key before this computer uses it, so that every jot it keeps can be taken in.

    Raises:
        NotSaved: The disk refused.
        JournalReadOnly: The journal can't be written to.
    """
    try:
        found = jots.read_pin(vault.home)
    except OSError as error:
        raise NotSaved from error
    wanted = vault.key_file.jot_recipient
    if found is not None and found.device == vault.device and found.recipient == wanted:
        return
    known = vault.documents(JOT_KEYS).get(vault.device)
    key = Key(bytes.fromhex(known["key"])) if known is not None else Key(os.urandom(32))
    if known is None:
        with vault.transaction() as change:
            change.put(JOT_KEYS, vault.device, {"key": key.reveal().hex()})
    try:
        vault.home.disk.replace(vault.home.jot_pin, Pin(wanted, vault.device, key).encode())
    except OSError as error:
        raise NotSaved from error


def waiting(vault: Vault) -> list[Jot]:
    """Return the jots that were kept while the journal was locked, oldest first."""
    try:
        return _waiting(vault) if jots.names(vault.home) else []
    except OSError:
        # A disk that won't list them has them still: the next unlock finds them.
        return []


def _waiting(vault: Vault) -> list[Jot]:
    from peerjournal.crypto import age  # noqa: PLC0415 — only jots and letters need it

    ring = vault.ring
    identities = [age.HybridIdentity(ring.key(b"jots", epoch).reveal()) for epoch in ring.epochs]
    keys = {device: Key(bytes.fromhex(known["key"])) for device, known in vault.documents(JOT_KEYS).items()}
    return jots.read(vault.home, identities, keys)


def put_away(vault: Vault, taken: list[Jot]) -> None:
    """Remove the files of jots that are entries now; one that stays is found again and doubles nothing."""
    for jot in taken:
        with contextlib.suppress(OSError):
            vault.home.disk.unlink(jot.path)
