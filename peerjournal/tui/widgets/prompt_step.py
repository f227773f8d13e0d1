"""One prompt of a way in, a page to answer on, and the three ways from it."""

from collections.abc import Sequence
from typing import Final

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, TextArea

from peerjournal.tui.widgets.step import BACK, Step, Way

STOP: Final[Way] = ("stop", "Stop here (saved)")
_SKIP, _GO_ON = "Skip", "Go on"
_WAYS: Final[Sequence[Way]] = (("on", _SKIP), BACK, STOP)


class PromptStep(Step):
    """One prompt and a page; what skips it goes on once there is something on the page."""

    DEFAULT_CSS = """
    PromptStep {
        & > #held > .said { color: $quiet; margin-top: 1; }
        & > #held > #kept { color: $secondary; display: none; }
        & > #held > #kept.-said { display: block; }
    }
    """

    def __init__(self, place: int, *what: str, held: list[Widget]) -> None:
        """Ask.

        Args:
            place: Which prompt it is, counted from 0.
            what: The prompt, and what is said below it.
            held: What one answers with.
        """
        super().__init__(*what, held=held, ways=_WAYS, on="on")
        self.place = place

    def on_mount(self) -> None:
        """Say what the way on does."""
        self._name_way_on()

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """Say what the way on does now."""
        del event
        self._name_way_on()

    def _name_way_on(self) -> None:
        way_on, says = self.query_one("#way-on", Button), _GO_ON if self.text.strip() else _SKIP
        if str(way_on.label) != says:
            way_on.label = Content(says)
            way_on.refresh(layout=True)

    def keep_heading(self, *, kept: bool) -> None:
        """Say whether the question is kept."""
        for line in self.query("#kept"):
            line.set_class(kept, "-said")
