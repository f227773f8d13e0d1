"""The files that belong to an entry: each can be looked at for a while, or saved as a copy."""

import contextlib
from collections.abc import Iterable
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from peerjournal.journal import Piece, safe_name
from peerjournal.own_editor import can_be_shown, in_memory
from peerjournal.session import Session
from peerjournal.tui.screens.ask import Ask
from peerjournal.tui.screens.files_copy import FileCopyScreen
from peerjournal.tui.screens.listing import ListingScreen
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import Way

_SAYS: Final = "Sealed in your journal. No letter takes one along."
_NOT_HERE: Final = "Not here. It may still be on its way from another device."
_NOT_SHOWN: Final = (
    "Only pictures, sounds, videos, PDFs and plain text are opened from here. Save a copy, and look at that"
    " yourself."
)
_MEMORY: Final = (
    "A readable copy is made in a private folder that lies in memory. It goes when you say that you are done,"
    " and when the journal locks. The program that opens it may keep traces: a list of what was opened last,"
    " small pictures."
)
_DISK: Final = (
    "This computer has no storage that is only memory. A readable copy is made in a private folder on the"
    " disk. It goes when you say that you are done, and when the journal locks. The disk, and the program"
    " that opens it, may keep traces."
)
_OPEN: Final = "It was handed to another program. Say when you are done with it, and the copy goes."
_GONE: Final = "The copy is gone. What another program keeps of it is beyond this one."
_KINDS: Final = {
    "photo": "a picture",
    "video": "a video",
    "audio": "a sound",
    "pdf": "a PDF",
}


class FilesScreen(ListingScreen):
    """Lists the files of one entry."""

    WHERE = "Files that belong to it"
    WAYS: ClassVar[tuple[Way, ...]] = (("look", "Look at it"), ("save", "Save a copy"), ("done", "I am done"))
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("o", "look", "Look at it", id="files.look"),
        Binding("s", "save", "Save a copy", id="files.save"),
        Binding("d", "done", "I am done with it", id="files.done"),
    ]

    def __init__(self, session: Session, piece: Piece) -> None:
        super().__init__(session)
        self.piece = piece
        self._looking: contextlib.ExitStack | None = None

    def choices(self) -> Iterable[Choice]:
        """Return a row for each file: what it is called, how large it is, what it is."""
        for number, file in enumerate(self.piece.files, start=1):
            is_here = self.session.journal.is_here(self.piece, number)
            yield Choice(str(number), file.summary, _KINDS.get(file.kind, "a file") if is_here else _NOT_HERE)

    def said(self, count: int) -> str:
        """Say what they are."""
        return _SAYS if count else "No files belong to it."

    def show(self) -> None:
        """Show them, and what can be done just now."""
        super().show()
        self.query_one("#done").display = self._looking is not None
        self.query_one("#look").display = self._looking is None

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to be done with what is looked at only while something is."""
        if (
            self.is_mounted
            and action in {"look", "done"}
            and (action == "done") != (self._looking is not None)
        ):
            return False
        return super().check_action(action, parameters)

    def on_choices_chosen(self, message: Choices.Chosen) -> None:
        """Look at it."""
        message.stop()
        if self._looking is None:
            self.action_look()

    def action_save(self) -> None:
        """Write a readable copy of this file; nothing is overwritten."""
        self.app.push_screen(FileCopyScreen(self.session, self.piece, int(self.key)))

    def action_look(self) -> None:
        """Look at this file in another program, after a question."""
        number = int(self.key)
        file = self.piece.files[number - 1]
        if not can_be_shown(safe_name(file.name)):
            return self.say(_NOT_SHOWN)

        def answered(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(lambda: self._open(number), self._opened)

        question = f"Open “{file.summary}” in another program?"
        detail = _MEMORY if in_memory() else _DISK
        self.app.push_screen(Ask(question, yes="Open it", detail=detail), answered)
        return None

    def _open(self, number: int) -> contextlib.ExitStack:
        with contextlib.ExitStack() as stack:
            stack.enter_context(self.session.look_at(self.piece, number))
            return stack.pop_all()

    def _opened(self, stack: contextlib.ExitStack) -> None:
        if not self.is_mounted:
            stack.close()
            return
        self._looking = stack
        self.show()
        self.say(_OPEN)
        self.query_one("#done").focus()

    def action_done(self) -> None:
        """Take the readable copy away again."""
        if self._looking is not None:
            self._close()
            self.show()
            self.say(_GONE)
            self._rows.focus()

    async def action_back(self) -> None:
        """Go back; a copy that is still open goes."""
        self._close()
        await super().action_back()

    def on_unmount(self) -> None:
        """Leave no copy behind, however this screen ends."""
        self._close()

    def _close(self) -> None:
        stack, self._looking = self._looking, None
        if stack is not None:
            stack.close()
