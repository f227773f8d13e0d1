"""Questions asked over whatever is on the screen: one with two answers, and one with several to choose."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, OptionList, Static
from textual.widgets.option_list import Option

from peerjournal.tui.wall import plain

Choice = str | tuple[str, str]
"""What is answered and what stands there, or one text that is both."""

_CARD = """
    align: center middle;
    .card { max-height: 90%; }
    #asked { height: auto; max-height: 14; margin-bottom: 1; }
    #asked > Static { width: 1fr; }
    #detail { color: $quiet; margin-top: 1; }
    OptionList, OptionList:focus {
        height: auto; max-height: 12; border: none; padding: 0; background: $surface; background-tint: 0%;
        & > .option-list--option { padding: 0 1; }
    }
    .buttons { margin-top: 1; }
"""


def _asked(question: str, detail: str) -> VerticalScroll:
    """Return the question, which may be long, as something that scrolls and never pushes the answers away."""
    texts = [Static(plain(question))]
    if detail:
        texts.append(Static(plain(detail), id="detail"))
    return VerticalScroll(*texts, id="asked", can_focus=False)


class Ask(ModalScreen[bool]):
    """A question with two answers. Leaving it is the second one, which changes nothing."""

    DEFAULT_CSS = f"Ask {{ {_CARD} }}"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "answer(False)", "Back", key_display="Esc"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]
    AUTO_FOCUS = "#no"

    def __init__(self, question: str, *, yes: str = "Yes", no: str = "Not now", detail: str = "") -> None:
        """Ask.

        Args:
            question: What is asked; it names the thing it is about.
            yes: What the button says that does it.
            no: What the button says that leaves everything as it is; it has the focus.
            detail: What more there is to know, in a quieter color.
        """
        super().__init__()
        self._question, self._yes, self._no, self._detail = question, yes, no, detail

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield _asked(self._question, self._detail)
            with Horizontal(classes="buttons"):
                yield Button(plain(self._no), id="no")
                yield Button(plain(self._yes), id="yes", variant="primary")

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Answer."""
        event.stop()
        self.dismiss(event.button.id == "yes")

    def action_answer(self, yes: bool) -> None:  # noqa: FBT001 — an action's arguments have no names
        """Leave everything as it is."""
        self.dismiss(yes)


class Choose(ModalScreen[str | None]):
    """A question with several answers. Leaving it chooses none of them."""

    DEFAULT_CSS = f"Choose {{ {_CARD} }}"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "Back", key_display="Esc")]
    AUTO_FOCUS = "OptionList"

    def __init__(
        self, question: str, options: Sequence[Choice], *, leave: str = "Not now", detail: str = ""
    ) -> None:
        """Ask.

        Args:
            question: What is asked.
            options: What can be chosen.
            leave: What the button says that chooses nothing.
            detail: What more there is to know, in a quieter color.
        """
        super().__init__()
        self._question, self._leave, self._detail = question, leave, detail
        self._options = [one if isinstance(one, tuple) else (one, one) for one in options]

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        with Vertical(classes="card"):
            yield _asked(self._question, self._detail)
            yield OptionList(*(Option(plain(label)) for _, label in self._options), markup=False)
            with Horizontal(classes="buttons"):
                yield Button(plain(self._leave), id="leave")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose."""
        event.stop()
        self.dismiss(self._options[event.option_index][0])

    def on_button_pressed(self, event: Button.Pressed) -> None:
        """Choose nothing."""
        event.stop()
        self.dismiss(None)

    def action_leave(self) -> None:
        """Go back without choosing."""
        self.dismiss(None)
