"""Erasing for good: what that reaches in plain words, the passphrase once more, then new recovery words."""

from collections.abc import Sequence
from typing import ClassVar

from textual.widgets import Button, Static

from peerjournal import vault
from peerjournal.errors import NotSaved, PeerjournalError
from peerjournal.journal import Piece
from peerjournal.letters import Erased
from peerjournal.session import Session
from peerjournal.tui.screens.once_more import OnceMoreScreen
from peerjournal.tui.screens.recovery import RecoveryScreen
from peerjournal.tui.telling import without_commands
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import OFTEN, Watch
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.step import BACK, Step, Way

_MOST_TITLES = 5
_LOOKING = "Looking whether this opens your journal."
_SEALING = "Sealing all that stays under new keys, {} %. It may take a while, and can't be stopped."
_SAFE = "What you wrote is safe."
_AS_BEFORE = "The passphrase opens your journal as before."
_NO_WORDS = "Recovery words from before open nothing any more. New ones can be made now, or in the settings."


class EraseScreen(OnceMoreScreen[bool]):
    """Asks step by step; ends with whether anything was erased. Until the passphrase was typed nothing is."""

    DEFAULT_CSS = """
    EraseScreen #held > Static { margin-bottom: 1; }
    EraseScreen #held > #far { color: $quiet; margin: 1 0 0 0; }
    """
    WHERE = "Erase for good"
    FIRST = "what"
    NOT_THAT_ONE: ClassVar[str] = "That one did not open it. Nothing was erased; try once more."
    EMPTY: ClassVar[str] = "Your passphrase first. Nothing was erased."

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
        self._epoch = session.vault.ring.epoch
        self._watch = Watch()
        self._refused: PeerjournalError | None = None
        """What the disk said, where the keys were new by then."""

    async def on_mount(self) -> None:
        """Look now and then how far it is."""
        self.set_interval(OFTEN, self._draw_far)

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
        typed = self.typed()
        if typed:
            self._far(_LOOKING)
            self.do(lambda: self.session.erase(self._refs, typed, progress=self._watch), self._done)

    def _draw_far(self) -> None:
        if self.busy and self._keys_are_new:
            self._far(_SEALING.format(self._watch.percent))

    def _far(self, text: str) -> None:
        for line in self.query("#far").results(Static):
            line.update(plain(text))

    @property
    def _keys_are_new(self) -> bool:
        return self.session.vault.ring.epoch != self._epoch

    def refuse(self, error: PeerjournalError) -> None:
        """Say why nothing was erased; and how it stands with the ways in, where the keys are new by now."""
        self._far("")
        if self._keys_are_new and self._refused is None and self._erased is None:
            self._refused = error
            self.call_later(self.turn_to, "refused")
        else:
            super().refuse(error)

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
        return self._erased is None and self._refused is None

    def ask_refused(self) -> Step:
        """Say what the disk refused, and how it stands with the ways in."""
        if self._refused is None:
            raise RuntimeError("nothing was refused")
        safe = _SAFE if isinstance(self._refused, NotSaved) else without_commands(self._refused.hint)
        held = [Static(plain(text)) for text in (str(self._refused), safe, self._ways_in) if text]
        return Step("That could not be finished.", held=held, ways=self._afterwards)

    async def hear_refused(self, key: str) -> None:
        """Go on to new recovery words, or back."""
        await self.hear_done(key)

    @property
    def _ways_in(self) -> str:
        return f"{_AS_BEFORE} {_NO_WORDS if self._had_words else ''}".strip()

    @property
    def _afterwards(self) -> list[Way]:
        if self._had_words:
            return [("done", "Not now"), ("words", "Make recovery words")]
        return [("done", "Back to my journal")]

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
        held.append(Static(plain(self._ways_in)))
        return Step(said, held=held, ways=self._afterwards)

    async def hear_done(self, key: str) -> None:
        """Go on to new recovery words, or back."""
        if key == "words":
            self.app.push_screen(RecoveryScreen(self.session), lambda _: self.leave())
        else:
            self.leave()

    def leave(self) -> None:
        """Close this screen, and say whether anything was erased."""
        self.dismiss(self._erased is not None)
