"""A new passphrase: a strong one that is offered, or one's own, typed twice and shown when wanted."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Input, Static

from peerjournal.crypto import generate
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.meter import Meter

_OFFERED_WORDS = 6
_DIFFER = "Those two differ. Type it once more, or show both."
_EMPTY = "Type a passphrase, or take the six words."


class NewPassphrase(Vertical):
    """Asks for a passphrase, and says nothing against any."""

    DEFAULT_CSS = """
    NewPassphrase {
        height: auto;
        width: 1fr;
        #offer { color: $quiet; width: 1fr; }
        #offered { color: $primary; text-style: bold; width: 1fr; margin: 1 0; }
        #use { margin-bottom: 1; }
        .label { color: $quiet; }
        Meter { margin: 1 0; }
        #answer { width: 1fr; color: $quiet; height: auto; margin-top: 1; display: none; }
        #answer.-said { display: block; }
        .buttons { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f5", "use_offered", "Use these words", key_display="F5"),
        Binding("f6", "show", "Show or hide", key_display="F6"),
    ]

    class Chosen(Message):
        """Somebody chose a passphrase."""

        def __init__(self, passphrase: str) -> None:
            super().__init__()
            self.passphrase = passphrase

    def __init__(self, done: str, *, back: str, near: Sequence[str] = ()) -> None:
        """Ask for one.

        Args:
            done: What the button says that ends it.
            back: What the other one says, whose id is ``back`` and which is left to the screen.
            near: Words that would be guessed first, such as the name of the folder.
        """
        super().__init__()
        self._done, self._back, self._near = done, back, near
        self._offered = generate(_OFFERED_WORDS)

    def compose(self) -> ComposeResult:
        """Lay out the offer, the two lines, and what one can do."""
        yield Static("Six words that nobody can guess, if you like them:", id="offer")
        yield Static(plain(self._offered), id="offered")
        with Horizontal(classes="buttons", id="use"):
            yield Button("Use these words", id="use-offered")
        yield Static("Passphrase", classes="label apart")
        yield SecretInput(id="first")
        yield Meter(self._near)
        yield Static("Once more", classes="label")
        yield SecretInput(id="second")
        yield Static("", id="answer")
        with Horizontal(classes="buttons"):
            yield Button(self._done, id="done", variant="primary")
            yield Button("Show", id="show")
            yield Button(self._back, id="back")

    def on_input_changed(self, event: Input.Changed) -> None:
        """Measure what is typed."""
        event.stop()
        if event.input.id == "first":
            self.query_one(Meter).measure(event.value)
        self.query_one("#answer").remove_class("-said")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the second line, or end."""
        event.stop()
        if event.input.id == "first":
            self._line("second").focus()
        else:
            self._choose()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says; going back is the screen's business."""
        match event.button.id:
            case "use-offered":
                event.stop()
                self.action_use_offered()
            case "show":
                event.stop()
                self.action_show()
            case "done":
                event.stop()
                self._choose()

    def action_use_offered(self) -> None:
        """Take the six words that are offered; have them on paper first."""
        self._show(hidden=False)
        for name in ("first", "second"):
            self._line(name).value = self._offered
        self.query_one("#done", Button).focus()

    def action_show(self) -> None:
        """Show what was typed, or hide it again."""
        self._show(hidden=not self._line("first").password)

    def _show(self, *, hidden: bool) -> None:
        for name in ("first", "second"):
            self._line(name).password = hidden
        self.query_one("#show", Button).label = "Show" if hidden else "Hide"

    def _choose(self) -> None:
        first, second = self._line("first").value, self._line("second").value
        if not first:
            self.say(_EMPTY)
            self._line("first").focus()
        elif first != second:
            self.say(_DIFFER)
            self._line("second").focus()
        else:
            self.post_message(self.Chosen(first))

    def _line(self, name: str) -> SecretInput:
        return self.query_one(f"#{name}", SecretInput)

    def say(self, text: str) -> None:
        """Say something below the two lines."""
        answer = self.query_one("#answer", Static)
        answer.update(plain(text))
        answer.add_class("-said")

    def forget(self) -> None:
        """Empty both lines and forget what was offered."""
        for line in self.query(SecretInput):
            line.forget()
        self.query_one(Meter).measure("")
        self._offered = ""
