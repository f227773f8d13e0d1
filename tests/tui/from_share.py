"""A screen of a test that begins to share the one story there is: for a whole way in a real terminal."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from peerjournal.journal import Story
from peerjournal.session import Session
from peerjournal.tui.screens.share import ShareScreen
from tests.tui.tiny import TinyScreen


class FromShare(TinyScreen):
    """Shares every story there is."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f10", "share", "Share")]

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self.opened = session

    def action_share(self) -> None:
        """Begin."""
        found = self.opened.journal.find("kind:story")
        self.app.push_screen(ShareScreen(self.opened, [one for one in found if isinstance(one, Story)]))
