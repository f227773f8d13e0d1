"""Words begun on a screen that is no page: sealed as a draft, and there again when it is opened next."""

import contextlib
from typing import Any

from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.session import Session
from peerjournal.vault import Drafts


class Begun:
    """The draft of one screen about one thing."""

    def __init__(self, session: Session, kind: str, about: str) -> None:
        """Look whether something was begun.

        Args:
            session: The open journal.
            kind: Which screen: ``share`` or ``reply``.
            about: The id of what it is about.
        """
        vault = session.vault
        self._drafts = Drafts(vault.home, vault.ring, vault.key_file.vault_id)
        self._kind, self._about = kind, about
        self._name = ""
        self.fields: dict[str, Any] = {}
        """What was begun, or nothing."""
        self._find()

    def _find(self) -> None:
        with contextlib.suppress(JournalDamaged):
            for draft in self._drafts.all():
                if (draft.fields.get("kind"), draft.fields.get("about")) == (self._kind, self._about):
                    self._name, self.fields = draft.name, draft.fields

    def keep(self, **fields: Any) -> None:
        """Seal it as it stands now.

        Raises:
            NotSaved: The disk refused.
        """
        self._name = self._name or self._drafts.new()
        self._drafts.keep(self._name, {"kind": self._kind, "about": self._about, **fields})

    def forget(self) -> None:
        """Remove it; a draft that the disk keeps is found once more, and that is all."""
        name, self._name, self.fields = self._name, "", {}
        if name:
            with contextlib.suppress(NotSaved):
                self._drafts.discard(name)
