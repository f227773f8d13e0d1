"""The main screen: shelves, a list that narrows as one types, and the page of whatever is highlighted."""

from typing import Any, ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from peerjournal.journal import Entry, Story
from peerjournal.session import Session, local_time
from peerjournal.tui import deeds
from peerjournal.tui.library import Item, Kind, Library, first_page
from peerjournal.tui.screens.doors import prepare, to_draft
from peerjournal.tui.screens.links import ShowsLinks
from peerjournal.tui.screens.order import InOrder
from peerjournal.tui.screens.past import PIECES
from peerjournal.tui.screens.questions import ask_about_line, ask_to_let_go
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.item_list import ItemList
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.librarian import Librarian
from peerjournal.tui.widgets.notice import Notice
from peerjournal.tui.widgets.planes import Planes
from peerjournal.tui.widgets.top_bar import TopBar
from peerjournal.vault import Clock

_FOR = {
    "edit": {Kind.ENTRY, Kind.STORY, Kind.DRAFT},
    "star": {Kind.ENTRY, Kind.STORY},
    "remove": {Kind.ENTRY, Kind.STORY, Kind.LETTER, Kind.DRAFT},
    "bring_back": {Kind.REMOVED},
    "about": {Kind.STORY},
    "when": {Kind.ENTRY, Kind.STORY},
    "plain_copy": {Kind.ENTRY, Kind.STORY},
    "erase_removed": {Kind.REMOVED},
}
"""What can be done with what."""


class MainScreen(InOrder, ShowsLinks):
    """The journal, open."""

    DEFAULT_CSS = """
    MainScreen {
        Planes { height: 1fr; layers: base over; }
        Sidebar { width: 25; } ListPane { width: 40; }
        ItemView { width: 1fr; padding-top: 1; }
        &.-wide Sidebar { width: 29; } &.-wide ListPane { width: 54; }
        &.-narrow Sidebar, &.-tiny Sidebar { display: none; layer: over; dock: left; }
        &.-narrow.-shelves Sidebar, &.-tiny.-shelves Sidebar { display: block; }
        &.-narrow ListPane, &.-narrow Sidebar { width: 33; }
        &.-tiny Sidebar { width: 100%; }
        &.-tiny ListPane { width: 1fr; }
        &.-tiny ItemView, &.-tiny.-reading ListPane { display: none; }
        &.-tiny.-reading ItemView { display: block; }
        &.-short Sidebar, &.-short Sidebar:focus, &.-short ItemView { padding-top: 0; }
        &.-short FindLine, &.-short FindLine:focus { margin: 0 1; }
        ItemView:ansi, &.-normal ListPane:ansi, &.-wide ListPane:ansi { border-left: vkey $foreground; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("n", "write", "Write", id="main.write"),
        Binding("e", "edit", "Edit", id="main.edit"),
        Binding("s", "make_story", "Make a story", id="main.story"),
        Binding("s", "share", "Share", id="main.share"),
        Binding("r", "reply", "Reply", id="main.reply"),
        Binding("u", "bring_back", "Bring back", id="main.back"),
        # With priority, what is typed right after it goes into the search line and never elsewhere.
        Binding("slash", "find", "Search", key_display="/", priority=True, id="main.find"),
        Binding("a", "about", "About it", id="main.about"),
        Binding("question_mark", "app.help", "Help", key_display="?", system=True, id="main.help"),
        Binding("ctrl+p", "app.command_palette", "Menu", key_display="^p", priority=True, system=True),
        Binding("d,delete", "remove", "Remove", show=False, id="main.remove"),
        Binding("d,delete", "erase_removed", "Erase for good", key_display="d", id="main.erase"),
        Binding("u", "undo", "Undo the last thing", show=False, id="main.undo"),
        Binding("ctrl+z", "undo", "Undo the last thing", show=False),
        Binding("asterisk", "star", "Star", show=False, key_display="*", id="main.star"),
        Binding("p", "peers", "Your circle", show=False, id="main.peers"),
        Binding("q", "app.quit", "Close", show=False, id="main.quit"),
    ]
    AUTO_FOCUS = "ItemList"

    def __init__(self, session: Session | None = None, *, clock: Clock = local_time) -> None:
        """Show an open journal; without one nothing, until ``open``."""
        super().__init__(session)
        self._clock = session.vault.clock if session else clock

    def compose(self) -> ComposeResult:
        """Lay out the three planes between two bars."""
        yield TopBar()
        yield Notice()
        yield Planes(lambda: self._session, self._clock)
        yield KeyFooter()
        yield Librarian(lambda: self._session)

    @property
    def _planes(self) -> Planes:
        return self.query_one(Planes)

    @property
    def _librarian(self) -> Librarian:
        return self.query_one(Librarian)

    @property
    def _item(self) -> Item | None:
        return self._planes.item

    def on_mount(self) -> None:
        """Begin, where there is something to begin with."""
        self.on_planes_moved()
        if self._opened is not None:
            self.open(self._opened)

    fetch = staticmethod(first_page)
    """Reads what ``open`` may be handed, in a thread and before this is on the screen."""

    def open(self, session: Session, first: Library | None = None) -> None:
        """Show a journal, beginning with the newest rows, and say what came in with the unlock."""
        self._opened = session
        if first is not None:
            self._take(first)
        self._librarian.begin(first)
        for said in deeds.came_in(session):
            self.notify(said)

    def on_screen_resume(self) -> None:
        """Look what was done on the screen that lay over this one."""
        self._leaving = False
        self.refresh_bindings()
        self._librarian.look()

    def on_librarian_brought(self, event: Librarian.Brought) -> None:
        """Show what there is now."""
        if event.library.is_whole and not self._library.is_whole:
            self.run_worker(prepare, thread=True, exit_on_error=False)
            for said in deeds.left_begun(event.library, self._clock()):
                self.notify(said)
        self._take(event.library)

    def _take(self, library: Library) -> None:
        self._library = library
        self._planes.show(library, *self._wanted)
        self._wanted = () if library.is_whole else self._wanted
        self._say_notices()
        self.refresh_bindings()

    def on_librarian_did(self, event: Librarian.Did) -> None:
        """Say what was done, and remember how it is undone."""
        if event.deed.undo:
            self._undo.append(event.deed.undo)
        if event.deed.opens:
            self.enter("editor", event.result, then=self._kept)
        self.notify(event.deed.said)
        self.refresh_bindings()

    def on_librarian_refused(self, event: Librarian.Refused) -> None:
        """Say why it could not be done."""
        self.notify(told(event.error), timeout=10)

    def on_planes_moved(self) -> None:
        """Say where one is, and offer what can be done there."""
        self.query_one(TopBar).say_where(self._planes.where)
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with what is highlighted."""
        del parameters
        if not self.is_mounted or self._leaving:
            return not self._leaving
        kind = self._item.kind if self._item else None
        offered = {
            "share": bool(self._planes.ticked) or kind is Kind.STORY,
            "make_story": not self._planes.ticked and kind is Kind.ENTRY,
            "reply": self._planes.is_from_someone,
            "undo": bool(self._undo),
            "files": self._has_files,
            "two_versions": self._planes.is_apart,
            "versions": kind in PIECES and not self._planes.is_apart,
            "find": not self._planes.is_blank and not self._planes.is_typing,
        }
        return offered.get(action, action not in _FOR or kind in _FOR[action])

    def on_story_list_chosen(self) -> None:
        """Read it."""
        item = self._item
        if item is not None and item.kind is Kind.LETTER:
            self.enter("letter", item.held)
        elif item is not None and item.kind is Kind.DRAFT:
            self.action_edit()
        elif item is not None:
            self._planes.read()

    def _kept(self, ended: Any) -> None:
        if isinstance(ended, Entry | Story):
            self._wanted = (ended.id,)
            self._librarian.read()

    def action_write(self) -> None:
        """Write something new. Nobody sees it unless you choose to share it."""
        self.enter("editor", then=self._kept)

    def action_edit(self) -> None:
        """Change what is highlighted, or go on with a draft."""
        item = self._item
        if item is not None and item.kind is Kind.DRAFT:
            self.go(lambda: to_draft(self._session, item), self._kept)
        elif item is not None:
            self.enter("editor", item.piece, then=self._kept)

    def action_make_story(self) -> None:
        """Make a story of this entry: a copy, for someone else. It stays private until you share it."""
        if self._item is not None:
            self._librarian.do(deeds.make_story(self._session, self._item))

    def action_share(self) -> None:
        """Share this story, or those ticked, with one person. Nothing leaves before the last step."""
        stories = self._planes.ticked or ([self._item.piece] if self._item is not None else [])
        self.enter("share", stories)

    def action_about(self) -> None:
        """Say where this story stands, what helped and what didn't, and what is in it."""
        if self._item is not None:
            self.enter("about_story", self._item.piece)

    def action_reply(self) -> None:
        """Write back: what stayed with you."""
        if self._item is not None:
            self.enter("reply", self._item.held)

    @on(ItemList.FileAsked)
    def action_receive(self) -> None:
        """Open a file that someone gave you: a letter, a card, an answer."""
        self.enter("receive")

    def action_star(self) -> None:
        """Star this, or take its star away."""
        if self._item is not None:
            self._librarian.do(deeds.star(self._session, self._item))

    def action_remove(self) -> None:
        """Hide this for 30 days; a letter or a draft goes for good, after a question."""
        item = self._item
        if item is not None and item.kind in {Kind.ENTRY, Kind.STORY}:
            self._librarian.do(deeds.remove(self._session, item))
        elif item is not None:
            ask_to_let_go(self.app, self._session, item, self._librarian.do)

    def action_bring_back(self) -> None:
        """Bring this back to where it was."""
        if self._item is not None:
            self._librarian.do(deeds.bring_back(self._session, self._item))

    def action_undo(self) -> None:
        """Undo the last thing: a removal, or a star."""
        if self._undo:
            self._librarian.do(self._undo.pop())

    @on(Notice.Asked)
    def action_strangers(self) -> None:
        """Look at lines that came while the journal was locked and that none of your devices made."""
        if self._library.strangers:
            ask_about_line(self.app, self._session, self._library.strangers[0], self._librarian.do)
        else:
            self.notify("There are none.")

    @on(Planes.CircleAsked)
    def action_peers(self) -> None:
        """Look after your circle: cards, answers, and the words that make sure."""
        self.enter("peers")

    def action_ledger(self) -> None:
        """See what was shared, with whom and when; take something back."""
        self.enter("ledger")

    def action_settings(self) -> None:
        """Change how the app looks and when it locks."""
        self.enter("settings", then=self._looked_after)

    def action_recovery(self) -> None:
        """Make recovery words: a second way in, should the passphrase ever be gone."""
        self.enter("recovery")

    async def on_top_bar_clicked(self, event: TopBar.Clicked) -> None:
        """Lock, or show the shelves."""
        if event.part == "lock":
            await self.run_action("app.lock")
        else:
            self._planes.action_shelves()

    def action_find(self) -> None:
        """Look for words, #tags, from: and to: dates, kind:story, is:starred."""
        self._planes.find()
