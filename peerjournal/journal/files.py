"""Files that belong to entries: taken in with them, opened again, and let go of when they go."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import Any, BinaryIO, Protocol

from peerjournal import vault as vaults
from peerjournal.errors import JournalDamaged, JournalError, NoSuchEntry, PeerjournalError
from peerjournal.journal.files_kept import KeptFile, base_name
from peerjournal.journal.history import History
from peerjournal.journal.reference import TABLE
from peerjournal.journal.story import Piece, piece_from_doc
from peerjournal.vault import FileStanding, SealedFile, Vault

_SPAN = 1 << 20
_KINDS = frozenset({"photo", "video", "audio", "pdf", "file"})


class Attached(Protocol):
    """A file that comes in with what an importer found."""

    @property
    def name(self) -> str:
        """Its base name."""

    @property
    def size(self) -> int:
        """How many bytes it has, as far as that is known."""

    @property
    def kind(self) -> str:
        """`photo`, `video`, `audio`, `pdf` or `file`."""

    @property
    def open(self) -> Callable[[], BinaryIO]:
        """Opens it for reading."""


class Files(History):
    """The files that belong to the entries of one unlocked vault."""

    @property
    def file_count(self) -> int:
        """How many files belong to entries."""
        return len(vaults.named_files(self._vault))

    def by_id(self, identifier: str) -> Piece:
        """Return what has an id, hidden or not.

        Raises:
            NoSuchEntry: Nothing has it.
        """
        doc = self._vault.documents(TABLE).get(identifier)
        if doc is None:
            raise NoSuchEntry
        return piece_from_doc(identifier, doc)

    def open_file(self, piece: Piece, number: int) -> BinaryIO:
        """Open one of a piece's files for reading, once all of it was seen to be as it was sealed.

        Args:
            piece: What it belongs to.
            number: Which of its files, counted from 1.

        Raises:
            JournalError: It has no such file, or the file is not here.
            JournalDamaged: The file is not as it was sealed.
        """
        return vaults.open_sealed(self._vault.home, _sealed(_file(piece, number)))

    def file_pieces(self, piece: Piece, number: int) -> Iterator[bytes]:
        """Yield what is in one of a piece's files, a part at a time; raises as ``open_file`` does."""
        with self.open_file(piece, number) as stream:
            while part := stream.read(_SPAN):
                yield part

    def file_standing(self, piece: Piece, number: int) -> FileStanding:
        """Read one of a piece's files to its last byte, and say how it was found."""
        try:
            return vaults.file_standing(self._vault.home, _sealed(_file(piece, number)))
        except JournalDamaged:
            return FileStanding.DAMAGED

    def is_here(self, piece: Piece, number: int) -> bool:
        """Tell whether one of a piece's files is in its place, without reading it."""
        return vaults.is_here(self._vault.home, _file(piece, number).sealed)


def _file(piece: Piece, number: int) -> KeptFile:
    if not 1 <= number <= len(piece.files):
        raise JournalError("It has no file with that number.")
    return piece.files[number - 1]


def _sealed(file: KeptFile) -> SealedFile:
    if file.sealed is None:
        raise JournalDamaged("What its entry says of that file can't be read.")
    return file.sealed


class TakingIn:
    """Seals the files of what is moved in, before the entries that name them are kept.

    What was sealed and is named by nothing yet is removed again where it is given up. Where the program is
    killed it stays, sealed under a key that nobody has, until the journal lets go of it.
    """

    def __init__(self, vault: Vault, going_on: Callable[[], None]) -> None:
        """Begin.

        Args:
            vault: The unlocked journal.
            going_on: Called again and again; may raise to stop it.
        """
        self._vault, self._going_on = vault, going_on
        self._waiting: list[str] = []
        self._may_write = False
        self.size = 0
        """How many bytes were sealed that nothing names yet."""
        self.count = 0
        """How many files were taken in."""
        self.left: list[str] = []
        """Where in the source stands what names a file that could not be taken in."""

    def take(self, attached: Sequence[Attached], where: str) -> list[dict[str, Any]]:
        """Seal the files of one entry, and return what its document is to say of them."""
        told: list[dict[str, Any]] = []
        for one in attached:
            try:
                sealed = self._seal(one)
            except _NotTaken:
                self.left.append(where)
                continue
            kind = one.kind if one.kind in _KINDS else "file"
            told.append({"name": base_name(one.name), "kind": kind, **sealed.to_doc()})
        return told

    def _seal(self, one: Attached) -> SealedFile:
        if one.size > vaults.LARGEST_FILE:
            raise _NotTaken
        if not self._may_write:
            # A journal that can't be written to is found out before anything is sealed in vain.
            with self._vault.exclusive():
                self._may_write = True
        with _opened(one) as stream:
            sealed = vaults.seal_file(self._vault.home, _pieces(stream), self._moved)
        self._waiting.append(sealed.file)
        return sealed

    def _moved(self, size: int) -> None:
        self.size += size
        self._going_on()

    def last(self) -> None:
        """Return once what was sealed lasts, so that it may be named."""
        if self._waiting:
            vaults.settle_files(self._vault.home)

    def named(self, names: AbstractSet[str]) -> None:
        """Note which of what was sealed is named by entries that were kept; the rest is removed again."""
        self.count += len(names)
        self._waiting = [one for one in self._waiting if one not in names]
        self.give_up()
        self.size = 0

    def give_up(self) -> None:
        """Remove what was sealed and is named by nothing."""
        with contextlib.suppress(OSError):
            vaults.drop_files(self._vault.home, self._waiting)
        self._waiting = []


class _NotTaken(Exception):
    """A file can't be read at its source, or is too large."""


@contextlib.contextmanager
def _opened(one: Attached) -> Iterator[BinaryIO]:
    try:
        stream = one.open()
    except (OSError, ValueError, PeerjournalError) as error:
        raise _NotTaken from error
    with stream:
        yield stream


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Read a source's file to its end, wherever it says that this is."""
    total = 0
    while True:
        try:
            piece = stream.read(_SPAN)
        # What unpacks an archive has errors of its own; whatever they are, the file can't be read.
        except Exception as error:
            raise _NotTaken from error
        if not piece:
            return
        total += len(piece)
        if total > vaults.LARGEST_FILE:
            raise _NotTaken
        yield piece


def let_go(vault: Vault, names: Iterable[str]) -> None:
    """Remove the files of what was taken out, as far as that is safe now; the rest goes later."""
    with contextlib.suppress(OSError, PeerjournalError):
        vaults.let_go_files(vault, names)
