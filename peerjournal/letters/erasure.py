"""Erasing for good: what goes with an entry or a story, what stays elsewhere, and saying both plainly."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Final

from peerjournal import vault as vaults
from peerjournal.errors import JournalError
from peerjournal.letters import kept, pause
from peerjournal.letters.set_aside import Pause
from peerjournal.vault import Progress, Thing, Vault

_ENTRIES: Final = "entries"

_VERSIONS: Final = "It goes with every earlier version, and nothing brings it back."
_BACKUPS: Final = (
    "The backups kept on this computer ({count}) hold it. One is made anew, and the others go with it."
)
_DRAFTS: Final = "What you had begun to change in it goes too."
_PAUSED: Final = "It is taken out of what you set aside, {count}."
_SET_ASIDE: Final = (
    "What was set aside on this computer because it was cut off, damaged or replaced may hold it, or a key to"
    " it. It goes too: {count}."
)
_FILES: Final = "The files that belong to it go too, with the keys that open them: {count}."
_KEYS: Final = (
    "The journal gets new keys. Earlier recovery words, and any second passphrase, no longer open it."
)
_STORIES: Final = "Stories that were made of it stay, with the words in them: {count}."
_LETTERS: Final = (
    "Your copies of letters in which it left stay among your letters: {count}. So do replies to them."
)
_PEERS: Final = "Whoever was given it keeps what they have."
_LINES: Final = "Lines from it stay on your hope shelf: {count}."
_DEVICES: Final = "Device {letters} still holds it until the journal is opened there."
_SEVERAL: Final = "Devices {letters} still hold it until the journal is opened on each of them."
_COPIES: Final = (
    "Copies that a sync left in the journal's folder, and that can't be read, may hold it: {count}."
)
_DAMAGED: Final = (
    "The file of device {letter} is damaged and can't be rewritten, so what it holds of it stays in it."
)
_ELSEWHERE: Final = (
    "Backups and copies in other places keep it, and so does what a sync or a cloud keeps of older files."
)
_DISK: Final = (
    "A disk may keep the old bytes for a while, above all an SSD. They are sealed, under keys that are no"
    " longer in the journal."
)


@dataclass(frozen=True, slots=True)
class Erased:
    """What came of erasing."""

    count: int
    """How many entries and stories there were."""
    copies_kept: tuple[str, ...]
    """What stays elsewhere, a sentence for each."""
    unfinished: tuple[str, ...] = ()
    """What could not be done now and is done at the next opening, a sentence for each."""


class Erasure:
    """What it means to erase some of what one journal holds."""

    def __init__(self, vault: Vault, identifiers: Collection[str], *, lines: int = 0) -> None:
        """Look at what is to go.

        Args:
            vault: The journal's.
            identifiers: The ids of entries and stories.
            lines: How many lines from them stand on the hope shelf, of which nothing here knows.
        """
        self._vault, self._identifiers, self._lines = vault, [*dict.fromkeys(identifiers)], lines
        if not self._identifiers:
            raise JournalError("Choose what to erase.")

    def carry_out(self, passphrase: str, *, recovery: str | None, progress: Progress | None) -> Erased:
        """Erase it; raises what `vault.erase` does."""
        stays = [*self._stays()]
        left = vaults.erase(self._vault, [*self._things()], passphrase, recovery=recovery, progress=progress)
        return Erased(len(self._identifiers), (*stays, *self._outside()), left)

    def reaches(self) -> tuple[str, ...]:
        """Say what goes, and then what does not."""
        return (*self._goes(), *self._stays(), *self._outside())

    def _things(self) -> Iterator[Thing]:
        for identifier in self._identifiers:
            yield Thing(_ENTRIES, identifier)
        for one in self._pauses():
            stories = {name: doc for name, doc in one.stories.items() if name not in self._identifiers}
            yield Thing(pause.TABLE, one.id, replace(one, stories=stories).to_doc() if stories else None)

    def _pauses(self) -> list[Pause]:
        rows = self._vault.documents(pause.TABLE).items()
        found = (Pause.from_doc(*row) for row in rows)
        return [one for one in found if one.stories.keys() & {*self._identifiers}]

    # What goes.

    def _goes(self) -> Iterator[str]:
        yield _VERSIONS
        here = vaults.traces_of(self._vault, self._identifiers)
        if here.backups:
            yield _BACKUPS.format(count=here.backups)
        if here.drafts:
            yield _DRAFTS
        if pauses := self._pauses():
            yield _PAUSED.format(count=len(pauses))
        if count := sum(len(vaults.files_of(self._vault, one)) for one in self._identifiers):
            yield _FILES.format(count=count)
        if here.set_aside:
            yield _SET_ASIDE.format(count=here.set_aside)
        yield _KEYS

    # What stays.

    def _stays(self) -> Iterator[str]:
        gone = {*self._identifiers}
        entries = self._vault.documents(_ENTRIES)
        if count := sum(doc.get("from_entry") in gone for one, doc in entries.items() if one not in gone):
            yield _STORIES.format(count=count)
        letters = kept.Letters(self._vault).all()
        if count := sum(bool(gone & {*letter.stories}) for letter in letters):
            yield _LETTERS.format(count=count)
        if any(entries.get(one, {}).get("kind") == "story" for one in gone):
            yield _PEERS
        if self._lines:
            yield _LINES.format(count=self._lines)

    def _outside(self) -> Iterator[str]:
        others = sorted({*self._vault.home.devices()} - {self._vault.device})
        damaged = [one for one in others if self._is_damaged(one)]
        letters = [self._vault.device_letter(one) for one in others if one not in damaged]
        if letters:
            yield (_DEVICES if len(letters) == 1 else _SEVERAL).format(letters=", ".join(letters))
        if count := len(vaults.left(self._vault)):
            yield _COPIES.format(count=count)
        for one in damaged:
            yield _DAMAGED.format(letter=self._vault.device_letter(one))
        yield _ELSEWHERE
        yield _DISK

    def _is_damaged(self, device: str) -> bool:
        log = self._vault.logs.others.get(device)
        return log is not None and log.health.verdict is vaults.Verdict.DAMAGED
