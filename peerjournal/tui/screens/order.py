"""Keeping things in order, from the main screen: when something was written, tags, and a plain copy."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from peerjournal.journal import Moment, Piece, zone_is_assumed
from peerjournal.session import Session
from peerjournal.tui import deeds
from peerjournal.tui.library import EVERYTHING, Item, Kind, Shelf
from peerjournal.tui.screens.doors import through
from peerjournal.tui.screens.past import Past
from peerjournal.tui.widgets.librarian import Librarian
from peerjournal.tui.widgets.planes import Planes

if TYPE_CHECKING:  # It is imported when it is first asked for.
    from peerjournal.tui.screens.when import WhenScreen

_WRITTEN = frozenset({Kind.ENTRY, Kind.STORY})
_ONLY = "That is for entries and stories."


class InOrder(Past):
    """A screen from which things are kept in order."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("W", "when", "When it was written", show=False, id="main.when"),
        Binding("T", "all_tags", "Tags: rename and merge", show=False, id="main.all_tags"),
        Binding("C", "plain_copy", "A plain copy for yourself", show=False, id="main.copy"),
    ]

    def __init__(self, session: Session | None) -> None:
        """Begin; nothing is looked for yet."""
        super().__init__(session)
        self._wanted: tuple[str, ...] = ()
        """What the list goes to once everything is read anew."""

    @property
    def _written_item(self) -> Item | None:
        item = self._item
        if item is None or item.kind not in _WRITTEN:
            self.notify(_ONLY)
            return None
        return item

    # When it was written.

    def action_when(self) -> None:
        """Change the day, the time and the zone of this."""
        item = self._written_item
        if item is not None:
            piece = item.piece
            self.go(lambda: self._asking_when(piece), lambda moment: self._is_set(piece, moment))

    def _asking_when(self, piece: Piece) -> "WhenScreen":
        from peerjournal.tui.screens.when import About, WhenScreen  # noqa: PLC0415 — only for who asks for it

        journal = self._session.journal

        def keep(moment: Moment) -> None:
            journal.redate(piece.id, moment, zone_chosen=True)

        def earlier() -> Sequence[Moment]:
            return journal.earlier_times(piece.id)

        return WhenScreen(piece.written, self._session.vault.clock, About(piece, keep, earlier))

    def _is_set(self, piece: Piece, moment: Moment | None) -> None:
        if moment is None or (moment == piece.written and not zone_is_assumed(piece)):
            return
        journal = self._session.journal
        self._undo.append(deeds.Deed(lambda: journal.put_date_back(piece), "It has the day that it had."))
        self.notify("Set. u puts it back." if moment != piece.written else "Its zone is no longer assumed.")
        self._kept_at(piece.id)

    def _kept_at(self, identifier: str) -> None:
        self._wanted = (identifier,)
        self.query_one(Librarian).read()

    # Tags.

    def action_all_tags(self) -> None:
        """See all tags with how often each is used; rename one, or make one of two."""
        self.go(
            lambda: through("tags", self._session, self._undo, self._look_at_tag), lambda _: self._tagged()
        )

    def _look_at_tag(self, tag: str) -> None:
        self.query_one(Planes).go_to(Shelf("tag", tag))

    def _tagged(self) -> None:
        shelf = self.query_one(Planes).shelf
        if shelf.name == "tag" and shelf.which.casefold() not in map(
            str.casefold, self._session.journal.tags()
        ):
            self.query_one(Planes).go_to(EVERYTHING)
        self.query_one(Librarian).read()

    # A plain copy.

    def action_plain_copy(self) -> None:
        """Write this to a plain file, for yourself; it is asked first."""
        item = self._written_item
        if item is not None:
            self.enter("copy", item.piece)
