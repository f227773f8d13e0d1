"""The editor: a sheet to write on, sealed as a draft while one writes, and kept when one is done.

No word is lost here: not to a key, a crash, a closed window, a full disk or another program.
"""

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from peerjournal.journal import Moment, Piece, Story
from peerjournal.session import Session
from peerjournal.tui import drafts
from peerjournal.tui.desk import Desk, origin_of, would_leave
from peerjournal.tui.screens.about_story import AboutStoryScreen
from peerjournal.tui.screens.own_editor import OwnEditorScreen
from peerjournal.tui.screens.when import WhenScreen
from peerjournal.tui.widgets.editor_keys import EditorKeys
from peerjournal.tui.widgets.find_bar import FindBar
from peerjournal.tui.widgets.keeper import Keeper
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.sheet import Sheet
from peerjournal.tui.widgets.spread import Spread
from peerjournal.tui.widgets.writing_bar import WritingBar, name_of
from peerjournal.tui.widgets.writing_notes import WritingNotes
from peerjournal.tui.writing import STORY, Writing

if TYPE_CHECKING:  # It is only ever named.
    from textual.timer import Timer

KEEP_FIRST = "Save the story first, with Ctrl+S. Then it can have more than its text."
PAUSE = 0.3
"""Seconds without a key after which the preview follows and marks are looked at."""


class EditorScreen(OwnEditorScreen[Piece | None]):
    """Writing, or changing what was written. Ends with what was kept, or nothing."""

    DEFAULT_CSS = """
    EditorScreen {
        &.-short Spread { padding: 0 2; }
        &.-tall #hairline { margin-bottom: 1; }
        &.-tiny FindBar > Button { display: none; }
        &.-focusing Sheet { max-width: 66; }
        &.-focusing WritingBar, &.-focusing EditorKeys { display: none; }
        &.-focusing #tags, &.-focusing #origin, &.-focusing #hairline { display: none; }
        &.-focusing #title { margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "done", "Done", key_display="Esc"),
        Binding("ctrl+s", "save", "Save", priority=True),
        Binding("ctrl+r,f4", "preview", "Preview", priority=True),
        Binding("ctrl+t,f5", "tags", "Tags", priority=True),
        Binding("ctrl+f", "find", "Find", priority=True),
        Binding("ctrl+o", "focus_mode", "Focus", priority=True),
        Binding("ctrl+p", "app.command_palette", "Menu", priority=True, system=True),
        Binding("f3", "about", "About it", priority=True, key_display="F3"),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = (
        ("What the marks do", "marks_help"),
        ("Go to the mark that can't be read", "go_to_mark"),
        ("When it was written", "when"),
        ("Star it, or take its star away", "star"),
        ("Undo", "undo"),
        ("Redo", "redo"),
        ("Count the words", "count"),
        ("Break long lines", "break_lines"),
        ("Write this in your own editor", "own_editor"),
        ("Go back to what was kept", "revert"),
    )
    AUTO_FOCUS = "Page"

    def __init__(self, session: Session, piece: Piece | None = None, *, draft: str | None = None) -> None:
        """Open something to write on.

        Args:
            session: The open journal.
            piece: What is to be changed; nothing for a blank page. Its draft is gone on with, if it has one.
            draft: The name of a draft to go on with.
        """
        super().__init__()
        self._session, self._clock = session, session.vault.clock
        beginning = drafts.begin(session, piece, draft)
        begun, first = beginning.begun, beginning.begun.writing
        self._desk = Desk(session, beginning)
        self._keeper = Keeper(self._desk, self._look, self._clock)
        self._kind, self._written, self._starred = first.kind, first.written, first.starred
        self._said, self._cursor = beginning.said, begun.cursor
        origin = origin_of(session, beginning.piece)
        self._sheet = Sheet(first.title, first.body, first.tags, origin=origin, in_use=session.journal.tags)
        self._spread = Spread(self._sheet, self._would_leave)
        self._bar = WritingBar(name_of(first.kind, new=not begun.piece))
        self._notes = WritingNotes()
        self._pausing: Timer | None = None
        self.set_class(first.kind == STORY, "-story")
        self._gone: tuple[Piece | None, str] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the sheet, what is said around it, and the keys."""
        yield self._bar
        yield self._spread
        yield self._notes
        yield FindBar(self._sheet.page)
        yield EditorKeys()
        yield self._keeper

    def on_mount(self) -> None:
        """Show how it stands."""
        self._bar.show(self._written, starred=self._starred)
        self._notes.tell(self._said)
        self._sheet.page.move_cursor(self._cursor)
        self._paused()
        self.watch(self.app, "app_focus", self._app_focused, init=False)

    # What stands on the sheet.

    def _look(self) -> None:
        sheet = self._sheet
        title, body, tags = sheet.title_line.value, sheet.page.text, sheet.tags
        writing = Writing(self._kind, title, body, tags, self._written, self._starred)
        if writing.written is None and not writing.is_blank:
            # From its first word on it belongs to this moment, however often it is opened again.
            self._written = Moment.of(self._clock())
            writing = Writing(self._kind, title, body, tags, self._written, self._starred)
        self._desk.look(writing, sheet.page.cursor_location)

    def keep_draft(self) -> None:
        """Seal what is being written, now and in this thread; the process may end right after."""
        self._keeper.seal_here()

    def _app_focused(self, focused: bool) -> None:  # noqa: FBT001 — the library's own call
        if not focused:
            self._keeper.seal_now()

    def on_descendant_blur(self) -> None:
        """Seal the draft when one goes on to something else."""
        self._keeper.seal_now()

    def on_screen_suspend(self) -> None:
        """Seal the draft when something else comes over the page."""
        self._keeper.seal_now()

    def on_sheet_touched(self) -> None:
        """See that what was written is kept; once there is a pause, look at it."""
        self._keeper.touched()
        if self._pausing is not None:
            self._pausing.stop()
        self._pausing = self.set_timer(PAUSE, self._paused)

    def _paused(self) -> None:
        self._look()
        self._bar.show(self._written, starred=self._starred)
        self.look_at_marks(self._desk.writing.body)
        self._spread.follow(self._desk.writing)

    # How it is kept.

    def action_done(self) -> None:
        """Keep the page and go back."""
        bar = self.query_one(FindBar)
        if bar.is_open:
            bar.close()
        elif self._spread.is_previewing:
            self._spread.close()
        elif self.has_class("-focusing"):
            self.action_focus_mode()
        else:
            self._sheet.page.read_only = True
            self._keeper.keep(leave=True)

    def action_save(self) -> None:
        """Keep the page in the journal, and stay."""
        # The key comes here at once; what was typed before it may still be on its way to the page.
        (self.focused or self).call_later(self._keeper.keep, leave=False)

    def on_keeper_stands(self, message: Keeper.Stands) -> None:
        """Show how far it is kept."""
        self._bar.claim(message.status, name_of(self._kind, new=self._desk.piece is None))

    def on_keeper_says(self, message: Keeper.Says) -> None:
        """Show what there is to be told, beside the text."""
        self._sheet.page.read_only = False
        self._notes.tell(message.text)

    def on_keeper_finished(self, message: Keeper.Finished) -> None:
        """Leave; should something lie over the page, once that is gone."""
        self._gone = (message.piece, message.said)
        if self.is_active:
            self._go()

    def on_screen_resume(self) -> None:
        """Leave, if that was only waiting for what lay over the page."""
        if self._gone is not None:
            self.call_after_refresh(self._go)

    def _go(self) -> None:
        if self._gone is None or not self.is_active:
            return
        (piece, said), self._gone = self._gone, None
        if said:
            self.app.notify(said)
        self.dismiss(piece)

    # What can be done.

    def _would_leave(self, writing: Writing) -> str | None:
        """Return what would leave of a story; of an entry there is no such thing."""
        if writing.kind != STORY:
            return None
        return would_leave(self._session, writing, self._desk.piece)

    def action_preview(self) -> None:
        """See how it reads; of a story, what would leave."""
        self._look()
        self._spread.preview(self._desk.writing)

    def action_tags(self) -> None:
        """Go to the line of tags."""
        self.remove_class("-focusing")
        self._spread.uncover()
        self._sheet.tag_line.focus()

    def action_focus_mode(self) -> None:
        """Hide everything but the title and the text, or bring it back."""
        self.toggle_class("-focusing")
        if not self._sheet.title_line.has_focus:
            self._sheet.page.focus()

    def action_find(self) -> None:
        """Look for words on the page."""
        self._spread.uncover()
        self.query_one(FindBar).open()

    def on_page_long_lines(self, message: Page.LongLines) -> None:
        """Offer to break what makes typing slow."""
        self._notes.offer_breaks(message.count)

    def action_break_lines(self) -> None:
        """Break very long lines after sentences; undo brings them back."""
        self._sheet.page.break_long_lines()
        self._sheet.page.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what only a story has to stories."""
        del parameters
        return action != "about" or self._kind == STORY

    def action_about(self) -> None:
        """Say where the story stands, what helped and what didn't, and what is in it."""
        story = self._desk.piece
        if isinstance(story, Story):
            self.app.push_screen(AboutStoryScreen(self._session, story), lambda _: self._paused())
        else:
            self._notes.tell(KEEP_FIRST)

    def action_when(self) -> None:
        """Set the day and the time it belongs to."""
        self.app.push_screen(WhenScreen(self._written, self._clock), self._set_when)

    def _set_when(self, moment: Moment | None) -> None:
        if moment is not None:
            self._written = moment
            self.on_sheet_touched()
            self._paused()

    def action_star(self) -> None:
        """Star it, so that you find it again soon."""
        self._starred = not self._starred
        self.on_sheet_touched()
        self._paused()

    def on_writing_bar_clicked(self, message: WritingBar.Clicked) -> None:
        """Change what was clicked on."""
        if message.part == "day":
            self.action_when()
        else:
            self.action_star()

    def action_undo(self) -> None:
        """Take the last change of the page back."""
        self._sheet.page.undo()

    def action_redo(self) -> None:
        """Make the change again that was taken back."""
        self._sheet.page.redo()

    def action_count(self) -> None:
        """Show how many words there are, or no longer."""
        self._notes.count()

    def action_revert(self) -> None:
        """Put what was kept last back on the page; undo brings your text back."""
        base = self._desk.base
        if base is not None:
            self._written, self._starred = base.written, base.starred
            self._sheet.put(base.title, base.body, base.tags)
