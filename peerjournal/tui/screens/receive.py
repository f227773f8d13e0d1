"""Opening what came from someone, as a file or as text: what it is, who it is from and how sure that is.

Nothing of it is kept before somebody says so.
"""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar

from textual import events
from textual.widgets import Static

from peerjournal import files
from peerjournal.errors import LetterError
from peerjournal.letters import IT_WAITS, Arrival, Kept
from peerjournal.session import Session
from peerjournal.tui.messages import CircleChanged, LetterKept
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.letter import LetterScreen
from peerjournal.tui.screens.meet import MeetScreen
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.cover import cover_lines
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.path_line import BEGINS, ENDS, PathLine
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

_PASTE: Way = ("paste", "Paste it instead")
_COVER: tuple[Way, ...] = (("not", "Not for me"), ("later", "Later"), ("open", "Open now"))


class ReceiveScreen(StepScreen[None]):
    """Takes in a letter, an answer or a card."""

    WHERE = "Open a file from someone"
    FIRST = "file"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, path: Path | None = None) -> None:
        """Prepare.

        Args:
            session: The open journal.
            path: The file, where it is known already.
        """
        super().__init__()
        self.session = session
        self._typed = str(path) if path else ""
        self._pasted = ""
        self._at_once = path
        self.arrival: Arrival | None = None

    async def on_mount(self) -> None:
        """Look at the file at once where it is known."""
        if self._at_once is not None:
            self._look(self._at_once)

    def ask_file(self) -> Step:
        """Ask which file."""
        return Step(
            "Which file?",
            "Type where it is, or drop the file onto this window.",
            "A letter, a reply, an answer or a card. Looking at it keeps nothing.",
            held=[PathLine(self._typed, id="file")],
            ways=[BACK, _PASTE, NEXT],
        )

    async def hear_file(self, key: str) -> None:
        """Look at it, or go on to a page for what came as text."""
        if self.step is None:
            return
        self._typed = self.step.text
        if key == _PASTE[0]:
            await self.turn_to("paste")
        else:
            self._look(self.step.query_one(PathLine).path)

    def _look(self, path: Path) -> None:
        self.do(lambda: self.session.inbox.look(files.read(path)), self._looked)

    # What came as text, with or without a message around it.

    def on_path_line_came_as_text(self, message: PathLine.CameAsText) -> None:
        """Look at what was pasted onto the line for a file, where it is something that came as text."""
        message.stop()
        self._take_in(message.text)

    def on_paste(self, event: events.Paste) -> None:
        """Take what is pasted while a button has the focus."""
        event.stop()
        if self.names[-1:] == ["file"] and (BEGINS in event.text or ENDS in event.text):
            self._take_in(event.text)

    def _take_in(self, text: str) -> None:
        self._pasted = text
        if self.busy:
            return
        try:
            self._look_at(text)
        except LetterError as error:
            self.refuse(error)

    def ask_paste(self) -> Step:
        """Ask for the text."""
        return Step(
            "Paste what they sent you",
            "All of it: from the line that says BEGIN to the one that says END.",
            "A message around it does no harm. Looking at it keeps nothing.",
            held=[Page(self._pasted, id="pasted")],
            ways=[BACK, ("look", "Look at it")],
        )

    async def hear_paste(self, key: str) -> None:
        """Look at it."""
        del key
        self._pasted = self.step.text if self.step else ""
        self._look_at(self._pasted)

    def went_back(self, left: str) -> None:
        """Keep in mind what was pasted on the step that was left."""
        if left == "paste" and self.step is not None:
            self._pasted = self.step.text

    def _look_at(self, text: str) -> None:
        if BEGINS not in text:
            raise LetterError(
                "There is no reply in this text.",
                hint="Nothing was kept. Ask them to copy all of it, from BEGIN to END.",
            )
        data = text.encode("utf-8", "replace")
        self.do(lambda: self.session.inbox.look(data), self._looked)

    async def _looked(self, arrival: Arrival) -> None:
        self.arrival = arrival
        if arrival.kind == "card":
            await self.turn_to("card")
        elif arrival.kind == "answer":
            await self.turn_to("answer")
        elif arrival.already is not None and not arrival.is_new:
            await self.turn_to("already")
        else:
            await self.turn_to("cover")

    @property
    def _found(self) -> Arrival:
        if self.arrival is None:
            raise LetterError("There is no file open.")
        return self.arrival

    # A card.

    def ask_card(self) -> Step:
        """Say that it is a card."""
        return Step(
            "This is a card: somebody made it for you.",
            "It names nobody. You say whose it is, and an answer is made for them.",
            ways=[BACK, ("take", "Take it in")],
        )

    async def hear_card(self, key: str) -> None:
        """Ask whose it is, and answer it."""
        del key
        meet = MeetScreen(self.session, how="take", card=self._found.plain)
        self.app.push_screen(meet, lambda _result: self.leave())

    # An answer.

    def ask_answer(self) -> Step:
        """Say what the answer does."""
        return Step(self._found.sentence, ways=[BACK, ("keep", "Take it in")])

    async def hear_answer(self, key: str) -> None:
        """Take it in."""
        del key
        self.do(self._keep_answer, self._answered)

    def _keep_answer(self) -> str:
        arrival = self._found
        self.session.inbox.keep(arrival)
        return arrival.opener.peer.id if arrival.opener else ""

    async def _answered(self, peer: str) -> None:
        self.app.post_message(CircleChanged())
        self._peer = peer
        await self.turn_to("taken")

    def ask_taken(self) -> Step:
        """Say that it is taken in, and what comes next."""
        return Step(
            "The answer is taken in.",
            "Next, read each other your words, to be sure of it.",
            ways=[("done", "Later"), ("compare", "Compare words")],
        )

    async def hear_taken(self, key: str) -> None:
        """Compare words, now or later."""
        peer = self.session.circle.by_id(self._peer)
        if key == "compare" and peer is not None:
            self.app.push_screen(CompareScreen(self.session, peer), lambda _fits: self.leave())
        else:
            self.leave()

    def may_go_back(self) -> bool:
        """There is no way back once something was taken in."""
        return self.names[-1] != "taken"

    # A letter.

    def ask_already(self) -> Step:
        """Say at once that it is here already."""
        kept = self._found.already
        number = self.session.inbox.letters.reference(kept) if kept else ""
        return Step(
            f"This letter is here already, as letter {number}.",
            "Nothing was kept a second time.",
            ways=[BACK, ("read", "Go to it")],
        )

    async def hear_already(self, key: str) -> None:
        """Go to the letter that is here."""
        kept = self._found.already
        if key == "read" and kept is not None:
            self.app.switch_screen(LetterScreen(self.session, kept))

    def ask_cover(self) -> Step:
        """Show the cover: who it is from, what is in it, what it asks."""
        arrival = self._found
        lines = [*self._about(arrival), *arrival.remarks, *cover_lines(arrival.letter, arrival.text)]
        held = [Static(plain(f"{line}\n")) for line in lines]
        return Step(arrival.sentence, held=held, ways=_COVER)

    def _about(self, arrival: Arrival) -> list[str]:
        """Say which of my letters it answers."""
        answered = arrival.answers
        if answered is None:
            return []
        titles = answered.letter.texts("title") if answered.letter else []
        number = self.session.inbox.letters.reference(answered)
        return [", ".join([f"It answers letter {number}", *(f"“{title}”" for title in titles)]) + "."]

    async def hear_cover(self, key: str) -> None:
        """Open it now, later, or not at all; the last two keep nothing and tell nobody."""
        if key != "open":
            self.app.notify(IT_WAITS)
            self.leave()
        else:
            self.do(self._keeping(), self._kept)

    def _keeping(self) -> Callable[[], Kept]:
        arrival, inbox = self._found, self.session.inbox

        def keep() -> Kept:
            already = arrival.already
            if already is None or arrival.is_new:
                number = inbox.keep(arrival)
                own = (one for one in inbox.letters.all() if one.number == number and not self._other(one))
                already = next(own)
            inbox.letters.mark_opened(already.id)
            return inbox.letters.by_id(already.id) or already

        return keep

    def _other(self, one: Kept) -> str:
        return self.session.vault.device_letter(one.by)

    def _kept(self, kept: Kept) -> None:
        self.app.post_message(LetterKept())
        self.app.switch_screen(LetterScreen(self.session, kept))
