"""The circle: who one exchanges letters with, how sure one is of each, and what can be done about it."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.errors import PeerjournalError
from peerjournal.peers import REACHES, Peer
from peerjournal.session import Session
from peerjournal.tui.messages import CircleChanged
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.meet import MeetScreen
from peerjournal.tui.screens.rename import RenameScreen
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.top_bar import TopBar

_EMPTY = "There is nobody in your circle yet.\nOne person is enough, and there is no hurry."
_WAYS = (
    ("add", "Add somebody"),
    ("compare", "Compare"),
    ("card", "Make a card"),
    ("rename", "Rename"),
    ("drop", "Drop"),
)


class PeersScreen(WorkingScreen[None]):
    """Lists everyone; what can be done is about the one the cursor stands on."""

    DEFAULT_CSS = """
    PeersScreen {
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 84; height: 1fr; }
        & #sheet > Static { width: 1fr; }
        & #people { margin: 1 0; height: 1fr; }
        & #about { color: $quiet; margin-bottom: 1; display: none; }
        & #about.-said { display: block; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 1; padding: 0 1; min-width: 4; }
        &.-tiny .ways { height: 2; layout: grid; grid-size: 3; grid-rows: 1; }
        &.-tiny .ways > Button { padding: 0; margin: 0; min-width: 4; }
        &.-tiny > #middle { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "Add", id="peers.add"),
        Binding("c", "compare", "Compare words", id="peers.compare"),
        Binding("m", "card", "Make a card", id="peers.card"),
        Binding("r", "rename", "Rename", id="peers.rename"),
        Binding("d", "drop", "Drop", id="peers.drop"),
        Binding("delete", "drop", "Drop", show=False),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Make another card, in the place of the one they have", "new_card"),
        ("Make a key for their age program", "key"),
        ("Take in the card they made for me", "take_card"),
    )
    AUTO_FOCUS = "#people"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session

    def compose(self) -> ComposeResult:
        """Lay out the list and what can be done."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static("Your circle", classes="heading")
            yield Static("", id="empty", classes="quiet")
            yield Choices(id="people")
            yield Static("", id="about")
            with Horizontal(classes="ways"):
                for key, says in _WAYS:
                    yield Button(says, id=key, variant="primary" if key == "add" else "default")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show who is there."""
        self.query_one(TopBar).say_where("Your circle")
        self._show()

    def on_screen_resume(self) -> None:
        """Show who is there now."""
        self._show()

    def _show(self) -> None:
        peers = self.session.circle.peers()
        self.query_one("#people", Choices).show(Choice(one.id, one.stand_in, _about(one)) for one in peers)
        empty = self.query_one("#empty", Static)
        empty.update(plain(_EMPTY))
        empty.display = not peers
        for key, _ in _WAYS[1:]:
            self.query_one(f"#{key}", Button).disabled = not peers

    def _say(self, text: str) -> None:
        about = self.query_one("#about", Static)
        about.update(plain(text))
        about.set_class(bool(text), "-said")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be done."""
        self._say(told(error))

    @property
    def peer(self) -> Peer | None:
        """Who the cursor stands on."""
        return self.session.circle.by_id(self.query_one("#people", Choices).key)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Do what comes next for somebody: compare words, or make a card."""
        event.stop()
        peer = self.peer
        if peer is None:
            return
        if peer.theirs is not None:
            self.action_compare()
        else:
            self.action_card()

    def action_add(self) -> None:
        """Add somebody to your circle."""
        self.app.push_screen(MeetScreen(self.session))

    def action_compare(self) -> None:
        """Read each other the safety words, to be sure whose card it is."""
        peer = self.peer
        if peer is None:
            return
        if peer.ours and peer.newest is not None:
            self.app.push_screen(CompareScreen(self.session, peer))
        else:
            self._say("There is no card yet to compare. Make one for them first.")

    def action_card(self) -> None:
        """Make a card file for somebody: the same card each time."""
        self._meet("make")

    def action_new_card(self) -> None:
        """Make another card; letters carry it to them."""
        self._meet("new")

    def action_key(self) -> None:
        """Make a key of yours for somebody with an age program."""
        self._meet("key")

    def action_take_card(self) -> None:
        """Take in the card that somebody made for you."""
        self._meet("take")

    def _meet(self, how: str) -> None:
        peer = self.peer
        if peer is not None:
            self.app.push_screen(MeetScreen(self.session, peer=peer, how=how))

    def action_rename(self) -> None:
        """Call somebody something else; it is only ever told in your own journal."""
        peer = self.peer
        if peer is not None:
            self.app.push_screen(RenameScreen(self.session, peer))

    def action_drop(self) -> None:
        """Take somebody out of your circle; their letters stay."""
        peer = self.peer
        if peer is None:
            return
        question = f"Drop {peer.stand_in}?"
        detail = (
            "Your keys for them go, and what they still send can no longer be opened."
            " Letters from and to them stay."
        )

        def drop(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(lambda: self.session.circle.drop(peer.id), self._dropped)

        self.app.push_screen(Ask(question, yes="Drop", no="Keep them", detail=detail), drop)

    def _dropped(self, peer: Peer) -> None:
        self.app.post_message(CircleChanged())
        self._show()
        self._say(f"{peer.stand_in} is no longer in your circle. Letters from and to them stay.")


def _about(peer: Peer) -> str:
    return " · ".join(part for part in (REACHES[peer.reach], peer.standing) if part)
