"""History: versions of an entry or a story, bringing one back, and settling two that met."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from peerjournal.errors import JournalError, NoSuchEntry
from peerjournal.journal import reference
from peerjournal.journal.moment import Moment
from peerjournal.journal.reference import TABLE
from peerjournal.journal.story import Piece, piece_from_doc
from peerjournal.vault import Document, Progress, Transaction, Vault

if TYPE_CHECKING:  # Saving an entry has no use for what was, nor for the backups that are read for it.
    from peerjournal.vault import Version

SERIES = "entries"
"""The series of short numbers."""

_OF_THEN = ("title", "body", "tags", "stands", "content_note", "tools", "kept", "looked")
"""What a version brings back; number, day and star stay as they are now."""
_NOT_EDITING = frozenset({"starred", "removed", "kept", "looked"})
"""What changes nothing that anybody reads."""


@dataclass(frozen=True, slots=True)
class PieceVersion:
    """An entry or a story as it was at one time."""

    piece: Piece
    at: datetime
    """When it was kept so, in this computer's time."""
    device_letter: str
    """Which device wrote it; nothing for this one."""
    backup: date | None
    """The day of the newest backup that has it; None where the journal itself has it still."""
    shown: bool
    """Whether it is the one of now."""


class History:
    """What was, of what is in one unlocked vault."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    # Finding.

    def get(self, ref: str) -> Piece:
        """Return what a short number (`12`, `12b`) or the beginning of an id names.

        Raises:
            NoSuchEntry: Nothing has it, or what has it was removed.
        """
        piece = piece_from_doc(*reference.find(self._vault, ref))
        if piece.removed:
            raise NoSuchEntry(
                "That entry was removed.", hint="`peerjournal bring-back` brings it back for 30 days."
            )
        return piece

    def short(self, piece: Piece) -> str:
        """Return the short number of something, or the beginning of its id while it has none."""
        return reference.short(self._vault, piece)

    def others(self, piece: Piece) -> list[Piece]:
        """Return the other versions of something that was changed on two devices."""
        return [piece_from_doc(piece.id, doc) for doc in self._vault.others(TABLE, piece.id)]

    def changed_on_both(self) -> list[Piece]:
        """Return what stands in several versions, each as it is shown."""
        state = self._vault.state()
        documents = state.documents.get(TABLE, {})
        both = [one for table, one in state.conflicts() if table == TABLE and one in documents]
        return [piece_from_doc(one, documents[one]) for one in both]

    # Versions.

    def versions(
        self, ref: str, *, backups: bool = True, progress: Progress | None = None
    ) -> tuple[PieceVersion, ...]:
        """Return every version of an entry or a story that is still somewhere, the newest first.

        What was let go of long ago is found as well, where something still has it.

        Args:
            ref: Its short number, or the beginning of its id.
            backups: Whether to look into the backups that this computer keeps, too.
            progress: Told how far it is; may raise to stop it.

        Raises:
            NoSuchEntry: Nothing has that reference, nor had it.
        """
        found = self._found(ref, backups=backups, progress=progress)
        told: list[PieceVersion] = []
        words: list[dict[str, Any]] = []
        for version in found[1]:
            if (one := _words(version.document)) not in words:
                words.append(one)
                told.append(self._told(found[0], version))
        return tuple(told)

    def _found(
        self, ref: str, *, backups: bool, progress: Progress | None
    ) -> "tuple[str, tuple[Version, ...]]":
        from peerjournal.vault import versions_of  # noqa: PLC0415 — see above

        wanted = reference.naming(self._vault, ref)
        try:
            identifier, _ = reference.find(self._vault, ref)
            found = versions_of(
                self._vault, TABLE, lambda one, _: one == identifier, backups=backups, progress=progress
            )
        except NoSuchEntry as error:
            found = versions_of(self._vault, TABLE, wanted, backups=backups, progress=progress)
            if not found:
                raise
            if len(found) > 1:
                raise NoSuchEntry("Several entries begin with that.", hint="Give more of the id.") from error
            identifier = next(iter(found))
        return identifier, found.get(identifier, ())

    def identify(self, ref: str) -> str:
        """Return the id of what a reference names, or named before it was let go of.

        Raises:
            NoSuchEntry: Nothing has it, nor had it; or what had it was erased.
        """
        try:
            return reference.find(self._vault, ref)[0]
        except NoSuchEntry:
            names = reference.naming(self._vault, ref)
            for marker in self._vault.documents("erased").values():
                if names(str(marker.get("tombstone", [""])[0]), marker):
                    raise NoSuchEntry(
                        "That was erased already.", hint="Nothing of it is left in this journal."
                    ) from None
            return self._found(ref, backups=True, progress=None)[0]

    def _told(self, identifier: str, version: "Version") -> PieceVersion:
        piece = piece_from_doc(identifier, version.document)
        device = version.device if version.device != "jot" else piece.by
        letter = self._vault.device_letter(device) if device else ""
        return PieceVersion(piece, version.at, letter, version.backup, version.shown)

    def bring_back_version(self, ref: str, version: PieceVersion) -> Piece:
        """Let something be as it was; the one of now stays among its versions.

        Title, text, tags and the parts of a story come back. What is gone comes back as it was.

        Raises:
            JournalError: The version is of something else.
            NotSaved: The disk refused.
        """
        identifier, then = version.piece.id, version.piece.to_doc()
        with self._vault.transaction() as change:
            if identifier not in change.documents(TABLE):
                doc = {name: value for name, value in then.items() if name != "removed"}
                change.put(TABLE, identifier, doc)
                return piece_from_doc(identifier, doc)
            if reference.find(self._vault, ref)[0] != identifier:
                raise JournalError("That is a version of another entry.", hint="Nothing was changed.")
            return self._change(identifier, {name: then.get(name) for name in _OF_THEN} | {"removed": None})

    # Two that met.

    def settle(self, ref: str, chosen: int, *, keep_others: bool = False) -> Piece:
        """Keep one version of what was changed on two devices; the others stay among its versions.

        Args:
            ref: Its short number, or the beginning of its id.
            chosen: 0 for the one that is shown, 1 for the first of the `others`, and so on.
            keep_others: Whether each other version becomes an entry or a story of its own.

        Raises:
            JournalError: It stands in one version only, or has no such version.
            NotSaved: The disk refused.
        """
        with self._vault.transaction() as change:
            identifier, shown = reference.find(self._vault, ref)
            docs = [shown, *self._vault.others(TABLE, identifier)]
            if len(docs) == 1:
                raise JournalError("There is one version of that only.", hint="Nothing was changed.")
            if not 0 <= chosen < len(docs):
                raise JournalError("It has no version with that number.", hint="Nothing was changed.")
            change.put(TABLE, identifier, docs[chosen], settles=True)
            for doc in docs if keep_others else ():
                if _words(doc) != _words(docs[chosen]):
                    self._keep_beside(change, doc)
        return piece_from_doc(identifier, docs[chosen])

    def _keep_beside(self, change: Transaction, doc: Document) -> None:
        new = {name: value for name, value in doc.items() if name != "removed"}
        new |= {"number": change.number(SERIES), "by": self._vault.device}
        change.put(TABLE, self._vault.new_id(), new)

    # Changing.

    def _change(self, identifier: str, new: dict[str, Any], *, settles: bool = False) -> Piece:
        """Put fields of a document anew, in the place of its other versions too where it settles them.

        A field of None goes.
        """
        with self._vault.transaction() as change:
            old = change.documents(TABLE).get(identifier)
            if old is None:
                raise NoSuchEntry
            doc: Document = {name: value for name, value in {**old, **new}.items() if value is not None}
            if doc != old:
                if new.keys() - _NOT_EDITING:
                    doc["edited"] = self._now().encode()
                change.put(TABLE, identifier, doc, settles=settles)
        return piece_from_doc(identifier, doc)

    def _now(self) -> Moment:
        return Moment.of(self._vault.clock())


def _words(doc: Document) -> dict[str, Any]:
    """Return what makes two versions differ for whoever reads them."""
    return {name: doc.get(name) for name in _OF_THEN}
