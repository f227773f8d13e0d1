"""How the list of stories is drawn: one line of one row at a time."""

from dataclasses import dataclass

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from peerjournal.tui.widgets.lettering import drawable, fit
from peerjournal.tui.widgets.looks import Looks
from peerjournal.tui.widgets.runs import Run
from peerjournal.tui.widgets.story_row import StoryRow, excerpt_line, title_line
from peerjournal.tui.widgets.symbols import Symbols

_BESIDE = 3
"""Cells beside the words: the bar, a space, and a space at the right."""
HIGHLIGHTED, HOVER = "highlighted", "hover"


@dataclass(frozen=True, slots=True)
class Drawing:
    """What drawing a line needs to know, apart from the row."""

    looks: Looks
    base: Style
    """How the list is drawn where nothing is."""
    width: int
    symbols: Symbols
    has_focus: bool = False

    def empty(self) -> Strip:
        """Return a line without anything."""
        return Strip.blank(self.width, self.base)

    def said(self, text: str, look: str) -> Strip:
        """Return a line of what is said where there are no rows."""
        text = fit(drawable(text).replace("\n", " "), self.width - _BESIDE, more=self.symbols.more)
        return Strip([Segment(f"  {text}", self.base + self.looks.one(look))]).adjust_cell_length(
            self.width, self.base
        )

    def line(self, row: StoryRow, number: int, *, state: str = "", ticked: bool | None = None) -> Strip:
        """Return the first or the second line of a row."""
        base = self.base + self.looks.one(state) if state else self.base
        room = self.width - _BESIDE
        if number:
            runs = excerpt_line(row, width=room, symbols=self.symbols)
        else:
            runs = title_line(row, width=room, symbols=self.symbols, ticked=ticked)
        bar = self.symbols.bar if state == HIGHLIGHTED else " "
        # Without the focus the bar is drawn in the accent, for there the row's own colour says little.
        segments = [
            Segment(bar, base if self.has_focus else base + self.looks.one("bar")),
            Segment(" ", base),
        ]
        segments += [Segment(each.text, self._style(each, base, state)) for each in runs]
        return Strip(segments).adjust_cell_length(self.width, base)

    def _style(self, run: Run, base: Style, state: str) -> Style:
        for look in run.looks:
            found = self.looks.one(look)
            # On the highlighted row only one colour is sure to be readable.
            base += Style(bold=found.bold, italic=found.italic) if state == HIGHLIGHTED else found
        return base
