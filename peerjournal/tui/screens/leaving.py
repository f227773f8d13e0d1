"""How a letter becomes a file on a screen: whose card it is, the preview to its end, the file, and what then.

What is the same for a story, a reply and a note stands here; each of them composes its own letter.
"""

import contextlib
from pathlib import Path
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from peerjournal import files
from peerjournal.errors import NotYetCompared, PeerjournalError
from peerjournal.letters import (
    HERE_IS_THE_FILE,
    LAST_WORDS,
    TRAVELS,
    Composition,
    Letter,
    Prepared,
    Row,
    also_in_the_file,
    new_letter_id,
    not_sure_yet,
    written_down,
)
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.messages import LetterMade
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import BACK, Step, Way

T = TypeVar("T")
KEEP: Way = ("mine", "Keep it to myself")


class LeavingScreen(StepScreen[T]):
    """The last steps before a file is there. Nothing is written down before the very last."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Never further away than sharing, wherever one types.
        Binding("ctrl+n", "keep", KEEP[1], show=False, key_display="^n"),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.letter_id = new_letter_id()
        self.peer: Peer | None = None
        self.composition: Composition | None = None
        self.unconfirmed = False
        """Whether to seal although the words were not compared."""
        self.folder = ""
        """Where the file goes, as it was typed."""
        self.prepared: Prepared | None = None
        """What was sealed and written down, where only its file is still missing."""
        self.path: Path | None = None
        self.row: Row | None = None

    # What each of the two does in its own way.

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the letter as things are now; raises LetterError."""
        raise NotImplementedError

    def keep_it(self) -> None:
        """Leave without sharing: nothing is written down about it."""
        self.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep it until its file is there."""
        if action == "keep":
            return self.names[-1:] not in (["done"], ["aside"])
        return super().check_action(action, parameters)

    def action_keep(self) -> None:
        """Keep it to myself: nothing is shared, and nothing is noted about it."""
        if not self.busy:
            self.keep_it()

    async def hear_ways(self, key: str) -> bool:
        """Do what every step offers; return whether it was that."""
        if key == KEEP[0]:
            self.keep_it()
        return key == KEEP[0]

    @property
    def story_ids(self) -> tuple[str, ...]:
        """The stories in it, by which it is known again in this journal."""
        return ()

    @property
    def reader(self) -> Peer:
        """Whom it is for."""
        if self.peer is None:
            raise RuntimeError("nobody was chosen yet")
        return self.peer

    @property
    def letter(self) -> Letter:
        """What was previewed; raises Undecided."""
        if self.composition is None:
            raise RuntimeError("nothing was composed yet")
        return self.composition.ready()

    # Whether it is sure whose card it is.

    async def turn_to_peer(self, peer: Peer) -> None:
        """Go on with somebody, or ask first whether to compare words.

        Raises:
            PeerError: Nothing can be sealed for them.
        """
        self.peer, self.unconfirmed = peer, False
        try:
            self.session.outbox.require_ready(peer)
        except NotYetCompared:
            await self.turn_to("sure")
            return
        await self.after_sure()

    def ask_sure(self) -> Step:
        """Ask what to do as long as words were not compared."""
        error = NotYetCompared()
        choices = [Choice(*KEEP), Choice("compare", "Compare them now", "Six words, read aloud.")]
        quiet = [f"So it is not sure that the card is {self.reader.called}'s."]
        if self.reader.contested:
            error = NotYetCompared("Two people answered the card you made for this person.")
            quiet = ["The words show which of the two it is."]
        else:
            choices.append(Choice("go", "Go on without comparing"))
        return Step(str(error), *quiet, held=[Choices(choices)], ways=[BACK])

    async def hear_sure(self, key: str) -> None:
        """Keep it, compare words, or go on without."""
        if await self.hear_ways(key):
            return
        if key == "compare":
            self.app.push_screen(CompareScreen(self.session, self.reader), self._compared)
        else:
            self.unconfirmed = True
            await self.after_sure()

    async def after_sure(self) -> None:
        """Go on once it is settled whose card it is."""
        raise NotImplementedError

    async def _compared(self, _fits: object) -> None:
        self.peer = self.session.circle.by_id(self.reader.id) or self.peer
        if self.reader.state == "compared" and self.names[-1] == "sure":
            self.names.pop()
            await self.after_sure()

    # What leaves, and where to.

    def ask_preview(self) -> Step:
        """Show exactly what will leave."""
        also = also_in_the_file(self.reader, self.letter)
        return Step(
            f"This is exactly what {self.reader.called} will get.",
            "Read it to the end, then you can go on.",
            *self.remarks(),
            held=[ExactPage(self.letter.text, id="leaves"), Static(plain(also), classes="label")],
            ways=[KEEP, BACK, ("next", "Looks right")],
            waits=True,
        )

    def remarks(self) -> list[str]:
        """Return what there is to say above what will leave."""
        return []

    async def hear_preview(self, key: str) -> None:
        """Go on to the file."""
        if not await self.hear_ways(key):
            await self.turn_to("file")

    def ask_file(self) -> Step:
        """Ask where the file goes; these are the last words before it is there."""
        folder = self.folder or str(default_folder())
        return Step(
            "Which folder does the file go to?",
            LAST_WORDS,
            held=[PathLine(folder, id="folder")],
            ways=[KEEP, BACK, ("make", "Make the file")],
        )

    async def hear_file(self, key: str) -> None:
        """Seal the letter and write its file."""
        if await self.hear_ways(key) or self.step is None:
            return
        self.folder = self.step.text
        out = self.step.query_one(PathLine).path
        files.require_free(out)
        letter, peer = self.letter, self.reader
        self.do(lambda: self._make(letter, peer, out), self._made)

    def _make(self, letter: Letter, peer: Peer, out: Path) -> tuple[Path, Row]:
        outbox = self.session.outbox
        if self.prepared is None or self.prepared.kept.letter_id != letter.letter_id:
            self.prepared = outbox.prepare(letter, peer, unconfirmed=self.unconfirmed, stories=self.story_ids)
        try:
            path = files.write(out, self.prepared.name, self.prepared.data)
        except PeerjournalError:
            # Nothing of it can have left; where this can't be undone either, it stays on record as prepared.
            with contextlib.suppress(PeerjournalError):
                outbox.not_written(self.prepared)
                self.prepared = None
            raise
        return path, outbox.handed_over(self.prepared)

    async def _made(self, made: tuple[Path, Row]) -> None:
        self.path, self.row = made
        self.app.post_message(LetterMade(self.row.letter))
        self.made()
        await self.turn_to("done")

    def made(self) -> None:
        """Note that the file is there."""

    def may_go_back(self) -> bool:
        """There is no way back from the file: it is there."""
        return self.names[-1] != "done"

    def ask_done(self) -> Step:
        """Say where the file is and how to hand it over."""
        number = self.session.ledger.reference(self.row) if self.row else ""
        lines = [
            visible(str(self.path)),
            "",
            TRAVELS,
            f"{self.reader.called} opens it with Peerjournal, or with any age program.",
            "",
            written_down(self.reader, number),
        ]
        if unsure := not_sure_yet(self.reader):
            lines.append(unsure)
        ways = [("done", "Back to my journal")]
        return Step(HERE_IS_THE_FILE, held=[Static(plain(line or " ")) for line in lines], ways=ways)

    async def hear_done(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
