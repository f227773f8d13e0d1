"""The circle: who one exchanges letters with, how sure one is of each, and what can be done about it."""

from typing import ClassVar

from textual.binding import Binding, BindingType

from peerjournal.peers import Peer
from peerjournal.tui.messages import CircleChanged
from peerjournal.tui.people import about
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.compare import CompareScreen
from peerjournal.tui.screens.listing import ListingScreen
from peerjournal.tui.screens.meet import MeetScreen
from peerjournal.tui.screens.rename import RenameScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import Way

_EMPTY = "There is nobody in your circle yet.\nOne person is enough, and there is no hurry."


class PeersScreen(ListingScreen):
    """Lists everyone; what can be done is about the one the cursor stands on."""

    DEFAULT_CSS = """
    PeersScreen {
        &.-tiny .ways { height: 2; layout: grid; grid-size: 3; grid-rows: 1; grid-gutter: 0 1; }
        &.-tiny .ways > Button { width: 100%; margin: 0; }
    }
    """
    WHERE = "Your circle"
    ALWAYS: ClassVar[tuple[Way, ...]] = (("add", "Add somebody"),)
    WAYS: ClassVar[tuple[Way, ...]] = (
        ("compare", "Compare words"),
        ("card", "Make a card"),
        ("rename", "Rename"),
        ("drop", "Drop"),
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "add", "Add", id="peers.add"),
        Binding("c", "compare", "Compare words", id="peers.compare"),
        Binding("m", "card", "Make a card", id="peers.card"),
        Binding("r", "rename", "Rename", id="peers.rename"),
        Binding("d", "drop", "Drop", show=False, id="peers.drop"),
        Binding("delete", "drop", "Drop", show=False),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Make another card, in the place of the one they have", "new_card"),
        ("Make a key for their age program", "key"),
        ("Take in the card they made for me", "take_card"),
    )

    def choices(self) -> list[Choice]:
        """Return everyone."""
        today = self.session.vault.clock().date()
        return [Choice(one.id, one.called, about(one, today)) for one in self.session.circle.peers()]

    def said(self, count: int) -> str:
        """Say that nobody is there."""
        return "" if count else _EMPTY

    @property
    def peer(self) -> Peer | None:
        """Who the cursor stands on."""
        return self.session.circle.by_id(self.key)

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
            self.say("There is no card yet to compare. Make one for them first.")

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
        question = f"Drop {peer.called}?"
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
        self.show()
        self.say(f"{peer.called} is no longer in your circle. Letters from and to them stay.")
