"""A main screen as small as can be, so that the app is tested without the rooms that stand in it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Footer, Static, TextArea

from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.session import Session
from peerjournal.tui.wall import plain
from peerjournal.vault import Clock, Drafts

ANOTHER_PASSPHRASE = "made-up words of a first run"
"""Not the one that the tests type, which is looked for in the memory of the program."""


class TinyScreen(Screen[None]):
    """Says that the journal is open, and keeps what is typed as a draft."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f8", "nothing", "Do nothing")]

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.drafts = drafts_of(session)

    def compose(self) -> ComposeResult:
        page = TextArea(id="page")
        page.cursor_blink = False
        yield Static(plain("The journal is open."))
        yield page
        yield Footer()

    def action_nothing(self) -> None:
        """Do nothing at all."""

    def keep_draft(self) -> None:
        text = self.query_one(TextArea).text
        if text:
            self.drafts.keep(self.drafts.new(), {"body": text})


class TinyFirstRun(Screen[Session | None]):
    """Says that there is no journal, and makes one on the first key."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "make", "Make one")]

    def __init__(self, places: Places, clock: Clock) -> None:
        super().__init__()
        self.places, self.clock = places, clock

    def compose(self) -> ComposeResult:
        yield Static(plain("There is no journal yet."))

    def action_make(self) -> None:
        """Make a journal."""
        self.dismiss(Session.create(self.places, ANOTHER_PASSPHRASE, cost=CHEAPEST, clock=self.clock))


def drafts_of(session: Session) -> Drafts:
    """Return the drafts of an open journal."""
    vault = session.vault
    return Drafts(vault.home, vault.ring, vault.key_file.vault_id)
