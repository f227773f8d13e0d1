"""Another passphrase: the one that opens the journal now, then a new one, twice."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Button, Static

from peerjournal import vault
from peerjournal.errors import PeerjournalError, WrongPassphrase
from peerjournal.session import Session
from peerjournal.tui.messages import Failed, WaysInChanged, WaysInNotChanged
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.new_passphrase import NewPassphrase

_CHANGED = "The new passphrase opens the journal from now on."
_COPIES = "Copies and backups made before still open with the old one."
_RECOVERED = (
    "Your recovery words opened it. If the passphrase is gone, choose another here. The words still open it."
)
_NOT_THAT_ONE = "The first line did not open it. Nothing was changed; try once more."


class PassphraseScreen(ShapedScreen[bool]):
    """Changes the passphrase; ends with whether it was changed."""

    DEFAULT_CSS = """
    PassphraseScreen {
        #page { height: 1fr; align: center middle; background: $background; }
        &.-tiny .buttons > Button { padding: 0 1; margin-right: 1; }
        .card > .quiet { width: 1fr; }
        #now { margin-bottom: 1; }
        &.-short {
            NewPassphrase #offered, NewPassphrase #use { margin-bottom: 0; }
            NewPassphrase #offered, NewPassphrase #use, NewPassphrase Meter { margin-top: 0; }
            NewPassphrase .apart { margin-top: 1; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("up,pageup", "scroll('up')", show=False),
        Binding("down,pagedown", "scroll('down')", show=False),
    ]
    AUTO_FOCUS = "SecretInput"

    def __init__(self, session: Session, *, recovered: bool = False) -> None:
        """Prepare to change it.

        Args:
            session: The open journal.
            recovered: Whether recovery words have just opened it, so that none is asked for again.
        """
        super().__init__()
        self._session, self._recovered = session, recovered
        self._changing = False

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with VerticalScroll(id="page", can_focus=False), Vertical(classes="card"):
            yield Static("Another passphrase", classes="heading")
            if self._recovered:
                yield Static(_RECOVERED, classes="quiet")
            else:
                yield Static(_COPIES, classes="quiet")
                yield Static("The passphrase, or the recovery words, of now", classes="quiet")
                yield SecretInput(id="now")
            back = "Not now" if self._recovered else "Leave it"
            yield NewPassphrase("Change it", back=back, near=(self._session.vault.home.folder.name,))
        yield KeyFooter()

    def on_input_submitted(self, event: SecretInput.Submitted) -> None:
        """Go on to the new one."""
        event.stop()
        self.query_one("#first", SecretInput).focus()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Go back."""
        event.stop()
        self.action_back()

    def action_scroll(self, way: str) -> None:
        """Move the page, where it is longer than the screen."""
        getattr(self.query_one("#page"), f"scroll_{way}")(animate=False)

    def action_back(self) -> None:
        """Leave the passphrase as it is."""
        if not self._changing:
            self.dismiss(False)  # noqa: FBT003 — the library's own call

    def on_new_passphrase_chosen(self, event: NewPassphrase.Chosen) -> None:
        """Change it."""
        event.stop()
        if not self._changing:
            self._changing = True
            self.query_one(NewPassphrase).say("Changing it. This takes a few seconds.")
            now = None if self._recovered else self.query_one("#now", SecretInput).value
            self._change(now, event.passphrase)

    @work(thread=True, exit_on_error=False)
    def _change(self, now: str | None, new: str) -> None:
        try:
            if now is not None:
                vault.check_way_in(self._session.vault, now)
            vault.change_passphrase(self._session.vault, new)
        except PeerjournalError as error:
            self.post_message(WaysInNotChanged(error))
        except Exception as error:  # noqa: BLE001 — the app says what can be said of it
            self.app.post_message(Failed(error))
        else:
            self.post_message(WaysInChanged())

    def on_ways_in_changed(self) -> None:
        """Say so, and go."""
        self.app.notify(f"{_CHANGED} {_COPIES}")
        self.dismiss(True)  # noqa: FBT003 — the library's own call

    def on_ways_in_not_changed(self, message: WaysInNotChanged) -> None:
        """Say why it is as it was; what was typed is still there, but for what opens nothing at all."""
        self._changing = False
        error, form = message.error, self.query_one(NewPassphrase)
        if not isinstance(error, WrongPassphrase):
            form.say(told(error))
            return
        now = self.query_one("#now", SecretInput)
        if error.slips:
            form.say(f"In the first line: {error} {error.meant}".strip())
        else:
            form.say(_NOT_THAT_ONE)
            now.forget()
        now.focus()
