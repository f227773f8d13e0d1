"""One draft as it is sealed, and kept without a key too where nobody will have the key of this window."""

from typing import TYPE_CHECKING, Any

from peerjournal import vault
from peerjournal.session import Session
from peerjournal.vault import Drafts

if TYPE_CHECKING:  # It is only ever named.
    from pathlib import Path

AMONG_DRAFTS = "It is among your drafts."
AS_A_JOT = "It is kept as a jot, and will be an entry once you lock the journal and open it again."


def drafts_of(session: Session) -> Drafts:
    """Return the drafts of an open journal."""
    opened = session.vault
    return Drafts(opened.home, opened.ring, opened.key_file.vault_id)


class Sealed:
    """The draft of one screen, under one name."""

    def __init__(self, session: Session, name: str = "") -> None:
        """Prepare the draft.

        Args:
            session: The open journal.
            name: Of a draft that is there already.
        """
        self._drafts, self._vault = drafts_of(session), session.vault
        self.name = name or self._drafts.new()
        self.is_there = bool(name)
        """Whether there is something in it."""
        self._apart: tuple[Path, ...] = ()

    @property
    def is_apart(self) -> bool:
        """Whether its words are kept without a key, since another window has renewed the keys."""
        return bool(self._apart)

    @property
    def where(self) -> str:
        """Say in a sentence where its words are found again."""
        return AS_A_JOT if self._apart else AMONG_DRAFTS

    def keep(self, fields: dict[str, Any], words: str) -> None:
        """Seal it as it stands now.

        Args:
            fields: What the screen goes on from.
            words: What somebody wrote, to be kept apart where the draft will not open again.

        Raises:
            NotSaved: The disk refused.
            NoJournal: This computer can't keep words without a key yet.
        """
        self._drafts.keep(self.name, fields)
        # Looked at afterwards: who renews the keys from here on finds the draft and keeps its key.
        if vault.is_cut_off(self._vault) and words.strip():
            older, self._apart = self._apart, vault.keep_apart(self._vault, words)
            vault.put_away_apart(self._vault, older)
            # It would be a draft that nothing opens any more, and its words are safe.
            self._drafts.discard(self.name)
        self.is_there = True

    def discard(self) -> None:
        """Remove it.

        Raises:
            NotSaved: The disk refused.
        """
        self._drafts.discard(self.name)
        vault.put_away_apart(self._vault, self._apart)
        self._apart, self.is_there = (), False
