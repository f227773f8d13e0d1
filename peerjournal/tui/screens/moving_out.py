"""Moving out: the whole journal as plain files, after the passphrase, a form, a folder and one question."""

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from textual.widgets import Static

from peerjournal import files, listed, vault
from peerjournal.exporters import EXPORTERS, Beside, Exporter, Leaving, leaving, require_new, write_new
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.screens.once_more import OnceMoreScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.line import SecretInput
from peerjournal.tui.widgets.path_line import PathLine, default_folder
from peerjournal.tui.widgets.show_secret import ShowSecret
from peerjournal.tui.widgets.step import BACK, NEXT, Step, Way

_FORMS = {
    "markdown": ("A file for each entry", "Markdown, for any editor. It comes back in with nothing lost."),
    "json": ("One file with everything in it", "JSON, for programs. It comes back in with nothing lost."),
    "jrnl": (
        "One text that jrnl reads",
        "For jrnl, or for reading as it is. jrnl knows less than this journal.",
    ),
}
_EVERYTHING = "Everything you wrote can stand in plain files, for another program or for keeping."
_LOOKING = "Looking whether this opens your journal."
_NOTHING = "Nothing was written."
_WRITE: Way = ("write", "Write them")
_LETTERS: Way = ("letters", "With letters too")
_TAKING_AWAY = 2.0
"""Seconds in which thousands of files are taken away again; the screen is empty by then."""
_CAN_STOP = "It can be stopped; then what was written of it is taken away again."


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands there now."""

    entries: int
    files: int
    left: str = ""
    """What could not go along, in a sentence."""


class MovingOutScreen(FollowingScreen[None], OnceMoreScreen[None]):
    """Writes everything as plain files. Nothing is taken out of the journal."""

    WHERE = "Move out to plain files"
    FIRST = "passphrase"
    PLACES: ClassVar[dict[str, str]] = {
        "passphrase": "Passphrase",
        "form": "Form",
        "folder": "Folder",
        "sure": "Look",
        "letters": "Look",
        "written": "Done",
    }
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()
    NOT_THAT_ONE: ClassVar[str] = f"That one did not open it. {_NOTHING} Try once more."
    EMPTY: ClassVar[str] = f"Your passphrase first. {_NOTHING}"

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._exporter: Exporter = EXPORTERS[0]
        self._typed, self._folder = "", Path()
        self._count = 0
        self._written = _Written(0, 0)

    # Whoever comes by an open journal must know the passphrase to take everything along.

    def ask_passphrase(self) -> Step:
        """Ask for the passphrase once more."""
        return Step(
            "Your passphrase, once more.",
            _EVERYTHING,
            "Anybody can read those files, so it is asked for each time.",
            held=[SecretInput(id="now"), Static(" "), ShowSecret()],
        )

    async def hear_passphrase(self, key: str) -> None:
        """Go on, if that is the passphrase."""
        del key
        typed = self.typed()
        if typed and self.step is not None:
            self.step.tell(_LOOKING)
            self.do(lambda: vault.check_way_in(self.session.vault, typed), self._opened)

    async def _opened(self, nothing: None) -> None:
        del nothing
        await self.turn_to("form")

    # The form.

    def ask_form(self) -> Step:
        """Ask for the form."""
        choices = [Choice(one.name, *_FORMS[one.name]) for one in EXPORTERS]
        return Step(
            "In which form?",
            "What you removed is not in it, nor are keys. Letters are in it if you say so.",
            held=[Choices(choices, at=self._exporter.name)],
            ways=[BACK],
        )

    async def hear_form(self, key: str) -> None:
        """Ask where to."""
        (self._exporter,) = [one for one in EXPORTERS if one.name == key]
        await self.turn_to("folder")

    # The folder.

    def ask_folder(self) -> Step:
        """Ask for a folder that is new."""
        return Step(
            "Which folder does it go to?",
            "One that is new, or empty. Nothing is overwritten.",
            held=[PathLine(self._typed or str(self._free_folder()), id="folder")],
            ways=[BACK, NEXT],
        )

    def _free_folder(self) -> Path:
        day = self.session.vault.clock().date().isoformat()
        first = default_folder() / f"journal-{day}"
        named = [first, *(first.with_name(f"{first.name}-{number}") for number in range(2, 100))]
        return next((one for one in named if not one.exists()), first)

    async def hear_folder(self, key: str) -> None:
        """Look whether it can be written there, and how much there is."""
        del key
        if self.step is None:
            return
        self._typed = self.step.text
        self._folder = self.step.query_one(PathLine).path.absolute()
        home, journal, folder = self.session.vault.home, self.session.journal, self._folder

        def work() -> int:
            require_new(folder)
            files.require_elsewhere(folder, (home.folder, home.state.parent))
            return len(journal.list())

        self.do(work, self._counted)

    async def _counted(self, count: int) -> None:
        self._count = count
        await self.turn_to("sure" if count else "nothing")

    def ask_nothing(self) -> Step:
        """Say that there is nothing to move out."""
        return Step(leaving.NOTHING_WRITTEN, ways=[BACK])

    # One question.

    def ask_sure(self) -> Step:
        """Say what plain files are, and ask once."""
        said = [*leaving.NO_LOCK, "If you want a copy for safety, a backup is sealed as your journal is."]
        return Step(
            leaving.question(self._count, self._exporter.label, self.session.journal.file_count),
            visible(str(self._folder)),
            held=[Static(plain(line)) for one in said for line in (one, " ")],
            ways=[BACK, _WRITE, *([_LETTERS] if self._exporter.takes_letters else [])],
            on="back",
        )

    async def hear_sure(self, key: str) -> None:
        """Write them, or say first what goes with them."""
        if key == "letters":
            return await self.turn_to("letters")
        return self._write({})

    def ask_letters(self) -> Step:
        """Say what goes with the entries, and ask once."""
        return Step(
            "Letters too?",
            visible(str(self._folder)),
            held=[Static(plain(line)) for one in leaving.LETTERS for line in (one, " ")],
            ways=[BACK, ("write", "Write all of it")],
            on="back",
        )

    async def hear_letters(self, key: str) -> None:
        """Write all of it."""
        del key
        self._write(listed.beside_entries(self.session))

    def _write(self, beside: Beside) -> None:
        journal, exporter, folder = self.session.journal, self._exporter, self._folder

        def work(watch: Watch) -> _Written:
            watch.what = "Entries"
            pieces: list[Leaving] = []
            for one in leaving.everything(journal):
                pieces.append(one)
                watch(len(pieces), self._count)
            watch.what = "Files"
            along, pages = leaving.along_with(pieces), exporter.files(pieces, beside)
            count = write_new(folder, pages, total=len(pieces), progress=watch, along=along)
            return _Written(len(pieces), count, leaving.left_behind(along))

        self.follow("Moving out.", work, self._are_written, quiet=_CAN_STOP, stopped=self._stopped)

    async def _stopped(self) -> None:
        await self.ask()
        self.say(f"It was stopped. {_NOTHING}")

    async def _are_written(self, written: _Written) -> None:
        self._written = written
        await self.turn_to("written")

    def stop_work(self, seconds: float = 0) -> bool:
        """Ask it to end; covering waits a moment longer than elsewhere: what was written has no lock."""
        return super().stop_work(max(seconds, _TAKING_AWAY) if seconds else 0)

    # Afterwards.

    def may_go_back(self) -> bool:
        """There is no way back once they are written."""
        return self.names[-1] != "written"

    def ask_written(self) -> Step:
        """Say where they are."""
        return Step(
            leaving.written(self._written.entries, self._written.files),
            held=[Static(plain(line)) for line in self._lines()],
            ways=[("done", "Done")],
        )

    def _lines(self) -> list[str]:
        left = [self._written.left] if self._written.left else []
        return [visible(str(self._folder)), " ", *left, leaving.STAYS]

    async def hear_written(self, key: str) -> None:
        """Close."""
        del key
        self.leave()
