"""One question after the other: a step asks, and the screen says which comes next; Esc goes one step back."""

import contextlib
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from peerjournal.errors import PeerjournalError
from peerjournal.tui.messages import KeepsDraft
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.step import Step
from peerjournal.tui.widgets.top_bar import TopBar

if TYPE_CHECKING:  # It is only spoken of, never made here.
    from textual.timer import Timer

T = TypeVar("T")
_BETWEEN, _CLOSE = "  ──  ", " ─ "
"""What stands between two places in the line of steps, and where there is little room."""
_SOON = 2.0
"""Seconds after the last key before words are sealed as a draft."""


class StepScreen(WorkingScreen[T]):
    """Asks one step at a time: ``ask_NAME`` makes a step, ``hear_NAME`` is handed its answer."""

    DEFAULT_CSS = """
    StepScreen {
        background: $background;
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 84; height: 1fr; }
        & #places { width: 1fr; color: $quiet; margin-bottom: 1; }
        & #step { height: 1fr; }
        &.-tiny #places { margin-bottom: 0; }
        &.-tiny > #middle { padding: 0 1; }
        &.-tiny #ways > Button { padding: 0 1; margin-right: 1; min-width: 4; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+s", "go_on", "Go on", key_display="^s")]
    AUTO_FOCUS = ""
    WHERE = ""
    """What stands in the bar at the top."""
    FIRST = ""
    """The name of the step to begin with."""
    PLACES: ClassVar[dict[str, str]] = {}
    """What each step counts as in the line of steps; steps with the same place are one there."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        """The steps that were gone through; the last one is asked now."""
        self.step: Step | None = None
        self._soon: Timer | None = None
        self._warned = False

    def compose(self) -> ComposeResult:
        """Lay out the bar, the line of steps, room for one step, and the keys."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static("", id="places")
            yield Vertical(id="step")
        yield KeyFooter()

    async def on_mount(self) -> None:
        """Ask the first question."""
        self.query_one(TopBar).say_where(self.WHERE)
        if not self.names:
            await self.begin()

    async def begin(self) -> None:
        """Ask the first question."""
        await self.turn_to(self.first())

    def first(self) -> str:
        """Return the name of the step to begin with."""
        return self.FIRST

    async def turn_to(self, name: str) -> None:
        """Ask another question."""
        self.names.append(name)
        try:
            await self.ask()
        except PeerjournalError:
            # The question before still stands there, and that is where the refusal is told.
            self.names.pop()
            raise

    async def ask(self) -> None:
        """Ask the question that one is at, as things are now."""
        step: Step = getattr(self, f"ask_{self.names[-1]}")()
        holder = self.query_one("#step")
        self.step = step
        async with self.batch():
            await holder.remove_children()
            await holder.mount(step)
        self._draw_places()
        step.begin()
        self.refresh_bindings()

    async def on_step_answered(self, message: Step.Answered) -> None:
        """Hand the answer to whoever asked; one to a question that stands no longer is nobody's."""
        message.stop()
        if message.step is not self.step or self.busy:
            return
        message.step.refuse("")
        if message.key == "back":
            await self._go_back()
            return
        try:
            await getattr(self, f"hear_{self.names[-1]}")(message.key)
        except PeerjournalError as error:
            self.refuse(error)

    def refuse(self, error: PeerjournalError) -> None:
        """Say under the question why that can't be."""
        if self.step is not None:
            self.step.refuse(told(error))

    # Going back.

    async def action_back(self) -> None:
        """Go one step back; nothing is lost."""
        if not self.busy:
            await self._go_back()

    async def _go_back(self) -> None:
        if len(self.names) > 1 and self.may_go_back():
            left = self.names.pop()
            self.went_back(left)
            await self.ask()
        else:
            self.leave()

    def may_go_back(self) -> bool:
        """Tell whether there is a way back from here that is not the way out."""
        return True

    def went_back(self, left: str) -> None:
        """Note that a step was left backwards."""

    def leave(self) -> None:
        """Close this screen, once the words begun on it are sealed; told once where that can't be done."""
        if isinstance(self, KeepsDraft) and not self._warned:
            try:
                self.keep_draft()
            except PeerjournalError as error:
                self._warned = True
                self.refuse(error)
                return
        self.dismiss(None)

    # Words that are being written.

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Seal the words soon."""
        event.stop()
        self._keep_soon()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Seal the words soon."""
        event.stop()
        self._keep_soon()

    def _keep_soon(self) -> None:
        if isinstance(self, KeepsDraft):
            if self._soon is not None:
                self._soon.stop()
            self._soon = self.set_timer(_SOON, self._keep_now)

    def _keep_now(self) -> None:
        # A disk that refuses is told of when one leaves; until then the words are on the screen.
        if isinstance(self, KeepsDraft):
            with contextlib.suppress(PeerjournalError):
                self.keep_draft()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the key that goes on only where it would."""
        if action == "go_on":
            return self.step is not None and self.step.may_go_on
        return super().check_action(action, parameters)

    def action_go_on(self) -> None:
        """Answer this question as it stands and go on."""
        if self.step is not None and not self.busy:
            self.step.go_on()

    # The line of steps.

    @property
    def _here(self) -> str:
        """Where one is in the line of steps; nothing where that is not said."""
        return self.PLACES.get(self.names[-1], "")

    def _draw_places(self) -> None:
        places = list(dict.fromkeys(self.PLACES.values()))
        here = self._here
        line = self.query_one("#places", Static)
        line.display = bool(places) and bool(here)
        if line.display:
            line.update(_line_of(places, here, line.size.width, narrow=self.has_class("-tiny")))

    def on_resize(self) -> None:
        """Draw the line of steps for the new width."""
        if self.names:
            self.call_after_refresh(self._draw_places)


def _line_of(places: Sequence[str], here: str, width: int, *, narrow: bool) -> Content:
    at = places.index(here)
    if narrow:
        return Content.assemble((f"{at + 1} of {len(places)}  ", "$quiet"), (here, "bold $primary"))
    wide = sum(len(place) + len("1 ") for place in places) + len(_BETWEEN) * (len(places) - 1)
    between = _BETWEEN if not width or wide <= width else _CLOSE
    parts: list[Any] = []
    for number, place in enumerate(places):
        parts.append((between if number else "", "$faint"))
        if number < at:
            parts.append((f"✓ {place}", "$foreground"))
        elif number == at:
            parts.append((f"{number + 1} {place}", "bold $primary"))
        else:
            parts.append((f"{number + 1} {place}", "$quiet"))
    return Content.assemble(*parts)
