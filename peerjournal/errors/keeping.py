"""What is refused of the journal on disk, and of the entries and stories in it."""

import errno

from peerjournal.errors.root import PeerjournalError

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_REFUSED, _IS_FULL = "The disk refused", "The disk is full"


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
