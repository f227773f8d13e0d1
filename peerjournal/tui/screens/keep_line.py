"""Putting a line on the hope shelf: what is selected, one chosen from a text, or one that is typed."""

import re
from collections.abc import Mapping
from typing import Any

from textual.screen import Screen

from peerjournal.errors import MarkNotClosed, PeerjournalError
from peerjournal.journal import Line, Piece, passages
from peerjournal.letters import Kept
from peerjournal.session import Session
from peerjournal.tui.begun import Begun
from peerjournal.tui.messages import Failed
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.step import BACK, Step, Way

ON_SHELF = "It is on your hope shelf. Nobody else sees it."
_OWN: Way = ("own", "Type one")
_MOST = 500
"""Sentences of a text among which one can choose; the others can be selected."""
_SENTENCE = re.compile(
    r"[^\n]+?(?:[.!?\u2026]+[\"'\u201d\u2019)]*(?=\s|$)|[\u3002\uff01\uff1f]+|$)", re.MULTILINE
)

Origin = Mapping[str, str]
"""What a line is from, as ``Shelf.add`` takes it."""


def from_piece(piece: Piece | None) -> Origin:
    """Return where a line of an entry or a story is from."""
    return {"kind": piece.kind, "about": piece.id} if piece is not None else {}


def from_letter(kept: Kept) -> Origin:
    """Return where a line of a letter is from; one that somebody else wrote keeps whose words it is."""
    return {"kind": "letter", "about": kept.id, "peer": kept.peer if kept.direction == "received" else ""}


def shelve(screen: Screen[Any], session: Session, text: str, origin: Origin) -> None:
    """Put a line on the shelf because somebody pressed a key for it, and say so."""

    def keep() -> None:
        try:
            session.shelf.add(text, **origin)
        except PeerjournalError as error:
            screen.app.notify(told(error), timeout=10)
        except Exception as error:  # noqa: BLE001 — told to the app, which ends as after any crash
            screen.app.post_message(Failed(error))
        else:
            screen.app.notify(ON_SHELF)

    screen.run_worker(keep, thread=True, exit_on_error=False, group="shelf")


def unmarked(body: str) -> str:
    """Return a body without its marks; as it is, where they can't be read."""
    try:
        parts = passages.parse(body)
    except MarkNotClosed:
        return body
    return "".join(f"\n{part.text}\n" if part.whole_lines else part.text for part in parts)


def lines_of(text: str) -> list[str]:
    """Return the sentences of a text, each once."""
    found = (part.strip() for part in _SENTENCE.findall(text))
    return [*dict.fromkeys(part for part in found if part)][:_MOST]


class KeepLineScreen(StepScreen[Line | None]):
    """Asks which line; without a text it is typed."""

    WHERE = "For your hope shelf"

    def __init__(self, session: Session, text: str = "", origin: Origin | None = None) -> None:
        """Prepare.

        Args:
            session: The open journal.
            text: What a line can be chosen from.
            origin: What that text is.
        """
        super().__init__()
        self.session = session
        self._lines, self._origin = lines_of(text), dict(origin or {})
        self.begun = Begun(session, "shelf line", "")
        self._typed = str(self.begun.fields.get("body", ""))

    def first(self) -> str:
        """Begin with the choice where there is one."""
        return "line" if self._lines else "words"

    def ask_line(self) -> Step:
        """Ask which line."""
        choices = [Choice(str(place), line) for place, line in enumerate(self._lines)]
        quiet = "Where you read, you can also select a part with the mouse first."
        return Step(
            "Which line would you like to keep?", quiet, held=[Choices(choices)], ways=[_OWN, BACK], on=""
        )

    async def hear_line(self, key: str) -> None:
        """Put it on the shelf, or go on to typing one."""
        if key == _OWN[0]:
            await self.turn_to("words")
        else:
            line = self._lines[int(key)]
            self.do(lambda: self.session.shelf.add(line, **self._origin), self._kept)

    def ask_words(self) -> Step:
        """Ask for a line of one's own."""
        page = Page(self._typed, id="words")
        return Step("What would you like to keep?", held=[page], ways=[BACK, ("keep", "Keep it")])

    async def hear_words(self, key: str) -> None:
        """Put it on the shelf."""
        del key
        text = self.step.text if self.step else ""
        self.do(lambda: self.session.shelf.add(text), self._kept_typed)

    def _kept_typed(self, line: Line) -> None:
        self.begun.forget()
        self._kept(line)

    def _kept(self, line: Line) -> None:
        self.app.notify(ON_SHELF)
        self.step = None
        self.dismiss(line)

    def went_back(self, left: str) -> None:
        """Keep what was typed for when one comes back."""
        if left == "words" and self.step is not None:
            self._typed = self.step.text

    def keep_draft(self) -> None:
        """Seal the words as they stand."""
        if self.step is not None and self.names[-1] == "words" and self.step.text.strip():
            self.begun.keep(title="For your hope shelf", body=self.step.text)
