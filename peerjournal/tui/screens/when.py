"""When something was written: asked over the page, in words people type."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from peerjournal.errors import JournalError
from peerjournal.journal import Moment, when
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import Line


class WhenScreen(ModalScreen[Moment | None]):
    """Asks for a day and a time; leaving it changes nothing."""

    DEFAULT_CSS = """
    WhenScreen {
        align: center middle;
        #how { width: 1fr; margin-bottom: 1; }
        #answer { width: 1fr; color: $quiet; margin-top: 1; display: none; }
        #answer.-said { display: block; }
        .buttons { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "back", "Back", key_display="Esc")]
    AUTO_FOCUS = "Line"

    def __init__(self, now: Moment | None, clock: Callable[[], datetime]) -> None:
        """Ask.

        Args:
            now: What it is set to; nothing means the moment it is kept.
            clock: Gives the time.
        """
        super().__init__()
        self._now, self._clock = now, clock

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield Static("When was it written?", classes="heading")
            yield Static("As in 2026-01-31 10:00, yesterday 6:30pm, or monday.", id="how", classes="quiet")
            yield Line(f"{self._now.local:%Y-%m-%d %H:%M}" if self._now else "", select_on_focus=True)
            yield Static("", id="answer")
            with Horizontal(classes="buttons"):
                yield Button("Set it", id="set", variant="primary")
                yield Button("Not now", id="back")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Set it."""
        event.stop()
        self._set()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if event.button.id == "set":
            self._set()
        else:
            self.dismiss(None)

    def _set(self) -> None:
        try:
            moment = when.read_moment(self.query_one(Line).value, self._clock())
        except JournalError as error:
            answer = self.query_one("#answer", Static)
            answer.update(plain(f"{error} {error.hint}".strip()))
            answer.add_class("-said")
        else:
            self.dismiss(moment)

    def action_back(self) -> None:
        """Go back; the time stays as it was."""
        self.dismiss(None)
