"""Keeper: sees that what is on the sheet is kept, as a draft and then in the journal, and says how it stands.

It cannot be seen. What it says is never more than is true: a claim falls with the next letter that is typed.
"""

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from textual import work
from textual.app import RenderResult
from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker, WorkerState

from peerjournal.errors import PeerjournalError
from peerjournal.journal import Piece
from peerjournal.tui.desk import Desk, Settled
from peerjournal.tui.messages import Failed
from peerjournal.tui.sealed import AS_A_JOT
from peerjournal.tui.telling import told
from peerjournal.tui.writing import Begun

if TYPE_CHECKING:  # It is only ever named.
    from textual.timer import Timer

AUTOSAVE = 2.0
"""Seconds after which what was typed is sealed as a draft, whether or not more is being typed."""
_A_MOMENT = 60.0
"""Seconds for which something was saved just now."""

DRAFT, JOT, JUST_SAVED, NOT_SAVED = "Kept as a draft", "Kept as a jot", "Saved just now", "Not saved"
IN_THE_DRAFT = "It is kept as a draft. Esc once more leaves it there."
IN_A_JOT = f"{AS_A_JOT} Esc once more leaves it there."
ON_THE_PAGE = "What you wrote is still on this page."
STAYS_A_DRAFT = "It stays among your drafts."


class Keeper(Widget):
    """Keeps what is written, in threads, in the order in which it was written."""

    DEFAULT_CSS = "Keeper { display: none; }"

    class Stands(Message):
        """How far it is kept has changed."""

        def __init__(self, status: str) -> None:
            """Say how it stands in words; nothing where nothing can be claimed."""
            super().__init__()
            self.status = status

    class Says(Message):
        """There is something to be told, or no longer."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Finished(Message):
        """All is kept that was to be kept, and the writer wanted to leave."""

        def __init__(self, piece: Piece | None, said: str) -> None:
            super().__init__()
            self.piece, self.said = piece, said

    class DraftSealed(Message, bubble=False):
        """A state is in the draft, or needs none."""

        def __init__(self, state: int) -> None:
            super().__init__()
            self.state = state

    class DraftNotSealed(Message, bubble=False):
        """The draft could not be sealed; the error says why."""

        def __init__(self, error: PeerjournalError) -> None:
            super().__init__()
            self.error = error

    class PieceSettled(Message, bubble=False):
        """A state is in the journal, or there was nothing to keep."""

        def __init__(self, settled: Settled) -> None:
            super().__init__()
            self.settled = settled

    class PieceNotSettled(Message, bubble=False):
        """A state could not be kept; the error says why."""

        def __init__(self, state: int, error: PeerjournalError) -> None:
            super().__init__()
            self.state, self.error = state, error

    def __init__(self, desk: Desk, look: Callable[[], None], clock: Callable[[], datetime]) -> None:
        """Keep a desk in order.

        Args:
            desk: What is being written.
            look: Has the desk take note of what stands on the sheet now.
            clock: Gives the time.
        """
        super().__init__()
        self._desk, self._look, self._clock = desk, look, clock
        self._sealing: Timer | None = None
        self._ageing: Timer | None = None
        self._claimed = ""
        self._keeping = self._leaving = self._told_of_draft = False
        self._refused = -1
        """The state with which somebody could not leave."""

    def render(self) -> RenderResult:
        """Draw nothing."""
        return ""

    def on_mount(self) -> None:
        """Say how it stands with a draft that was gone on with."""
        if self._desk.is_in_draft:
            self._claim(DRAFT)

    # While somebody writes.

    def touched(self) -> None:
        """Take note that something may have changed, and seal it soon."""
        if self._claimed:
            state = self._desk.state
            self._look()
            if self._desk.state == state:
                return
            self._claim("")
        if self._sealing is None:
            # Not put off by the next key: somebody who never pauses must lose no more than others.
            self._sealing = self.set_timer(AUTOSAVE, self.seal_now)

    def seal_now(self) -> None:
        """Seal the draft in a thread."""
        if self._sealing is not None:
            self._sealing.stop()
            self._sealing = None
        self._look()
        if not self._desk.is_settled:
            self._seal(self._desk.state, self._desk.begun())

    def seal_here(self) -> None:
        """Seal the draft in this thread; the process may end right after."""
        self._look()
        if not self._desk.is_settled:
            self._desk.seal(self._desk.state, self._desk.begun())

    @work(thread=True, exit_on_error=False, group="keeping")
    def _seal(self, state: int, begun: Begun) -> None:
        try:
            self._desk.seal(state, begun)
        except PeerjournalError as error:
            self.post_message(self.DraftNotSealed(error))
        else:
            self.post_message(self.DraftSealed(state))

    def on_keeper_draft_sealed(self, message: DraftSealed) -> None:
        """Say so, unless more was written meanwhile."""
        if self._told_of_draft:
            self._told_of_draft = False
            self.post_message(self.Says(""))
        self._claim_for(message.state, self._drafted if self._desk.is_in_draft else "")

    def on_keeper_draft_not_sealed(self, message: DraftNotSealed) -> None:
        """Say so; the text stays on the screen, and is tried again with the next key."""
        self._told_of_draft = True
        self._claim(NOT_SAVED)
        self._tell(message.error, ON_THE_PAGE)

    # When somebody is done.

    def keep(self, *, leave: bool) -> None:
        """Keep all that stands on the sheet in the journal.

        Args:
            leave: Whether the writer is done with it.
        """
        self._leaving = self._leaving or leave
        if self._keeping:
            return
        self._look()
        self._keeping = True
        self._keep(self._desk.state, self._desk.begun())

    @work(thread=True, exit_on_error=False, group="keeping")
    def _keep(self, state: int, begun: Begun) -> None:
        try:
            settled = self._desk.keep(state, begun)
        except PeerjournalError as error:
            self._seal_refused(state, begun)
            self.post_message(self.PieceNotSettled(state, error))
        else:
            self.post_message(self.PieceSettled(settled))

    def _seal_refused(self, state: int, begun: Begun) -> None:
        try:
            self._desk.seal(state, begun)
        except PeerjournalError:
            # What the journal said is told; that there is no draft either shows in what is not claimed.
            return

    def on_keeper_piece_settled(self, message: PieceSettled) -> None:
        """Say so, or leave; what was written meanwhile is kept first."""
        self._keeping, self._refused = False, -1
        settled = message.settled
        self._look()
        if self._leaving and self._desk.state > settled.state:
            self.keep(leave=True)
        elif self._leaving:
            self._leaving = False
            self.post_message(self.Finished(self._desk.kept, settled.said))
        else:
            self.post_message(self.Says(settled.said))
            self._claim_for(settled.state, JUST_SAVED if self._desk.is_kept else "")

    def on_keeper_piece_not_settled(self, message: PieceNotSettled) -> None:
        """Say why; the text stays on the screen."""
        left, self._keeping, self._leaving = self._leaving, False, False
        drafted = self._desk.is_in_draft
        if left and drafted and message.state == self._refused:
            said = AS_A_JOT if self._desk.is_apart else STAYS_A_DRAFT
            self.post_message(self.Finished(self._desk.kept, said))
            return
        self._refused = message.state if left else -1
        self._claim_for(message.state, self._drafted if drafted else NOT_SAVED)
        there = IN_A_JOT if self._desk.is_apart else IN_THE_DRAFT
        self._tell(message.error, "" if drafted and not left else there if drafted else ON_THE_PAGE)

    @property
    def _drafted(self) -> str:
        return JOT if self._desk.is_apart else DRAFT

    def _tell(self, error: PeerjournalError, more: str) -> None:
        self.post_message(self.Says(f"{told(error)} {more}".rstrip()))

    # What is claimed.

    def _claim_for(self, state: int, status: str) -> None:
        self._look()
        if self._desk.state == state:
            self._claim(status)
        else:
            self._claim("")
            self.touched()

    def _claim(self, status: str) -> None:
        self._claimed = status
        if self._ageing is not None:
            self._ageing.stop()
            self._ageing = None
        if status == JUST_SAVED:
            saved = f"Saved at {self._clock():%H:%M}"
            self._ageing = self.set_timer(_A_MOMENT, lambda: self._claim(saved))
        self.post_message(self.Stands(status))

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """End as after any crash when a thread met something nobody foresaw; the drafts are kept first."""
        if event.state is WorkerState.ERROR and event.worker.error is not None:
            self.app.post_message(Failed(event.worker.error))
