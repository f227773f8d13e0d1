"""Marks while one writes: putting them, being told which can't be read, going there, and what they do."""

from typing import ClassVar, TypeVar

from textual.binding import Binding, BindingType
from textual.widgets import TextArea

from peerjournal.session import Session
from peerjournal.tui.desk import Desk
from peerjournal.tui.screens.keep_line import from_piece, shelve, unmarked
from peerjournal.tui.screens.marks import MarksScreen
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.spread import Spread
from peerjournal.tui.widgets.writing_bar import WritingBar
from peerjournal.tui.widgets.writing_notes import WritingNotes

T = TypeVar("T")
ALL_CAN_BE_READ = "Every mark here can be read."


class MarkingScreen(ShapedScreen[T]):
    """A screen with a page on it whose passages can be marked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f6", "mark('mine')", "Mark as mine", priority=True, key_display="F6"),
        Binding("f7", "mark('careful')", "Mark as careful", priority=True, key_display="F7"),
        Binding("f8", "to_shelf", "Put it on the hope shelf", show=False, priority=True, key_display="F8"),
    ]
    _session: Session
    _desk: Desk

    def action_mark(self, light: str) -> None:
        """Mark what is selected, or the line you are on."""
        page = self.query_one(Page)
        page.focus()
        page.action_mark(light)

    def action_to_shelf(self) -> None:
        """Put what is selected on your hope shelf, or the line you are on."""
        page = self.query_one(Page)
        line = page.document.get_line(page.cursor_location[0])
        shelve(self, self._session, unmarked(page.selected_text or line), from_piece(self._desk.piece))

    def on_page_mark_refused(self, message: Page.MarkRefused) -> None:
        """Say why it was not marked."""
        self.query_one(WritingNotes).tell(message.reason)

    def on_page_marked(self) -> None:
        """Say nothing more about a mark that was refused before."""
        self.query_one(WritingNotes).tell("")

    def on_text_area_selection_changed(self, event: TextArea.SelectionChanged) -> None:
        """Say in words what the place one is at is marked as."""
        event.stop()
        self.query_one(WritingBar).say_light(self.query_one(Page).light_here)

    def look_at_marks(self, body: str) -> None:
        """Tell which mark can't be read, in words and on its line."""
        notes = self.query_one(WritingNotes)
        notes.look(body)
        self.query_one(Page).show_broken(notes.broken)

    def action_marks_help(self) -> None:
        """Read how to say what may leave, and see where the marks stand here."""
        self.app.push_screen(MarksScreen(self.query_one(Page).text), self._to_line)

    def action_go_to_mark(self) -> None:
        """Go to the line of the mark that can't be read."""
        notes, page = self.query_one(WritingNotes), self.query_one(Page)
        self.look_at_marks(page.text)
        if notes.broken:
            self._to_line(notes.broken)
        else:
            notes.tell(ALL_CAN_BE_READ)

    def _to_line(self, line: int | None) -> None:
        if line:
            self.query_one(Spread).uncover()
            self.query_one(Page).go_to(line)
