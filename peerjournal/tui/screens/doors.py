"""The doors of the main screen: which screen is behind each, imported only when somebody goes through."""

import contextlib
from collections.abc import Callable
from importlib import import_module
from types import MappingProxyType
from typing import Any, ClassVar

from textual import on
from textual.binding import Binding, BindingType
from textual.screen import Screen

from peerjournal.errors import JournalError, LetterError, PeerjournalError
from peerjournal.journal import Story
from peerjournal.letters import Kept
from peerjournal.session import Session
from peerjournal.tui.draft_rows import PAUSED
from peerjournal.tui.library import DRAFTS, Item, Kind
from peerjournal.tui.screens.shaped import ShapedScreen
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.librarian import Librarian
from peerjournal.tui.widgets.planes import Planes

_BEHIND = MappingProxyType(
    {
        "about_story": "AboutStoryScreen",
        "content_note": "ContentNoteScreen",
        "editor": "EditorScreen",
        "stands": "StandsScreen",
        "tools": "ToolsScreen",
        "letter": "LetterScreen",
        "receive": "ReceiveScreen",
        "reply": "ReplyScreen",
        "by_hand": "ByHandScreen",
        "share": "ShareScreen",
        "ledger": "LedgerScreen",
        "others": "OthersScreen",
        "erase": "EraseScreen",
        "files_of": "FilesScreen",
        "paused": "PausedScreen",
        "peers": "PeersScreen",
        "person": "PersonScreen",
        "way_in": "WayInScreen",
        "shelf": "ShelfScreen",
        "keep_line": "KeepLineScreen",
        "two_versions": "TwoVersionsScreen",
        "versions": "VersionsScreen",
        "settings": "SettingsScreen",
        "recovery": "RecoveryScreen",
        "tags": "TagsScreen",
        "copy": "CopyScreen",
        "looking_after": "LookingAfterScreen",
        "moving_in": "MovingInScreen",
        "moving_back": "MovingBackScreen",
        "moving_out": "MovingOutScreen",
    }
)
"""For each file of this room the screen it makes of an open journal."""
_OF_A_STORY = {"stands": "stands", "tool": "tools", "content note": "content_note"}
"""Behind which door the draft of a part of a story is gone on with."""
_HAVE_LINES = {Kind.ENTRY, Kind.STORY, Kind.LETTER}
_HAVE_FILES = {Kind.ENTRY, Kind.STORY, Kind.REMOVED}
_NO_LINE = "Your hope shelf takes lines from entries, stories, and letters that you opened."
_GONE = "What this was begun for is no longer here."
_STAYS = "Its words stay among your drafts."


class Hall(ShapedScreen[None]):
    """A screen of an open journal, from which others are entered."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("w", "way_in", "A way in", show=False, id="main.way_in"),
        Binding("h", "keep_line", "Put a line on the hope shelf", show=False, id="main.keep_line"),
        Binding("f", "files", "Its files", id="main.files"),
        Binding("H", "hope_shelf", "Hope shelf", show=False, id="main.hope"),
    ]

    MENU: ClassVar[tuple[tuple[str, str], ...]] = (
        ("Open a file from someone", "receive"),
        ("Lines that came while it was locked", "strangers"),
        ("What was shared (the ledger)", "ledger"),
        ("Drafts", "drafts"),
        ("What you set aside", "set_aside"),
        ("Other people in your stories", "others"),
        ("Erase for good", "erase"),
        ("Looking after your journal", "looking_after"),
        ("Move another journal in", "moving_in"),
        ("Take back what was moved in", "moving_back"),
        ("Move out to plain files", "moving_out"),
        ("Settings", "settings"),
        ("Recovery words", "recovery"),
    )

    def __init__(self, session: Session | None) -> None:
        """Begin; the session may come later, but before anybody goes anywhere."""
        super().__init__()
        self._opened = session
        self._leaving = False
        """Whether another screen is about to lie over this one; until then no key does anything."""

    @property
    def _session(self) -> Session:
        if self._opened is None:
            raise LookupError("the journal is not open yet")
        return self._opened

    def enter(self, door: str, *what: Any, then: Callable[[Any], None] | None = None) -> None:
        """Go through a door, and afterwards do something with what came of it."""
        self.go(lambda: through(door, self._session, *what), then)

    @property
    def _item(self) -> Item | None:
        """What is highlighted."""
        return None

    def _kept(self, ended: Any) -> None:
        """Go to what came of writing."""

    def action_way_in(self) -> None:
        """Write with a few prompts, each of which can be skipped."""
        self.enter("way_in", then=self._kept)

    @on(Planes.HopeAsked)
    def action_hope_shelf(self) -> None:
        """Look at the lines that you put on your hope shelf, one at a time."""
        self.enter("shelf")

    def action_files(self) -> None:
        """Look at the files that belong to this, or save a copy of one."""
        if self._has_files and self._item is not None:
            self.enter("files_of", self._item.piece)

    @property
    def _has_files(self) -> bool:
        """Whether files belong to what is highlighted."""
        item = self._item
        return item is not None and item.kind in _HAVE_FILES and bool(item.held.get("files"))

    def action_others(self) -> None:
        """See who else is in your stories, and what stands in the place of their names."""
        self.enter("others")

    def action_drafts(self) -> None:
        """Find what you began and left before it was done."""
        self.query_one(Planes).go_to(DRAFTS)

    def action_set_aside(self) -> None:
        """Find what you set aside before sharing it."""
        self.query_one(Planes).go_to(DRAFTS)

    def action_looking_after(self) -> None:
        """See how your journal stands: check it, back it up, bring a backup back."""
        self.enter("looking_after", then=self._looked_after)

    def action_moving_in(self) -> None:
        """Bring what you wrote in another journal into this one; it is shown first."""
        self.enter("moving_in", then=self._looked_after)

    def action_moving_back(self) -> None:
        """Take out again what came in from another journal, and nothing else."""
        self.enter("moving_back", then=self._looked_after)

    def action_moving_out(self) -> None:
        """Write everything you wrote as plain files; nothing is taken out of the journal."""
        self.enter("moving_out")

    def _looked_after(self, changed: bool | None) -> None:  # noqa: FBT001 — the library calls it with the answer
        if changed:
            self.query_one(Librarian).read()

    def action_keep_line(self) -> None:
        """Put what is selected on your hope shelf, or a line that you choose."""
        from peerjournal.tui.screens import keep_line  # noqa: PLC0415 — only for who keeps a line

        item = self._item
        if item is None or item.is_new or item.kind not in _HAVE_LINES:
            self.notify(_NO_LINE)
            return
        if item.kind is Kind.LETTER:
            text, origin = item.held.text, keep_line.from_letter(item.held)
        else:
            text, origin = keep_line.unmarked(item.piece.body), keep_line.from_piece(item.piece)
        if selected := self.get_selected_text():
            keep_line.shelve(self, self._session, selected, origin)
        else:
            self.enter("keep_line", text, origin)

    def go(self, make: Callable[[], Screen[Any]], then: Callable[[Any], None] | None = None) -> None:
        """Go to a screen that is made now; where it can't be made, say why and stay."""
        if self._leaving:
            return
        try:
            screen = make()
        except PeerjournalError as error:
            self.notify(told(error), timeout=10)
        else:
            self._leaving = True
            # What was said of this screen is not said of the next, and lies over none of its buttons.
            self.app.clear_notifications()
            self.app.push_screen(screen, then)


def through(door: str, session: Session, *what: Any, **more: Any) -> Screen[Any]:
    """Return the screen behind a door; raises what making it does."""
    made = getattr(import_module(f"peerjournal.tui.screens.{door}"), _BEHIND[door])
    screen: Screen[Any] = made(session, *what, **more)
    return screen


def prepare() -> None:
    """Import what is opened most, so that it is there at once; for a thread."""
    # What can't be imported is said where it is needed.
    with contextlib.suppress(ImportError):
        import_module("peerjournal.tui.screens.editor")


def to_draft(session: Session, item: Item) -> Screen[Any]:
    """Return the screen on which a draft was begun, with what stands in it.

    Raises:
        PeerjournalError: What it was begun for is no longer there.
    """
    if item.held.fields.get("way_in"):
        # Where that way in is no longer there, the editor has the words as well.
        with contextlib.suppress(JournalError):
            return through("way_in", session, draft=item.id)
    kind, about = item.held.fields.get("kind"), str(item.held.fields.get("about", ""))
    if kind in {"reply", "by hand"}:
        return through("reply" if kind == "reply" else "by_hand", session, _letter(session, about))
    if kind in _OF_A_STORY:
        return through(_OF_A_STORY[kind], session, _story(session, about))
    if kind == PAUSED:
        return through("paused", session, next(one for one in session.pauses.all() if one.id == item.id))
    if kind == "share":
        return through("share", session, [_story(session, one) for one in about.split(",") if one])
    return _somebody(session, about) if kind == "person" else through("editor", session, draft=item.id)


def _somebody(session: Session, about: str) -> Screen[Any]:
    known = next((one for one in session.people.all() if one.id == about), None)
    return through("person", session, known, names=[about] if about and known is None else [])


def _letter(session: Session, identifier: str) -> Kept:
    kept = session.inbox.letters.by_id(identifier)
    if kept is None:
        raise LetterError(_GONE, hint=_STAYS)
    return kept


def _story(session: Session, identifier: str) -> Story:
    piece = session.journal.get(identifier)
    if not isinstance(piece, Story):
        raise JournalError(_GONE, hint=_STAYS)
    return piece
