"""The keys of an unlocked journal: each epoch's data key, and what is derived from it."""

from collections.abc import Mapping

from peerjournal.crypto import Key, derive
from peerjournal.errors import JournalDamaged, JournalLocked
from peerjournal.vault.log import Header, Seal


class KeyRing:
    """The data keys of every epoch that the key file still holds."""

    def __init__(self, keys: Mapping[int, Key]) -> None:
        self._keys = dict(keys)
        self._wiped = False

    @property
    def epoch(self) -> int:
        """The newest epoch: the one that new frames are sealed under."""
        return max(self._keys)

    @property
    def epochs(self) -> list[int]:
        """Every epoch there is a key for, newest first."""
        return sorted(self._keys, reverse=True)

    def key(self, purpose: bytes, epoch: int | None = None) -> Key:
        """Return the subkey for ``purpose`` of an epoch, the newest by default.

        Raises:
            JournalDamaged: There is no key for that epoch.
            JournalLocked: The keys were wiped.
        """
        if self._wiped:
            raise JournalLocked
        number = self.epoch if epoch is None else epoch
        if number not in self._keys:
            raise JournalDamaged(
                "A log of this journal is sealed under a key that the key file does not hold."
            )
        return derive(self._keys[number], b"peerjournal/" + purpose)

    def raw(self, epoch: int) -> Key:
        """Return an epoch's data key itself, which only the key file has a use for."""
        return self._keys[epoch]

    def data_key(self) -> Key:
        """Return the newest data key itself."""
        return self._keys[self.epoch]

    def seal(self, header: Header) -> Seal:
        """Return what opens and makes the frames of one log."""
        return Seal(header, self.key(b"log/enc", header.epoch), self.key(b"log/nonce", header.epoch))

    def wipe(self) -> None:
        """Overwrite the keys, as far as Python lets us."""
        self._wiped = True
        for key in self._keys.values():
            key.wipe()
