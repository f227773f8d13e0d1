"""Help and support: who to turn to and how to begin, one key away on every screen, offline and always.

Nothing that anybody wrote is read to open it, nothing is noted, and a broken file of one's own hides nothing.
"""

from pathlib import Path
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Button, Static

from peerjournal.support import own_lines, panel
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.key_footer import KeyFooter

_QUOTED = '"'


def typeset(paragraph: str) -> Content:
    """Return a paragraph with its marks as styles; brackets in it stay brackets."""
    parts: list[Content | tuple[str, str]] = []
    for place, stretch in enumerate(paragraph.split("**")):
        for inner, piece in enumerate(stretch.split("`")):
            style = "bold $primary" if inner % 2 else "bold" if place % 2 else ""
            parts.append((piece, style) if style else Content(piece))
    return Content.assemble(*parts)


_PAGES = (("now", "Now"), ("message", "Find words"), ("worried", "Someone else"))
"""The name of each page and what its button says."""


class HelpScreen(ShapedScreen[None]):
    """Help and support, over whatever is on the screen; what stands there stays as it is."""

    DEFAULT_CSS = """
    HelpScreen {
        background: $background;
        #page { height: 1fr; align-horizontal: center; padding: 1 0 0 0; background: $background; }
        #text { width: 100%; max-width: 78; height: auto; background: $surface; padding: 1 3; }
        #text > Static { width: 1fr; height: auto; margin-bottom: 1; }
        #text > Static:last-child { margin-bottom: 0; }
        #text > Choices, #text > Button { margin-bottom: 1; }
        .ways { height: 3; padding: 1 2; align-horizontal: center; }
        .ways > Button { margin: 0 1; }
        &.-narrow, &.-tiny { #text { padding: 0 2; } }
        &.-tiny .ways { height: 5; padding: 1; layout: grid; grid-size: 2; grid-rows: 1; grid-gutter: 0 1; }
        &.-tiny .ways > Button { width: 100%; margin: 0; }
        &.-short { #page { padding: 0; } #text { padding-top: 0; padding-bottom: 0; } }
        &.-short .ways { height: 2; padding: 1 2 0 2; }
        &.-short.-tiny .ways { height: 3; padding: 0 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "back", "Back", key_display="Esc"),
        Binding("m", "message", "Find words", key_display="m"),
        Binding("w", "worried", "Someone else", key_display="w"),
        Binding("s", "app.steady", "Steady card", key_display="s"),
        Binding("f", "save_words", "Save the words to a file", show=False),
        Binding("up", "scroll('up')", show=False),
        Binding("down", "scroll('down')", show=False),
        Binding("pageup", "scroll('page_up')", show=False),
        Binding("pagedown,space", "scroll('page_down')", show=False),
    ]
    AUTO_FOCUS = ""

    def __init__(self, own: Path | None, *, locked: bool, people: tuple[str, ...] = ()) -> None:
        """Prepare the panel.

        Args:
            own: Where ``help.toml`` may be.
            locked: Whether the journal is locked.
            people: Names of one's own people.
        """
        super().__init__()
        self._panel = panel(own_lines(own), locked=locked, people=people)

    def compose(self) -> ComposeResult:
        """Lay out the page, the way to the other two, and the way back."""
        with VerticalScroll(id="page", can_focus=False), Vertical(id="text"):
            yield from self._page("now")
        with Horizontal(classes="ways"):
            for name, says in _PAGES:
                yield Button(Content(says), id=name)
            yield Button("Steady card", id="steady")
            yield Button("Back", id="back", variant="primary")
        yield KeyFooter()

    def _page(self, name: str) -> list[Widget]:
        heading, *rest = getattr(self._panel, name)
        parts: list[Widget] = [Static(typeset(heading), classes="heading")]
        to_copy = [paragraph for paragraph in rest if paragraph.startswith(_QUOTED)]
        for paragraph in rest:
            if paragraph not in to_copy or name != "message":
                parts.append(Static(typeset(paragraph)))
            elif paragraph == to_copy[0]:
                parts.append(Choices([Choice(one.strip(_QUOTED), one) for one in to_copy]))
                parts.append(Button("Save to a file", id="save"))
        return parts

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Copy these words, because somebody asked for that."""
        event.stop()
        # Ours says what copying means, and empties the clipboard after a while.
        getattr(self.app, "copy_outside", self.app.copy_to_clipboard)(event.key)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Show a page, or do what else the button says."""
        event.stop()
        name = event.button.id or "now"
        actions = {"back": "back", "steady": "app.steady", "save": "save_words"}
        await self.run_action(actions.get(name, f"show_page('{name}')"))

    def action_show_page(self, name: str) -> None:
        """Turn to another page of help and support."""
        text = self.query_one("#text")
        with self.app.batch_update():
            text.remove_children()
            parts = self._page(name)
            text.mount_all(parts)
        able = [part for part in parts if isinstance(part, Choices)]
        self.set_focus(able[0] if able else None)
        self.query_one("#page").scroll_home(animate=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to save words only where there are some to choose from."""
        del parameters
        return action != "save_words" or bool(self.query("#text > Choices"))

    def action_save_words(self) -> None:
        """Save the chosen words to a file, to take them to somebody."""
        from peerjournal.tui.screens.reach_out import ReachOutScreen  # noqa: PLC0415 — help itself is up at once

        for choices in self.query("#text > Choices").results(Choices):
            self.app.push_screen(ReachOutScreen(choices.key.strip(_QUOTED)))

    def action_message(self) -> None:
        """Find words to ask somebody for help with."""
        self.action_show_page("message")

    def action_worried(self) -> None:
        """Read what one can do when worried about someone."""
        self.action_show_page("worried")

    def action_scroll(self, how: str) -> None:
        """Move the page."""
        getattr(self.query_one("#page"), f"scroll_{how}")(animate=False)

    def action_back(self) -> None:
        """Go back to where you were; nothing there has changed."""
        self.dismiss(None)
