"""What follows taking something back: a note that asks for the copy to be deleted, as a file if you like."""

from textual.widgets import Static

from peerjournal.letters import (
    FORM_NAMES,
    NOT_WRITTEN_DOWN,
    TAKE_BACK_NOTE,
    TAKEN_BACK,
    Composition,
    Kept,
    compose_take_back,
)
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.tui.screens.leaving import LeavingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.step import Step, Way

_DONE: Way = ("done", "Done")


class TakeBackScreen(LeavingScreen[None]):
    """Shows the note; a file of it is a few steps more, and none has to be taken."""

    WHERE = "Taken back"
    FIRST = "note"

    def __init__(
        self, session: Session, letter: Kept | None, peer: Peer | None, *, marked: bool = True
    ) -> None:
        """Prepare.

        Args:
            session: The open journal.
            letter: What was taken back, where it is still here.
            peer: Who has it, where they are still in the circle.
            marked: Whether there is a row of the ledger, which says so now.
        """
        super().__init__(session)
        self._taken, self.peer, self._marked = letter, peer, marked

    def ask_note(self) -> Step:
        """Show what was done, and the note."""
        ways = [_DONE]
        lines = [TAKEN_BACK if self._marked else NOT_WRITTEN_DOWN]
        if self._taken is not None and self.peer is not None:
            ways.insert(0, ("form", f"Make a file for {self.peer.called}"))
        else:
            lines.append("No file can be made of it: the person or the letter is gone.")
        return Step(
            "It is marked as taken back." if self._marked else "A note that takes it back",
            *lines,
            held=[
                ExactPage(TAKE_BACK_NOTE, id="note"),
                Static(plain("Send it any way you like, or not at all."), classes="label"),
            ],
            ways=ways,
        )

    async def hear_note(self, key: str) -> None:
        """Close, or go on to a file."""
        if key != "form" or self.peer is None:
            self.leave()
        else:
            await self.turn_to_peer(self.peer)

    async def after_peer(self) -> None:
        """Go on to the form: the note was on the screen before."""
        self.composition = self.compose_letter(frozenset())
        await self.turn_to("form")

    def offered(self) -> tuple[str, ...]:
        """Return the forms that can be chosen: a note is nothing to be read together."""
        return FORM_NAMES

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to keep nothing: it was shared."""
        return action != "keep" and super().check_action(action, parameters)

    def compose_letter(self, careful: frozenset[int]) -> Composition:
        """Compose the note."""
        del careful
        answered = self._taken.letter_id if self._taken else ""
        return Composition(compose_take_back(self.letter_id, answered), (), ())
