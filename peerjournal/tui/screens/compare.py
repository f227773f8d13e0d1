"""Safety words: mine to read aloud, theirs to type or to pick, so that both know whose card is whose."""

from dataclasses import dataclass, field
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.widgets import Button, Input, Static

from peerjournal.crypto import generate
from peerjournal.errors import PeerjournalError
from peerjournal.peers import Peer
from peerjournal.session import Session
from peerjournal.tui.messages import CircleChanged
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.top_bar import TopBar

_OTHERS = 3
"""How many other words stand beside the right one."""
NONE_OF_THESE = "None of these"
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth")


@dataclass(frozen=True, slots=True)
class Words:
    """The words of both cards."""

    mine: str = field(repr=False)
    digits: str = field(repr=False)
    theirs: tuple[str, ...] = field(repr=False)
    """Empty where there is no card of theirs, or two."""


class CompareScreen(WorkingScreen[bool]):
    """Ends with whether the words fitted."""

    DEFAULT_CSS = """
    CompareScreen {
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 84; height: 1fr; }
        & #sheet > Static { width: 1fr; }
        & #mine { text-style: bold; margin: 1 2; width: 1fr; }
        & #digits { margin: 0 2 1 2; display: none; }
        &.-digits #digits { display: block; }
        & #heard { margin: 1 0; max-width: 70; }
        & #picking { height: auto; display: none; margin: 1 0; }
        &.-picks #picking { display: block; }
        &.-picks #heard { display: none; }
        & #answer { width: 1fr; margin-bottom: 1; display: none; }
        & #answer.-said { display: block; }
        &.-fits #asked { display: none; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 2; }
        &.-tiny .ways > Button { padding: 0 1; margin-right: 1; min-width: 4; }
        &.-tiny > #middle { padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "compare", "Compare", key_display="^s"),
        Binding("f4", "pick", "Pick or type", key_display="F4"),
        Binding("f5", "digits", "As digits", key_display="F5"),
    ]
    AUTO_FOCUS = "#heard"

    def __init__(self, session: Session, peer: Peer) -> None:
        """Compare.

        Args:
            session: The open journal.
            peer: Whose words, as the circle has them.
        """
        super().__init__()
        self.session, self.peer = session, peer
        self.words: Words | None = None
        self.fitted = False
        self.picked: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out my words, room for theirs, and the ways on."""
        name = self.peer.called
        yield TopBar()
        with Vertical(id="middle"), VerticalScroll(id="sheet", can_focus=False):
            yield Static(plain(f"Yours, for you to read aloud to {name}"), classes="heading")
            yield Static("A call or a meeting is best: where you know the voice.", classes="quiet")
            yield Static("One moment.", id="mine")
            yield Static("", id="digits", classes="quiet")
            yield Static(plain(f"The six words that {name} reads aloud"), classes="heading", id="asked")
            yield Line(placeholder="six words, or thirty digits", id="heard")
            with Vertical(id="picking"):
                yield Static("", id="which", classes="quiet")
                yield Choices(id="words")
            yield Static("", id="answer")
            with Horizontal(classes="ways"):
                yield Button("Back", id="back")
                yield Button("Pick them from lists", id="pick")
                yield Button("Compare", id="compare", variant="primary")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Work the words out; it takes a moment."""
        self.query_one(TopBar).say_where("Compare safety words")
        self.do(self._work_out, self._show)

    def _work_out(self) -> Words:
        circle, peer = self.session.circle, self.peer
        theirs = circle.words(peer, mine=False) if peer.theirs and not peer.contested else ""
        return Words(circle.words(peer, mine=True), circle.digits(peer, mine=True), tuple(theirs.split()))

    def _show(self, words: Words) -> None:
        self.words = words
        self.query_one("#mine", Static).update(plain(words.mine))
        self.query_one("#digits", Static).update(plain(words.digits))
        self.query_one("#pick").display = bool(words.theirs)
        self.refresh_bindings()
        if not self.peer.theirs:
            self._say(f"{self.peer.called} has not answered your card yet. Their words come with their card.")

    # Typing them.

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Compare what was typed."""
        event.stop()
        self.action_compare()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_compare(self) -> None:
        """Compare what they read aloud with their card."""
        heard = self.query_one("#heard", Line).value
        if self.fitted:
            self.dismiss(True)  # noqa: FBT003 — the screen's answer
        elif not heard.strip():
            self._say("Type the words that they read to you, or pick them from lists.")
        else:
            self._compare(heard)

    def _compare(self, heard: str) -> None:
        self.do(lambda: self.session.circle.compare(self.peer, heard), self._compared)

    def _compared(self, fits: bool) -> None:  # noqa: FBT001 — it is handed over as it came
        name = self.peer.called
        self.fitted = fits
        if fits:
            self.app.post_message(CircleChanged())
            self.remove_class("-picks")
            self.add_class("-fits")
            self.refresh_bindings()
            self.query_one("#compare").display = True
            self.query_one("#heard").display = False
            self.query_one("#pick").display = False
            self.query_one("#compare", Button).label = "Done"
            self.query_one("#compare").focus()
            self._say(f"They fit. What comes from {name} is certain from now on.")
        else:
            self._differ()

    def _differ(self) -> None:
        name = self.peer.called
        self._say(
            f"These are not the words of the card that is here for {name}, and nothing was changed.\n"
            "Ask them to read once more. If the words still differ, the card is someone else's:"
            " exchange cards again, another way."
        )
        if self.has_class("-picks"):
            self._pick_anew()

    def _say(self, text: str) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(plain(text))
        answer.set_class(bool(text), "-said")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why words could not be compared."""
        self._say(told(error))

    # Picking them.

    def action_pick(self) -> None:
        """Pick the words from lists, or type them."""
        if self.words is None or not self.words.theirs or self.fitted:
            return
        self.toggle_class("-picks")
        picks = self.has_class("-picks")
        self.query_one("#pick", Button).label = "Type them" if picks else "Pick them from lists"
        self.query_one("#pick").refresh(layout=True)
        self.query_one("#compare").display = not picks
        self._say("")
        self.refresh_bindings()
        if picks:
            self._pick_anew()
        else:
            self.query_one("#heard").focus()

    def _pick_anew(self) -> None:
        self.picked = []
        self._offer()

    def _offer(self) -> None:
        """Offer the next word among others; sorted, so that its place says nothing."""
        if self.words is None:
            return
        at = len(self.picked)
        right = self.words.theirs[at]
        words = {right}
        while len(words) <= _OTHERS:
            words.add(generate(1))
        choices = [Choice(word, word) for word in sorted(words)]
        so_far = f"  ({' '.join(self.picked)} …)" if self.picked else ""
        self.query_one("#which", Static).update(plain(f"Which is the {_ORDINALS[at]} word?{so_far}"))
        lists = self.query_one("#words", Choices)
        lists.show([*choices, Choice(NONE_OF_THESE, NONE_OF_THESE)])
        lists.highlighted = None
        lists.focus()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take one word, and ask for the next."""
        event.stop()
        if self.busy or self.words is None:
            return
        if event.key == NONE_OF_THESE:
            self._differ()
            return
        self._say("")
        self.picked.append(event.key)
        if len(self.picked) == len(self.words.theirs):
            self._compare(" ".join(self.picked))
        else:
            self._offer()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to compare only what is typed: what is picked is compared by itself."""
        if action == "compare":
            return not self.has_class("-picks")
        if action == "pick":
            return not self.fitted and self.words is not None and bool(self.words.theirs)
        return super().check_action(action, parameters)

    def action_digits(self) -> None:
        """Show my words as digits too, for other languages and for screen readers."""
        self.toggle_class("-digits")

    async def action_back(self) -> None:
        """Go back."""
        self.dismiss(self.fitted)
