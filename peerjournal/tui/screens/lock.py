"""The lock screen: a greeting, one line for the passphrase, and two ways in that need none."""

from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Middle, Vertical
from textual.message import Message
from textual.widgets import Button, Footer, Input, Static

from peerjournal.errors import JournalDamaged, PeerjournalError, WrongPassphrase
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import without_commands
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import SecretInput

_NOT_THAT_ONE = "That one did not open it.\nNo harm done, try again."
_WORDS_TOO = "Recovery words open it too, if you made them."
_A_BACKUP = "A backup may bring your journal back; what is here is left as it is."
_STILL_THERE = "What you typed is still in the line; Show lets you change it."
_MORNING, _NOON, _EVENING, _NIGHT = 5, 12, 17, 22


def greeting(hour: int) -> str:
    """Return what one says at an hour of the day, 0 to 23."""
    if _MORNING <= hour < _NOON:
        return "Good morning."
    if _NOON <= hour < _EVENING:
        return "Good afternoon."
    return "Good evening." if _EVENING <= hour < _NIGHT else "Hello."


class LockScreen(ShapedScreen[None]):
    """The journal, locked."""

    DEFAULT_CSS = """
    LockScreen {
        & > Middle { width: 1fr; height: 1fr; align: center middle; }
        .heading, #said { width: 1fr; text-align: center; }
        #said { color: $quiet; margin-bottom: 1; }
        #answer { width: 1fr; color: $quiet; margin-top: 1; display: none; }
        #answer.-said { display: block; }
        .buttons { margin-top: 1; }
        #backups { display: none; }
        &.-backups #backups { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f1,ctrl+g", "app.help", "Help and support", key_display="F1", priority=True),
        Binding("f3", "app.jot", "Jot a line", key_display="F3"),
    ]
    AUTO_FOCUS = "SecretInput"

    class Tried(Message):
        """Somebody asks for the journal to be opened."""

        def __init__(self, passphrase: str) -> None:
            super().__init__()
            self.passphrase = passphrase

    def __init__(self, clock: Callable[[], datetime]) -> None:
        super().__init__()
        self._hour = clock().hour
        self._trying, self._typed = False, ""

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Middle(), Vertical(classes="card"):
            yield Static(greeting(self._hour), classes="heading")
            yield Static("Your journal is locked.", id="said")
            yield Static("Passphrase", classes="quiet")
            yield SecretInput(id="passphrase")
            yield Static("", id="answer")
            with Horizontal(classes="buttons"):
                yield Button("Unlock", id="unlock", variant="primary")
                yield Button("Show", id="show")
                yield Button("Jot a line", id="jot")
                yield Button("Backups", id="backups")
        yield Footer(show_command_palette=False)

    def on_unmount(self) -> None:
        """Take along what was said in passing: it was about the locked journal."""
        self.app.clear_notifications()

    @property
    def _line(self) -> SecretInput:
        return self.query_one(SecretInput)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Try what was typed."""
        event.stop()
        self._try()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        match event.button.id:
            case "unlock":
                self._try()
            case "show":
                self._line.password = not self._line.password
                event.button.label = "Show" if self._line.password else "Hide"
                self._line.focus()
            case "backups":
                await self.app.run_action("bring_back")
            case _:
                await self.app.run_action("jot")

    def _try(self) -> None:
        typed = self._line.value
        if self._trying or not typed:
            self._line.focus()
            return
        self._trying = True
        self.forget()
        self._typed = typed
        self._say("Opening it.")
        self.post_message(self.Tried(typed))

    def forget(self) -> None:
        """Empty the line and show dots again."""
        self._typed = ""
        self._line.forget()
        self.query_one("#show", Button).label = "Show"

    def refused(self, error: PeerjournalError) -> None:
        """Say why it did not open."""
        self._trying = False
        self._say(_words(error))
        if isinstance(error, JournalDamaged):
            # Only now: somebody who can open it needs no backup.
            self.add_class("-backups")
        if isinstance(error, WrongPassphrase) and error.slips:
            # Nobody types eleven words again for one letter.
            self._line.value = self._typed
            self._line.cursor_position = len(self._typed)
        self._typed = ""
        self._line.focus()

    def _say(self, text: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(plain(text))
        answer.add_class("-said")


def _words(error: PeerjournalError) -> str:
    if isinstance(error, JournalDamaged):
        return f"{error} {without_commands(error.hint)} {_A_BACKUP}".replace("  ", " ")
    if not isinstance(error, WrongPassphrase):
        return f"{error} {error.hint}".strip()
    if error.slips:
        return " ".join(part for part in (str(error), error.meant, _STILL_THERE) if part)
    if error.hint == WrongPassphrase.hint:
        return f"{_NOT_THAT_ONE}\n{_WORDS_TOO}"
    # More is known: of the recovery words, or of keys that were renewed.
    said = "" if str(error) == str(WrongPassphrase()) else f"{error} "
    return f"{_NOT_THAT_ONE} {said}{error.hint}"
