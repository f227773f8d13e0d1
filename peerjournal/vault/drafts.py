"""One sealed file for each piece now being written, replaced whole every few seconds.

A draft is in the log only once the piece is closed; until then it survives a killed process and a pulled plug
here. ``docs/formats/draft.md`` is the specification.
"""

import contextlib
import json
import os
import re
import struct
import zlib
from dataclasses import dataclass
from typing import Any

from peerjournal.crypto import Xaes, hedged_nonce
from peerjournal.errors import CryptoError, JournalDamaged, NotSaved
from peerjournal.vault.home import Home
from peerjournal.vault.keyring import KeyRing
from peerjournal.vault.log import pad

MAGIC = b"peerjournal draft 0\n"
_HEAD = struct.Struct("<20s16sH16s24s")
_CRC = struct.Struct("<I")
_NAME = re.compile(r"[0-9a-f]{32}\.draft")
_LABEL = b"peerjournal/draft/v0"


@dataclass(frozen=True, slots=True)
class Draft:
    """A piece that is being written, as it was last kept."""

    name: str
    """Its file's name without the ending: 32 hex digits."""
    fields: dict[str, Any]
    """What the writing screen put there: the piece, whose it is, and where the cursor stood."""

    def __repr__(self) -> str:
        """Name the draft, not its words."""
        return f"Draft({self.name})"


class Drafts:
    """The drafts of an unlocked journal."""

    def __init__(self, home: Home, ring: KeyRing, vault_id: bytes) -> None:
        self._home, self._ring, self._vault_id = home, ring, vault_id

    def new(self) -> str:
        """Return a name for a new draft."""
        return os.urandom(16).hex()

    def keep(self, name: str, fields: dict[str, Any]) -> None:
        """Put ``fields`` in the place of what the draft held; return only once it lasts.

        Raises:
            NotSaved: The disk refused; what the draft held before is still there.
        """
        plain = pad(json.dumps(fields, ensure_ascii=False).encode("utf-8", "replace"))
        key, hedge = self._ring.key(b"draft/enc"), self._ring.key(b"draft/nonce")
        identity = bytes.fromhex(name)
        nonce = hedged_nonce(hedge, identity, plain)
        head = _HEAD.pack(MAGIC, self._vault_id, self._ring.epoch, identity, nonce)
        body = head + Xaes(key).seal(nonce, plain, _LABEL + head)
        try:
            self._home.make(self._home.drafts)
            self._home.disk.replace(self._home.drafts / f"{name}.draft", body + _CRC.pack(zlib.crc32(body)))
        except OSError as error:
            raise NotSaved from error

    def all(self) -> list[Draft]:
        """Return the drafts that can be opened, by name."""
        found = []
        for name in self.names():
            with contextlib.suppress(JournalDamaged):
                found.append(self.open(name))
        return found

    def names(self) -> list[str]:
        """Return the names of all drafts there are.

        Raises:
            JournalDamaged: The disk would not list them.
        """
        try:
            listed = self._home.disk.list(self._home.drafts)
        except OSError as error:
            raise JournalDamaged("The disk would not list the drafts.") from error
        return [name.removesuffix(".draft") for name in listed if _NAME.fullmatch(name)]

    def epochs(self) -> set[int]:
        """Return the epochs whose keys the drafts need, as far as their heads tell.

        Raises:
            OSError: One could not be read.
            JournalDamaged: The disk would not list them, or one does not begin as a draft does.
        """
        found = set()
        for name in self.names():
            head = self._home.disk.read_file(self._home.drafts / f"{name}.draft", _HEAD.size)
            if len(head) < _HEAD.size or not head.startswith(MAGIC):
                raise JournalDamaged("A draft does not begin as a draft does.")
            found.add(_HEAD.unpack(head)[2])
        return found

    def open(self, name: str) -> Draft:
        """Return a draft.

        Raises:
            JournalDamaged: It is not there, fails its check, or is not this journal's.
        """
        try:
            data = self._home.disk.read_file(self._home.drafts / f"{name}.draft")
        except OSError as error:
            raise JournalDamaged("A draft could not be read.") from error
        found = self.read(data)
        if found.name != name:
            raise JournalDamaged("A draft is not this journal's.")
        return found

    def read(self, data: bytes) -> Draft:
        """Return what the bytes of a draft hold; its name is the one it was sealed under.

        Raises:
            JournalDamaged: They fail their check, or are not this journal's.
        """
        body, crc = data[: -_CRC.size], data[-_CRC.size :]
        if len(body) < _HEAD.size or _CRC.pack(zlib.crc32(body)) != crc:
            raise JournalDamaged("A draft fails its check.")
        magic, vault_id, epoch, identity, nonce = _HEAD.unpack_from(body)
        if (magic, vault_id) != (MAGIC, self._vault_id):
            raise JournalDamaged("A draft is not this journal's.")
        try:
            sealed = body[_HEAD.size :]
            plain = Xaes(self._ring.key(b"draft/enc", epoch)).open(nonce, sealed, _LABEL + body[: _HEAD.size])
        except CryptoError as error:
            raise JournalDamaged("A draft was changed by something other than this program.") from error
        return Draft(identity.hex(), json.loads(plain))

    def waits_for_a_key(self, data: bytes) -> bool:
        """Tell whether the bytes of a draft are whole, but sealed under a key that is not here yet."""
        body, crc = data[: -_CRC.size], data[-_CRC.size :]
        whole = len(body) >= _HEAD.size and _CRC.pack(zlib.crc32(body)) == crc
        return whole and _HEAD.unpack_from(body)[2] not in self._ring.epochs

    def discard(self, name: str) -> None:
        """Remove a draft; one that is not there is no matter.

        Raises:
            NotSaved: The disk refused.
        """
        try:
            with contextlib.suppress(FileNotFoundError):
                self._home.disk.unlink(self._home.drafts / f"{name}.draft")
        except OSError as error:
            raise NotSaved from error
