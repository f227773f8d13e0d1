"""Words to reach out with, saved to a file of one's own choosing: at once, and noted nowhere."""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Input, Static

from peerjournal.disk import DISK
from peerjournal.errors import PeerjournalError
from peerjournal.text import clean, visible
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.path_line import PathLine, default_folder

_NAME = "note.txt"
_THERE = "There is a file with that name already, and it stays as it is. Another name works."
_REFUSED = "That place would not take a file. Another one may."


class ReachOutScreen(ShapedScreen[None]):
    """Takes the words and the place. It needs no open journal, and nothing holds it up."""

    DEFAULT_CSS = """
    ReachOutScreen {
        background: $background;
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 76; height: 1fr; }
        & #sheet > Static { width: 1fr; height: auto; }
        & Page, & Page:focus { height: 1fr; max-height: 8; background: $field; padding: 0 1; margin: 1 0; }
        & PathLine { margin: 1 0; }
        & #said { margin-bottom: 1; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 2; }
        &.-short > #middle { padding: 0 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("ctrl+s", "save", "Save it", key_display="^s", priority=True),
    ]
    AUTO_FOCUS = "Page"

    def __init__(self, words: str) -> None:
        """Prepare, with words to begin with."""
        super().__init__()
        self._words = words

    def compose(self) -> ComposeResult:
        """Lay out the words, the place, and the ways on."""
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static("Change it as you like", classes="heading")
            yield Page(self._words, id="words")
            yield Static("Where to save it, as plain text that anyone at this computer can read:")
            yield PathLine(str(default_folder() / _NAME), id="path")
            yield Static("Nothing of it is kept in your journal.", id="said", classes="quiet")
            with Horizontal(classes="ways"):
                yield Button("Back", id="back")
                yield Button("Save it", id="save", variant="primary")
        yield KeyFooter()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Save it, or go back."""
        event.stop()
        if event.button.id == "save":
            self.action_save()
        else:
            self.action_back()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save it."""
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Save these words to that file."""
        try:
            path = self.query_one(PathLine).path
        except PeerjournalError as error:
            self._say(told(error))
            return
        path = path / _NAME if path.is_dir() else path
        self._say(self._saved(path.absolute()))

    def _saved(self, path: Path) -> str:
        text = clean(self.query_one(Page).text).rstrip("\n") + "\n"
        try:
            DISK.create(path, text.encode())
        except FileExistsError:
            return _THERE
        except (OSError, ValueError):
            return _REFUSED
        return f"Here it is: {visible(str(path))}. Nothing was sent."

    def _say(self, text: str) -> None:
        self.query_one("#said", Static).update(plain(text))

    def action_back(self) -> None:
        """Go back to the words one can begin with."""
        self.dismiss(None)
