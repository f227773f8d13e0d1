"""The middle of the main screen: the search line, how much was found, and the list."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Static
from textual.worker import get_current_worker

from peerjournal.errors import JournalError
from peerjournal.journal import Query, read_query
from peerjournal.tui.library import EVERYTHING, LETTERS, Item, Library, Shelf
from peerjournal.tui.messages import Failed
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.find_line import FindLine
from peerjournal.tui.widgets.item_list import ItemList
from peerjournal.tui.widgets.item_rows import ItemRows
from peerjournal.tui.widgets.story_list import StoryList

_EMPTY = {
    "everything": (
        "This is your place.",
        "Nothing here is public. One sentence is enough to begin.",
        "Press n to write, or w for a way in. F2 has all else, and ? is help and support.",
    ),
    "entries": ("No entries yet.", "n begins one. Nothing here is public."),
    "stories": ("No stories yet.", "s on an entry makes one. It stays with you until you share it."),
    "letters": ("No letters yet.", "o opens a file that someone gave you."),
    "drafts": ("No drafts.", "What you begin is kept here until it is done."),
    "removed": ("Nothing is here.", "What you remove can be brought back for 30 days."),
    "peer": ("No letters yet.", "What you write to each other stands here."),
    "tag": ("Nothing has this tag any more.",),
}
_NO_MATCH = ("Nothing matches that yet.", "Try a shorter word, or press Esc to see everything again.")


@dataclass(frozen=True, slots=True)
class Answered:
    """What answered the search line, so that the next letter need not look at everything again."""

    library: Library = field(default_factory=Library, repr=False)
    shelf: Shelf = EVERYTHING
    text: str = field(default="", repr=False)
    numbers: Sequence[int] = ()

    def among(self, library: Library, shelf: Shelf, text: str) -> Sequence[int] | None:
        """Return the only numbers that may answer ``text``, or None where any may.

        With plain words only, who does not answer their beginning does not answer the whole.
        """
        plain_words = all(one.isascii() and one.isalnum() for one in text.split())
        same = library is self.library and shelf == self.shelf
        return self.numbers if same and plain_words and self.text and text.startswith(self.text) else None


class ListPane(Vertical):
    """Lists a shelf of a library, or what of it answers the search line."""

    DEFAULT_CSS = """
    ListPane {
        background: $background;
        & > FindLine { margin: 1 1 0 1; }
        & > #found { color: $quiet; height: auto; max-height: 3; padding: 0 2; margin-bottom: 1; }
        &.-blank > FindLine, &.-blank > #found { display: none; }
        &.-blank > ItemList { margin-top: 1; }
    }
    """

    @dataclass
    class Highlighted(Message):
        """Another thing is highlighted, or the same one as it is now, or nothing."""

        pane: "ListPane"
        item: Item | None

    @dataclass
    class Found(Message):
        """A search has ended."""

        asked: int
        answered: Answered = field(repr=False)
        wanted: tuple[str, ...]

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._now = now
        self.library, self.shelf = Library(), EVERYTHING
        self._text = ""
        self._query = Query()
        self._asked = 0
        self._answered = Answered()
        self._items: Sequence[Item] = ()
        self._rows = ItemRows((), self.library, now())
        self._numbers: Sequence[int] | None = None

    def compose(self) -> ComposeResult:
        """Lay out the parts."""
        yield FindLine(id="find")
        yield Static(id="found")
        yield ItemList(id="list")

    @property
    def rows(self) -> ItemList:
        """The list itself."""
        return self.query_one(ItemList)

    @property
    def item(self) -> Item | None:
        """What is highlighted."""
        return self._rows.item(self.rows.row)

    @property
    def hits(self) -> tuple[str, ...]:
        """The words that are looked for."""
        return self._query.words

    # What is listed.

    def take(self, library: Library, *wanted: str) -> None:
        """List another library, staying at the first of ``wanted`` that is there, or where one was."""
        # While only the newest rows were there, nobody who is still at the first has chosen it.
        at_first = not self.library.is_whole and not self.rows.highlighted
        around = () if at_first else self._around()
        self.library = library
        self.set_class(
            library.is_whole and not (library.items or library.drafts or library.removed), "-blank"
        )
        self._fill((*wanted, *around))

    def look_at(self, shelf: Shelf) -> None:
        """List another shelf."""
        around = self._around()
        self.shelf, self.rows.opens_files = shelf, shelf == LETTERS
        self._fill(around)

    def on_find_line_sought(self, event: FindLine.Sought) -> None:
        """Narrow the list."""
        event.stop()
        self._text = event.text
        try:
            self._query = read_query(event.text, self._now().date())
        except JournalError as error:
            # What is typed is only half there; the list stays as it was until it can be read.
            self.query_one("#found", Static).update(plain(f"{error} {error.hint}".strip()))
            return
        self._fill(self._around())

    def on_find_line_left(self, event: FindLine.Left) -> None:
        """Go to the list."""
        event.stop()
        self.rows.focus()

    def clear(self) -> bool:
        """Show everything again, and tell whether something was looked for."""
        return self.query_one(FindLine).clear_now()

    def _around(self) -> tuple[str, ...]:
        """Return what is highlighted and what stands beside it, for staying there when rows come and go."""
        at = self.rows.highlighted
        if at is None:
            return ()
        count = len(self._rows if self._numbers is None else self._numbers)
        places = [place for place in (at, at + 1, at - 1) if 0 <= place < count]
        numbers = places if self._numbers is None else [self._numbers[place] for place in places]
        return tuple(self._items[number].id for number in numbers)

    def _fill(self, wanted: tuple[str, ...]) -> None:
        self._asked += 1
        if not self._text.strip():
            self._show(self.library.numbers(self.shelf), wanted)
            return
        asked, library, shelf, query, text = self._asked, self.library, self.shelf, self._query, self._text
        among = self._answered.among(library, shelf, text)

        def seek() -> None:
            worker = get_current_worker()
            try:
                numbers = library.seek(shelf, query, among=among, stop=lambda: worker.is_cancelled)
            except Exception as error:  # noqa: BLE001 — in a thread nobody else would hear of it
                self.app.post_message(Failed(error))
            else:
                self.post_message(self.Found(asked, Answered(library, shelf, text, numbers), wanted))

        self.run_worker(seek, thread=True, exclusive=True, group="search", exit_on_error=False)

    def on_list_pane_found(self, event: Found) -> None:
        """List what was found, unless something else is looked for by now."""
        event.stop()
        if event.asked == self._asked:
            self._answered = event.answered
            self._show([*event.answered.numbers], event.wanted)

    def _show(self, numbers: list[int] | None, wanted: tuple[str, ...]) -> None:
        items = self.library.on(self.shelf)
        if items is not self._items:
            self._items, self._rows = items, ItemRows(items, self.library, self._now())
            places = (self.library.place(self.shelf, one) for one in wanted)
            at = next((place for place in places if place is not None and _among(place, numbers)), 0)
            self._numbers = None
            self.rows.show(self._rows, highlight=at)
        self._numbers = numbers
        self.rows.narrow(numbers)
        self._say(len(items) if numbers is None else len(numbers))

    def _say(self, count: int) -> None:
        looked_for = bool(self._text.strip())
        words = _NO_MATCH if looked_for else _EMPTY[self.shelf.name] if self.library.is_whole else ()
        # A heading, and each sentence apart from the next.
        self.rows.say(*(part for word in words for part in (word, "")))
        said = f"{count} found" if looked_for else f"{count} · newest first" if self.library.is_whole else ""
        self.query_one("#found", Static).update(plain(said if count else ""))

    def on_story_list_highlighted(self, event: StoryList.Highlighted) -> None:
        """Tell what is highlighted."""
        event.stop()
        self.post_message(self.Highlighted(self, self._rows.item(event.row)))


def _among(place: int, numbers: list[int] | None) -> bool:
    return numbers is None or place in numbers
