"""A screen that does its work in a thread: it is told what came of it, and says why where nothing did."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar

from textual import work
from textual.binding import Binding, BindingType
from textual.message import Message

from peerjournal.errors import PeerjournalError
from peerjournal.tui.messages import Failed
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.widgets.top_bar import TopBar

T = TypeVar("T")
Result = TypeVar("Result")


class WorkingScreen(ShapedScreen[T]):
    """Does one piece of work at a time; a second one waits for nobody and is not begun."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("ctrl+p", "app.command_palette", "Menu", key_display="^p", priority=True, system=True),
    ]
    busy = False
    """Whether something is being done at this moment."""

    class Done(Message):
        """A piece of work is done."""

        def __init__(self, then: Callable[[Any], object], result: Any) -> None:
            super().__init__()
            self.then, self.result = then, result

    class Refused(Message):
        """A piece of work could not be done; the error says why."""

        def __init__(self, error: PeerjournalError) -> None:
            super().__init__()
            self.error = error

    def do(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        """Do something in a thread.

        Args:
            work: Touches no widget.
            then: Is handed what it returned, back among the widgets.
        """
        if not self.busy:
            self.busy = True
            self._work(work, then)

    @work(thread=True, exit_on_error=False)
    def _work(self, work: Callable[[], Result], then: Callable[[Result], object]) -> None:
        try:
            result = work()
        except PeerjournalError as error:
            self.post_message(self.Refused(error))
        except Exception as error:  # noqa: BLE001 — told to the app, which ends as after any crash
            self.app.post_message(Failed(error))
        else:
            self.post_message(self.Done(then, result))

    async def on_working_screen_done(self, message: Done) -> None:
        """Go on with what came of it."""
        message.stop()
        self.busy = False
        try:
            going_on = message.then(message.result)
            if hasattr(going_on, "__await__"):
                await going_on
        except PeerjournalError as error:
            self.refuse(error)

    def on_working_screen_refused(self, message: Refused) -> None:
        """Say why; everything stays as it is on the screen."""
        message.stop()
        self.busy = False
        self.refuse(message.error)

    def refuse(self, error: PeerjournalError) -> None:
        """Say why something could not be done."""
        raise NotImplementedError

    def on_top_bar_clicked(self, message: TopBar.Clicked) -> None:
        """Lock, when that part of the bar was meant."""
        message.stop()
        if message.part == "lock":
            self.app.call_later(self.app.run_action, "lock")

    async def action_back(self) -> None:
        """Go back; nothing is lost."""
        self.dismiss(None)
