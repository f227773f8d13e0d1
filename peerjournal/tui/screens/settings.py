"""Settings: how it looks, when it locks, what suits the terminal, and what opens the journal."""

from dataclasses import replace
from typing import Any, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Static

from peerjournal.config import Settings, keep_settings, read_settings, settings_file
from peerjournal.errors import PeerjournalError
from peerjournal.session import Session
from peerjournal.tui.messages import SettingsChosen, SettingsNotKept
from peerjournal.tui.screens.looking_after import LookingAfterScreen
from peerjournal.tui.screens.passphrase import PassphraseScreen
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.screens.renew import RenewScreen
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told
from peerjournal.tui.theme import THEMES
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.check_list import Check, CheckList
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.one_of import OneOf

_MINUTES = (1, 2, 5, 10, 20, 60)
_CHECKS = (
    ("plain_symbols", "Plain symbols", "where signs look too wide"),
    ("compatible_keyboard", "Compatible keyboard", "where accents go wrong; from the next start"),
)
_WAYS = (
    (("passphrase", "Change the passphrase"), ("recovery", "New recovery words"), ("renew", "New keys")),
    (("looking-after", "Looking after your journal"), ("back", "Back")),
)
"""What the buttons do and say, a row each."""


class SettingsScreen(ShapedScreen[bool]):
    """What a person may change; each holds at once. Ends with whether the journal is to be read anew."""

    DEFAULT_CSS = """
    SettingsScreen {
        #page { height: 1fr; align-horizontal: center; padding: 1 0 0 0; background: $background; }
        #text { width: 100%; max-width: 78; height: auto; background: $surface; padding: 1 3; }
        .heading { margin-top: 1; }
        .heading.top { margin-top: 0; }
        .two { height: auto; width: 1fr; }
        .two > Vertical { width: 1fr; height: auto; }
        .where { color: $quiet; width: 1fr; }
        .ways { height: 1; width: 1fr; }
        .apart { margin-top: 1; }
        #answer { margin-bottom: 1; }
        .ways > Button { margin-right: 2; }
        #answer { width: 1fr; color: $quiet; margin-top: 1; display: none; }
        #answer.-said { display: block; }
        &.-narrow #text, &.-tiny #text { padding: 0 2; }
        &.-tiny .ways { layout: vertical; height: auto; }
        &.-short #page { padding: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("f5", "passphrase", "Passphrase", key_display="F5"),
        Binding("f6", "recovery", "Recovery words", key_display="F6"),
    ]
    AUTO_FOCUS = "#look"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._settings = read_settings()
        self._changed = False

    def compose(self) -> ComposeResult:
        """Lay out what can be changed, and where it is kept."""
        settings, home = self._settings, self._session.vault.home
        known = {one.name for _, one in THEMES}
        look = self.app.theme if self.app.theme in known else THEMES[0][1].name
        minutes = sorted({*_MINUTES, settings.idle_minutes})
        with VerticalScroll(id="page", can_focus=False), Vertical(id="text"):
            with Horizontal(classes="two"):
                with Vertical():
                    yield Static("How it looks", classes="heading top")
                    yield OneOf(((one.name, says) for says, one in THEMES), chosen=look, id="look")
                with Vertical():
                    yield Static("Locks when left alone", classes="heading top")
                    times = ((str(each), _after(each)) for each in minutes)
                    yield OneOf(times, chosen=str(settings.idle_minutes), id="idle")
            yield Static("This terminal", classes="heading")
            yield CheckList(
                Check(key, says, detail, checked=getattr(settings, key)) for key, says, detail in _CHECKS
            )
            yield Static("Writing back", classes="heading")
            yield CheckList(
                [
                    Check(
                        "look_over",
                        "Look it over",
                        "F5 in a reply: phrases that may sound like fixing",
                        checked=settings.look_over,
                    )
                ]
            )
            yield Static("Passphrase and words", classes="heading")
            yield Static("", id="answer")
            for row, apart in zip(_WAYS, ("ways", "ways apart"), strict=True):
                yield Horizontal(*(_button(*one) for one in row), classes=apart)
            yield Static("Where it is", classes="heading")
            yield Static(plain(f"Your journal: {home.folder}"), classes="where")
            yield Static(plain(f"These settings: {settings_file()}"), classes="where")
        yield KeyFooter()

    # What is changed.

    def on_one_of_pointed(self, event: OneOf.Pointed) -> None:
        """Try a look on."""
        event.stop()
        if event.one_of.id == "look":
            self.app.theme = event.key

    def on_one_of_chosen(self, event: OneOf.Chosen) -> None:
        """Keep what was chosen."""
        event.stop()
        if event.one_of.id == "look":
            self._change(look=event.key)
        else:
            self._change(idle_minutes=int(event.key))

    def on_check_list_toggled(self, event: CheckList.Toggled) -> None:
        """Keep what was ticked."""
        event.stop()
        self._change(**{event.key: event.checked})

    def _change(self, **changes: Any) -> None:
        self._settings = replace(self._settings, **changes)
        self.query_one("#answer").remove_class("-said")
        self.post_message(SettingsChosen(self._settings))
        self._keep(self._settings)

    @work(thread=True, exit_on_error=False, group="settings")
    def _keep(self, settings: Settings) -> None:
        try:
            keep_settings(settings)
        except PeerjournalError as error:
            self.post_message(SettingsNotKept(error))

    def on_settings_not_kept(self, message: SettingsNotKept) -> None:
        """Say why they will be gone after closing."""
        answer = self.query_one("#answer", Static)
        answer.update(plain(told(message.error)))
        answer.add_class("-said")

    # Where one can go.

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        match event.button.id:
            case "passphrase":
                self.action_passphrase()
            case "recovery":
                self.action_recovery()
            case "renew":
                self.action_renew()
            case "looking-after":
                self.action_looking_after()
            case _:
                self.action_back()

    def action_passphrase(self) -> None:
        """Choose another passphrase."""
        self.app.push_screen(PassphraseScreen(self._session))

    def action_recovery(self) -> None:
        """Make new recovery words; earlier ones then no longer open the journal."""
        self.app.push_screen(RecoveryScreen(self._session))

    def action_renew(self) -> None:
        """Make new keys, for when somebody may have had the old ones."""
        self.app.push_screen(RenewScreen(self._session))

    def action_looking_after(self) -> None:
        """See how your journal stands: check it, back it up, bring a backup back."""
        self.app.push_screen(LookingAfterScreen(self._session), self._looked_after)

    def _looked_after(self, changed: bool | None) -> None:  # noqa: FBT001 — the library calls it with the answer
        self._changed = self._changed or bool(changed)

    def action_back(self) -> None:
        """Go back; what was chosen holds."""
        self.app.theme = self.query_one("#look", OneOf).chosen
        self.dismiss(self._changed)


def _button(key: str, says: str) -> Button:
    return Button(says, id=key, variant="primary" if key == "back" else "default")


def _after(minutes: int) -> str:
    return f"after {minutes} minute{'' if minutes == 1 else 's'}"
