"""The page one writes on: a text area that shows Markdown and marks as they are written."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.text import Text
from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.message import Message
from textual.widgets import TextArea
from textual.widgets.text_area import Selection

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light
from peerjournal.text import clean
from peerjournal.tui.widgets.lettering import find_words, graphemes
from peerjournal.tui.widgets.looks import Looks
from peerjournal.tui.widgets.page_edits import Change, Place, break_lines, long_lines, mark
from peerjournal.tui.widgets.page_looks import Inside, insides, light_at, looks

_LOOKS = [
    "heading",
    "quote",
    "sign",
    "tag",
    "code",
    "link",
    "strong",
    "emphasis",
    "mine",
    "careful",
    "mark",
    "broken",
    "found",
]
_NEAR = 64
"""Characters beside the cursor among which one letter is looked for."""
_CHECKPOINTS = 1_000


class Page(TextArea):
    """A page without line numbers, frame or blinking; what is put into it in one go can be undone."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"page--{look}" for look in _LOOKS}
    DEFAULT_CSS = """
    Page, Page:focus { border: none; padding: 0; background: transparent; }
    Page {
        scrollbar-size-vertical: 1; scrollbar-background: $background;
        scrollbar-background-hover: $background; scrollbar-background-active: $background;
        & > .page--heading { color: $primary; text-style: bold; }
        & > .page--quote { color: $quiet; text-style: italic; }
        & > .page--sign, & > .page--mine { color: $faint; }
        & > .page--tag, & > .page--code { color: $secondary; }
        & > .page--link { text-style: underline; }
        & > .page--strong { text-style: bold; }
        & > .page--emphasis { text-style: italic; }
        & > .page--mark { color: $secondary; text-style: bold; }
        & > .page--broken { color: $warning; text-style: bold underline; }
        & > .page--found { text-style: reverse; }
        &:ansi > .page--mine { text-style: dim; }
        & .text-area--placeholder { color: $quiet; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "mark('mine')", "Mark as mine", show=False, id="page.mine"),
        Binding("f7", "mark('careful')", "Mark as careful", show=False, id="page.careful"),
        Binding("ctrl+home", "edge(False)", show=False),
        Binding("ctrl+end", "edge(True)", show=False),
        Binding("ctrl+shift+home", "edge(False, True)", show=False),
        Binding("ctrl+shift+end", "edge(True, True)", show=False),
    ]

    @dataclass
    class Marked(Message):
        """A passage was put under a light."""

        page: "Page"
        light: Light

    @dataclass
    class MarkRefused(Message):
        """A passage could not be marked; the page is as it was."""

        page: "Page"
        reason: str

    @dataclass
    class LongLines(Message):
        """What was pasted is on the page, with lines that ``break_long_lines`` had better break."""

        page: "Page"
        count: int

    def __init__(
        self,
        text: str = "",
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002 -- the library's own name for it
        classes: str | None = None,
    ) -> None:
        self._page_looks = Looks(self, "page", _LOOKS)
        self._insides: list[Inside] | None = None
        self._wanted: tuple[str, ...] = ()
        self._broken = 0
        super().__init__(
            clean(text),
            soft_wrap=True,
            max_checkpoints=_CHECKPOINTS,
            highlight_cursor_line=False,
            # A plain ``str`` would be read as markup.
            placeholder=Content(placeholder),
            compact=True,
            id=id,
            classes=classes,
        )
        self.cursor_blink = False
        self.match_cursor_bracket = False

    # Looks.

    def get_line(self, line_index: int) -> Text:
        """Return a line with its looks."""
        line = super().get_line(line_index)
        for start, end, look in looks(line.plain, self._inside(line_index)):
            line.stylize(self._page_looks.one(look), start, end)
        for start, end in find_words(line.plain, self._wanted):
            line.stylize(self._page_looks.one("found"), start, end)
        if line_index + 1 == self._broken:
            line.stylize(self._page_looks.one("broken"))
        return line

    def _inside(self, row: int) -> Inside:
        if self._insides is None:
            self._insides = insides(self.document.lines)
        return self._insides[row] if row < len(self._insides) else Inside.NOTHING

    @property
    def light_here(self) -> Light:
        """Under which light the place stands that one is at."""
        row, column = self.cursor_location
        return light_at(self.document.get_line(row), self._inside(row), column)

    def show_broken(self, line: int) -> None:
        """Show on which line a mark can't be read, counted from 1; 0 is none."""
        if line != self._broken:
            self._broken = line
            self._forget_lines()

    def go_to(self, line: int) -> None:
        """Go to the beginning of a line, counted from 1."""
        self.focus()
        self.move_cursor((max(0, min(line, self.document.line_count) - 1), 0), center=True)

    def notify_style_update(self) -> None:
        """Forget the colours of the theme that was."""
        self._page_looks.clear()
        super().notify_style_update()

    def _forget_lines(self) -> None:
        self._insides = None
        # A mark changes the lines under it, which the library would go on showing as they were.
        self._line_cache.clear()
        self.refresh()

    def edit(self, edit: Edit) -> EditResult:
        """Make a change; everything that changes the page but undoing comes through here."""
        edit.text = clean(edit.text)
        self._insides = None
        result = super().edit(edit)
        self._forget_lines()
        return result

    def undo(self) -> None:
        """Take the last change back."""
        super().undo()
        self._forget_lines()

    def redo(self) -> None:
        """Make the change again that was taken back."""
        super().redo()
        self._forget_lines()

    def load_text(self, text: str) -> None:
        """Begin with another text, whose changes before are not known."""
        self._insides = None
        super().load_text(clean(text))

    def put(self, text: str) -> None:
        """Put another text in the place of all there is, in one step that can be undone."""
        text = clean(text)
        if text != self.text:
            self.history.checkpoint()
            self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
            self.history.checkpoint()
            self.move_cursor((0, 0))

    # Letters as a reader counts them.

    def get_cursor_left_location(self) -> Place:
        """Return the place before the letter to the left."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_left_location()
        before = self.document.get_line(row)[max(0, column - _NEAR) : column]
        last = graphemes(before)[-1]
        return row, column - (last.end - last.start)

    def get_cursor_right_location(self) -> Place:
        """Return the place after the letter to the right."""
        row, column = self.cursor_location
        after = self.document.get_line(row)[column : column + _NEAR]
        if not after:
            return super().get_cursor_right_location()
        return row, column + graphemes(after)[0].end

    # Pasting.

    async def _on_paste(self, event: events.Paste) -> None:
        """Put in what is pasted, whole, and offer to break lines that would make typing slow."""
        event.prevent_default()
        event.stop()
        if self.read_only:
            return
        result = self._replace_via_keyboard(clean(event.text), *self.selection)
        if result:
            self.move_cursor(result.end_location)
            self._offer_breaks(event.text)

    def action_paste(self) -> None:
        """Put in what was copied in the app."""
        super().action_paste()
        self._offer_breaks(self.app.clipboard)

    def _offer_breaks(self, text: str) -> None:
        count = long_lines(text)
        if count:
            self.post_message(self.LongLines(self, count))

    def break_long_lines(self) -> None:
        """Break the long lines of the page after sentences; one step that can be undone."""
        self.put(break_lines(self.text))

    def action_edge(self, last: bool, select: bool = False) -> None:  # noqa: FBT001, FBT002 — an action's arguments have no names
        """Go to the end of the page, or to its beginning."""
        self.move_cursor(self.document.end if last else (0, 0), select=select)

    # Marks.

    def action_mark(self, light: str) -> None:
        """Mark what is selected, or the line one is on."""
        start, end = sorted(self.selection)
        if start == end:
            start, end = (start[0], 0), (start[0], len(self.document.get_line(start[0])))
        try:
            change = mark(list(self.document.lines), start, end, Light(light))
        except MarkNotClosed as refused:
            self.post_message(self.MarkRefused(self, str(refused)))
            return
        self._make(change)
        self.post_message(self.Marked(self, Light(light)))

    def _make(self, change: Change) -> None:
        self.history.checkpoint()
        result = self.replace(change.text, change.start, change.end, maintain_selection_offset=False)
        self.history.checkpoint()
        self.selection = Selection.cursor(result.end_location)

    # Finding.

    def find(self, words: Sequence[str], *, backwards: bool = False) -> bool:
        """Select the next place where one of the words stands, going round; tell whether there is one."""
        self._wanted = tuple(words)
        self._forget_lines()
        places = [
            ((row, start), (row, end))
            for row, line in enumerate(self.document.lines)
            for start, end in find_words(line, words)
        ]
        if not places:
            return False
        here = max(self.selection) if not backwards else min(self.selection)
        if backwards:
            start, end = next((each for each in reversed(places) if each[1] <= here), places[-1])
        else:
            start, end = next((each for each in places if each[0] >= here), places[0])
        self.selection = Selection(start, end)
        self.scroll_cursor_visible(center=True)
        return True

    def stop_finding(self) -> None:
        """Show no more what was looked for."""
        self._wanted = ()
        self._forget_lines()
