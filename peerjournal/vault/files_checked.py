"""Checking the files that belong to entries: every byte of each, and of its copy beside the backups."""

from dataclasses import dataclass

from peerjournal.errors import JournalDamaged
from peerjournal.vault import files_backed
from peerjournal.vault.files import SealedFile
from peerjournal.vault.files_named import FIELD, named_files, unnamed_files
from peerjournal.vault.files_opened import FileStanding, at_place, file_standing
from peerjournal.vault.logs import Progress
from peerjournal.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class FileTrouble:
    """A file that is not here, or is damaged."""

    identifier: str
    """The id of the document that it belongs to."""
    place: int
    """Which of its files it is, from 1."""
    standing: FileStanding
    is_backed: bool
    """Whether a copy beside the backups has it whole."""


@dataclass(frozen=True, slots=True)
class FilesReport:
    """What a check of every file found."""

    count: int
    """How many files belong to documents."""
    troubles: tuple[FileTrouble, ...] = ()
    unnamed: int = 0
    """How many files are here that no document names."""
    copies_damaged: int = 0
    """How many copies beside the backups were damaged; they are dropped, to be made anew."""

    @property
    def whole(self) -> bool:
        """Whether every file is here as it was sealed."""
        return not self.troubles


def check_files(vault: Vault, progress: Progress | None = None) -> FilesReport:
    """Read every file that a document names, and the copies of them; return what was found.

    Raises:
        JournalDamaged: The disk would not list them.
    """
    home, named = vault.home, named_files(vault)
    troubles: list[FileTrouble] = []
    damaged = 0
    try:
        unnamed = len(unnamed_files(vault))
        for done, (name, ones) in enumerate(named.items()):
            identifier, sealed = ones[0]
            copy = files_backed.copies(home) / name
            copied = at_place(home.disk, copy, sealed)
            if copied is FileStanding.DAMAGED:
                home.disk.unlink(copy)
                damaged += 1
            found = file_standing(home, sealed)
            if found is not FileStanding.WHOLE:
                place = _place(vault, identifier, sealed)
                troubles.append(FileTrouble(identifier, place, found, copied is FileStanding.WHOLE))
            if progress is not None:
                progress(done + 1, len(named))
    except OSError as error:
        raise JournalDamaged("The disk would not list the files that belong to entries.") from error
    return FilesReport(len(named), tuple(troubles), unnamed, damaged)


def _place(vault: Vault, identifier: str, sealed: SealedFile) -> int:
    told = vault.documents("entries").get(identifier, {}).get(FIELD, ())
    places = [place for place, one in enumerate(told, start=1) if one.get("file") == sealed.file]
    return places[0] if places else 1
