"""What two screens that show versions share: what is said above the buttons, and the links of a version."""

from typing import TypeVar

from textual.widgets import Static

from peerjournal.errors import PeerjournalError
from peerjournal.tui.screens.links import show_link, show_links
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.story_view import StoryView

T = TypeVar("T")


class VersionScreen(WorkingScreen[T]):
    """Shows versions of one thing, with a line ``#about`` above its buttons."""

    def say(self, text: str) -> None:
        """Say something above the buttons."""
        line = self.query_one("#about", Static)
        line.update(plain(text))
        line.set_class(bool(text), "-said")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be."""
        self.say(told(error))

    def on_story_view_links_asked(self, event: StoryView.LinksAsked) -> None:
        """List the links of a version; nothing is opened."""
        show_links(self.app, event.links)

    def on_story_view_link_chosen(self, event: StoryView.LinkChosen) -> None:
        """Show where a link leads; nothing is opened."""
        show_link(self.app, event.link)
