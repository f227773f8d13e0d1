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

from peerjournal.errors.keeping import (
    JournalDamaged,
    JournalError,
    JournalExists,
    JournalInUse,
    JournalLocked,
    JournalReadOnly,
    JournalTooNew,
    MarkNotClosed,
    NoJournal,
    NoSuchEntry,
    NoSuchPerson,
    NotSaved,
    NotYours,
    TooLittleMemory,
    VaultError,
    WrongPassphrase,
)
from peerjournal.errors.root import (
    ConfigError,
    CryptoError,
    EditorError,
    EditorFailed,
    InputError,
    NeedsAnswer,
    NoEditor,
    NoRoomInMemory,
    NotText,
    PeerjournalError,
    SourceUnreadable,
)
from peerjournal.errors.sending import (
    AlreadyReceived,
    BadCard,
    LetterDamaged,
    LetterError,
    NotForUs,
    NotYetCompared,
    Paused,
    PdfNotHere,
    PeerError,
    TooLarge,
    Undecided,
    UnknownPeer,
)

__all__ = [
    "AlreadyReceived",
    "BadCard",
    "ConfigError",
    "CryptoError",
    "EditorError",
    "EditorFailed",
    "InputError",
    "JournalDamaged",
    "JournalError",
    "JournalExists",
    "JournalInUse",
    "JournalLocked",
    "JournalReadOnly",
    "JournalTooNew",
    "LetterDamaged",
    "LetterError",
    "MarkNotClosed",
    "NeedsAnswer",
    "NoEditor",
    "NoJournal",
    "NoRoomInMemory",
    "NoSuchEntry",
    "NoSuchPerson",
    "NotForUs",
    "NotSaved",
    "NotText",
    "NotYetCompared",
    "NotYours",
    "Paused",
    "PdfNotHere",
    "PeerError",
    "PeerjournalError",
    "SourceUnreadable",
    "TooLarge",
    "TooLittleMemory",
    "Undecided",
    "UnknownPeer",
    "VaultError",
    "WrongPassphrase",
]
