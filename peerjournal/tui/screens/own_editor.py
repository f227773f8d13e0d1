"""Writing what is on the page in an editor of one's own: asked for in the menu, and only there.

The app steps aside for as long as that editor is open. What comes back takes the place of the text in one
step that can be undone, and is sealed as a draft before it is taken out of memory.
"""

import contextlib
import os
from typing import TypeVar

from peerjournal.errors import EditorError, NotSaved, PeerjournalError
from peerjournal.own_editor import Edited, End, Program, chosen, require_room, warn_once
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.marking import MarkingScreen
from peerjournal.tui.sealed import drafts_of
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.keeper import Keeper
from peerjournal.tui.widgets.page import Page
from peerjournal.tui.widgets.writing_notes import WritingNotes

T = TypeVar("T")
NOT_FROM_HERE = "No other editor can be opened from this terminal."
BACK = "Here it is. Undo brings back what stood here before."
UNCHANGED = "Nothing was changed there."
_STANDS = "What it left stands here now; undo brings back what stood here before."
_NOTHING = "Nothing on the page was changed."


class OwnEditorScreen(MarkingScreen[T]):
    """A screen whose page can be written in another editor."""

    def action_own_editor(self) -> None:
        """Have the text in the editor that VISUAL or EDITOR names; this app waits meanwhile."""
        driver = self.app._driver  # noqa: SLF001 — whether it can be left is known nowhere else
        notes = self.query_one(WritingNotes)
        if driver is None or not driver.can_suspend:
            notes.tell(NOT_FROM_HERE)
            return
        try:
            editor = chosen(os.environ)
            require_room()
        except EditorError as error:
            notes.tell(told(error))
            return
        warning = warn_once(editor, self._session.vault.home.state.parent)
        if warning:
            self._ask(warning, editor)
        else:
            self._write_in(editor)

    def _ask(self, warning: str, editor: Program) -> None:
        def answered(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.call_after_refresh(self._write_in, editor)

        question = "Write this in your own editor?"
        self.app.push_screen(Ask(question, yes="Open it", no="Stay here", detail=warning), answered)

    def _write_in(self, editor: Program) -> None:
        try:
            said = self._sit(editor)
        except PeerjournalError as error:
            # What could not be sealed stays in memory too, and the next start takes it in.
            said = told(error)
        self.query_one(WritingNotes).tell(said)
        self.query_one(Page).focus()

    def _sit(self, editor: Program) -> str:
        """Step aside for the editor, put what came back on the page, and return what is said of it."""
        page, keeper, desk = self.query_one(Page), self.query_one(Keeper), self._desk
        keeper.seal_here()
        drafts, begun = drafts_of(self._session), desk.begun()
        if not desk.is_in_draft:
            # Even of what needs no draft yet: so a text that nobody takes back is known to belong here.
            drafts.keep(begun.name, begun.encode())
        with contextlib.ExitStack() as sitting:
            try:
                edited = self._away(sitting, page.text, editor, begun.name)
                page.put(edited.text)
                keeper.seal_here()
            finally:
                # What could not be sealed waits in memory, and comes back as a draft of its own.
                if not desk.is_in_draft:
                    with contextlib.suppress(NotSaved):
                        drafts.discard(begun.name)
        return _said(edited)

    def _away(self, sitting: contextlib.ExitStack, text: str, editor: Program, draft: str) -> Edited:
        with self.app.suspend():
            try:
                return sitting.enter_context(self._session.sitting(text, editor, draft=draft))
            except EditorError as error:
                # Told once the screen is back: the library gives it back only where nothing was raised.
                refused = error
        raise refused


def _said(edited: Edited) -> str:
    if edited.end is End.DONE:
        return BACK if edited.is_changed else UNCHANGED
    return f"{edited.end.value} {_STANDS if edited.is_changed else _NOTHING}"
