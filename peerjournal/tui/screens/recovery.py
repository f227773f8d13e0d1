"""Recovery words: eleven words for paper, three of them asked back, and only then do they open anything."""

from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widget import Widget
from textual.widgets import Button, Input, Static

from peerjournal import vault
from peerjournal.errors import PeerjournalError
from peerjournal.session import Session
from peerjournal.tui.messages import Failed, WaysInChanged, WaysInNotChanged
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import OFTEN, Watch
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.line import Line

ASKED_BACK = (2, 5, 9)
"""Which words are asked back, counted from 1."""
_COLUMNS = 3
_WIDEST = 13
"""Cells of a column: the longest word of the list has nine, its number and the gaps the rest."""
_LOOK_AGAIN = "That is not the one that was shown. Look at your paper once more."
_NOT_YET = "They open nothing until you have typed three of them back."
_NO_KEYS_YET = " Until then the keys are the old ones."
_KEPT = "These words open the journal from now on."
_RENEWED = "The journal is sealed under new keys, and the new words open it."
_SEALING = "Sealing the journal under new keys, {} %. It may take a while, and can't be stopped."
_OTHERS = "It is complete once each of your other devices has opened it again."


def columns(words: str) -> str:
    """Return numbered words in three columns, read downwards."""
    numbered = [f"{number:2d} {word}" for number, word in enumerate(words.split(), 1)]
    height = -(-len(numbered) // _COLUMNS)
    rows = (numbered[row::height] for row in range(height))
    return "\n".join("".join(f"{each:<{_WIDEST}}" for each in row).rstrip() for row in rows)


class _Words(Static):
    """The words themselves, which no key and no mouse can copy."""

    ALLOW_SELECT = False


class RecoveryScreen(ShapedScreen[bool | None]):
    """Makes recovery words; ends with whether they were kept, or with nothing for those who stay."""

    DEFAULT_CSS = """
    RecoveryScreen {
        #page { height: 1fr; align: center middle; background: $background; }
        &.-tiny .buttons > Button { padding: 0 1; margin-right: 1; }
        .card > .heading { margin-bottom: 1; }
        .card > .said { width: 1fr; margin-bottom: 1; }
        #words { width: auto; color: $primary; text-style: bold; margin-bottom: 1; }
        .asked { height: 1; width: 1fr; margin-bottom: 1; }
        .asked > Static { width: 9; color: $quiet; }
        .asked > Line { width: 1fr; }
        #answer { width: 1fr; color: $quiet; margin-bottom: 1; display: none; }
        #answer.-said { display: block; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Back", key_display="Esc"),
        Binding("up,pageup", "scroll('up')", show=False),
        Binding("down,pagedown", "scroll('down')", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, session: Session, *, leaving: bool = False, renewing: str = "") -> None:
        """Prepare to make recovery words.

        Args:
            session: The open journal.
            leaving: Whether somebody is closing the journal, so that it is asked first whether they want any.
            renewing: The passphrase, where all keys are made anew and these words go with them.
        """
        super().__init__()
        self._session, self._leaving, self._renewing = session, leaving, renewing
        self._words = vault.new_recovery_words()
        self._step, self._keeping = "", False
        self._watch = Watch()

    def compose(self) -> ComposeResult:
        """Lay out the card that each step fills."""
        with VerticalScroll(id="page", can_focus=False):
            yield Vertical(classes="card", id="card")
        yield KeyFooter()

    async def on_mount(self) -> None:
        """Begin."""
        if self._leaving:
            vault.recovery_offered(self._session.vault)
        self.set_interval(OFTEN, self._draw_far)
        await self._show("offer" if self._leaving else "words")

    # Steps.

    async def _show(self, step: str) -> None:
        self._step = step
        make = {"offer": self._offer, "words": self._show_words, "ask": self._ask}[step]
        card = self.query_one("#card")
        await card.remove_children()
        await card.mount_all(make())
        self.query_one("#page").scroll_home(animate=False)
        card.query("Line, .-primary").first(Widget).focus(scroll_visible=False)

    def _offer(self) -> list[Widget]:
        return [
            Static("Before you close", classes="heading"),
            Static(
                "There are no recovery words yet. They are a second way in, if the passphrase is ever gone."
                " You need paper and a few minutes. You can make them later, in the settings.",
                classes="said",
            ),
            _buttons(("Make them now", "make"), ("Not now", "close")),
        ]

    def _show_words(self) -> list[Widget]:
        earlier = " Earlier ones then open it no longer." if vault.has_recovery(self._session.vault) else ""
        return [
            Static("Recovery words", classes="heading"),
            Static(
                "Write these eleven words on paper, in their order. They open the journal if the passphrase"
                f" is ever gone.{earlier}",
                classes="said",
            ),
            _Words(plain(columns(self._words)), id="words"),
            Static(_NOT_YET + (_NO_KEYS_YET if self._renewing else ""), classes="said quiet"),
            _buttons(("They are on paper", "ask"), ("Not now", "back")),
        ]

    def _ask(self) -> list[Widget]:
        return [
            Static("Three of them, from your paper", classes="heading"),
            *(
                Horizontal(Static(f"Word {number}"), Line(id=f"word-{number}"), classes="asked")
                for number in ASKED_BACK
            ),
            Static("", id="answer"),
            _buttons(("Keep them", "keep"), ("See them again", "back")),
        ]

    # What is done.

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        if self._keeping:
            return
        match event.button.id:
            case "make":
                await self._show("words")
            case "close":
                self.dismiss(False)  # noqa: FBT003 — the library's own call
            case "ask":
                await self._show("ask")
            case "keep":
                self._check()
            case _:
                await self.action_back()

    def action_scroll(self, way: str) -> None:
        """Move the page, where it is longer than the screen."""
        getattr(self.query_one("#page"), f"scroll_{way}")(animate=False)

    async def action_back(self) -> None:
        """Go one step back; words that were not typed back open nothing."""
        if self._keeping:
            # What came of it would be told to nobody.
            self._draw_far()
        elif self._step == "ask":
            await self._show("words")
        elif self._step == "words" and self._leaving:
            await self._show("offer")
        else:
            self.dismiss(None)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line, or check them all."""
        event.stop()
        lines = list(self.query(Line))
        place = lines.index(event.input) + 1 if event.input in lines else len(lines)
        if place < len(lines):
            lines[place].focus()
        else:
            self._check()

    def _check(self) -> None:
        words = self._words.split()
        for number in ASKED_BACK:
            line = self.query_one(f"#word-{number}", Line)
            if line.value.strip().casefold() != words[number - 1]:
                self._say(_LOOK_AGAIN)
                line.focus()
                return
        if not self._keeping:
            self._keeping, self._watch = True, Watch()
            self._say("Keeping them.")
            self._draw_far()
            self._keep()

    def _draw_far(self) -> None:
        if self._keeping and self._renewing:
            self._say(_SEALING.format(self._watch.percent))

    @work(thread=True, exit_on_error=False)
    def _keep(self) -> None:
        try:
            if self._renewing:
                vault.renew(self._session.vault, self._renewing, recovery=self._words, progress=self._watch)
            else:
                vault.keep_recovery(self._session.vault, self._words)
        except PeerjournalError as error:
            self.post_message(WaysInNotChanged(error))
        except Exception as error:  # noqa: BLE001 — the app says what can be said of it
            self.app.post_message(Failed(error))
        else:
            self.post_message(WaysInChanged())

    def on_ways_in_changed(self) -> None:
        """Say that the words hold, and go."""
        others = len(vault.devices(self._session.vault)) > 1 if self._renewing else False
        self.app.notify(" ".join([_RENEWED if self._renewing else _KEPT, *([_OTHERS] if others else [])]))
        self.dismiss(True)  # noqa: FBT003 — the library's own call

    def on_ways_in_not_changed(self, message: WaysInNotChanged) -> None:
        """Say why they do not hold; they are still there."""
        self._keeping = False
        self._say(told(message.error))

    def _say(self, text: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(plain(text))
        answer.add_class("-said")


def _buttons(first: tuple[str, str], second: tuple[str, str]) -> Horizontal:
    return Horizontal(
        Button(first[0], id=first[1], variant="primary"), Button(second[0], id=second[1]), classes="buttons"
    )
