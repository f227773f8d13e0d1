"""Every way this program says no, drawn as one tree.

    PeerjournalError            exit 1
    ├── VaultError
    │   ├── NoJournal           3     there is no journal where we looked
    │   ├── JournalExists       1     there is one already, and it is never overwritten
    │   ├── WrongPassphrase     4     what was typed opens no slot
    │   ├── JournalLocked       1     the keys were forgotten; unlocking brings them back
    │   ├── JournalInUse        5     another program holds the write lock and did not let go
    │   ├── JournalDamaged      6     something fails its check (a torn tail is not damage)
    │   ├── JournalTooNew       7     written by a later version
    │   ├── NotYours            1     another account owns it, and the administrator would shut that one out
    │   ├── TooLittleMemory     1     a key can't be derived in the memory there is
    │   ├── NotSaved            8     the disk refused; the text is still with the person
    │   └── JournalReadOnly     9     damaged, tampered, rolled back, or a failed fsync; says which
    ├── JournalError: NoSuchEntry · NoSuchPerson · MarkNotClosed(line)
    ├── PeerError: BadCard · UnknownPeer · NotYetCompared
    ├── LetterError: NotForUs · LetterDamaged · Undecided · Paused · AlreadyReceived · TooLarge
    │               PdfNotHere
    ├── EditorError: NoEditor · NoRoomInMemory · EditorFailed
    ├── InputError              2
    │   ├── NeedsAnswer               there is nobody to ask, and nothing was passed instead
    │   └── NotText                   what was piped in is not UTF-8, or far too long
    ├── SourceUnreadable              what was to be moved in from; says which file and line
    ├── ConfigError
    └── CryptoError             never reaches a person: each floor translates it

Groups end in ``Error``; leaves are plain words. Each has an ``exit_code`` and a ``hint`` (what the person
can do now). The message is one sentence without jargon, and never holds what someone wrote.
"""

import errno
import pathlib

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED, _IS_FULL = "The disk refused", "The disk is full"


class PeerjournalError(Exception):
    """The root: everything this program refuses on purpose."""

    exit_code = 1
    hint = ""

    def __init__(self, message: str = "", *, hint: str = "") -> None:
        super().__init__(message or (type(self).__doc__ or "").splitlines()[0])
        if hint:
            self.hint = hint


class VaultError(PeerjournalError):
    """The journal on disk could not be used as asked."""


class NoJournal(VaultError):
    """There is no journal here yet."""

    exit_code = 3
    hint = "`peerjournal init` makes one; `--journal DIR` looks somewhere else."


class JournalExists(VaultError):
    """There is a journal here already, and it was left as it is."""

    hint = "Choose another folder with `--journal DIR`."


class WrongPassphrase(VaultError):
    """That passphrase didn't open it."""

    exit_code = 4
    hint = "Try again. Nothing was changed. The recovery words open it too, if you made them."

    def __init__(
        self, message: str = "", *, hint: str = "", slips: dict[int, tuple[str, ...]] | None = None
    ) -> None:
        super().__init__(message, hint=hint)
        self.slips = slips or {}
        """Which recovery words to look at again, from 1, and what may have been meant by each: for the eyes
        of whoever typed them, and no part of the message."""

    @property
    def meant(self) -> str:
        """What may have been meant, in a sentence for those eyes; empty where nothing is near."""
        found = [f"word {place} is {' or '.join(words)}" for place, words in self.slips.items() if words]
        return f"Perhaps {', '.join(found)}." if found else ""


class JournalLocked(VaultError):
    """The journal is locked."""

    hint = "Unlock it again. What was kept before is safe."


class JournalInUse(VaultError):
    """Another program is writing to this journal and did not let go."""

    exit_code = 5
    hint = "Wait a moment and try again. Nothing was changed."


class JournalDamaged(VaultError):
    """Part of the journal fails its check."""

    exit_code = 6
    hint = "Nothing was changed. `peerjournal check` says what is whole and what is not."


class JournalTooNew(VaultError):
    """This journal was written by a later version of the program."""

    exit_code = 7
    hint = "Nothing was changed. A newer Peerjournal opens it."


class NotYours(VaultError):
    """The journal's files belong to another account on this computer, so nothing was opened."""

    hint = (
        "Open it from that account, without `sudo`. What is written from here its owner could not read. To"
        " read it from this one, make a copy of the folder that belongs to you."
    )


class TooLittleMemory(VaultError):
    """This computer has too little free memory to derive the key."""

    hint = "Nothing was changed. Close other programs and try again; recovery words need hardly any memory."


class NotSaved(VaultError):
    """The disk refused, so this was not saved."""

    exit_code = 8
    hint = "What was there before is safe. Make room, or check the disk, and try again."

    def __str__(self) -> str:
        """Say that the disk is full where that is why: it is the one reason that a person can mend."""
        said, cause = super().__str__(), self.__cause__
        is_full = isinstance(cause, OSError) and cause.errno in _FULL
        return said.replace(_REFUSED, _IS_FULL, 1) if is_full else said


class JournalReadOnly(VaultError):
    """The journal can be read but not written to just now."""

    exit_code = 9
    hint = "`peerjournal check` says why, and what can be done."


class JournalError(PeerjournalError):
    """Something asked of entries and stories could not be done."""


class NoSuchEntry(JournalError):
    """There is no entry with that number."""

    hint = "`peerjournal list` shows the numbers."


class NoSuchPerson(JournalError):
    """There is nobody by that stand-in or number among the people in your stories."""

    hint = "`peerjournal people` shows who is."


class MarkNotClosed(JournalError):
    """A mark is not closed, so nothing can leave yet."""

    hint = "Close the mark in the story, or take it out. Until then everything after it stays with you."

    def __init__(self, message: str = "", *, line: int = 0, hint: str = "") -> None:
        super().__init__(message, hint=hint)
        self.line = line
        """The line of the body on which the mark stands, counted from 1."""


class PeerError(PeerjournalError):
    """Something asked of the circle could not be done."""


class BadCard(PeerError):
    """This card can't be used."""

    hint = "Nothing was kept. Ask them to make the card again and send the whole file."


class UnknownPeer(PeerError):
    """There is nobody by that name in your circle."""

    hint = "`peerjournal peers` shows who is."


class NotYetCompared(PeerError):
    """The safety words have not been compared yet."""

    hint = "Compare them with `peerjournal peers compare`, or go on with `--unconfirmed`."


class LetterError(PeerjournalError):
    """A letter could not be made or opened."""


class NotForUs(LetterError):
    """None of your keys opens this file."""

    hint = "Nothing was kept. It may be for someone else, or for a card you have dropped."


class LetterDamaged(LetterError):
    """This file is not whole."""

    hint = "Nothing was kept. Ask them to send it once more."


class Undecided(LetterError):
    """Something must be decided before this can leave."""

    hint = "`peerjournal preview` shows what."


class Paused(LetterError):
    """You set this aside for now, for this person."""

    hint = "`peerjournal paused` shows it, and `peerjournal pause --end N` ends the pause."


class AlreadyReceived(LetterError):
    """This letter is here already."""

    hint = "`peerjournal letters` shows it."


class TooLarge(LetterError):
    """This is larger than a letter may be."""

    hint = "A letter holds up to 256 KiB of text. Choose fewer stories, or shorten one."


class PdfNotHere(LetterError):
    """What makes PDFs is not installed."""

    hint = "`pip install 'peerjournal[pdf]'` adds it. Nothing was made. The other forms need nothing more."


class EditorError(PeerjournalError):
    """Your own editor can't be used."""


class NoEditor(EditorError):
    """No editor of yours is named: neither VISUAL nor EDITOR is set."""

    hint = "Name one, as in `VISUAL=vim`. The app has an editor of its own. `peerjournal` alone opens it."


class NoRoomInMemory(EditorError):
    """This computer has no storage that is only memory, so a plain text would touch the disk."""

    hint = "Nothing was opened. The app's own editor seals what you write. `peerjournal` alone opens it."


class EditorFailed(EditorError):
    """Your editor did not end well."""

    hint = "What was kept before is as it was."


class InputError(PeerjournalError):
    """What came in can't be used as it is."""

    exit_code = 2


class NeedsAnswer(InputError):
    """There is nobody to ask here, because the input is not a terminal."""


class NotText(InputError):
    """The input is not UTF-8 text, so nothing was kept."""

    hint = "Save it as UTF-8 and try again."


class SourceUnreadable(PeerjournalError):
    """What is to be moved in can't be read."""

    hint = "Nothing was kept, and the source is as it was."

    def __init__(self, message: str = "", *, path: pathlib.Path | None = None, line: int = 0) -> None:
        super().__init__(message)
        self.path, self.line = path, line
        """Which file, and which line of it from 1: to be shown beside the message, which names neither."""


class ConfigError(PeerjournalError):
    """A setting can't be used."""


class CryptoError(PeerjournalError):
    """A seal did not open. Never reaches a person: each floor translates it."""
