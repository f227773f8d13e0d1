"""One question: a sentence, a quiet line, what one answers with, and the ways on at the bottom."""

from collections.abc import Iterable, Sequence
from typing import Final

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Button, Input, Static, TextArea

from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.leaflet import Leaflet

Way = tuple[str, str]
"""The key of an answer, and what its button says."""
BACK: Final[Way] = ("back", "Back")
NEXT: Final[Way] = ("next", "Go on")
_AWAY: Final = {"back", "mine"}
"""What leads away, and so is never done by the key that goes on."""


class Step(Vertical):
    """A question as a sentence, a quiet line, what one answers with, and the ways on at the bottom."""

    DEFAULT_CSS = """
    Step {
        height: 1fr;
        & > .heading { width: 1fr; }
        & > .quiet { width: 1fr; }
        & > #refusal { width: 1fr; color: $warning; display: none; }
        & > #refusal.-said { display: block; }
        & > #refusal.-told { color: $quiet; }
        & > #held { height: 1fr; margin: 1 0; }
        & > #held > .label { color: $quiet; margin-top: 1; width: 1fr; }
        & > #held > Page { height: 1fr; max-height: 12; background: $field; padding: 0 1; }
        & > #held > ExactPage { max-height: 1fr; background: $surface; }
        & > #held > Static { width: 1fr; }
        & > #ways { height: 1; width: 1fr; }
        & > #ways > Button { margin-right: 2; }
        & > #ways > .-later { display: none; }
    }
    """

    class Answered(Message):
        """A step was answered: with one of its ways, or with what stands in its list."""

        def __init__(self, step: "Step", key: str) -> None:
            super().__init__()
            self.step, self.key = step, key

    def __init__(
        self,
        question: str,
        *quiet: str,
        held: Iterable[Widget] = (),
        ways: Sequence[Way] = (BACK, NEXT),
        waits: bool = False,
        on: str | None = None,
    ) -> None:
        """Ask.

        Args:
            question: What is asked, as a sentence.
            quiet: What more there is to know, a line each.
            held: What one answers with.
            ways: The buttons, in order.
            waits: Whether the way on is not shown until ``allow`` is called.
            on: The key of the way on; the last one when not given, and none where it is empty.
        """
        super().__init__()
        self._question, self._quiet = question, quiet
        self._held, self._ways, self._waits = list(held), list(ways), waits
        self._on = on if on is not None else self._ways[-1][0] if self._ways else ""

    def compose(self) -> ComposeResult:
        """Lay out the step."""
        yield Static(plain(self._question), classes="heading")
        for line in self._quiet:
            yield Static(plain(line), classes="quiet")
        yield Static("", id="refusal")
        scrolls = not any(one.can_focus for one in self._held)
        yield VerticalScroll(*self._held, id="held", can_focus=scrolls and bool(self._held))
        with Horizontal(id="ways"):
            for key, says in self._ways:
                is_on = key == self._on
                later = "-later" if is_on and self._waits else ""
                main = is_on and key not in _AWAY
                yield Button(
                    Content(says), id=f"way-{key}", variant="primary" if main else "default", classes=later
                )

    def begin(self) -> None:
        """Put the focus where one answers; on the way on where there is nothing to answer with."""
        able = [one for one in self._held if one.focusable]
        ways = list(self.query("#ways > Button").results(Button))
        on = [way for way in ways if way.id == f"way-{self._on}"] or ways[-1:]
        if able:
            first = able[0]
            first.focus()
            if isinstance(first, TextArea) and not first.read_only:
                # Who comes back to words goes on after them, not before.
                first.move_cursor(first.document.end)
        elif on:
            on[0].focus()

    def allow(self) -> None:
        """Show the way on."""
        self.query_one(f"#way-{self._on}").remove_class("-later")
        self.screen.refresh_bindings()

    @property
    def may_go_on(self) -> bool:
        """Whether the way on is shown."""
        on = self.query(f"#way-{self._on}") if self._on and self._on not in _AWAY else ()
        return bool(on) and not any(way.has_class("-later") for way in on)

    def go_on(self) -> None:
        """Answer with the way on."""
        if self.may_go_on:
            self.post_message(self.Answered(self, self._on))

    def refuse(self, text: str) -> None:
        """Say why this can't be the answer."""
        refusal = self.query_one("#refusal", Static)
        refusal.update(plain(text))
        refusal.set_class(bool(text), "-said")
        refusal.remove_class("-told")

    def tell(self, text: str) -> None:
        """Say in the same place that something is being done; it is gone with the next answer."""
        self.refuse(text)
        self.query_one("#refusal").add_class("-told")

    def on_leaflet_entered(self, event: Leaflet.Entered) -> None:
        """Go on."""
        event.stop()
        self.go_on()

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer with a way."""
        event.stop()
        self.post_message(self.Answered(self, (event.button.id or "").removeprefix("way-")))

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Answer with what was chosen."""
        event.stop()
        self.post_message(self.Answered(self, event.key))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer with what was typed."""
        event.stop()
        self.go_on()

    def on_exact_page_read_to_the_end(self, event: ExactPage.ReadToTheEnd) -> None:
        """Show the way on."""
        event.stop()
        self.allow()

    def on_exact_page_entered(self, event: ExactPage.Entered) -> None:
        """Go on."""
        event.stop()
        self.go_on()

    @property
    def checked(self) -> tuple[str, ...]:
        """The keys of what is ticked."""
        return self.query_one(CheckList).checked

    @property
    def text(self) -> str:
        """What stands in the line or on the page."""
        for one in self._held:
            if isinstance(one, Input):
                return one.value
            if hasattr(one, "text"):
                return str(one.text)
        return ""
