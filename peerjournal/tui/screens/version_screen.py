"""What two screens that show versions share: what is said above the buttons, and the links of a version."""

from typing import TypeVar

from textual.widgets import Static

from peerjournal.errors import PeerjournalError
from peerjournal.tui.screens.links import ShowsLinks
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain

T = TypeVar("T")


class VersionScreen(WorkingScreen[T], ShowsLinks):
    """Shows versions of one thing, with a line ``#about`` above its buttons."""

    def say(self, text: str) -> None:
        """Say something above the buttons."""
        line = self.query_one("#about", Static)
        line.update(plain(text))
        line.set_class(bool(text), "-said")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be."""
        self.say(told(error))
