"""The last steps of a letter: where its file goes, that it is there and what opens it, how to hand it over.

What is the same for a story, a reply and a note stands here. Nothing is written down before the file is made.
"""

import contextlib
from pathlib import Path
from typing import ClassVar, Final, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from peerjournal import files
from peerjournal.errors import PeerjournalError
from peerjournal.letters import (
    HERE_IS_THE_FILE,
    LAST_WORDS,
    NOT_NOTED,
    TRAVELS,
    Composition,
    Letter,
    Prepared,
    Row,
    also_in_the_file,
    handing_over,
    new_letter_id,
    not_sure_yet,
    written_down,
)
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.messages import LetterMade
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.leaflet import Leaflet
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.step import BACK, Step, Way
from peerjournal.tui.widgets.told_words import ToldWords

T = TypeVar("T")
KEEP: Final[Way] = ("mine", "Keep it to myself")
_DONE: Final[Way] = ("done", "Back to my journal")
_HAND: Final[Way] = ("hand", "How to hand it over")
_MAKING: Final = "One moment: the file is being made."
_WORDS: Final = {
    "page": "The six words that open it:",
    "pdf": "The six words that open it, typed exactly so, hyphens included:",
}
_NOWHERE_ELSE: Final = "They are kept nowhere, and shown only now. Tell them another way than the file goes."
_LAST_LOOK: Final = "The words are shown nowhere else. Once more, and they are gone; the file stays."
_THERE: Final = {"done", "hand"}
"""The steps that come once the file is there."""


class HandingScreen(StepScreen[T]):
    """The steps from a letter that is settled to a file in somebody's hands."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Never further away than sharing, wherever one types.
        Binding("ctrl+n", "keep", KEEP[1], show=False, key_display="^n"),
        Binding("c", "copy_words", "Copy the words"),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.letter_id = new_letter_id()
        self.peer: Peer | None = None
        self.composition: Composition | None = None
        self.form = ""
        """Which one was chosen."""
        self.unconfirmed = False
        """Whether to seal although the words were not compared."""
        self.folder = ""
        """Where the file goes, as it was typed."""
        self.prepared: Prepared | None = None
        """What was made and written down, where only its file is still missing."""
        self._made_of: object = None
        """What that was made of: anything else is made anew."""
        self.is_out = False
        """Whether it was handed over, so that nothing of it has to wait."""
        self.path: Path | None = None
        self.row: Row | None = None
        self._words = ""
        """What opens the file: on the screen until this screen is left, and nowhere else."""
        self._warned_of_words = False

    # Keeping it to oneself.

    def keep_it(self) -> None:
        """Leave without sharing: nothing is written down about it."""
        self.leave()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep it until its file is there, and to copy words where there are any."""
        if action == "keep":
            return self.names[-1:] not in (["done"], ["hand"], ["aside"])
        if action == "copy_words":
            return bool(self._words) and self.names[-1:] == ["done"]
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

    # What it is about.

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

    # Where the file goes.

    def ask_file(self) -> Step:
        """Ask where the file goes; these are the last words before it is there."""
        folder = self.folder or str(default_folder())
        also = also_in_the_file(self.reader, self.letter, self.form)
        return Step(
            "Which folder does the file go to?",
            LAST_WORDS,
            held=[PathLine(folder, id="folder"), Static(plain(also), classes="label")],
            ways=[KEEP, BACK, ("make", "Make the file")],
        )

    async def hear_file(self, key: str) -> None:
        """Make the letter's file; it takes a moment where words open it."""
        if await self.hear_ways(key) or self.step is None:
            return
        self.folder = self.step.text
        out = self.step.query_one(PathLine).place
        letter, peer, form = self.letter, self.reader, self.form
        self.step.tell(_MAKING)
        self.do(lambda: self._make(letter, peer, form, out), self._made)

    def _make(self, letter: Letter, peer: Peer, form: str, out: Path) -> tuple[Path, Row]:
        outbox, made, made_of = self.session.outbox, self.prepared, (letter, peer, form)
        # Who went back may have changed its words, or whom it is for: the id stays the same all the while.
        if made is None or self._made_of != made_of:
            made = self.prepared = outbox.prepare(
                letter, peer, form=form, unconfirmed=self.unconfirmed, stories=self.story_ids
            )
            self._made_of = made_of
        try:
            path = files.write(out, made.name, made.data)
        except PeerjournalError:
            # Nothing of it can have left; where this can't be undone either, it stays on record as prepared.
            with contextlib.suppress(PeerjournalError):
                outbox.not_written(made)
                self.prepared = None
            raise
        try:
            return path, outbox.handed_over(made)
        except PeerjournalError:
            # The file is there and whole: that, and what opens it, must be told whatever else happens.
            return path, made.row

    async def _made(self, made: tuple[Path, Row]) -> None:
        self.path, self.row = made
        self.is_out = True
        self._words = self.prepared.words if self.prepared else ""
        self.app.post_message(LetterMade(self.row.letter))
        with contextlib.suppress(PeerjournalError):
            self.made()
        await self.turn_to("done")

    def made(self) -> None:
        """Note that the file is there."""

    # The file is there.

    def may_go_back(self) -> bool:
        """There is no way back from the file: it is there."""
        return self.names[-1] != "done"

    def ask_done(self) -> Step:
        """Say where the file is, and show the words that open it."""
        number = self.session.ledger.reference(self.row) if self.row else ""
        on_record = [written_down(self.reader, number, self.form)]
        if self.row and self.row.state == "prepared":
            on_record.append(NOT_NOTED)
        if unsure := not_sure_yet(self.reader, self.form):
            on_record.append(unsure)
        where = Static(plain(f"{visible(str(self.path))}\n"))
        if self._words:
            held = [
                where,
                Static(_WORDS[self.form]),
                ToldWords(self._words),
                Static(plain("\n".join([_NOWHERE_ELSE, "", *on_record])), classes="quiet"),
            ]
            return Step(HERE_IS_THE_FILE, held=held, ways=[_DONE, _HAND])
        held = [where, Static(plain("\n".join([TRAVELS, "", *on_record])))]
        return Step(HERE_IS_THE_FILE, held=held, ways=[_HAND, _DONE])

    async def hear_done(self, key: str) -> None:
        """Go on to how it is handed over, or close."""
        if key == _HAND[0]:
            await self.turn_to("hand")
        else:
            self.leave()

    def action_copy_words(self) -> None:
        """Copy the words, to tell them in a message that goes another way than the file."""
        # Ours says what copying means, and empties the clipboard after a while.
        getattr(self.app, "copy_outside", self.app.copy_to_clipboard)(self._words)

    async def action_back(self) -> None:
        """Go one step back; words that are shown nowhere else are not lost by one key."""
        if self.names[-1:] == ["done"] and self._words and not self._warned_of_words and not self.busy:
            self._warned_of_words = True
            if self.step is not None:
                self.step.refuse(_LAST_LOOK)
            return
        await super().action_back()

    # Handing it over.

    def ask_hand(self) -> Step:
        """Say which way the file goes and which way its words, what may go wrong, and what to say."""
        name = self.path.name if self.path else ""
        said = handing_over(self.form, called=self.reader.called, name=visible(name), words=self._words)
        parts = [("The file", said.file), ("The words", said.words), ("What may go wrong", said.may_go_wrong)]
        return Step(
            "How to hand it over",
            held=[Leaflet([*parts, ("To say to them, as it is", (said.read_aloud,))])],
            ways=[BACK, _DONE],
        )

    async def hear_hand(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
