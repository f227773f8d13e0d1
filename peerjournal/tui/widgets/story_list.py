"""The list of stories: it knows how many rows there are and draws those that can be seen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from peerjournal.tui.widgets.looks import Looks
from peerjournal.tui.widgets.row_set import RowSet
from peerjournal.tui.widgets.story_drawing import HIGHLIGHTED, HOVER, Drawing
from peerjournal.tui.widgets.story_row import StoryRow
from peerjournal.tui.widgets.symbols import SYMBOLS, Symbols

TALL = 30
"""From this many rows of the whole screen on, an empty line stands under each story."""
_LOOKS = ("title", "date", "excerpt", "mark", "tick", "tag", "bar", "empty")


class StoryList(ScrollView, can_focus=True):
    """A list of stories that costs as much as the screen is high, however many there are."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"story-list--{each}" for each in (*_LOOKS, HIGHLIGHTED, HOVER)}
    DEFAULT_CSS = """
    StoryList {
        height: 1fr; background: $background; color: $foreground;
        overflow-x: hidden; scrollbar-size-vertical: 1; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        & > .story-list--title { text-style: bold; }
        & > .story-list--date, & > .story-list--excerpt, & > .story-list--empty { color: $quiet; }
        & > .story-list--mark, & > .story-list--tick, & > .story-list--bar { color: $primary; }
        & > .story-list--tag { color: $secondary; }
        & > .story-list--hover { background: $block-hover-background; }
        & > .story-list--highlighted {
            color: $block-cursor-blurred-foreground; background: $block-cursor-blurred-background;
        }
        &:focus > .story-list--highlighted {
            color: $block-cursor-foreground; background: $block-cursor-background;
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        # Arrows, Enter and the like have no id, so that remapping a letter never takes them away.
        Binding("down", "move(1)", "Next", show=False),
        Binding("up", "move(-1)", "Previous", show=False),
        Binding("pagedown", "move_page(1)", "Page down", show=False),
        Binding("pageup", "move_page(-1)", "Page up", show=False),
        Binding("home", "move_to(0)", "First", show=False),
        Binding("end", "move_to(-1)", "Last", show=False),
        Binding("enter", "choose", "Read", show=False),
        Binding("j", "move(1)", "Next", show=False, id="list.next"),
        Binding("k", "move(-1)", "Previous", show=False, id="list.previous"),
        Binding("g", "move_to(0)", "First", show=False, id="list.first"),
        Binding("G", "move_to(-1)", "Last", show=False, id="list.last"),
        Binding("o", "choose", "Read", show=False, id="list.read"),
        Binding("x", "tick", "Tick", show=False, id="list.tick"),
    ]

    @dataclass
    class Highlighted(Message):
        """Another row is highlighted, or none is left."""

        story_list: "StoryList"
        row: StoryRow | None

    @dataclass
    class Chosen(Message):
        """A row was chosen by Enter, by its letter, or by a double click."""

        story_list: "StoryList"
        row: StoryRow

    @dataclass
    class Ticked(Message):
        """A row was ticked, or its tick taken away."""

        story_list: "StoryList"
        row: StoryRow
        ticked: bool

    def __init__(
        self,
        rows: Sequence[StoryRow] = (),
        *,
        empty: tuple[str, ...] = (),
        symbols: Symbols = SYMBOLS,
        row_height: int | None = None,
        id: str | None = None,  # noqa: A002 -- the library's own name for it
        classes: str | None = None,
    ) -> None:
        """Make a list.

        Of the rows only those on the screen are ever asked for. ``empty`` is said where there are none; its
        first line is the heading. Without a ``row_height`` of two or three the screen's height decides.
        """
        super().__init__(id=id, classes=classes)
        self._set = RowSet(rows)
        self._empty = empty
        self._symbols = symbols
        self._fixed_height = row_height
        self._at = 0
        self._hover: int | None = None
        self._ticks: set[str] = set()
        self._looks = Looks(self, "story-list", _LOOKS)

    # What is shown.

    def show(self, rows: Sequence[StoryRow], *, highlight: int = 0) -> None:
        """Show other rows, all of them; costs the same for ten and for a hundred thousand."""
        self._set = RowSet(rows)
        self._place(highlight)

    def narrow(self, kept: Sequence[int] | None) -> None:
        """Show only these rows, by their numbers in rising order, or all again.

        The highlighted row stays highlighted if it is among them.
        """
        number = self._set.number(self._at) if self._set else 0
        self._set = self._set.narrowed(kept)
        self._place(self._set.place(number))

    def say_when_empty(self, *lines: str) -> None:
        """Say this where there are no rows."""
        self._empty = lines
        self.refresh()

    def use_symbols(self, symbols: Symbols) -> None:
        """Draw with other signs."""
        self._symbols = symbols
        self.refresh()

    @property
    def highlighted(self) -> int | None:
        """The place of the highlighted row among those shown."""
        return self._at if self._set else None

    @property
    def row(self) -> StoryRow | None:
        """The highlighted row."""
        return self._set.row(self._at) if self._set else None

    @property
    def ticked(self) -> frozenset[str]:
        """The keys of the rows that are ticked, shown or not."""
        return frozenset(self._ticks)

    def tick(self, *keys: str) -> None:
        """Tick exactly these rows; no message."""
        self._ticks = set(keys)
        self.refresh()

    @property
    def row_height(self) -> int:
        """How many lines a row takes."""
        return self._fixed_height or (3 if self.app.size.height >= TALL else 2)

    def _place(self, at: int) -> None:
        self._at = max(0, min(at, len(self._set) - 1))
        self._hover = None
        if self.is_attached:
            self._measure()
            self.post_message(self.Highlighted(self, self.row))

    def _measure(self) -> None:
        self.virtual_size = Size(0, len(self._set) * self.row_height)
        self._reveal()
        self.refresh()

    def on_mount(self) -> None:
        """Tell the first row."""
        self._place(self._at)

    def on_resize(self) -> None:
        """Keep the highlighted row in sight."""
        self._measure()

    def notify_style_update(self) -> None:
        """Forget the colours of the theme that was."""
        super().notify_style_update()
        self._looks.clear()

    # Moving.

    def move_to(self, at: int) -> None:
        """Highlight the row at a place, or the nearest there is."""
        at = max(0, min(at, len(self._set) - 1))
        if at == self._at or not self._set:
            return
        old, self._at = self._at, at
        self._refresh_row(old)
        self._refresh_row(at)
        self._reveal()
        self.post_message(self.Highlighted(self, self.row))

    def action_move(self, by: int) -> None:
        """Go to the next or the previous row."""
        self.move_to(self._at + by)

    def action_move_page(self, by: int) -> None:
        """Go a screenful on or back."""
        self.move_to(self._at + by * max(1, self.size.height // self.row_height))

    def action_move_to(self, at: int) -> None:
        """Go to the first or the last row."""
        self.move_to(at if at >= 0 else len(self._set) + at)

    def action_choose(self) -> None:
        """Read this one."""
        if self.row:
            self.post_message(self.Chosen(self, self.row))

    def action_tick(self) -> None:
        """Tick this one, or take its tick away."""
        row = self.row
        if row:
            self._ticks ^= {row.key}
            self.refresh()
            self.post_message(self.Ticked(self, row, row.key in self._ticks))

    def _reveal(self) -> None:
        height, shown = self.row_height, self.size.height
        top = self._at * height
        if top < self.scroll_offset.y or shown < height:
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        elif top + height > self.scroll_offset.y + shown:
            # The last row's empty line need not be seen.
            self.scroll_to(y=top + height - shown, animate=False, force=True, immediate=True)
        self._lead_cursor()

    def _lead_cursor(self) -> None:
        """Put the terminal's own cursor on the row, for magnifiers and screen readers."""
        if self.has_focus and self._set:
            y = self._at * self.row_height - self.scroll_offset.y
            self.app.cursor_position = self.content_region.offset + Offset(2, max(0, y))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Keep the terminal's cursor on the row."""
        super().watch_scroll_y(old_value, new_value)
        self._lead_cursor()

    def on_focus(self) -> None:
        """Bring the terminal's cursor along."""
        self._lead_cursor()

    def _refresh_row(self, at: int) -> None:
        top = at * self.row_height - self.scroll_offset.y
        self.refresh(Region(0, top, self.size.width, self.row_height))

    # The mouse.

    def _under(self, event: events.MouseEvent) -> int | None:
        at = (event.y + self.scroll_offset.y) // self.row_height
        return at if at < len(self._set) else None

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Show which row would be taken."""
        self._hover_over(self._under(event))

    def on_leave(self) -> None:
        """Show none any more."""
        self._hover_over(None)

    def _hover_over(self, at: int | None) -> None:
        old, self._hover = self._hover, at
        for each in {old, at} - {None} if old != at else ():
            self._refresh_row(each or 0)

    def on_click(self, event: events.Click) -> None:
        """Highlight a row; a second click on it chooses it."""
        at = self._under(event)
        if at is None:
            return
        self.move_to(at)
        if event.chain > 1:
            self.action_choose()

    # Drawing.

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.scrollable_content_region.width
        draw = Drawing(self._looks, self.rich_style, width, self._symbols, self.has_focus)
        at, line = divmod(y + self.scroll_offset.y, self.row_height)
        if not self._set and y < len(self._empty):
            return draw.said(self._empty[y], "empty" if y else "title")
        if at >= len(self._set) or line > 1:
            return draw.empty()
        row = self._set.row(at)
        state = HIGHLIGHTED if at == self._at else HOVER if at == self._hover else ""
        ticked = row.key in self._ticks if self._ticks else None
        return draw.line(row, line, state=state, ticked=ticked)
