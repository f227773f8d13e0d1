"""A letter over the reply to it, to look at once more; nothing else can be done there."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from peerjournal.letters import Kept
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.top_bar import TopBar


class ReadAgain(Screen[None]):
    """Shows a letter."""

    DEFAULT_CSS = "ReadAgain { background: $surface; StoryView { padding: 1 0 0 0; } }"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,f4", "back", "Back to your words", key_display="Esc")
    ]
    AUTO_FOCUS = "StoryView"

    def __init__(self, kept: Kept) -> None:
        super().__init__()
        self._kept = kept

    def compose(self) -> ComposeResult:
        """Lay out the letter."""
        yield TopBar()
        yield StoryView(Reading(body=self._kept.text))
        yield KeyFooter()

    def on_mount(self) -> None:
        """Say where one is."""
        self.query_one(TopBar).say_where("Their letter")

    def on_top_bar_clicked(self, message: TopBar.Clicked) -> None:
        """Lock, or go back, by what was clicked."""
        message.stop()
        if message.part == "lock":
            self.app.call_later(self.app.run_action, "lock")
        else:
            self.action_back()

    def action_back(self) -> None:
        """Go back to your words."""
        self.dismiss(None)
