"""A calm line under the top bar: how the journal was found, and lines that came while it was locked."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message
from textual.widgets import Static

from peerjournal.tui.wall import plain


class Notice(Static):
    """Shows itself only when there is something to say."""

    DEFAULT_CSS = """
    Notice {
        display: none; height: auto; max-height: 5; padding: 0 2; background: $field; color: $foreground;
        &.-said { display: block; }
    }
    """

    @dataclass
    class Asked(Message):
        """Someone wants to look at the lines that came."""

    def __init__(self) -> None:
        super().__init__(markup=False)
        self._lines = 0
        self._said: list[str] = []
        self._also = ""

    def say(self, sentences: Sequence[str], *, lines: int = 0) -> None:
        """Say these, and how many lines came from nobody's device."""
        said = [*sentences]
        if lines:
            what = "A line" if lines == 1 else f"{lines} lines"
            said.append(f"{what} came while the journal was locked. Click here to look.")
        self._lines, self._said = lines, said
        self._draw()

    def also(self, sentence: str) -> None:
        """Say this too, whatever else is said; nothing where it is empty."""
        if sentence != self._also:
            self._also = sentence
            self._draw()

    def _draw(self) -> None:
        said = [*self._said, *filter(None, [self._also])]
        self.update(plain("\n".join(said)))
        self.set_class(bool(said), "-said")

    def on_click(self) -> None:
        """Look at them."""
        if self._lines:
            self.post_message(self.Asked())
