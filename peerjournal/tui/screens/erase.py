"""Erasing for good: what that reaches in plain words, the passphrase once more, then new recovery words."""

from collections.abc import Sequence

from textual.message import Message
from textual.widgets import Button, Static

from peerjournal import vault
from peerjournal.errors import PeerjournalError, WrongPassphrase
from peerjournal.journal import Piece
from peerjournal.letters import Erased
from peerjournal.session import Session
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.screens.steps import StepScreen
from peerjournal.tui.telling import without_commands
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.step import BACK, Step, Way

_MOST_TITLES = 5
_NOT_THAT_ONE = "That one did not open it. Nothing was erased; try once more."
_EMPTY = "Your passphrase first. Nothing was erased."
_AS_BEFORE = "The passphrase opens your journal as before."
_NO_WORDS = "Recovery words from before open nothing any more. New ones can be made now, or in the settings."


class EraseScreen(StepScreen[bool]):
    """Asks step by step; ends with whether anything was erased. Until the passphrase was typed nothing is."""

    DEFAULT_CSS = """
    EraseScreen #held > Static { margin-bottom: 1; }
    EraseScreen #held > #far { color: $quiet; margin: 1 0 0 0; }
    """
    WHERE = "Erase for good"
    FIRST = "what"

    class Gone(Message):
        """So far the journal is sealed anew, in hundredths."""

        def __init__(self, hundredths: int) -> None:
            super().__init__()
            self.hundredths = hundredths

    def __init__(self, session: Session, pieces: Sequence[Piece]) -> None:
        """Prepare.

        Args:
            session: The open journal.
            pieces: What is to be erased; some of it may have been removed already.
        """
        super().__init__()
        self.session, self.pieces = session, pieces
        self._refs = [piece.id for piece in pieces]
        self._erased: Erased | None = None
        self._had_words = vault.has_recovery(session.vault)
        self._said_far = -1

    @property
    def _keep(self) -> Way:
        return ("keep", "Keep it" if len(self.pieces) == 1 else "Keep them")

    @property
    def _erase(self) -> Way:
        return ("erase", "Erase it for good" if len(self.pieces) == 1 else "Erase them for good")

    async def ask(self) -> None:
        """Ask; what erases never stands out."""
        await super().ask()
        for button in self.query("#way-erase").results(Button):
            button.variant = "default"

    # What it reaches.

    def ask_what(self) -> Step:
        """Say in plain words what erasing reaches, and what it does not."""
        words = [Static(plain(one)) for one in self.session.what_erasing_reaches(self._refs)]
        one = len(self.pieces) == 1
        question = "Erase this for good?" if one else f"Erase these {len(self.pieces)} for good?"
        return Step(question, *self._titles(), held=words, ways=[self._keep, self._erase], on="keep")

    def _titles(self) -> list[str]:
        said = [f"“{piece.shown_title or 'Nothing in it yet'}”" for piece in self.pieces]
        more = len(said) - _MOST_TITLES
        return said if more <= 0 else [*said[:_MOST_TITLES], f"and {more} more"]

    async def hear_what(self, key: str) -> None:
        """Keep it, or ask for the passphrase."""
        if key == "erase":
            await self.turn_to("passphrase")
        else:
            self.leave()

    # The passphrase.

    def ask_passphrase(self) -> Step:
        """Ask for the passphrase once more."""
        held = [SecretInput(id="now"), Static("", id="far")]
        ways = [self._keep, BACK, self._erase]
        return Step(
            "Your passphrase, once more.", "After this it can't be brought back.", held=held, ways=ways
        )

    async def hear_passphrase(self, key: str) -> None:
        """Erase it, if that is the passphrase."""
        if key == "keep":
            self.leave()
            return
        typed = self.query_one("#now", SecretInput).value
        if not typed:
            if self.step is not None:
                self.step.refuse(_EMPTY)
            return
        self._far("Looking whether this opens your journal.")
        self.do(lambda: self.session.erase(self._refs, typed, progress=self._tell), self._done)

    def _tell(self, done: int, total: int) -> None:
        """Say how far it is; called in the thread that does it."""
        hundredths = done * 100 // total if total else 0
        if hundredths != self._said_far:
            self._said_far = hundredths
            self.post_message(self.Gone(hundredths))

    def on_erase_screen_gone(self, message: Gone) -> None:
        """Say how far it is."""
        if self.busy:
            self._far(
                f"Sealing all that stays under new keys, {message.hundredths} %. This may take a while."
            )

    def _far(self, text: str) -> None:
        for line in self.query("#far").results(Static):
            line.update(plain(text))

    def refuse(self, error: PeerjournalError) -> None:
        """Say why nothing was erased; what opens nothing is forgotten."""
        self._far("")
        if not isinstance(error, WrongPassphrase):
            super().refuse(error)
            return
        line = self.query_one("#now", SecretInput)
        if not error.slips:
            line.forget()
        if self.step is not None:
            # That these are the recovery words, or nearly, is worth saying; any other is only not the one.
            words = error.slips or str(error) != str(WrongPassphrase())
            self.step.refuse(f"{error} {error.meant}".strip() if words else _NOT_THAT_ONE)
        line.focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Offer the key that goes on nowhere: erasing is done by the button that says so, or by Enter."""
        if action == "go_on":
            return False
        return super().check_action(action, parameters)

    # Afterwards.

    async def _done(self, erased: Erased) -> None:
        self._erased = erased
        await self.turn_to("done")

    def may_go_back(self) -> bool:
        """There is no way back once it is gone."""
        return self._erased is None

    def ask_done(self) -> Step:
        """Say that it is gone, what stays elsewhere, and how it stands with the ways in."""
        erased = self._erased
        if erased is None:
            raise RuntimeError("nothing was erased yet")
        said = "It is erased." if erased.count == 1 else f"{erased.count} are erased."
        held = [
            Static(plain(text))
            for one in (*erased.unfinished, *erased.copies_kept)
            if (text := without_commands(one))
        ]
        held.append(Static(plain(f"{_AS_BEFORE} {_NO_WORDS if self._had_words else ''}".strip())))
        ways = [("done", "Back to my journal")]
        if self._had_words:
            ways = [("done", "Not now"), ("words", "Make recovery words")]
        return Step(said, held=held, ways=ways)

    async def hear_done(self, key: str) -> None:
        """Go on to new recovery words, or back."""
        if key == "words":
            self.app.push_screen(RecoveryScreen(self.session), lambda _: self.leave())
        else:
            self.leave()

    def leave(self) -> None:
        """Close this screen, and say whether anything was erased."""
        self.dismiss(self._erased is not None)
