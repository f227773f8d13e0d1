"""Bringing a journal back from a backup: which one, what opens it, where to, and then how it is opened.

What is there already is never touched: the journal comes back into a folder that is new or empty.
"""

import shlex
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import ClassVar

from textual.widgets import Static

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.errors import InputError, JournalExists, PeerjournalError, WrongPassphrase
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.days import whole_day
from peerjournal.tui.messages import GoTo
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.telling import without_commands
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.path_line import PathLine
from peerjournal.tui.widgets.show_secret import ShowSecret
from peerjournal.tui.widgets.step import BACK, Step
from peerjournal.tui.widgets.top_bar import TopBar

_OWN = "own"
_OF_THEN = "What you wrote after that day is not in it."
_STILL_THERE = "What you typed is still in the line; Show lets you change it."
_TRY_AGAIN = "Nothing was changed. Try again."
_NEWEST = "The newest one that this computer keeps."
_NO_FILES = "Files of entries that are neither in it nor beside it: {:,}. The entries are whole."
_EARLIER = "A newer backup there could not be used, so an earlier one was."
_GOES_ON = "It goes on from there as a new device."


class RestoreScreen(FollowingScreen[Session | None]):
    """Brings a journal back; ends with it where it comes to its own place, and otherwise with nothing."""

    WHERE = "Bring a backup back"
    FIRST = "which"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(
        self,
        places: Places,
        clock: Callable[[], datetime],
        *,
        session: Session | None = None,
        in_place: bool = False,
    ) -> None:
        """Prepare.

        Args:
            places: Where the journal is, or is to be.
            clock: Gives the time.
            session: The journal, where it is open.
            in_place: Whether it comes to its own place, where there is none.
        """
        super().__init__()
        self._places, self._clock, self._session, self._in_place = places, clock, session, in_place
        self._kept: Sequence[Path] = ()
        self._source, self._typed, self._secret = Path(), "", ""
        self._folder = ""
        self._found: vault.Restored | None = None
        self._target = vault.Target(places.journal, places.state)

    async def begin(self) -> None:
        """Find the backups that this computer keeps, or ask for one at once where there are none."""
        if self._session is None:
            self.query_one(TopBar).say_no_lock()
        self.do(lambda: vault.kept_here(self._places.journal, self._places.state), self._begin_with)

    async def _begin_with(self, kept: Sequence[Path]) -> None:
        self._kept = kept
        await self.turn_to("which" if kept else "file")

    # Which one.

    def ask_which(self) -> Step:
        """Ask which backup."""
        today = self._clock().date()
        choices = [
            Choice(str(at), whole_day(day, today), "" if at else _NEWEST)
            for at, day in enumerate(_day(path) for path in self._kept)
        ]
        choices.append(Choice(_OWN, "A file of your own", "On a stick, or wherever you have put one."))
        return Step(
            "Which day do you want to go back to?",
            _OF_THEN + self._stays,
            held=[Choices(choices)],
            ways=[BACK],
        )

    @property
    def _stays(self) -> str:
        return "" if self._in_place else " The journal in its folder stays as it is."

    async def hear_which(self, key: str) -> None:
        """Go on with a backup, or ask where it is."""
        if key == _OWN:
            await self.turn_to("file")
        else:
            self._source = self._kept[int(key)]
            await self.turn_to("secret")

    def ask_file(self) -> Step:
        """Ask where it is."""
        return Step(
            "Where is the backup?",
            "Type where it is, or drop the file onto this window. A folder of daily ones will do too.",
            _OF_THEN + self._stays,
            held=[PathLine(self._typed, id="file")],
        )

    async def hear_file(self, key: str) -> None:
        """Look whether there is something."""
        del key
        if self.step is None:
            return
        self._typed = self.step.text
        path = self.step.query_one(PathLine).path
        if not path.exists():
            raise InputError("There is no backup by that name.", hint="Nothing was changed.")
        self._source = path.resolve()
        await self.turn_to("secret")

    # What opens it.

    def ask_secret(self) -> Step:
        """Ask for what opened it then."""
        line = SecretInput(id="secret")
        line.value, self._secret = self._secret, ""
        return Step(
            "What opens this backup?",
            "The passphrase of that day, or the eleven recovery words of that day.",
            held=[line, Static(" "), ShowSecret()],
        )

    def forget(self) -> None:
        """Empty the line."""
        self._secret = ""
        for line in self.query(SecretInput):
            line.forget()

    async def hear_secret(self, key: str) -> None:
        """Ask where to, or bring it back where that is known."""
        del key
        self._secret = self.step.text if self.step else ""
        if not self._secret:
            self.say("Type the passphrase, or the words.")
        elif self._in_place:
            self._target = vault.Target(self._places.journal, self._places.state)
            self._restore()
        else:
            await self.turn_to("where")

    # Where to.

    def ask_where(self) -> Step:
        """Ask for a folder that is new."""
        return Step(
            "Which folder does it go to?",
            "One that is new, or empty. Nothing is overwritten.",
            held=[PathLine(self._folder or str(self._free_folder()), id="folder")],
            ways=[BACK, ("restore", "Bring it back")],
        )

    def _free_folder(self) -> Path:
        own = self._places.journal
        named = [own.with_name(f"{own.name}-again{more}") for more in ("", *(f"-{n}" for n in range(2, 100)))]
        free = (one for one in named if not one.exists() and not vault.state_beside(one).exists())
        return next(free, own.with_name(f"{own.name}-again-100"))

    async def hear_where(self, key: str) -> None:
        """Bring it back."""
        del key
        if self.step is None:
            return
        self._folder = self.step.text
        folder = self.step.query_one(PathLine).path.absolute()
        if self._session is None:
            # What is brought back takes the place of what can't be opened, on this computer too.
            self._target = vault.Target(folder, self._places.state)
        else:
            # The journal that is open goes on as the device that it is, so both can't share one state.
            self._target = vault.Target(folder, vault.state_beside(folder), known=self._places.state)
        try:
            vault.require_room(self._target)
        except JournalExists as error:
            raise InputError(str(error), hint="Choose another folder.") from error
        self._restore()

    def _restore(self) -> None:
        source, secret, target = self._source, self._secret, self._target

        def work(watch: Watch) -> vault.Restored:
            return vault.restore(source, target, secret=secret, clock=self._clock, progress=watch)

        self.follow("Bringing it back.", work, self._restored)

    async def _restored(self, found: vault.Restored) -> None:
        self._found, self._secret = found, ""
        if self._in_place:
            self.dismiss(Session(found.vault))
            return
        found.vault.lock()
        await self.turn_to("done")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why not; recovery words with a slip stay in the line, for nobody types eleven again."""
        if not isinstance(error, WrongPassphrase):
            # What a command can do about it is nothing that anybody can do here.
            super().refuse(InputError(str(error), hint=without_commands(error.hint)))
            return
        self._let_go()
        if self.names[-1] == "where":
            self.names.pop()
        self._secret = self._secret if error.slips else ""
        said = (str(error), error.meant, _STILL_THERE if error.slips else _TRY_AGAIN)
        self.call_later(self._ask_and_say, " ".join(filter(None, said)))

    # How it is opened.

    def may_go_back(self) -> bool:
        """There is no way back once it is there."""
        return self.names[-1] != "done"

    def ask_done(self) -> Step:
        """Say where it is, and how it is opened."""
        found, target = self._found, self._target
        if found is None:
            raise RuntimeError("nothing was brought back")
        made = datetime.fromisoformat(found.made)
        day = whole_day(made.date(), self._clock().date())
        lines = [
            visible(str(target.folder)),
            "",
            *([_EARLIER] if found.passed_over else []),
            *([_NO_FILES.format(found.files_missing)] if found.files_missing else []),
            f"{_OF_THEN} {_GOES_ON}",
            "",
            "To open it another time:",
            visible(self._command()),
        ]
        return Step(
            f"It is back, as it was on {day} at {made:%H:%M}.",
            held=[Static(plain(line or " ")) for line in lines],
            ways=[("stay", "Stay here"), ("go", "Open it now")],
        )

    def _command(self) -> str:
        named = ["peerjournal", "--journal", str(self._target.folder)]
        if self._session is not None:
            named += ["--state", str(self._target.state)]
        return shlex.join(named)

    async def hear_done(self, key: str) -> None:
        """Go there, or stay."""
        if key == "go":
            self.app.post_message(GoTo(self._target.folder, self._target.state))
        else:
            self.leave()


def _day(path: Path) -> date:
    return date.fromisoformat(path.stem)
