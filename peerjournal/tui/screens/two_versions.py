"""Changed in two places: both versions side by side, or one above the other, and what becomes of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.journal import Piece, PieceVersion
from peerjournal.session import Session
from peerjournal.tui.screens.version_screen import VersionScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.item_reading import reading_of_piece
from peerjournal.tui.widgets.item_rows import APART
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.top_bar import TopBar
from peerjournal.tui.widgets.version_words import differing, when_of, where_of

_BOTH = "Both are kept until you choose. What you don't keep becomes an earlier version."
_NOT_EDITED = "as it was written"
_GONE = "removed there"
_SIGNS = "- is before what only the first has, + before what only the second has."


@dataclass(frozen=True, slots=True)
class Settling:
    """What becomes of a thing that was changed in two places."""

    chosen: int = 0
    """Which version is kept: 0 is the one that is shown, others follow in the journal's order."""
    keep_others: bool = False
    """Whether each other one becomes an entry or a story of its own."""
    other: Piece | None = None
    """The other version, where one is to be written out of both."""


class TwoVersionsScreen(VersionScreen[Settling | None]):
    """Shows both; ends with what becomes of them, or nothing for later."""

    DEFAULT_CSS = """
    TwoVersionsScreen {
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 156; height: 1fr; }
        & #sheet > Static { width: 1fr; }
        & #pair { height: 1fr; margin: 1 0; }
        & .side { width: 1fr; height: 1fr; }
        & #side-0 { margin-right: 2; }
        & .head { height: 1; margin-bottom: 1; }
        & .head > Static { width: 1fr; color: $quiet; }
        & .side > StoryView { padding-top: 1; }
        & #differs, & #differs:focus { width: 1fr; height: 1fr; padding: 1 2; display: none; }
        &.-differing #differs { display: block; }
        &.-differing .side { display: none; }
        & #about { color: $quiet; display: none; margin-bottom: 1; }
        & #about.-said { display: block; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 1; }
        &.-narrow #pair, &.-tiny #pair { layout: vertical; }
        &.-tiny #pair { margin: 1 0 0 0; }
        &.-narrow #side-0 { margin: 0 0 1 0; }
        &.-tiny #side-0 { margin: 0; }
        &.-narrow .head, &.-tiny .head { margin-bottom: 0; }
        &.-narrow .side > StoryView, &.-tiny .side > StoryView { padding-top: 0; }
        &.-short > #middle { padding: 0 2; }
        &.-tiny > #middle { padding: 0 1; }
        &.-tiny .ways { height: 2; layout: grid; grid-size: 2; grid-rows: 1; grid-gutter: 0 1; }
        &.-tiny .ways > Button { width: 100%; margin: 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "back", "Later", key_display="Esc"),
        Binding("1", "keep(0)", "Keep the first", id="two.first"),
        Binding("2", "keep(1)", "Keep the second", id="two.second"),
        Binding("b", "keep_both", "Keep both", id="two.both"),
        Binding("o", "write_one", "Write one out of both", show=False, id="two.write"),
        Binding("c", "differences", "What is different", id="two.differences"),
        Binding("n", "next_other", "The next one", show=False, id="two.next"),
    ]
    AUTO_FOCUS = "#page-0"

    def __init__(self, session: Session, piece: Piece) -> None:
        """Prepare.

        Args:
            session: The open journal.
            piece: The version that is shown everywhere.
        """
        super().__init__()
        self.session, self.piece = session, piece
        self.others = session.journal.others(piece)
        self._at = 0
        """Which of the others is shown."""
        self._known: Sequence[PieceVersion] = ()

    @property
    def other(self) -> Piece:
        """The other version that is shown."""
        return self.others[self._at] if self.others else self.piece

    def compose(self) -> ComposeResult:
        """Lay out both, each with a button of its own, and what can be done with both."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static(plain(APART), classes="heading")
            yield Static(plain(_BOTH), id="quiet", classes="quiet")
            with Horizontal(id="pair"):
                for number in range(2):
                    with Vertical(id=f"side-{number}", classes="side"):
                        with Horizontal(classes="head"):
                            yield Static("", id=f"label-{number}")
                            yield Button("Keep this one", id=f"keep-{number}")
                        yield StoryView(id=f"page-{number}")
                yield ExactPage("", id="differs")
            yield Static("", id="about")
            with Horizontal(classes="ways"):
                yield Button("Later", id="back")
                yield Button("Keep both", id="keep_both")
                yield Button("One out of both", id="write_one")
                yield Button("What is different", id="differences")
                if len(self.others) > 1:
                    yield Button("The next one", id="next_other")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show both, and find out when and where each was kept."""
        self.query_one(TopBar).say_where(self.piece.shown_title)
        self._show()
        self.do(lambda: self.session.journal.versions(self.piece.id, backups=False), self._know)

    def _know(self, versions: Sequence[PieceVersion]) -> None:
        self._known = versions
        self._label()

    def _show(self) -> None:
        for number, piece in enumerate((self.piece, self.other)):
            self.query_one(f"#page-{number}", StoryView).show(reading_of_piece(piece, ""))
        self.query_one("#differs", ExactPage).load_text(differing(self.piece, self.other))
        self._label()

    def _label(self) -> None:
        for number, piece in enumerate((self.piece, self.other)):
            said = " · ".join([str(number + 1), *self._said_of(piece, number)])
            self.query_one(f"#label-{number}", Static).update(plain(said))

    def _said_of(self, piece: Piece, number: int) -> Iterator[str]:
        now = self.session.vault.clock()
        if number and len(self.others) > 1:
            yield f"{self._at + 1} of {len(self.others)} others"
        version = next((one for one in self._known if one.piece == piece), None)
        if version is not None:
            yield f"{when_of(version.at, now)} {where_of(version)}"
        elif piece.edited is not None:
            yield when_of(piece.edited.local, now)
        else:
            yield _NOT_EDITED
        if piece.removed:
            yield _GONE

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer to go on to another one only where there are more than two."""
        if action == "next_other":
            return len(self.others) > 1
        return super().check_action(action, parameters)

    # What becomes of them.

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        name, _, number = str(event.button.id).partition("-")
        await self.run_action(f"{name}({number})" if number else name)

    def action_keep(self, number: int) -> None:
        """Keep this one; the other one becomes an earlier version."""
        self.dismiss(Settling(self._at + 1 if number else 0))

    def action_keep_both(self) -> None:
        """Keep both: the other one becomes an entry or a story of its own."""
        self.dismiss(Settling(keep_others=True))

    def action_write_one(self) -> None:
        """Write one out of both: they stand on one page, and you take out what is too much."""
        self.dismiss(Settling(other=self.other))

    def action_differences(self) -> None:
        """See in words what is different, or both of them again."""
        on = self.toggle_class("-differing").has_class("-differing")
        self.query_one("#differences", Button).label = "Both again" if on else "What is different"
        self.query_one("#quiet", Static).update(plain(_SIGNS if on else _BOTH))
        self.query_one("#differs" if on else "#page-0").focus()

    def action_next_other(self) -> None:
        """Show the next of the other versions beside the one that is shown."""
        self._at = (self._at + 1) % len(self.others)
        self._show()
