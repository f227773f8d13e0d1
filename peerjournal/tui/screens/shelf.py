"""The hope shelf: one line at a time, opened only by whoever put the lines there."""

import secrets
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from peerjournal.errors import PeerjournalError
from peerjournal.journal import EMPTY, Line
from peerjournal.session import Session
from peerjournal.tui.screens.help import typeset
from peerjournal.tui.screens.keep_line import KeepLineScreen
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.top_bar import TopBar

_GONE = "someone no longer in your circle"
_FROM = {"entry": "from an entry of yours", "story": "from a story of yours", "letter": "from a letter"}


class ShelfScreen(WorkingScreen[None]):
    """Shows one line of the shelf."""

    DEFAULT_CSS = """
    ShelfScreen {
        background: $background;
        & > #middle { height: 1fr; align: center middle; padding: 1 2; }
        & #card { width: 1fr; max-width: 72; height: auto; max-height: 1fr; }
        & #card { background: $surface; padding: 2 4; }
        & #held { height: auto; max-height: 100%; }
        & #words { width: 1fr; height: auto; }
        & #origin { width: 1fr; height: auto; color: $quiet; margin-top: 1; }
        & #said { width: 1fr; height: auto; color: $quiet; padding: 0 2; text-align: center; }
        & .ways { height: 3; padding: 1 2; align-horizontal: center; }
        & .ways > Button { margin: 0 1; }
        &.-short #card { padding: 1 3; }
        &.-tiny .ways { padding: 1 0; }
        &.-tiny .ways > Button { margin: 0 1 0 0; padding: 0 1; min-width: 4; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("a,space,n,right", "another", "Another", key_display="a", id="shelf.another"),
        Binding("d,delete", "put_away", "Put away", key_display="d", id="shelf.away"),
        Binding("u", "put_back", "Put it back", id="shelf.back"),
        Binding("w", "write", "Write a line", id="shelf.write"),
        Binding("s", "shuffle", "Any of them", show=False, id="shelf.shuffle"),
        Binding("left_square_bracket", "move(-1)", "Move it up", show=False, key_display="[", id="shelf.up"),
        Binding(
            "right_square_bracket", "move(1)", "Move it down", show=False, key_display="]", id="shelf.down"
        ),
    ]
    AUTO_FOCUS = "#another"

    def __init__(self, session: Session) -> None:
        """Prepare; nothing of the shelf is read before it is on the screen."""
        super().__init__()
        self.session = session
        self.line: Line | None = None
        self._away: Line | None = None

    def compose(self) -> ComposeResult:
        """Lay out the line and what can be done with it."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="card"):
            with VerticalScroll(id="held", can_focus=False):
                yield Static("", id="words")
            yield Static("", id="origin")
        yield Static("", id="said")
        with Horizontal(classes="ways"):
            yield Button("Another", id="another", variant="primary")
            yield Button("Put away", id="away")
            yield Button("Write a line", id="write")
            yield Button("Back", id="back")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the first line."""
        self.query_one(TopBar).say_where("Hope shelf")
        lines = self.session.shelf.lines()
        self.show(lines[0] if lines else None)

    def show(self, line: Line | None) -> None:
        """Show a line, or that there is none."""
        self.line = line
        self.query_one("#words", Static).update(plain(line.text) if line else typeset(EMPTY))
        origin = self._origin(line) if line else ""
        self.query_one("#origin", Static).update(plain(origin))
        self.query_one("#origin").display = bool(origin)
        for name in ("another", "away"):
            self.query_one(f"#{name}").display = line is not None
        if self.focused is None or not self.focused.display:
            self.query_one("#another" if line else "#write").focus()
        self.say("")
        self.refresh_bindings()

    def _origin(self, line: Line) -> str:
        if line.peer:
            peer = self.session.circle.by_id(line.peer)
            return f"from {peer.called if peer else _GONE}"
        return _FROM.get(line.kind, "")

    def say(self, text: str) -> None:
        """Say something below the line."""
        self.query_one("#said", Static).update(plain(text))

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be."""
        self.say(told(error))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done now."""
        del parameters
        if action == "put_back":
            return self._away is not None
        return action not in {"another", "put_away", "shuffle", "move"} or self.line is not None

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        actions = {"another": "another", "away": "put_away", "write": "write", "back": "back"}
        await self.run_action(actions[str(event.button.id)])

    def action_another(self) -> None:
        """Show the next line, in your own order, going round."""
        if self.line is not None:
            alone = self.session.shelf.after(self.line)
            same = alone.id == self.line.id
            self.show(alone)
            self.say("It is the only one here." if same else "")

    def action_shuffle(self) -> None:
        """Show any of them, not in order."""
        lines = [one for one in self.session.shelf.lines() if self.line is None or one.id != self.line.id]
        if lines:
            self.show(secrets.choice(lines))

    def action_put_away(self) -> None:
        """Take this line off your shelf; what it came from stays as it is."""
        line = self.line
        if line is not None:
            following = self.session.shelf.after(line)
            reference = self.session.shelf.reference(line)
            after = following if following.id != line.id else None
            self.do(lambda: (self.session.shelf.put_away(reference), after), self._put_away)

    def _put_away(self, done: tuple[Line, Line | None]) -> None:
        self._away, after = done
        self.show(after)
        self.say("Put away. u puts it back.")

    def action_put_back(self) -> None:
        """Put the line back that you put away last."""
        away = self._away
        if away is not None:
            self.do(lambda: self.session.shelf.put_back(away), lambda _none: self._put_back(away))

    def _put_back(self, line: Line) -> None:
        self._away = None
        self.show(line)

    def action_move(self, by: int) -> None:
        """Move this line among the others."""
        if self.line is not None:
            reference = self.session.shelf.reference(self.line)
            said = "It stands one place earlier now." if by < 0 else "It stands one place later now."
            self.do(lambda: self.session.shelf.move(reference, by), lambda line: self._moved(line, said))

    def _moved(self, line: Line, said: str) -> None:
        self.show(line)
        self.say(said)

    def action_write(self) -> None:
        """Write a line of your own and keep it here."""

        def written(line: Line | None) -> None:
            if line is not None:
                self.show(line)

        self.app.push_screen(KeepLineScreen(self.session), written)
