"""What was, from the main screen: earlier versions, something changed in two places, and erasing for good."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from peerjournal.journal import Entry, Piece, Story
from peerjournal.session import Session
from peerjournal.tui import deeds
from peerjournal.tui.drafts import begin_of_both
from peerjournal.tui.library import Item, Kind, Library
from peerjournal.tui.screens.doors import Hall, through
from peerjournal.tui.telling import LOOK_AFTER
from peerjournal.tui.widgets.librarian import Librarian
from peerjournal.tui.widgets.notice import Notice
from peerjournal.tui.widgets.planes import Planes

if TYPE_CHECKING:  # Each is imported when it is first entered.
    from peerjournal.tui.screens.two_versions import Settling
    from peerjournal.tui.screens.versions import Chosen

PIECES = frozenset({Kind.ENTRY, Kind.STORY, Kind.REMOVED})
"""What has versions, and can be erased."""
_NOTHING = "Erasing is for entries and stories."


class Past(Hall):
    """A screen from which one goes back to what was."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("v", "two_versions", "Both versions", id="main.both"),
        Binding("v", "versions", "Earlier versions", show=False, id="main.versions"),
    ]

    def __init__(self, session: Session | None) -> None:
        """Begin; nothing was done yet."""
        super().__init__(session)
        self._library = Library()
        self._undo: list[deeds.Deed] = []
        self._told: tuple[str, ...] = ()
        """What others did to the ways in while this was open."""

    def _do(self, deed: deeds.Deed) -> None:
        self.query_one(Librarian).do(deed)

    # What others do meanwhile.

    def on_librarian_keys_told(self, event: Librarian.KeysTold) -> None:
        """Say what another window did to the ways in, for as long as this one is open."""
        if event.said not in self._told:
            self._told = (*self._told, event.said)
            self._say_notices()

    def _say_notices(self) -> None:
        library = self._library
        # What the journal itself says of it is the same, and less.
        said = [one for one in library.notices if not any(told.startswith(one) for told in self._told)]
        if library.notices and not self._session.vault.logs.health.writable:
            said.append(LOOK_AFTER)
        self.query_one(Notice).say([*said, *self._told], lines=len(library.strangers))

    # Earlier versions.

    def action_versions(self) -> None:
        """Look at earlier versions of this, in your journal and in the backups, and bring one back."""
        item = self._item
        if item is not None and item.kind in PIECES:
            self.enter("versions", item.piece, then=lambda chosen: self._bring_back_version(item, chosen))

    def _bring_back_version(self, item: Item, chosen: "Chosen | None") -> None:
        if chosen is not None:
            self._do(deeds.bring_back_version(self._session, item, *chosen))

    # Changed in two places.

    def action_two_versions(self) -> None:
        """Look at both versions of what was changed in two places, and say what becomes of them."""
        item = self._item
        if item is not None and item.kind in PIECES:
            self.enter("two_versions", item.piece, then=lambda settling: self._settle(item, settling))

    def _settle(self, item: Item, settling: "Settling | None") -> None:
        if settling is None:
            return
        if settling.other is None:
            self._do(deeds.settle(self._session, item, settling.chosen, keep_others=settling.keep_others))
            return
        other = settling.other

        def written(ended: Any) -> None:
            self._kept(ended)
            if isinstance(ended, Entry | Story) and ended.id == item.id:
                self._do(deeds.settle(self._session, item, 0, written=True))

        def page() -> Any:
            return through("editor", self._session, draft=begin_of_both(self._session, item.piece, other))

        # The other screen is gone, though this one was not told yet that it is on top again.
        self._leaving = False
        self.go(page, written)

    # Erasing.

    def action_erase(self) -> None:
        """Erase this for good, or all that is ticked; it is asked first, and the passphrase with it."""
        pieces = self._to_erase()
        if pieces:
            self.enter("erase", pieces, then=self._erased)
        else:
            self.notify(_NOTHING)

    def action_erase_removed(self) -> None:
        """Erase what was removed for good, or all of it that is ticked; it is asked first."""
        self.action_erase()

    def _to_erase(self) -> Sequence[Piece]:
        item, planes = self._item, self.query_one(Planes)
        if item is None or item.kind not in PIECES:
            return []
        ticked: Sequence[Piece] = []
        if item.kind is Kind.REMOVED:
            ticked = [one.piece for one in planes.ticked_removed]
        elif item.kind is Kind.STORY:
            ticked = planes.ticked
        return ticked or [item.piece]

    def _erased(self, erased: bool | None) -> None:  # noqa: FBT001 — the library calls it with the screen's answer
        if erased:
            # What was done before may have been done to what is gone.
            self._undo.clear()
            self.query_one(Librarian).read()
