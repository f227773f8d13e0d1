"""When something was written: a day, a time and a zone, with what was understood before it is set."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Static

from peerjournal.errors import JournalError, PeerjournalError
from peerjournal.journal import Moment, Piece, knows_its_moment, zone_is_assumed, zones
from peerjournal.tui.days import whole_day
from peerjournal.tui.messages import Failed
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.line import Line
from peerjournal.tui.widgets.one_of import OneOf
from peerjournal.tui.widgets.zone_line import ZoneLine

_HOW = "As in 2026-01-31 10:00, yesterday 6:30pm, or monday."
_ASSUMED = "Its zone was not in the source, so this one was assumed. Setting it here says that it is right."
_TWO_WAYS = "That date can be read in two ways. Which one is it?"
_STAYS = (
    ("clock", "The clock time stays as it is"),
    ("moment", "The moment stays, and the clock shows another time"),
)
_SETTING = "Setting it."


class _TwoWays(JournalError):
    """A date that can be read in two ways."""


@dataclass(frozen=True, slots=True)
class About:
    """What the question is about, where it is something that is kept already."""

    piece: Piece
    keep: Callable[[Moment], object]
    """Sets it, in a thread; the screen stays, with what was typed, where that is refused."""
    earlier: Callable[[], Sequence[Moment]] = tuple
    """Gives the times it had before, in a thread."""


class WhenScreen(ModalScreen[Moment | None], WorkingScreen[Moment | None]):
    """Asks for a day, a time and a zone; leaving it changes nothing."""

    DEFAULT_CSS = """
    WhenScreen {
        align: center middle;
        & #held { height: auto; max-height: 1fr; }
        & #held > Static { width: 1fr; color: $quiet; }
        & #held > #called { text-wrap: nowrap; text-overflow: ellipsis; color: $foreground; }
        & #held > .field { height: 1; margin-top: 1; }
        & .field > Label { width: 8; }
        & .field > Line { width: 1fr; }
        & #zones { display: none; height: auto; max-height: 4; margin-left: 8; }
        & #stays { display: none; margin: 1 0 0 8; }
        & #held > #answer { margin-top: 1; color: $foreground; display: none; }
        & #held > #answer.-said { display: block; }
        & #held > #answer.-quiet { color: $quiet; }
        & #held > #answer.-refused { color: $warning; }
        & #readings { display: none; height: 1; margin-top: 1; }
        & #readings > Button { margin-right: 2; }
        & .buttons { margin-top: 1; }
        &.-short .card { padding: 0 3; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "set", "Set it", key_display="Ctrl+S"),
    ]
    AUTO_FOCUS = "#when"

    class Had(Message):
        """These are the times it had before."""

        def __init__(self, times: Sequence[Moment]) -> None:
            super().__init__()
            self.times = times

    def __init__(self, now: Moment | None, clock: Callable[[], datetime], about: About | None = None) -> None:
        """Ask.

        Args:
            now: What it is set to; nothing means the moment it is kept.
            clock: Gives the time.
            about: What it is about; without it the answer is only handed back.
        """
        super().__init__()
        self._now, self._clock, self._about = now, clock, about
        self._when = zones.clock_of(now) if now else ""
        self._zone = zones.zone_of(now or Moment.of(clock()))
        self._assumed = about is not None and zone_is_assumed(about.piece)
        self._readings: tuple[str, ...] = ()
        self._earlier: list[Moment] = []

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        stays = "moment" if self._about is not None and knows_its_moment(self._about.piece) else "clock"
        with Vertical(classes="card"):
            yield Static("When was it written?", classes="heading")
            with VerticalScroll(id="held", can_focus=False):
                if self._about is not None:
                    yield Static(plain(self._about.piece.shown_title or "Nothing in it yet"), id="called")
                if self._now is not None:
                    yield Static(plain(f"Now: {self._said(self._now)}."), id="stands")
                if self._assumed:
                    yield Static(plain(_ASSUMED), id="assumed")
                with Horizontal(classes="field"):
                    yield Label("When", classes="quiet")
                    yield Line(self._when, select_on_focus=True, placeholder=_HOW, id="when")
                with Horizontal(classes="field"):
                    yield Label("Zone", classes="quiet")
                    yield ZoneLine(self._zone, offered=lambda: self.query_one("#zones", Choices), id="zone")
                yield Choices(id="zones")
                yield OneOf(_STAYS, chosen=stays, id="stays")
                yield Static("", id="answer")
                with Horizontal(id="readings"):
                    yield Button("", id="first")
                    yield Button("", id="second")
            with Horizontal(classes="buttons"):
                yield Button("Not now", id="back")
                yield Button("As before", id="as_before")
                yield Button("Set it", id="set", variant="primary")

    def on_mount(self) -> None:
        """Look what there was before, and which zones there are."""
        self.query_one("#as_before").display = False
        self._prepare()

    @work(thread=True, exit_on_error=False)
    def _prepare(self) -> None:
        try:
            # The names are looked for once, in many small files.
            zones.names()
            if self._about is not None:
                self.post_message(self.Had(self._about.earlier()))
        except PeerjournalError:
            # What was before is only offered; what there is now can be set without it.
            pass
        except Exception as error:  # noqa: BLE001 — told to the app, which ends as after any crash
            self.app.post_message(Failed(error))

    def on_when_screen_had(self, message: Had) -> None:
        """Offer what it was before."""
        self._earlier = list(message.times)
        self.query_one("#as_before").display = bool(self._earlier)

    # What was understood.

    def on_input_changed(self, event: Input.Changed) -> None:
        """Say what is understood so far."""
        event.stop()
        self._look()

    def on_descendant_focus(self) -> None:
        """Show the names of zones where one is typed."""
        self.query_one(ZoneLine).offer()

    def _look(self) -> None:
        self.query_one(ZoneLine).offer()
        typed = (self.query_one("#when", Line).value, self.query_one("#zone", Line).value)
        moved = self._now is not None and typed[0].strip() == self._when and typed[1].strip() != self._zone
        try:
            moment = self._read()
        except JournalError as error:
            self.query_one("#stays").display = False
            # Who is just choosing among the names has not named a wrong one.
            said = told(error) if any(typed) and not self.query_one("#zones").display else ""
            self._answer(said, "-quiet", readings=isinstance(error, _TwoWays))
        else:
            self.query_one("#stays").display = moved
            self._answer(self._understood(moment))

    def _understood(self, moment: Moment) -> str:
        if moment == self._now:
            return ""
        return " ".join((f"That is {self._said(moment)}.", *zones.doubts(moment, self._clock())))

    def _said(self, moment: Moment) -> str:
        clock = zones.clock_of(moment).partition(" ")[2]
        # Always with its year: it is the one thing that a slip of the fingers makes wrong.
        return f"{whole_day(moment.day, date.min)}, {clock} · {zones.told_zone(moment)}"

    def _answer(self, text: str, *classes: str, readings: bool = False) -> None:
        answer = self.query_one("#answer", Static)
        answer.update(plain(text))
        answer.set_classes([*(["-said"] if text else []), *classes])
        self.query_one("#readings").display = readings
        if readings:
            for name, reading in zip(("first", "second"), self._readings, strict=True):
                day = date.fromisoformat(reading[:10])
                self.query_one(f"#{name}", Button).label = whole_day(day, date.min).partition(" ")[2]

    def _read(self) -> Moment:
        """Return what was typed; raises JournalError."""
        typed, named = (
            self.query_one("#when", Line).value.strip(),
            self.query_one("#zone", Line).value.strip(),
        )
        if self._now is not None and (typed, named) == (self._when, self._zone):
            return self._now
        zone = zones.read_zone(named)
        if self._now is not None and typed == self._when:
            if self.query_one(OneOf).chosen == "moment":
                return zones.same_moment(self._now, zone)
            return zones.same_clock(self._now, zone, self._clock())
        self._readings = zones.readings(typed, zone, self._clock())
        if len(self._readings) > 1:
            raise _TwoWays(_TWO_WAYS)
        return zones.read(typed, zone, self._clock())

    # What is done.

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Take a zone from the list."""
        event.stop()
        line = self.query_one("#zone", Line)
        line.value = event.key
        line.focus()

    def on_one_of_chosen(self, event: OneOf.Chosen) -> None:
        """Say what that comes to."""
        event.stop()
        self._look()

    def on_one_of_pointed(self, event: OneOf.Pointed) -> None:
        """Do nothing before it is chosen."""
        event.stop()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Set it; a zone that is only begun is taken from the list first."""
        event.stop()
        names = self.query_one("#zones", Choices)
        if event.input.id == "zone" and names.display and names.key:
            event.input.value = names.key
            event.input.cursor_position = len(names.key)
        else:
            self.action_set()

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_first(self) -> None:
        """Mean the first of two readings."""
        self._mean(0)

    def action_second(self) -> None:
        """Mean the second of two readings."""
        self._mean(1)

    def _mean(self, at: int) -> None:
        line = self.query_one("#when", Line)
        line.value = self._readings[at]
        line.focus()

    def action_as_before(self) -> None:
        """Put the time in the lines that it had before, and with each press the one before that."""
        if self._earlier:
            self._earlier.append(moment := self._earlier.pop(0))
            self.query_one("#zone", Line).value = zones.zone_of(moment)
            self.query_one("#when", Line).value = zones.clock_of(moment)

    def action_set(self) -> None:
        """Set it to what was understood."""
        if self.busy:
            return
        try:
            moment = self._read()
        except JournalError as error:
            self._answer(told(error), "-refused", readings=isinstance(error, _TwoWays))
            return
        about = self._about
        if about is None or (moment == self._now and not self._assumed):
            self.dismiss(moment)
            return
        self._answer(_SETTING, "-quiet")
        self.do(lambda: about.keep(moment), lambda _: self._is_set(moment))

    def _is_set(self, moment: Moment) -> None:
        self.dismiss(moment)

    def refuse(self, error: PeerjournalError) -> None:
        """Say why it can't be set; what was typed stays."""
        self._answer(told(error), "-refused")
