"""Reading a letter: its cover first where it was not opened yet, then all of it, then what it asks."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical
from textual.widgets import Button, Static

from peerjournal.errors import PeerjournalError
from peerjournal.letters import Kept, said_at_the_end
from peerjournal.session import Session
from peerjournal.tui.messages import LedgerChanged, LetterKept
from peerjournal.tui.places import keep_place, place_in
from peerjournal.tui.screens.ask import Ask, Choose
from peerjournal.tui.screens.by_hand import ByHandScreen
from peerjournal.tui.screens.keep_line import KeepLineScreen, from_letter, shelve
from peerjournal.tui.screens.links import ShowsLinks
from peerjournal.tui.screens.reply import ReplyScreen
from peerjournal.tui.screens.take_back import TakeBackScreen
from peerjournal.tui.screens.working import WorkingScreen
from peerjournal.tui.telling import told
from peerjournal.tui.thread import belonging, said_of
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.cover import cover_lines
from peerjournal.tui.widgets.key_footer import KeyFooter
from peerjournal.tui.widgets.reading import Reading
from peerjournal.tui.widgets.story_view import StoryView
from peerjournal.tui.widgets.top_bar import TopBar

_GONE = "someone no longer in your circle"


class LetterScreen(WorkingScreen[None], ShowsLinks):
    """One letter, received or sent."""

    DEFAULT_CSS = """
    LetterScreen {
        background: $background;
        & > #covered { height: 1fr; display: none; background: $background; }
        &.-covered > #covered { display: block; }
        &.-covered > #middle, &.-covered > #below { display: none; }
        & > #middle { height: 1fr; background: $surface; padding: 1 0 0 0; }
        & > #below { height: auto; padding: 1 2; background: $background; }
        & #end { width: 1fr; color: $quiet; height: auto; padding-bottom: 1; display: none; }
        & #end.-said { display: block; }
        & .ways { height: 1; }
        & .ways > Button { margin-right: 2; }
        &.-tiny .ways > Button { padding: 0 1; margin-right: 1; min-width: 4; }
        &.-short > #middle { padding: 0; }
        &.-tiny > #below { padding: 1 2 0 2; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("r", "reply", "Write back", id="letter.reply"),
        Binding("p", "cover_text", "Cover the text", id="letter.cover"),
        Binding("d", "remove", "Remove", show=False, id="letter.remove"),
        Binding("h", "keep_line", "Put a line on the hope shelf", show=False, id="letter.keep_line"),
        Binding("w", "thread", "What belongs together", show=False, id="letter.thread"),
        Binding("t", "take_back", "Take it back", show=False, id="letter.take_back"),
        Binding("o", "open", "Open now", show=False),
        Binding("c", "by_hand", "Keep a reply that came another way", show=False),
    ]
    AUTO_FOCUS = "StoryView"

    def __init__(self, session: Session, kept: Kept) -> None:
        """Prepare.

        Args:
            session: The open journal.
            kept: The letter.
        """
        super().__init__()
        self.session, self.kept = session, kept
        self._received = kept.direction == "received"
        self.opened = not self._received or bool(kept.other.get("opened"))

    def compose(self) -> ComposeResult:
        """Lay out the letter, what it asks, and the ways on."""
        yield TopBar()
        yield Static("", id="covered")
        with Vertical(id="middle"):
            yield StoryView()
        with Vertical(id="below"):
            yield Static("", id="end")
            with Horizontal(classes="ways"):
                yield Button("Not for me", id="not")
                yield Button("Later", id="later")
                yield Button("Open now", id="open", variant="primary")
                yield Button("Write back", id="reply")
                yield Button("Sit with it" if self._received else "Back", id="back")
                yield Button("Steady card", id="steady")
        yield KeyFooter()

    def on_mount(self) -> None:
        """Show the cover, or the letter."""
        self.query_one(TopBar).say_where(self._title)
        self._show()

    @property
    def _title(self) -> str:
        number = self.session.inbox.letters.reference(self.kept)
        return f"Letter {number}"

    @property
    def _sentence(self) -> str:
        if self._received:
            return self.session.inbox.sender_of(self.kept).sentence
        peer = self.session.circle.by_id(self.kept.peer)
        return f"You wrote this to {peer.called if peer else _GONE}."

    def _show(self) -> None:
        # Nothing of a letter that was not opened is drawn, and no sign of ours in it counts as a mark.
        body = self.kept.text if self.opened else "\n\n".join(cover_lines(self.kept.letter, self.kept.text))
        details = (self._sentence, *(said_of(self.session, self.kept) if self.opened else ()))
        self.query_one(StoryView).show(Reading(details=details, body=body))
        if self.opened:
            self.call_after_refresh(self._go_on)
        self._say(said_at_the_end(self.kept.letter) if self.opened and self._received else "")
        self.query_one("#steady").display = self.opened and self._received
        may_answer = self.opened and self._received and bool(self.kept.peer)
        self.query_one("#reply").display = may_answer
        for one in ("not", "later", "open"):
            self.query_one(f"#{one}").display = not self.opened
        self.query_one("#back").display = self.opened
        if not self.opened:
            self.query_one("#open").focus()
        self.refresh_bindings()

    def _go_on(self) -> None:
        view = self.query_one(StoryView)
        y = round(place_in(self.session, self.kept.id) * view.virtual_size.height)
        view.scroll_to(y=y, animate=False, immediate=True, force=True)

    def _keep_place(self) -> None:
        view = self.query_one(StoryView)
        if self.opened and view.virtual_size.height:
            keep_place(self.session, self.kept.id, view.scroll_offset.y / view.virtual_size.height)

    async def action_back(self) -> None:
        """Leave it for now; coming back goes on where you were."""
        self._keep_place()
        await super().action_back()

    def _say(self, text: str) -> None:
        end = self.query_one("#end", Static)
        end.update(plain(text))
        end.set_class(bool(text), "-said")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer what can be done with this letter."""
        del parameters
        able = {
            "reply": self.opened and self._received and bool(self.kept.peer),
            "by_hand": not self._received,
            "take_back": not self._received,
            "open": not self.opened,
            "cover_text": self.opened,
            "keep_line": self.opened,
        }
        return able.get(action, True)

    async def on_button_pressed(self, event: Button.Pressed) -> None:
        """Do what the button says."""
        event.stop()
        key = {"not": "back", "later": "back", "steady": "app.steady"}.get(
            event.button.id or "", event.button.id
        )
        await self.run_action(str(key))

    def action_open(self) -> None:
        """Open it now; whoever wrote it is never told."""
        letters = self.session.inbox.letters
        self.do(lambda: letters.mark_opened(self.kept.id), self._opened)

    def _opened(self, _none: None) -> None:
        self._open_up()
        self.app.post_message(LetterKept())

    def _open_up(self) -> None:
        self.opened = True
        self._show()
        self.query_one(StoryView).focus()

    def refuse(self, error: PeerjournalError) -> None:
        """Say why that can't be done; a letter is shown even where nothing can be noted."""
        if not self.opened:
            self._open_up()
        self._say(told(error))

    def action_cover_text(self) -> None:
        """Cover the text, or show it again."""
        self.toggle_class("-covered")

    def action_keep_line(self) -> None:
        """Put what is selected on your hope shelf, or a line that you choose."""
        origin = from_letter(self.kept)
        if selected := self.get_selected_text():
            shelve(self, self.session, selected, origin)
        else:
            self.app.push_screen(KeepLineScreen(self.session, self.kept.text, origin))

    def action_reply(self) -> None:
        """Write back: one line is a whole reply."""
        try:
            self.session.outbox.reader_of_reply(self.kept)
        except PeerjournalError as error:
            self.refuse(error)
            return
        self.app.push_screen(ReplyScreen(self.session, self.kept))

    def action_thread(self) -> None:
        """See what this answers and what answers it."""

        def go(identifier: str | None) -> None:
            kept = self.session.inbox.letters.by_id(identifier or "")
            if kept is not None and kept.id != self.kept.id:
                self._keep_place()
                self.app.switch_screen(LetterScreen(self.session, kept))

        self.app.push_screen(
            Choose("What belongs together", belonging(self.session, self.kept), leave="Back"), go
        )

    def action_take_back(self) -> None:
        """Take it back: mark it where it is written down, and write a note that asks to delete their copy."""
        ledger = self.session.ledger
        row = ledger.row_of(self.kept.id)
        self.do(lambda: ledger.take_back(ledger.reference(row)) if row else "", self._taken_back)

    def _taken_back(self, note: str) -> None:
        self.app.post_message(LedgerChanged())
        peer = self.session.circle.by_id(self.kept.peer)
        self.app.push_screen(TakeBackScreen(self.session, self.kept, peer, marked=bool(note)))

    def action_by_hand(self) -> None:
        """Keep a reply to this that came by phone or on paper."""
        self.app.push_screen(ByHandScreen(self.session, self.kept))

    def action_remove(self) -> None:
        """Take this letter out of your journal; what you sent stays with them."""
        number = self.session.inbox.letters.reference(self.kept)
        detail = "" if self._received else "What you sent stays with them."

        def remove(yes: bool | None) -> None:  # noqa: FBT001 — it is the answer to the question
            if yes:
                self.do(lambda: self.session.inbox.letters.remove(number), self._removed)

        self.app.push_screen(
            Ask(f"Remove letter {number} from your journal?", yes="Remove", no="Keep it", detail=detail),
            remove,
        )

    def _removed(self, _kept: Kept) -> None:
        self.app.post_message(LetterKept())
        self.dismiss(None)
