"""The reader: one text, its Markdown laid out by one widget that draws only the rows that can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from peerjournal.tui.widgets.blocks import Link
from peerjournal.tui.widgets.layout import NARROWEST, Layout, Row
from peerjournal.tui.widgets.lettering import find_words
from peerjournal.tui.widgets.looks import Looks, chosen
from peerjournal.tui.widgets.reading import Laid, Reading, lay_out
from peerjournal.tui.widgets.symbols import SYMBOLS, Symbols

MEASURE = 72
_BAR = 2
"""Cells at the left: the bar that shows the focus, and a space."""
_LOOKS = (
    "title", "details", "tags", "heading", "quote", "strong", "emphasis", "strike", "code", "link", "number",
    "bullet", "bar", "rule", "quiet", "mine", "word", "hit",
)  # fmt: skip
"""Laid over one another in this order."""


class StoryView(ScrollView):
    """Shows an entry, a story or a letter for reading."""

    SHOWS_FOCUS: ClassVar[bool] = True
    """Whether a bar at its left says that keys go here; not needed where they go nowhere else."""
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"story-view--{look}" for look in (*_LOOKS, "focus")}
    DEFAULT_CSS = """
    StoryView {
        height: 1fr; background: $surface; color: $foreground; scrollbar-gutter: stable;
        overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-background: $surface;
        scrollbar-background-hover: $surface; scrollbar-background-active: $surface;
        & > .story-view--title { text-style: bold; }
        & > .story-view--details, & > .story-view--quiet, & > .story-view--quote { color: $quiet; }
        & > .story-view--tags { color: $secondary; }
        & > .story-view--heading { color: $primary; text-style: bold; }
        & > .story-view--strong { text-style: bold; }
        & > .story-view--emphasis { text-style: italic; }
        & > .story-view--strike { text-style: strike; }
        & > .story-view--code { color: $secondary; }
        & > .story-view--link { text-style: underline; }
        & > .story-view--number, & > .story-view--rule, & > .story-view--mine { color: $faint; }
        & > .story-view--bullet, & > .story-view--bar, & > .story-view--focus { color: $primary; }
        & > .story-view--word { color: $secondary; text-style: italic; }
        & > .story-view--hit { text-style: bold reverse; }
        &:ansi > .story-view--mine { text-style: dim; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("j", "scroll_down", "Down", show=False, id="reader.down"),
        Binding("k", "scroll_up", "Up", show=False, id="reader.up"),
        Binding("space", "page_down", "Page down", show=False, id="reader.page_down"),
        Binding("minus", "page_up", "Page up", show=False, id="reader.page_up"),
        Binding("g", "scroll_home", "First line", show=False, id="reader.first"),
        Binding("G", "scroll_end", "Last line", show=False, id="reader.last"),
        Binding("l", "list_links", "Links", show=False, id="reader.links"),
        Binding("m", "fold", "Fold", id="reader.fold"),
    ]

    @dataclass
    class LinksAsked(Message):
        """Someone wants to see the links of the text; nothing was opened."""

        view: "StoryView"
        links: tuple[Link, ...] = field(repr=False)

    @dataclass
    class LinkChosen(Message):
        """Someone clicked on a link; nothing was opened."""

        view: "StoryView"
        link: Link

    def __init__(
        self,
        reading: Reading | None = None,
        *,
        symbols: Symbols = SYMBOLS,
        measure: int = MEASURE,
        id: str | None = None,  # noqa: A002 -- the library's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._reading = reading or Reading()
        self._symbols = symbols
        self._measure = measure
        self._hits: tuple[str, ...] = ()
        self._folded: frozenset[int] = frozenset()
        self._laid = Laid()
        self._laid_for: tuple[int, int] | None = None
        self._to_hit = False
        self._looks = Looks(self, "story-view", _LOOKS)

    # What is shown.

    @property
    def reading(self) -> Reading:
        """What is being read."""
        return self._reading

    @property
    def links(self) -> tuple[Link, ...]:
        """The links of the text, as they are numbered in it."""
        return self._laid.links

    @property
    def is_plain(self) -> bool:
        """Whether the text was too much to lay out, and is shown line by line."""
        return self._laid.is_plain

    @property
    def folded(self) -> frozenset[int]:
        """Which marked passages are folded, counted from 1."""
        return self._folded

    @property
    def rows(self) -> Sequence[Row]:
        """The rows laid out so far."""
        return self._laid.rows

    def show(self, reading: Reading, *, hits: Sequence[str] = ()) -> None:
        """Show another text from its beginning, or from the first of the words looked for."""
        self._reading, self._hits = reading, tuple(hits)
        self._folded = frozenset()
        self.scroll_to(y=0, animate=False, immediate=True, force=True)
        self._to_hit = bool(self._hits)
        self._lay_out()

    def highlight(self, hits: Sequence[str]) -> None:
        """Show where the words stand, and the first of them."""
        self._hits, self._to_hit = tuple(hits), bool(hits)
        self._lay_out()

    def fold(self, *numbers: int) -> None:
        """Fold these marked passages, and unfold the others; it is only how they look."""
        self._folded = frozenset(numbers)
        self._lay_out()

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw with other signs."""
        self._symbols = symbols
        self._lay_out()

    # Laying out.

    def _lay_out(self) -> None:
        width, height = self.scrollable_content_region.size
        if width <= 0 or height <= 0:
            self._laid_for = None
            return
        full = max(NARROWEST, width - _BAR - 1)
        layout = Layout(min(self._measure, full), full, self._hits, self._symbols)
        had = self.has_marked
        self._laid = lay_out(self._reading, layout, self._folded)
        self._laid_for = (width, self._measure)
        if had != self.has_marked:
            self.refresh_bindings()
        self._laid_more()

    def _laid_more(self) -> None:
        # Told in the usual way the whole screen is laid out anew, for each page that one walks past.
        self.set_reactive(StoryView.virtual_size, Size(0, len(self._laid.rows)))
        self._scroll_update(self.virtual_size)
        self.refresh()
        if self._to_hit:
            self._scroll_to_hit()
        if not self._laid.is_done:
            self.call_after_refresh(self._lay_more, self._laid)

    def _lay_more(self, laid: Laid) -> None:
        # Another text may have come in between.
        if laid is self._laid:
            laid.lay_more()
            self._laid_more()

    def _scroll_to_hit(self) -> None:
        for y, row in enumerate(self._laid.rows):
            if any("hit" in each.looks for each in row.runs):
                self._to_hit = False
                if not self.scroll_y <= y < self.scroll_y + self.size.height:
                    self.scroll_to(y=max(0, y - self.size.height // 3), animate=False, force=True)
                return

    def on_resize(self) -> None:
        """Lay the text out again for the new width."""
        if self._laid_for != (self.scrollable_content_region.width, self._measure):
            self._lay_out()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme that was."""
        super().notify_style_update()
        self._looks.clear()

    # Drawing.

    def _indent(self, width: int) -> int:
        """Return how many cells the text is moved to the right, so that it stands in the middle."""
        return max(0, (width - _BAR - 1 - self._measure) // 2)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        width = self.scrollable_content_region.width
        base = self.rich_style
        y += self.scroll_offset.y
        bar = self._symbols.bar if self.has_focus and self.SHOWS_FOCUS else " "
        focus = base + self._looks.one("focus")
        segments = [Segment(bar, focus), Segment(" ", base)]
        if y < len(self._laid.rows):
            segments += self._segments(self._laid.rows[y], width, y)
        return Strip(segments).adjust_cell_length(width, base)

    def _segments(self, row: Row, width: int, y: int) -> list[Segment]:
        base, found = self.rich_style, []
        left = self._indent(width)
        for each in row.runs:
            style = self._looks.laid(each.looks)
            found.append(
                Segment(each.text, style + Style.from_meta({"tap": each.tap}) if each.tap else style)
            )
        if row.from_right:
            left = max(0, width - _BAR - 1 - Strip(found).cell_length)
        # The indent counts as letters of the row, so that a press on it lands at the row's beginning.
        strip = Strip([Segment(" " * left, base), *found])
        span = self.text_selection.get_span(y) if self.text_selection else None
        if span:
            strip = chosen(strip, span, left, self.screen.get_component_rich_style("screen--selection"))
        return list(strip.apply_offsets(0, y))

    # Selecting and copying.

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return what is selected, with the lines as they were written."""
        parts: list[str] = []
        first = selection.start.y if selection.start else 0
        last = selection.end.y if selection.end else len(self._laid.rows) - 1
        width = self.scrollable_content_region.width
        for y in range(max(0, first), min(last, len(self._laid.rows) - 1) + 1):
            row, span = self._laid.rows[y], selection.get_span(y)
            if span is None:
                continue
            left = self._indent(width) if not row.from_right else 0
            start = max(0, span[0] - left)
            end = len(row.text) if span[1] == -1 else max(0, span[1] - left)
            if parts and row.follows is not None:
                parts.append(row.follows + row.text[max(start, row.lead) : end])
            else:
                parts.append(("\n" if parts else "") + row.text[start:end].rstrip())
        return "".join(parts), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what is selected."""
        del selection
        self.refresh()

    # Keys and clicks.

    def action_list_links(self) -> None:
        """Show the links of this text."""
        self.post_message(self.LinksAsked(self, self.links))

    @property
    def has_marked(self) -> bool:
        """Whether there is a marked passage that could be folded."""
        return self._laid.marked > 0

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to fold where there is something to fold."""
        del parameters
        return action != "fold" or self.has_marked

    def action_fold(self) -> None:
        """Fold what is marked, or unfold it: only how it looks, for now."""
        if self.has_marked:
            self.fold(*(() if self._folded else range(1, self._laid.marked + 1)))

    def on_click(self, event: events.Click) -> None:
        """Fold a passage, or tell which link was meant."""
        kind, _, number = str(event.style.meta.get("tap", "")).partition(":")
        if kind == "fold":
            self.fold(*(self._folded ^ {int(number)}))
        elif kind == "link" and not self.screen.get_selected_text():
            self.post_message(self.LinkChosen(self, self.links[int(number) - 1]))

    def find(self, words: Sequence[str]) -> int:
        """Return how many rows of the text hold one of the words."""
        return sum(bool(find_words(row.text, words)) for row in self._laid.rows)
