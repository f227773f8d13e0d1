"""Reading together: the chosen text and nothing else, for two people at one screen."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.tui.screens.links import ShowsLinks
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView

ONLY_THIS = "Only this is open. Everything else needs your passphrase."
_ENOUGH = "Finished? Esc once more ends it."
_NOT_WHOLE = (
    "The text did not arrive whole, so nothing of it is shown.\n\n"
    "Your journal is locked, and everything in it is safe. Unlock it and begin again."
)
_BETWEEN = "\n\n---\n\n"
_MEASURE = 60
"""Columns of text: fewer than elsewhere, because two people look from further away."""


class OnlyThis(StoryView):
    """The text, which is all there is on the screen."""

    SHOWS_FOCUS = False


class TogetherScreen(ShapedScreen[None], ShowsLinks):
    """One or more letters. Leaving it asks once."""

    DEFAULT_CSS = """
    TogetherScreen {
        background: $surface;
        & > #covered { height: 1fr; display: none; background: $surface; }
        &.-covered > #covered { display: block; }
        &.-covered > #middle { display: none; }
        & > #middle { height: 1fr; padding: 3 4 1 4; background: $surface; }
        & > #below { height: 3; padding: 1 2; align-horizontal: center; background: $surface; }
        & #what { width: auto; max-width: 100%; color: $quiet; text-wrap: nowrap; text-overflow: ellipsis; }
        & #ways { width: auto; height: 1; display: none; margin-left: 3; }
        & #ways > Button { margin-right: 2; }
        &.-asked #ways { display: block; }
        &.-short > #middle { padding: 1 2 0 2; }
        &.-tiny > #middle { padding: 1 0 0 0; }
        &.-tiny > #below { layout: vertical; height: auto; padding: 0 1; }
        &.-tiny #what { text-wrap: wrap; height: auto; }
        &.-tiny #ways { margin-left: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "done", "Done", key_display="Esc"),
        Binding("p", "cover_text", "Cover the text", id="letter.cover"),
        Binding("question_mark", "app.help", "Help", key_display="?", system=True),
        Binding("r", "read_on", "Read on", show=False),
    ]
    AUTO_FOCUS = "StoryView"

    def __init__(self, bodies: tuple[str, ...]) -> None:
        """Prepare.

        Args:
            bodies: The letters, as previewed; without any, it says that they did not arrive.
        """
        super().__init__()
        self._bodies = bodies

    def compose(self) -> ComposeResult:
        """Lay out the text, what this is, and the way out."""
        yield Static("", id="covered")
        with Vertical(id="middle"):
            yield OnlyThis(Reading(body=_BETWEEN.join(self._bodies) or _NOT_WHOLE), measure=_MEASURE)
        with Horizontal(id="below"):
            yield Static(plain(ONLY_THIS), id="what")
            with Horizontal(id="ways"):
                yield Button("Read on", id="on")
                yield Button("Done", id="done")
        yield KeyFooter()

    def action_cover_text(self) -> None:
        """Cover the text, or show it again."""
        self.toggle_class("-covered")
        if not self.has_class("-covered"):
            self.query_one(StoryView).focus()

    def action_done(self) -> None:
        """Finish: the text goes from this screen, once that was asked."""
        if self.has_class("-asked") or not self._bodies:
            self.dismiss(None)
        else:
            self._ask(yes=True)

    def action_read_on(self) -> None:
        """Stay."""
        self._ask(yes=False)

    def _ask(self, *, yes: bool) -> None:
        self.set_class(yes, "-asked")
        self.query_one("#what", Static).update(plain(_ENOUGH if yes else ONLY_THIS))
        self.query_one(StoryView).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to read on only where it was asked."""
        del parameters
        return action != "read_on" or self.has_class("-asked")

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action("done" if event.button.id == "done" else "read_on")
