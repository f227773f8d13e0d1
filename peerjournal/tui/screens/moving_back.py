"""Taking back what was moved in: which of it, what of it stays, and one question."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Final

from textual.widgets import Static

from peerjournal.importers import wording
from peerjournal.journal import Batch, MovedOut, moving_words
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.days import whole_day
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.leaflet import Leaflet
from peerjournal.tui.widgets.lettering import fit
from peerjournal.tui.widgets.step import BACK, Step, Way

if TYPE_CHECKING:  # It is only spoken of, never made here.
    from textual.widget import Widget

_CELLS: Final = 68
_TAKE_OUT: Way = ("take_out", "Take them out")
_TAKE_ONE: Way = ("take_out", "Take it out")
_DONE: Way = ("done", "Done")
_NONE = "Nothing was moved in, or all of it was taken out again."
_ONLY_THESE = "Only what came in with it goes. What you wrote here yourself stays."
_SOURCE_HAS_IT = "Moving the source in again brings it back, as long as you have the source."
_OLDER = "Older states of it can be in the journal's file and its backups until it is made smaller."
_TAKING = "Taking it out."


@dataclass(frozen=True, slots=True)
class _Reach:
    """What taking a batch back reaches."""

    gone: int
    stays: Sequence[str] = field(repr=False)
    """The titles of what was changed or removed since."""


class MovingBackScreen(StepScreen[bool]):
    """Takes out what came in at one time; ends with whether it did."""

    WHERE = "Take back what was moved in"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session, batch: Batch | None = None) -> None:
        """Prepare.

        Args:
            session: The open journal.
            batch: What is to be taken back, where that was chosen already.
        """
        super().__init__()
        self.session = session
        self._batch, self._chosen = batch, batch is not None
        self._batches: Sequence[Batch] = ()
        self._reach = _Reach(0, ())
        self._out: MovedOut | None = None

    async def begin(self) -> None:
        """Look what there is."""
        if self._batch is not None:
            self._look(self._batch)
        else:
            self.do(self.session.journal.batches, self._begin_with)

    async def _begin_with(self, batches: Sequence[Batch]) -> None:
        self._batches = [one for one in batches if one.undone is None]
        await self.turn_to("which" if self._batches else "none")

    def leave(self) -> None:
        """Go back, and tell whether there is something to be read anew."""
        self.dismiss(self._out is not None)

    # Which.

    def ask_none(self) -> Step:
        """Say that there is nothing."""
        return Step(_NONE, ways=[BACK])

    def ask_which(self) -> Step:
        """Ask which."""
        choices = [Choice(one.id, visible(one.source)[:_CELLS], self._about(one)) for one in self._batches]
        at = self._batch.id if self._batch else ""
        return Step(
            "Which of it is taken out again?", _ONLY_THESE, held=[Choices(choices, at=at)], ways=[BACK]
        )

    def _about(self, batch: Batch) -> str:
        stopped = "" if batch.whole else ", and stopped on the way"
        return f"{moving_words.entries(batch.added)}, moved in {self._when(batch)}{stopped}."

    def _when(self, batch: Batch) -> str:
        day, today = batch.moved.day, self.session.vault.clock().date()
        return "today" if day == today else f"on {whole_day(day, today)}"

    async def hear_which(self, key: str) -> None:
        """Look what that reaches."""
        self._look(next(one for one in self._batches if one.id == key))

    def _look(self, batch: Batch) -> None:
        self._batch, journal = batch, self.session.journal

        def work() -> _Reach:
            gone, kept = journal.moved_in(batch)
            removed = {piece.id: piece for piece in journal.removed()}
            titles = [(removed.get(one) or journal.get(one)).shown_title for one in kept]
            return _Reach(gone, titles)

        self.do(work, self._looked)

    async def _looked(self, reach: _Reach) -> None:
        self._reach = reach
        await self.turn_to("sure")

    # What it reaches.

    def ask_sure(self) -> Step:
        """Say what goes and what stays, and ask once."""
        batch, reach = self._batch, self._reach
        if batch is None:
            raise RuntimeError("nothing was chosen")
        stays = [fit(title or "Without words", _CELLS, more="…") for title in reach.stays]
        said = moving_words.came_in(batch, self._when(batch), reach.gone + len(stays))
        held: list[Widget] = [Static(plain(_SOURCE_HAS_IT)), Static(plain(_OLDER))] if reach.gone else []
        if stays:
            held = [Leaflet([(moving_words.stays(len(stays)), wording.listed(stays)), ("Before you do", ())])]
        if not reach.gone:
            return Step("There is nothing of it that could be taken out.", said, held=held, ways=[BACK])
        quiet = [said, _SOURCE_HAS_IT] if stays else [said]
        question = f"Take {moving_words.entries(reach.gone)} out again?"
        way = _TAKE_ONE if reach.gone == 1 else _TAKE_OUT
        return Step(question, *quiet, held=held, ways=[BACK, way], on="back")

    async def hear_sure(self, key: str) -> None:
        """Take it out."""
        del key
        batch = self._batch
        if batch is not None and self.step is not None:
            self.step.tell(_TAKING)
            self.do(lambda: self.session.journal.undo_move_in(batch), self._taken)

    async def _taken(self, out: MovedOut) -> None:
        self._out = out
        await self.turn_to("taken")

    # Afterwards.

    def may_go_back(self) -> bool:
        """There is no way back once it is out."""
        return self.names[-1] != "taken"

    def ask_taken(self) -> Step:
        """Say what was taken out."""
        out = self._out
        if out is None:
            raise RuntimeError("nothing was taken out")
        heading, _, rest = moving_words.taken_out(out).partition(". ")
        stays = [f"{moving_words.stays(len(out.kept))}."] if out.kept else []
        return Step(
            f"{heading}.", held=[Static(plain(line)) for line in (*stays, rest, _OLDER)], ways=[_DONE]
        )

    async def hear_taken(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
