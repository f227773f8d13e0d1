"""Lines sealed without unlocking, and found again at the next unlock.

A jot is an age file to the journal's own recipient, *pinned on this computer*: the one in the folder could
have been swapped by whoever carries it. Inside the seal stands a MAC under this device's jot key, so that
nobody else can put words into the journal. ``docs/formats/jot.md`` is the specification.
"""

import contextlib
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from peerjournal.crypto import Key, check_mac, field, mac
from peerjournal.disk import Disk
from peerjournal.errors import CryptoError, NoJournal, NotSaved, TooLarge
from peerjournal.vault.home import Home
from peerjournal.vault.ids import TICKS, uuid7

LIMIT = 256 * 1024
"""The most bytes a jot's text may have."""
_FILES = 1_000
_LABEL = b"peerjournal/jot/v0"
_LARGEST_FILE = 2 * LIMIT
_NONSENSE = (ValueError, KeyError, TypeError, RecursionError, CryptoError)
"""What comes of reading JSON that may be anybody's: everything that is sealed to us is."""


@dataclass(frozen=True, slots=True)
class Jot:
    """A line that was kept without unlocking."""

    identifier: str
    """What its entry will be called, so that taking it in twice makes one entry."""
    device: str
    written: datetime
    text: str
    ours: bool
    """Whether a device of this journal marked it; otherwise somebody else put the file there."""
    path: Path

    def __repr__(self) -> str:
        """Name the jot, not its words."""
        return f"Jot({self.identifier})"


@dataclass(frozen=True, slots=True)
class Pin:
    """What a computer keeps in its state folder so that it can seal jots without the passphrase."""

    recipient: bytes
    """The journal's hybrid recipient, 1,216 bytes."""
    device: str
    key: Key

    def encode(self) -> bytes:
        """Return the pin's file."""
        fields = {"device": self.device, "key": self.key.reveal().hex(), "recipient": self.recipient.hex()}
        return json.dumps(fields, sort_keys=True).encode() + b"\n"

    @classmethod
    def decode(cls, data: bytes) -> "Pin":
        """Read a pin.

        Raises:
            ValueError: It is not one.
        """
        fields = json.loads(data)
        return cls(
            bytes.fromhex(fields["recipient"]), str(fields["device"]), Key(bytes.fromhex(fields["key"]))
        )


def read_pin(home: Home) -> Pin | None:
    """Return this computer's pin, or None where there is none, or one that makes no sense.

    Raises:
        OSError: The disk would not read it.
    """
    with contextlib.suppress(FileNotFoundError, *_NONSENSE):
        return Pin.decode(home.disk.read_file(home.jot_pin, 16 * 1024))
    return None


def keep(home: Home, text: str, *, written: datetime, identifier: str = "") -> Path:
    """Seal ``text`` into the jots folder, whole and lasting, and return the file's path.

    Args:
        home: The journal's places.
        text: What was written.
        written: Now, with its offset.
        identifier: What its entry will be called; a new id when not given.

    Raises:
        NoJournal: This computer has not opened the journal yet, so there is nothing to seal to.
        TooLarge: The text has more than 256 KiB.
        NotSaved: The disk refused.
    """
    try:
        pin = read_pin(home)
    except OSError as error:
        raise NotSaved from error
    if pin is None:
        raise _not_opened_here()
    from peerjournal.crypto import age  # noqa: PLC0415 — only jots and letters need it

    identifier = identifier or uuid7(int(written.timestamp() * TICKS))
    stamp = written.isoformat(timespec="seconds")
    tag = _tag(pin.key, identifier, pin.device, stamp, text)
    fields = {"device": pin.device, "id": identifier, "mac": tag.hex(), "text": text, "written": stamp}
    plain = json.dumps(fields, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    if len(plain) > LIMIT:
        raise TooLarge("A jot holds up to 256 KiB.", hint="`peerjournal write` keeps a longer text.")
    padded = plain.ljust(max(256, 1 << (len(plain) - 1).bit_length()))
    try:
        sealed = age.encrypt(padded, [age.HybridRecipient(pin.recipient)])
    except CryptoError as error:
        raise _not_opened_here() from error
    path = home.jots / f"{os.urandom(16).hex()}.age"
    try:
        home.make(home.jots)
        home.disk.replace(path, sealed)
    except OSError as error:
        raise NotSaved from error
    return path


def _not_opened_here() -> NoJournal:
    return NoJournal(
        "This computer has not opened the journal yet, so nothing was kept.",
        hint="Open it once with your passphrase; from then on `jot` needs none.",
    )


def names(home: Home) -> list[str]:
    """Return the names of the jot files that are there, 1,000 at the most."""
    # A sync that keeps two of one jot puts something before the ending or behind it.
    listed = home.disk.list(home.jots)
    return [name for name in listed if ".age" in name and not name.startswith(".")][:_FILES]


def read(home: Home, identities: Sequence[Any], keys: dict[str, Key]) -> list[Jot]:
    """Open the jots that are there, oldest first; files that are not jots of this journal are left alone.

    Args:
        home: The journal's places.
        identities: The age identities of this journal's epochs.
        keys: The jot MAC key of each known device.
    """
    found = (_read(home.jots / name, home.disk, identities, keys) for name in names(home))
    return sorted((jot for jot in found if jot is not None), key=lambda jot: (jot.written, jot.identifier))


def _read(path: Path, disk: Disk, identities: Sequence[Any], keys: dict[str, Key]) -> Jot | None:
    from peerjournal.crypto import age  # noqa: PLC0415 — only jots and letters need it

    with contextlib.suppress(OSError, *_NONSENSE):
        data = disk.read_file(path, _LARGEST_FILE + 1)
        if len(data) > _LARGEST_FILE:
            return None
        fields = json.loads(age.decrypt(data, identities).plaintext)
        identifier, device = str(fields["id"]), str(fields["device"])
        stamp, text = str(fields["written"]), str(fields["text"])
        written = datetime.fromisoformat(stamp)
        ours = _holds(keys.get(device), bytes.fromhex(fields["mac"]), (identifier, device, stamp, text))
        return Jot(identifier, device, written, text, ours, path) if written.tzinfo else None
    return None


def _holds(key: Key | None, tag: bytes, said: tuple[str, str, str, str]) -> bool:
    if key is None:
        return False
    try:
        check_mac(key, tag, _LABEL, *_parts(*said))
    except CryptoError:
        return False
    return True


def _parts(identifier: str, device: str, stamp: str, text: str) -> tuple[bytes, ...]:
    return (
        *(field(part.encode()) for part in (identifier, device, stamp)),
        text.encode("utf-8", "replace"),
    )


def _tag(key: Key, identifier: str, device: str, stamp: str, text: str) -> bytes:
    return mac(key, _LABEL, *_parts(identifier, device, stamp, text))
