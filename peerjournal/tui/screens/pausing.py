"""Taking a pause on the way: how long, and then nothing happens until one comes back oneself."""

from datetime import date
from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import Static

from peerjournal.errors import PeerjournalError
from peerjournal.journal import Moment
from peerjournal.letters import NO_PAUSE, PAUSES, TOMORROW, read_until
from peerjournal.session import Session
from peerjournal.tui.days import whole_day
from peerjournal.tui.screens.deciding import DecidingScreen
from peerjournal.tui.screens.handing import KEEP
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import BACK, Step

T = TypeVar("T")


class PausingScreen(DecidingScreen[T]):
    """The steps of a pause, for a screen that says what is set aside."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("n", "no_pause", "No pause")]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._until: Moment | None = None

    # What each of the two does in its own way.

    def set_aside(self, until: Moment) -> object:
        """Set it aside; in a thread, and may raise PeerjournalError."""
        raise NotImplementedError

    async def after_pause(self) -> None:
        """Go on where no pause is taken."""
        raise NotImplementedError

    def ask_pause(self) -> Step:
        """Ask how long."""
        choices = [Choice(key, key.capitalize(), self._lasting(key)) for key in PAUSES]
        return Step(
            "How long would you like to wait?",
            "You can end it, or let it last longer, whenever you like.",
            held=[Choices(choices, at=TOMORROW)],
            ways=[KEEP, BACK],
        )

    def _lasting(self, key: str) -> str:
        if key == NO_PAUSE:
            return "On to what would leave."
        now = self.session.vault.clock()
        return said_until(read_until(key, now), now.date())

    async def hear_pause(self, key: str) -> None:
        """Set it aside, or go on without a pause."""
        if await self.hear_ways(key):
            return
        if key == NO_PAUSE:
            await self.after_pause()
            return
        until = self._until = read_until(key, self.session.vault.clock())
        self.do(lambda: self.set_aside(until), self._set_aside)

    async def action_no_pause(self) -> None:
        """Go on without a pause."""
        if self.busy:
            return
        try:
            await self.after_pause()
        except PeerjournalError as error:
            self.refuse(error)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what belongs to the step that is asked."""
        if action == "no_pause":
            return self.names[-1:] == ["pause"]
        return super().check_action(action, parameters)

    async def _set_aside(self, _pause: object) -> None:
        # What was begun is in what was set aside, so nothing else has to wait.
        self.made()
        await self.turn_to("aside")

    def ask_aside(self) -> Step:
        """Say that it waits, and where."""
        now = self.session.vault.clock()
        until = said_until(self._until, now.date()) if self._until else ""
        lines = [
            "It is among your drafts, and nothing will remind you of it.",
            "Help is there all the while, on F1.",
        ]
        return Step(
            f"It is set aside. {until}".strip(),
            held=[Static(plain(line)) for line in lines],
            ways=[("done", "Back to my journal")],
        )

    async def hear_aside(self, key: str) -> None:
        """Close."""
        del key
        self.dismiss(None)

    def may_go_back(self) -> bool:
        """There is no way back from where it was set aside."""
        return self.names[-1] != "aside" and super().may_go_back()


def said_until(until: Moment, today: date) -> str:
    """Say until when something waits."""
    return f"Until {whole_day(until.day, today)}, {until.local:%H:%M}."
