"""Earlier versions of an entry or a story: what each says, what differs, and bringing one back."""

from collections.abc import Sequence
from typing import ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Button, Static
from textual.worker import get_current_worker

from peerjournal.errors import PeerjournalError
from peerjournal.journal import Piece, PieceVersion
from peerjournal.session import Session
from peerjournal.tui.messages import Failed
from peerjournal.tui.screens.version_screen import VersionScreen
from peerjournal.tui.telling import told
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.exact_page import ExactPage
from peerjournal.tui.widgets.item_reading import reading_of_piece
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.top_bar import TopBar
from peerjournal.tui.widgets.version_words import about, capital, differing, when_of

_WHERE = "Earlier versions"
_LOOKING = "Looking for them."
_BACKUPS = "Looking in the backups too."
_ALONE = "There is no earlier version of this, neither in your journal nor in a backup."
_LOSES_NOTHING = "Bringing one back loses nothing: what your journal shows now becomes an earlier version."
_SIGNS = "What stands only here begins with -, what your journal shows instead begins with +."
_MORE = "Not every backup could be read:"

Chosen = tuple[PieceVersion, PieceVersion | None]
"""The version to bring back, and the one that is shown until then."""


class _Left(Exception):
    """The screen is gone."""


class _Rows(Choices):
    """The list; its key goes to the page, and brings nothing back."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("enter", "select", "Read", key_display="Enter")]


class VersionsScreen(VersionScreen[Chosen | None]):
    """Lists the versions, the newest first; ends with the one to bring back, or nothing."""

    DEFAULT_CSS = """
    VersionsScreen {
        & > #middle { height: 1fr; align-horizontal: center; padding: 1 2; }
        & #sheet { width: 1fr; max-width: 124; height: 1fr; }
        & #sheet > Static { width: 1fr; }
        & #planes { height: 1fr; margin: 1 0; }
        & #rows, & #rows:focus { width: 40; height: 1fr; max-height: 100%; }
        & #page { width: 1fr; padding-top: 1; }
        & #differs, & #differs:focus { width: 1fr; height: 1fr; padding: 1 2; display: none; }
        &.-differing #differs { display: block; }
        &.-differing #page { display: none; }
        & #about { color: $quiet; display: none; margin-bottom: 1; }
        & #about.-said { display: block; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 1; }
        &.-narrow #rows { width: 30; }
        &.-short > #middle { padding: 0 2; }
        &.-short #page { padding-top: 0; }
        &.-short #differs { padding: 0 2; }
        &.-tiny > #middle { padding: 0 1; }
        &.-tiny #planes { layout: vertical; margin: 0; }
        &.-tiny #rows { width: 1fr; height: 4; margin-bottom: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("b", "bring_back", "Bring this one back", id="versions.back"),
        Binding("c", "differences", "What is different", id="versions.differences"),
    ]
    AUTO_FOCUS = "#rows"

    class Found(Message):
        """These versions there are, as far as was looked."""

        def __init__(self, versions: Sequence[PieceVersion], *, whole: bool) -> None:
            super().__init__()
            self.versions, self.whole = versions, whole

    class Looked(Message):
        """So far the backups were looked through, in hundredths."""

        def __init__(self, hundredths: int) -> None:
            super().__init__()
            self.hundredths = hundredths

    class NotFound(Message):
        """What could not be read; the error says why."""

        def __init__(self, error: PeerjournalError) -> None:
            super().__init__()
            self.error = error

    def __init__(self, session: Session, piece: Piece) -> None:
        """Prepare for something, removed or not; nothing is read before it is on the screen."""
        super().__init__()
        self.session, self.piece = session, piece
        self.versions: dict[str, PieceVersion] = {}
        """What was found, by the key of its row."""
        self.looked = False
        """Whether all was read that there is."""
        self._far = 0
        self._shown_key = ""

    def compose(self) -> ComposeResult:
        """Lay out the list, the page beside it, and what can be done."""
        yield TopBar()
        with Vertical(id="middle"), Vertical(id="sheet"):
            yield Static(plain(_WHERE), classes="heading")
            yield Static(plain(_LOOKING), id="quiet", classes="quiet")
            with Horizontal(id="planes"):
                yield _Rows(id="rows")
                yield StoryView(id="page")
                yield ExactPage("", id="differs")
            yield Static("", id="about")
            with Horizontal(classes="ways"):
                yield Button("Back", id="back")
                yield Button("What is different", id="differences", disabled=True)
                yield Button("Bring this one back", id="bring_back", variant="primary", disabled=True)
        yield KeyFooter()

    def on_mount(self) -> None:
        """Begin to look: in the journal, then in the backups."""
        self.query_one(TopBar).say_where(self.piece.shown_title)
        self._look()

    # Reading.

    @work(thread=True, exit_on_error=False)
    def _look(self) -> None:
        journal, worker = self.session.journal, get_current_worker()
        last = -1

        def tell(done: int, total: int) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise _Left
            hundredths = done * 100 // total if total else 0
            if hundredths != last:
                last = hundredths
                self.post_message(self.Looked(hundredths))

        try:
            here = journal.versions(self.piece.id, backups=False)
            self.post_message(self.Found(here, whole=False))
            everywhere = journal.versions(self.piece.id, progress=tell)
        except _Left:
            return
        except PeerjournalError as error:
            self.post_message(self.NotFound(error))
        except Exception as error:  # noqa: BLE001 — told to the app, which ends as after any crash
            self.app.post_message(Failed(error))
        else:
            self.post_message(self.Found(everywhere, whole=True))

    def stop_work(self, seconds: float = 0) -> None:
        """Look no further: the journal is about to be locked."""
        del seconds
        self.workers.cancel_node(self)

    def on_versions_screen_looked(self, message: Looked) -> None:
        """Say how far that is."""
        self._far = message.hundredths
        self._tell()

    def on_versions_screen_not_found(self, message: NotFound) -> None:
        """Say what could not be read; what was found stays."""
        self.looked = True
        self._tell()
        self.say(f"{_MORE} {told(message.error)}" if self.versions else told(message.error))

    def on_versions_screen_found(self, message: Found) -> None:
        """Show what there is; whoever reads one of them stays with it."""
        self.looked = message.whole
        had_others = self._others
        self.versions = {
            f"{one.at.isoformat()} {one.device_letter} {one.backup}": one for one in message.versions
        }
        now = self.session.vault.clock()
        rows = self.query_one("#rows", Choices)
        rows.show(
            Choice(key, capital(when_of(one.at, now)), about(one, now)) for key, one in self.versions.items()
        )
        if self._others and not had_others:
            # The one of now is on the screen that one comes from.
            rows.highlighted = next((at for at, one in enumerate(message.versions) if not one.shown), 0)
        self._tell()
        self._show_chosen()

    @property
    def _others(self) -> bool:
        return any(not one.shown for one in self.versions.values())

    def _tell(self) -> None:
        """Say how many there are, and how far one has looked; or what the signs of the differences mean."""
        count = len(self.versions)
        said = [f"{count} version{'' if count == 1 else 's'}." if count else _LOOKING]
        if self.has_class("-differing"):
            said = [_SIGNS]
        elif not self.looked and count:
            said.append(f"{_BACKUPS} {self._far} %")
        elif self.looked:
            said = [*said, _LOSES_NOTHING] if self._others else [_ALONE if count else ""]
        self.query_one("#quiet", Static).update(plain(" ".join(said)))

    # Looking at one.

    @property
    def version(self) -> PieceVersion | None:
        """The version that the cursor stands on."""
        return self.versions.get(self.query_one("#rows", Choices).key)

    @property
    def now_shown(self) -> PieceVersion | None:
        """The version that the journal shows."""
        return next((one for one in self.versions.values() if one.shown), None)

    def on_choices_pointed(self, event: Choices.Pointed) -> None:
        """Show what it says."""
        event.stop()
        self._show_chosen()

    def on_choices_chosen(self, event: Choices.Chosen) -> None:
        """Go to the page."""
        event.stop()
        self.query_one("#differs" if self.has_class("-differing") else "#page").focus()

    def _show_chosen(self) -> None:
        version, now = self.version, self.session.vault.clock()
        key = self.query_one("#rows", Choices).key
        if version is not None and key != self._shown_key:
            day = f"{capital(when_of(version.at, now))} · {about(version, now)}"
            self.query_one("#page", StoryView).show(reading_of_piece(version.piece, day))
            shown = self.now_shown
            text = differing(version.piece, shown.piece if shown else self.piece)
            self.query_one("#differs", ExactPage).load_text(text)
            self._shown_key = key
        for name in ("differences", "bring_back"):
            self.query_one(f"#{name}", Button).disabled = not self.check_action(name, ())
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with an earlier version; one that was removed comes back as it was, too."""
        if action in {"bring_back", "differences"} and self.is_mounted:
            version = self.version
            removed = action == "bring_back" and version is not None and version.piece.removed
            return version is not None and (not version.shown or bool(removed))
        return super().check_action(action, parameters)

    def action_differences(self) -> None:
        """See in words what is different from what your journal shows, or the whole version again."""
        had = self.focused is not None and self.focused.id in {"page", "differs"}
        on = self.toggle_class("-differing").has_class("-differing")
        self.query_one("#differences", Button).label = "The whole version" if on else "What is different"
        self._tell()
        if had:
            self.query_one("#differs" if on else "#page").focus()

    # What is done.

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        await self.run_action(str(event.button.id))

    def action_bring_back(self) -> None:
        """Bring this version back; what your journal shows now becomes an earlier version."""
        if self.version is not None:
            self.dismiss((self.version, self.now_shown))
