"""Moving another journal in: where it is, what it is, what is taken along; then it is read and shown."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from textual.widgets import Static

from peerjournal.errors import InputError, NeedsAnswer, PeerjournalError, SourceUnreadable, WrongPassphrase
from peerjournal.importers import (
    IMPORTERS,
    Importer,
    Options,
    read_all,
    recognise,
    refuse_nothing,
    wording,
)
from peerjournal.journal import Moment, moving_words, zones
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.screens import moving_kinds
from peerjournal.tui.screens.moving_preview import Looked, MovingPreviewScreen
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.check_list import CheckList
from peerjournal.tui.widgets.choices import Choices
from peerjournal.tui.widgets.line import Line, SecretInput
from peerjournal.tui.widgets.path_line import PathLine
from peerjournal.tui.widgets.show_secret import ShowSecret
from peerjournal.tui.widgets.step import BACK, NEXT, Step
from peerjournal.tui.widgets.zone_line import ZoneNames

if TYPE_CHECKING:  # It is only spoken of, never made here.
    from textual.widget import Widget

_READ_ONLY = "It is only read, and what it holds is shown before anything is kept."
_NOTHING_YET = "It can be stopped. Nothing is kept yet."
_NONE_TYPED = "Its passphrase first. Nothing was kept."
_USED_ONCE = "It is used for reading this once, and kept nowhere."


class MovingInScreen(MovingPreviewScreen):
    """Asks what there is to know of a source, and reads it; ends with whether something came in."""

    WHERE = "Move another journal in"
    FIRST = "path"
    PLACES: ClassVar[dict[str, str]] = {
        "path": "Where",
        "kind": "What it is",
        "options": "What it is",
        "secret": "What it is",
        "zone": "What it is",
        "preview": "What comes in",
        "came_in": "Done",
    }
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._typed, self._source = "", Path()
        self._likely: tuple[Importer, ...] = ()
        self._importer: Importer | None = None
        self._options = Options()
        self._secret, self._zone = "", ""

    # Where it is.

    def ask_path(self) -> Step:
        """Ask where it is."""
        return Step(
            "Where is the journal that moves in?",
            "A file or a folder of jrnl, Day One, tui-journal, Obsidian, or Markdown.",
            "Type where it is, or drop it onto this window.",
            _READ_ONLY,
            held=[PathLine(self._typed, id="path")],
            ways=[BACK, NEXT],
        )

    async def hear_path(self, key: str) -> None:
        """Look what it is."""
        del key
        if self.step is None:
            return
        self._typed = self.step.text
        path = self.step.query_one(PathLine).path

        def work() -> tuple[Path, tuple[Importer, ...]]:
            source = moving_kinds.there(path)
            if not (likely := recognise(source)):
                refuse_nothing(source)
            return source, likely

        self.step.tell("Looking what it is.")
        self.do(work, self._seems)

    async def _seems(self, seen: tuple[Path, tuple[Importer, ...]]) -> None:
        source, self._likely = seen
        if source != self._source:
            self._source, self._secret, self._options, self._importer = source, "", Options(), None
            self._zone = self._this_zone
        self.called = visible(source.name)
        await self.turn_to("kind")

    # What it is.

    def ask_kind(self) -> Step:
        """Say what it looks like; anything else can be said instead."""
        likely = self._likely
        return Step(
            f"This looks like: {likely[0].label}." if likely else wording.NOT_KNOWN,
            "If it is something else, say so." if likely else "Say what it is, and it is read as that.",
            visible(str(self._source)),
            held=[Choices(moving_kinds.kinds(likely), at=self._importer.name if self._importer else "")],
            ways=[BACK],
        )

    async def hear_kind(self, key: str) -> None:
        """Read it, or ask first what is taken along."""
        (self._importer,) = [one for one in IMPORTERS if one.name == key]
        if moving_kinds.is_asked_first(self._importer):
            await self.turn_to("options")
        else:
            self._read(self._options)

    # How it is read.

    def may_read_otherwise(self) -> bool:
        """Tell whether there is anything to say of how the source is read, and it was not just said."""
        return bool(moving_kinds.said_of(self._importer)) and "options" not in self.names

    def ask_options(self) -> Step:
        """Ask what is taken along, and how it is read."""
        checks = moving_kinds.checks(self._importer, self._options)
        held: list[Widget] = [CheckList(checks)] if checks else []
        if moving_kinds.TIMES in moving_kinds.said_of(self._importer):
            line = Line(self._options.timeformat, placeholder="%d.%m.%Y %H:%M", id=moving_kinds.TIMES)
            held += [Static("How it writes its times, where that is unusual", classes="label"), line]
        along = moving_kinds.takes_along(self._importer)
        return Step(
            "What is taken along?" if along else "How is it read?",
            "What is not ticked stays in the source." if along else "As it stands, unless you say otherwise.",
            held=held,
        )

    async def hear_options(self, key: str) -> None:
        """Read it."""
        del key
        if self.step is None:
            return
        said: dict[str, Any] = {}
        for checks in self.step.query(CheckList):
            said |= {each.key: each.checked for each in checks.checks}
        for line in self.step.query(Line):
            said[moving_kinds.TIMES] = line.value.strip()
        self._options = replace(self._options, **said)
        self._read(self._options)

    # Its passphrase.

    def ask_secret(self) -> Step:
        """Ask for the passphrase of the source."""
        line = SecretInput(id="secret")
        line.value = self._secret
        return Step("It is sealed. What opens it?", _USED_ONCE, held=[line, Static(" "), ShowSecret()])

    async def hear_secret(self, key: str) -> None:
        """Read it with that."""
        del key
        self._secret = self.step.text if self.step else ""
        if self._secret:
            self._read(self._options)
        else:
            self.say(_NONE_TYPED)

    def went_back(self, left: str) -> None:
        """Forget a passphrase that somebody went back from."""
        if left == "secret":
            self._secret = ""

    def _passphrase(self) -> str:
        if not self._secret:
            raise NeedsAnswer(_NONE_TYPED)
        return self._secret

    # Its zone.

    @property
    def _this_zone(self) -> str:
        return Moment.of(self.session.vault.clock()).zone

    def ask_zone(self) -> Step:
        """Ask once in which zone it was written."""
        here = Moment.of(self.session.vault.clock())
        own = (
            "This computer's own stands here."
            if here.zone
            else f"Left empty, it is {_unnamed(here)}, as here."
        )
        return Step(
            wording.NO_ZONE,
            f"{own} Another is named as in Europe/Berlin, Tokyo or +01:00.",
            held=[Line(self._zone, suggester=ZoneNames(), select_on_focus=True, id="zone")],
        )

    async def hear_zone(self, key: str) -> None:
        """Go on, or read it once more in another zone."""
        del key
        self._zone = self.step.text.strip() if self.step else ""
        zone = "" if self._zone == self._this_zone else self._zone
        if zone == self._options.zone:
            await self.turn_to("preview")
        else:
            self._read(replace(self._options, zone=zone))

    # Reading.

    def _read(self, options: Options) -> None:
        importer, source, journal = self._importer, self._source, self.session.journal
        if importer is None:
            raise RuntimeError("nothing was chosen")

        def work(watch: Watch) -> Looked:
            watch.what = "Entries"

            def progress(done: int, total: int) -> None:
                # Where there is always one more to come, nobody knows how many there are.
                watch(done, 0 if total <= done + 1 else total)

            reading = read_all(importer, source, replace(options, passphrase=self._passphrase), progress)
            if reading.zone_assumed:
                # Finding the names reads the disk, and here nobody waits for that.
                zones.names()
            watch.what = "What is here already"
            return Looked(reading, journal.sort_out(reading.found))

        async def was_read(looked: Looked) -> None:
            self.looked, self._options = looked, options
            zone = looked.reading.zone_assumed and "zone" not in self.names
            await self.turn_to("zone" if zone else "preview")

        self.follow("Reading it.", work, was_read, quiet=_NOTHING_YET, stopped=self._stopped_reading)

    async def _stopped_reading(self) -> None:
        await self.ask()
        self.say(f"It was stopped. {moving_words.NOTHING_ADDED}")

    def refuse(self, error: PeerjournalError) -> None:
        """Say why not, or ask for what is needed to read it."""
        if isinstance(error, NeedsAnswer):
            self._let_go()
            self.call_later(self.turn_to, "secret")
        elif isinstance(error, WrongPassphrase):
            self._secret = ""
            for line in self.query(SecretInput):
                line.forget()
            super().refuse(InputError(str(error), hint="Try again. Nothing was kept."))
        elif isinstance(error, SourceUnreadable):
            super().refuse(InputError(moving_kinds.where(error), hint=error.hint))
        else:
            super().refuse(error)


def _unnamed(moment: Moment) -> str:
    """Return how far a time is from UTC, where its zone has no name."""
    return f"UTC{moment.encode()[19:25]}"
