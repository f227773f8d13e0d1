"""The three planes of the main screen, shelves, list and page, and how one goes from one to the other."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message

from peerjournal.errors import PeerjournalError
from peerjournal.journal import Piece
from peerjournal.session import Session
from peerjournal.tui.library import CIRCLE, EVERYTHING, HOPE, Item, Kind, Library, Shelf
from peerjournal.tui.telling import told
from peerjournal.tui.widgets.find_line import FindLine
from peerjournal.tui.widgets.item_list import ItemList
from peerjournal.tui.widgets.item_view import ItemView
from peerjournal.tui.widgets.list_pane import ListPane
from peerjournal.tui.widgets.sidebar import Sidebar, title_of
from peerjournal.tui.widgets.story_list import StoryList


class Planes(Horizontal):
    """Shelves at the left, the list, and the page of what is highlighted; on a narrow screen fewer at a time.

    Whether the shelves lie over the list (``-shelves``), and whether the page stands in its place
    (``-reading``), are classes of the screen, beside those that tell how wide it is.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "to_list", "Back", key_display="Esc"),
        Binding("escape", "back", show=False),
        Binding("t", "tags", "Tags", show=False, id="main.tags"),
        Binding("b", "shelves", "Shelves", show=False, id="main.shelves"),
        Binding(
            "left_square_bracket", "shelf(-1)", "Shelf before", show=False, key_display="[", id="main.before"
        ),
        Binding(
            "right_square_bracket", "shelf(1)", "Next shelf", show=False, key_display="]", id="main.next"
        ),
        Binding("space", "page(1)", "Page on", show=False),
        Binding("minus", "page(-1)", "Page back", show=False, key_display="-", id="main.page_back"),
        Binding("1", "area('Sidebar')", "To the shelves", show=False, id="main.one"),
        Binding("2", "area('ItemList')", "To the list", show=False, id="main.two"),
        Binding("3", "area('ItemView')", "To the page", show=False, id="main.three"),
        Binding("m", "fold", "Fold", show=False, id="main.fold"),
    ]
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()
    """Tells the menu that all these keys are the screen's own, whether or not the footer shows them."""

    @dataclass
    class Moved(Message):
        """One is somewhere else: on another shelf, or at something of another kind."""

        planes: "Planes"

    @dataclass
    class CircleAsked(Message):
        """Someone wants to look after their peers."""

    @dataclass
    class HopeAsked(Message):
        """Someone wants to look at their hope shelf."""

    def __init__(self, session: Callable[[], Session], now: Callable[[], datetime]) -> None:
        """Lay out a journal.

        Args:
            session: Gives it; not asked before a library is shown.
            now: Gives the time.
        """
        super().__init__()
        self._session, self._now = session, now
        self._library = Library()
        self._was: object = None

    def compose(self) -> ComposeResult:
        """Lay out the planes."""
        yield Sidebar()
        yield ListPane(self._now)
        yield ItemView()

    @property
    def _pane(self) -> ListPane:
        return self.query_one(ListPane)

    @property
    def _list(self) -> ItemList:
        return self.query_one(ItemList)

    @property
    def _page(self) -> ItemView:
        return self.query_one(ItemView)

    # What is shown.

    def show(self, library: Library, *wanted: str) -> None:
        """Show another library, going to the first of ``wanted`` that is there, from another shelf too."""
        self._library = library
        if any(library.place(EVERYTHING, one) is not None for one in wanted) and not any(
            library.place(self.shelf, one) is not None for one in wanted
        ):
            # What was just kept is never looked for in vain on the shelf of something else.
            self._pane.look_at(EVERYTHING)
        self._pane.take(library, *wanted)
        self.query_one(Sidebar).show(library, self.shelf)

    @property
    def item(self) -> Item | None:
        """What is highlighted."""
        return self._pane.item

    @property
    def shelf(self) -> Shelf:
        """The shelf one is on."""
        return self._pane.shelf

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing at all yet."""
        return self._pane.has_class("-blank")

    @property
    def is_typing(self) -> bool:
        """Whether one types in the search line."""
        return self.screen.focused is self.query_one(FindLine)

    @property
    def where(self) -> str:
        """What that is called."""
        return title_of(self.shelf, self._library)

    @property
    def ticked(self) -> list[Piece]:
        """The stories that are ticked, shown or not."""
        ticked = self._list.ticked
        if not ticked:
            # Asked with every key, so a long journal is not gone through for nothing.
            return []
        return [item.piece for item in self._library.items if item.id in ticked and item.kind is Kind.STORY]

    @property
    def ticked_removed(self) -> list[Item]:
        """What is ticked among what was removed."""
        ticked = self._list.ticked
        return [item for item in self._library.removed if item.id in ticked] if ticked else []

    @property
    def is_apart(self) -> bool:
        """Whether something is highlighted that was changed in two places."""
        return self._page.has_versions

    @property
    def is_from_someone(self) -> bool:
        """Whether a letter is highlighted that somebody else wrote."""
        item = self.item
        return item is not None and item.kind is Kind.LETTER and item.held.direction == "received"

    def on_list_pane_highlighted(self, event: ListPane.Highlighted) -> None:
        """Show the page of what is highlighted."""
        event.stop()
        self._page.follow(
            event.item, self._library, self._now(), sure=self._sure(event.item), hits=self._pane.hits
        )
        if not self.item:
            self.screen.remove_class("-reading")
        self._tell()

    def _tell(self) -> None:
        item = self.item
        now = (
            item and item.kind,
            self.is_from_someone,
            self._page.has_versions,
            self.shelf,
            bool(self._list.ticked),
        )
        if now != self._was:
            self._was = now
            self.post_message(self.Moved(self))

    def _sure(self, item: Item | None) -> str:
        if item is None or item.kind is not Kind.LETTER or item.held.direction == "sent":
            return ""
        try:
            return self._session().inbox.sender_of(item.held).sentence
        except PeerjournalError as error:
            return told(error)

    def on_story_list_ticked(self, event: StoryList.Ticked) -> None:
        """Tick stories, and what was removed: nothing else can be shared, or erased in one go."""
        event.stop()
        if event.ticked and self.item is not None and self.item.kind not in {Kind.STORY, Kind.REMOVED}:
            self._list.tick(*(self._list.ticked - {event.row.key}))
            self.notify("Only stories can be shared. s makes one of an entry.")
        self._tell()

    # Going about.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what there is somewhere to go to."""
        del parameters
        if action == "to_list":
            return self.screen.has_class("-reading") or self.screen.has_class("-shelves")
        return self._page.has_marked if action == "fold" else True

    def on_sidebar_chosen(self, event: Sidebar.Chosen) -> None:
        """Go to a shelf."""
        event.stop()
        self.screen.remove_class("-shelves")
        if event.shelf in {CIRCLE, HOPE}:
            self._list.focus()
            self.post_message(self.CircleAsked() if event.shelf == CIRCLE else self.HopeAsked())
        else:
            self.go_to(event.shelf)
            self._list.focus()

    def go_to(self, shelf: Shelf) -> None:
        """Go to a shelf."""
        self._pane.look_at(shelf)
        self.query_one(Sidebar).show(self._library, shelf)
        self._tell()

    def read(self) -> None:
        """Go to the page."""
        self.action_area("ItemView")

    def find(self) -> None:
        """Go to the search line."""
        self.screen.remove_class("-reading", "-shelves")
        line = self.query_one(FindLine)
        # At once, so that what is typed next goes there; and again, should it not be shown yet.
        self.screen.set_focus(line)
        line.focus()

    def action_shelf(self, by: int) -> None:
        """Go to the shelf above or below."""
        shelves = self.query_one(Sidebar).shelves
        at = shelves.index(self.shelf) if self.shelf in shelves else 0
        self.go_to(shelves[(at + by) % len(shelves)])

    def action_shelves(self) -> None:
        """Show the shelves, or put them away again on a narrow screen."""
        if self.screen.has_class("-shelves"):
            self.action_back()
        else:
            self.action_area("Sidebar")

    def action_tags(self) -> None:
        """Go to the tags; choosing one lists what has it."""
        self.action_area("Sidebar")
        if not self.query_one(Sidebar).focus_tags():
            self.notify("No tags yet. The editor has a line for them.")

    def action_area(self, name: str) -> None:
        """Go to the shelves, the list or the page."""
        self.screen.set_class(name == "Sidebar", "-shelves")
        self.screen.set_class(name == "ItemView" and self.screen.has_class("-tiny"), "-reading")
        self.query_one(name).focus()
        self.refresh_bindings()

    def action_page(self, by: int) -> None:
        """Turn the page without leaving the list."""
        page = self._page
        page.scroll_page_down(animate=False) if by > 0 else page.scroll_page_up(animate=False)

    def action_fold(self) -> None:
        """Fold what is marked, or unfold it: only how it looks, for now."""
        self._page.action_fold()

    def action_to_list(self) -> None:
        """Go back to the list."""
        self.action_area("ItemList")

    def action_back(self) -> None:
        """Go back one step: from the shelves or the page to the list, then to everything again."""
        if not self._list.has_focus:
            self.action_area("ItemList")
        elif not self._pane.clear() and self.shelf != EVERYTHING:
            self.go_to(EVERYTHING)
