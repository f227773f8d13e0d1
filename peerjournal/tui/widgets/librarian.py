"""The librarian: shows nothing, reads the journal in threads, brings a library anew, and does deeds."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from textual.message import Message
from textual.widget import Widget

from peerjournal.errors import PeerjournalError
from peerjournal.session import Session
from peerjournal.tui.deeds import Deed
from peerjournal.tui.draft_rows import draft_names
from peerjournal.tui.library import Library, first_page, whole
from peerjournal.tui.messages import Failed, JournalRead
from peerjournal.vault import catch_up, look_at_keys

NEWS = 5.0
"""Seconds after which one looks again whether another program or device has saved something."""
_BEFORE_THE_REST = 0.1
"""Seconds for which the newest rows are given time to be painted."""


class Librarian(Widget):
    """Fetches what there is: the newest rows first, then everything, then what others have saved since."""

    DEFAULT_CSS = """
    Librarian { display: none; }
    """

    @dataclass
    class Brought(Message):
        """There is a library, newer than those before it."""

        library: Library

    @dataclass
    class Did(Message):
        """A deed is done."""

        deed: Deed
        result: Any = field(repr=False)

    @dataclass
    class Refused(Message):
        """Something could not be done; the error says why."""

        error: PeerjournalError

    @dataclass
    class KeysTold(Message):
        """What another window or device did to the ways in, in a sentence."""

        said: str

    @dataclass
    class _Ended(Message):
        """A thread has ended well."""

        then: Callable[[Any], None] = field(repr=False)
        result: Any = field(repr=False)

    def __init__(self, session: Callable[[], Session]) -> None:
        """Serve a journal; ``session`` gives it, and is not asked before ``begin``."""
        super().__init__()
        self._session = session
        self._library = Library()
        self._asked = 0

    def begin(self, first: Library | None = None) -> None:
        """Fetch the newest rows, if ``first`` are not these, then everything; look for news now and then."""
        if first is None:
            self._work(lambda: first_page(self._session()), self._first)
        else:
            self._library = first
            self.set_timer(_BEFORE_THE_REST, self.read)
        self.set_interval(NEWS, self.look)
        self.watch(self.app, "app_focus", self.look, init=False)

    def _first(self, library: Library) -> None:
        if not self._library.is_whole:
            self._bring(library)
        # Not yet, for it would take its time from the painting of these.
        self.set_timer(_BEFORE_THE_REST, self.read)

    def read(self) -> None:
        """Read everything anew."""
        self._asked += 1
        asked = self._asked

        def bring(library: Library) -> None:
            # Of several readings under way only the last one asked for is sure to hold the last change.
            if asked == self._asked:
                self._bring(library)

        self._work(lambda: whole(self._session()), bring)

    def _bring(self, library: Library) -> None:
        self._library = library
        self.post_message(self.Brought(library))
        if library.is_whole:
            self.post_message(JournalRead())

    def look(self) -> None:
        """Read everything anew if anything is other than what was brought; looking costs next to nothing."""
        if not self.screen.is_current or not self._library.is_whole:
            return
        brought = (self._library.changes, self._library.names_of_drafts)

        def is_new() -> bool:
            # What can't be read just now is said when somebody asks for it.
            catch_up(self._session().vault)
            if said := look_at_keys(self._session().vault):
                self.post_message(self.KeysTold(said))
            return (self._session().vault.changes, draft_names(self._session())) != brought

        self._work(is_new, lambda new: self.read() if new else None, quietly=True)

    def do(self, deed: Deed) -> None:
        """Do something, then read everything anew."""

        def done(result: Any) -> None:
            self.post_message(self.Did(deed, result))
            self.read()

        self._work(deed.do, done)

    def _work(self, job: Callable[[], Any], then: Callable[[Any], None], *, quietly: bool = False) -> None:
        def run() -> None:
            try:
                result = job()
            except PeerjournalError as error:
                if not quietly:
                    self.post_message(self.Refused(error))
            except Exception as error:  # noqa: BLE001 — in a thread nobody else would hear of it
                self.app.post_message(Failed(error))
            else:
                self.post_message(self._Ended(then, result))

        self.run_worker(run, thread=True, exit_on_error=False)

    def on_librarian__ended(self, event: _Ended) -> None:
        """Go on with what came of it."""
        event.stop()
        event.then(event.result)
