"""Calling somebody something else: one line over the circle."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Static

from peerjournal.errors import PeerjournalError
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.tui.messages import CircleChanged
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import Line


class RenameScreen(ModalScreen[None], WorkingScreen[None]):
    """Asks for another name."""

    DEFAULT_CSS = """
    RenameScreen {
        align: center middle;
        Static { width: 1fr; }
        #name { margin: 1 0; }
        #refusal { color: $warning; display: none; margin-bottom: 1; }
        #refusal.-said { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "rename", "Rename", key_display="Ctrl+S")]
    AUTO_FOCUS = "#name"

    def __init__(self, session: Session, peer: Peer) -> None:
        super().__init__()
        self.session, self.peer = session, peer

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield Static(plain(f"What do you call {self.peer.called} from now on?"))
            yield Static("It is only ever told in your own journal.", classes="quiet")
            yield Line(self.peer.stand_in, id="name")
            yield Static("", id="refusal")
            with Horizontal(classes="buttons"):
                yield Button("Back", id="back")
                yield Button("Rename", id="rename", variant="primary")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Rename them."""
        event.stop()
        self.action_rename()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_rename(self) -> None:
        """Call them what stands in the line."""
        circle, name = self.session.circle, self.query_one(Line).value
        self.do(lambda: circle.rename(self.peer.id, name), self._renamed)

    def _renamed(self, _peer: Peer) -> None:
        self.app.post_message(CircleChanged())
        self.dismiss(None)

    def refuse(self, error: PeerjournalError) -> None:
        """Say why they can't be called that."""
        refusal = self.query_one("#refusal", Static)
        refusal.update(plain(told(error)))
        refusal.add_class("-said")
