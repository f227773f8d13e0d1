"""Words begun on a screen that is no page: sealed as a draft, and there again when it is opened next."""

import contextlib
from typing import Any

from peerjournal.errors import JournalDamaged, NotSaved
from peerjournal.journal import Guide, Guides, Moment, Piece
from peerjournal.session import Session
from peerjournal.tui import writing
from peerjournal.tui.sealed import Sealed, drafts_of


class Begun:
    """The draft of one screen about one thing."""

    def __init__(self, session: Session, kind: str, about: str) -> None:
        """Look whether something was begun.

        Args:
            session: The open journal.
            kind: Which screen: ``share`` or ``reply``.
            about: The id of what it is about.
        """
        self._session, self._kind, self._about = session, kind, about
        self._sealed = Sealed(session)
        self.fields: dict[str, Any] = {}
        """What was begun, or nothing."""
        self._find()

    def _find(self) -> None:
        with contextlib.suppress(JournalDamaged):
            for draft in drafts_of(self._session).all():
                if (draft.fields.get("kind"), draft.fields.get("about")) == (self._kind, self._about):
                    self._sealed, self.fields = Sealed(self._session, draft.name), draft.fields

    @property
    def where(self) -> str:
        """Say in a sentence where its words are found again."""
        return self._sealed.where

    def keep(self, *, title: str, body: str, more: str = "", **fields: Any) -> None:
        """Seal it as it stands now.

        Args:
            title: What it is, for the writer.
            body: The words of it.
            more: Words that are among the fields only.
            fields: What the screen goes on from.

        Raises:
            NotSaved: The disk refused.
        """
        kept = {"kind": self._kind, "about": self._about, "title": title, "body": body, **fields}
        words = "\n\n".join(part for part in (body, more) if part.strip())
        self._sealed.keep(kept, f"{title}\n\n{words}" if words else "")

    def forget(self) -> None:
        """Remove it; a draft that the disk keeps is found once more, and that is all."""
        sealed, self._sealed, self.fields = self._sealed, Sealed(self._session), {}
        if sealed.is_there:
            with contextlib.suppress(NotSaved):
                sealed.discard()


class Along:
    """What somebody writes along a way in, and its draft, which the editor can open too."""

    def __init__(self, session: Session, guide: Guide) -> None:
        """Begin along a way in."""
        self._session, self._sealed, self.guide = session, Sealed(session), guide
        self.answers = [""] * len(guide.prompts)
        self.headings: set[int] = set()
        """The places of the prompts that stay above their answers, counted from 0."""
        self.kind, self.stands = writing.ENTRY, ""
        self.at = 0
        """The place of the prompt that one was at."""
        self._written: Moment | None = None
        self._is_kept = False

    @classmethod
    def found(cls, session: Session, name: str, known: Guides) -> "Along":
        """Go on with a draft.

        Raises:
            JournalDamaged: It can't be opened, or is of something else.
            JournalError: Its way in is no longer there.
        """
        fields = drafts_of(session).open(name).fields
        begun, given = writing.read(name, fields), dict(fields.get("way_in") or {})
        if begun is None:
            raise JournalDamaged("That draft is of something else.")
        along = cls(session, known.get(str(given.get("name", ""))))
        for place, text in enumerate(given.get("answers", ())[: len(along.answers)]):
            along.answers[place] = str(text)
        along.headings = {place for place in given.get("headings", ()) if isinstance(place, int)}
        along.stands, along.kind = str(given.get("stands", "")), begun.writing.kind
        along.at = min(max(0, int(given.get("at", 0))), len(along.answers) - 1)
        along._sealed, along._written = Sealed(session, name), begun.writing.written
        return along

    @property
    def body(self) -> str:
        """What would be kept."""
        return self.guide.body(self.answers, self.headings)

    @property
    def lines(self) -> list[str]:
        """The lines that were written, each once."""
        lines = (line.strip() for answer in self.answers for line in answer.split("\n"))
        return [*dict.fromkeys(line for line in lines if line)]

    @property
    def is_sealed(self) -> bool:
        """Whether there is a draft of it."""
        return self._sealed.is_there

    @property
    def where(self) -> str:
        """Say in a sentence where its words are found again."""
        return self._sealed.where

    def take(self, place: int, text: str) -> None:
        """Take note of an answer."""
        self.answers[place] = text
        if self._written is None and text.strip():
            # From its first word on it belongs to this moment, however often it is opened again.
            self._written = Moment.of(self._session.vault.clock())

    def seal(self) -> None:
        """Seal it as it stands now; nothing where nothing was written, or where it is kept already.

        Raises:
            NotSaved: The disk refused.
        """
        text = writing.Writing(self.kind, body=self.body, written=self._written)
        if self._is_kept or text.is_blank:
            self._forget()
            return
        begun = writing.Begun(self._sealed.name, text, kept=self._session.vault.clock())
        given = {
            "name": self.guide.id,
            "answers": self.answers,
            "headings": sorted(self.headings),
            "stands": self.stands,
            "at": self.at,
        }
        self._sealed.keep(begun.encode() | {"way_in": given}, self.body)

    def keep(self) -> Piece:
        """Keep it in the journal; its draft goes only once it is there.

        Raises:
            PeerjournalError: It could not be kept.
        """
        draft = self.guide.draft(self.answers, kind=self.kind, headings=self.headings, written=self._written)
        journal = self._session.journal
        with self._session.vault.transaction():
            piece = journal.add(draft)
            if self.stands and piece.kind == writing.STORY:
                piece = journal.edit(piece.id, stands=self.stands)
        self._is_kept = True
        self._forget()
        return piece

    def _forget(self) -> None:
        sealed, self._sealed = self._sealed, Sealed(self._session)
        if sealed.is_there:
            # One that the disk keeps is let go when drafts are listed: its words are in the journal.
            with contextlib.suppress(NotSaved):
                sealed.discard()
