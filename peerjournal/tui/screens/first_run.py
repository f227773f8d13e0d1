"""The first minute: how it looks, what it can't do for those who are watched, a passphrase, and a blank page.

Nothing is made before the passphrase is chosen. The recovery words may wait until something was written.
"""

import contextlib
import os
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from peerjournal.config import Places, keep_settings, read_settings
from peerjournal.errors import NotSaved, PeerjournalError
from peerjournal.session import Session
from peerjournal.support import WATCHED
from peerjournal.tui.messages import Failed, JournalMade, JournalNotMade
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.new_passphrase import NewPassphrase

_LOOKS = (("Dark", "dusk"), ("Light", "paper"), ("Like my terminal", ""))
_LIGHT_GROUNDS = {"7", "15"}
_NEXT = (
    "Next come recovery words: a second way in, if the passphrase is ever gone. They can wait until you have"
    " written something."
)


def look_of_terminal(environment: Mapping[str, str]) -> str:
    """Return the theme of the terminal's own colors, light where the terminal says that it is."""
    ground = environment.get("COLORFGBG", "").rpartition(";")[2]
    return "terminal-light" if ground in _LIGHT_GROUNDS else "terminal-dark"


class FirstRunScreen(ShapedScreen[Session | None]):
    """Makes a journal; ends with it open, or with nothing where somebody goes back."""

    DEFAULT_CSS = """
    FirstRunScreen {
        #page { height: 1fr; align: center middle; background: $background; }
        &.-tiny .buttons > Button { padding: 0 1; margin-right: 1; }
        .card > .heading { margin-bottom: 1; }
        .card > .said { width: 1fr; margin-bottom: 1; }
        #looks, #looks:focus {
            height: auto; border: none; padding: 0; background: transparent; background-tint: 0%;
        }
        #looks { margin-bottom: 1; }
        #looks > .option-list--option { padding: 0 1; }
        #next { width: 56; max-width: 94%; padding: 1 3 0 3; color: $quiet; display: none; }
        &.-passphrase.-tall #next { display: block; }
        &.-short {
            NewPassphrase #offered { margin: 0; }
            NewPassphrase #use { margin-top: 0; }
            NewPassphrase Meter { margin: 0 0 1 0; }
            NewPassphrase .apart { margin-top: 1; }
        }
        &.-short.-tiny {
            .card > .heading, NewPassphrase #use, NewPassphrase Meter { margin-bottom: 0; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("up,pageup", "scroll('up')", show=False),
        Binding("down,pagedown", "scroll('down')", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, places: Places, clock: Callable[[], datetime]) -> None:
        """Prepare to make a journal.

        Args:
            places: Where.
            clock: Gives the time.
        """
        super().__init__()
        self._places, self._clock = places, clock
        self._step = "look"
        self._session: Session | None = None
        self._has_backup = False
        """Whether the journal is not to be made, but to come back from a backup."""

    def compose(self) -> ComposeResult:
        """Lay out the card that each step fills, and what is said below it."""
        with VerticalScroll(id="page", can_focus=False):
            yield Vertical(classes="card", id="card")
            yield Static(_NEXT, id="next")
        yield KeyFooter()

    async def on_mount(self) -> None:
        """Begin."""
        await self._show("look")

    # Steps.

    async def _show(self, step: str) -> None:
        self._step = step
        self.set_class(step == "passphrase", "-passphrase")
        card = self.query_one("#card")
        make = {
            "look": self._ask_look,
            "watched": self._say_watched,
            "passphrase": self._ask_passphrase,
            "making": self._say_making,
            "recovery": self._offer_recovery,
        }[step]
        await card.remove_children()
        await card.mount_all(make())
        self.query_one("#page").scroll_home(animate=False)
        for first in ("OptionList", "#first", ".-primary"):
            if found := card.query(first):
                found.first(Widget).focus(scroll_visible=False)
                return

    def _ask_look(self) -> list[Widget]:
        return [
            Static("Welcome.", classes="heading"),
            Static(
                "This is a place to write. What you write stays on this computer, locked by a passphrase that"
                " only you know.",
                classes="said",
            ),
            Static("Dark, light, or like my terminal?", classes="quiet"),
            OptionList(*(Option(says, says) for says, _ in _LOOKS), id="looks", markup=False),
            Horizontal(
                _primary("Go on", "go-on"),
                Button("I have a backup", id="backup"),
                Button("Close", id="back"),
                classes="buttons",
            ),
        ]

    def _say_watched(self) -> list[Widget]:
        return [
            Static("If someone checks your devices", classes="heading"),
            *(Static(paragraph, classes="said") for paragraph in WATCHED),
            Static("F1 opens Help, here and everywhere.", classes="said quiet"),
            Horizontal(_primary("Go on", "go-on"), Button("Back", id="back"), classes="buttons"),
        ]

    def _ask_passphrase(self) -> list[Widget]:
        return [
            Static("A passphrase", classes="heading"),
            NewPassphrase("Make my journal", back="Back", near=(self._places.journal.name,)),
        ]

    def _say_making(self) -> list[Widget]:
        return [
            Static("Making the key", classes="heading"),
            Static("This takes a few seconds, so that guessing takes a long time.", classes="said"),
        ]

    def _offer_recovery(self) -> list[Widget]:
        return [
            Static("Your journal is there.", classes="heading"),
            Static(
                "Recovery words are a second way in, if the passphrase is ever gone. They go on paper. You"
                " can make them now, or when you close the journal.",
                classes="said",
            ),
            Horizontal(
                _primary("Write first", "write"),
                Button("Recovery words now", id="recovery"),
                classes="buttons",
            ),
        ]

    # What is done.

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Wear what is pointed at."""
        event.stop()
        self.app.theme = dict(_LOOKS).get(event.option_id or "", "") or look_of_terminal(os.environ)

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Go on."""
        event.stop()
        self._has_backup = False
        await self._show("watched")

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        match event.button.id:
            case "go-on" | "backup" if self._step == "look":
                self._has_backup = event.button.id == "backup"
                await self._show("watched")
            case "go-on" if self._has_backup:
                self._bring_back()
            case "go-on":
                await self._show("passphrase")
            case "back":
                await self.action_back()
            case "write":
                self._write()
            case "recovery" if self._session is not None:
                self.app.push_screen(RecoveryScreen(self._session), self._write)

    def _bring_back(self) -> None:
        from peerjournal.tui.screens.restore import RestoreScreen  # noqa: PLC0415 — for few

        self.app.push_screen(RestoreScreen(self._places, self._clock, in_place=True), self._came_back)

    def _came_back(self, session: Session | None) -> None:
        """Go on with the journal that came back; the app holds it too, so that it can lock it."""
        if session is not None:
            self.app.post_message(JournalMade(session))
            self.dismiss(session)

    def action_scroll(self, way: str) -> None:
        """Move the page, where it is longer than the screen."""
        getattr(self.query_one("#page"), f"scroll_{way}")(animate=False)

    def _write(self, _: object = None) -> None:
        """Open a blank page; the journal itself comes once it is closed."""
        from peerjournal.tui.screens.editor import EditorScreen  # noqa: PLC0415 — not before there is a journal

        if self._session is not None:
            # So that nothing of this stands there for a moment between the page and the journal.
            self.query_one("#card").display = False
            self.app.push_screen(EditorScreen(self._session), self._go_on)

    def _go_on(self, _: object = None) -> None:
        self.dismiss(self._session)

    async def action_back(self) -> None:
        """Go one step back; nothing is made before the last one."""
        match self._step:
            case "look":
                self.dismiss(None)
            case "watched":
                await self._show("look")
            case "passphrase":
                await self._show("watched")
            case "recovery":
                self._go_on()

    async def on_new_passphrase_chosen(self, event: NewPassphrase.Chosen) -> None:
        """Make the journal."""
        event.stop()
        if self._step == "passphrase":
            look = self.app.theme
            await self._show("making")
            self._make(event.passphrase, look)

    @work(thread=True, exit_on_error=False)
    def _make(self, passphrase: str, look: str) -> None:
        try:
            session = Session.create(self._places, passphrase, clock=self._clock)
        except PeerjournalError as error:
            self.post_message(JournalNotMade(error))
        except Exception as error:  # noqa: BLE001 — the app says what can be said of it
            self.app.post_message(Failed(error))
        else:
            # How it looks can be chosen again; a journal that was made is more than that.
            with contextlib.suppress(NotSaved):
                keep_settings(replace(read_settings(), look=look))
            self.post_message(JournalMade(session))

    async def on_journal_made(self, message: JournalMade) -> None:
        """Go on with the journal; the app holds it too, so that it can lock it."""
        self._session = message.session
        await self._show("recovery")

    async def on_journal_not_made(self, message: JournalNotMade) -> None:
        """Say why there is no journal, and ask again."""
        await self._show("passphrase")
        self.query_one(NewPassphrase).say(told(message.error))


def _primary(says: str, name: str) -> Button:
    return Button(says, id=name, variant="primary")
