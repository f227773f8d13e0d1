"""Looking after a journal: how it stands, and what can be done for it; nothing is changed by looking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from textual.widgets import Static

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.session import Session
from peerjournal.text import visible
from peerjournal.tui.days import whole_day
from peerjournal.tui.draft_rows import draft_names
from peerjournal.tui.screens.files_found import file_lines
from peerjournal.tui.screens.mending import count
from peerjournal.tui.screens.moving_about import MOVING, MovingAboutScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.watch import Watch
from peerjournal.tui.widgets.choices import Choice, Choices
from peerjournal.tui.widgets.step import BACK, Step, Way

_CHOICES = (
    Choice("check", "Read every byte", "Whether all of it opens, backups too. It can take a while."),
    Choice("file", "Back up to a file", "One sealed file, for a stick or another place."),
    Choice("restore", "Bring a backup back", "Into another folder. This journal stays as it is."),
    Choice("devices", "Your devices", "Which computers write to this journal."),
    MOVING,
    Choice("compact", "Make it smaller", "The file of this computer, without what was replaced since."),
    Choice("renew", "New keys", "For when somebody may have had the old ones."),
)
_GO_ON = Choice("go_on", "Go on from what is here", "As a new device. The old file stays as it is.")
_MEND = Choice("mend", "See what can be mended", "Reads everything, and the backups. Nothing is changed yet.")
_BY_ITSELF = "One is made by itself."
_NOT_WHOLE = "The file of device {} is not whole; what could be read of it is here."
_LEFT = "A sync left {} that could not be taken in. “Your devices” says which."
_LEFT_HERE = "A sync left these in the journal's folder. They could not be taken in, and are as they were:"
_SEE: Way = ("plan", "See what can be mended")
_FILES: Way = ("files", "Bring files back")
_ON: Way = ("go_on", "Go on from what is here")
_KILO = 1024


@dataclass(frozen=True, slots=True)
class _Stand:
    """How the journal stands, as far as that is known without reading it once more."""

    devices: Sequence[vault.DeviceReport]
    last: date | None
    """The day of the newest backup."""
    copies: Sequence[tuple[str, str]] = ()
    """The name and the trouble of each copy a sync left that could not be taken in."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What reading every byte has shown."""

    report: vault.Report
    kept: Sequence[vault.Kept]
    plan: vault.Plan | None
    made_again: bool
    """Whether today's backup was damaged, and is whole now."""
    files: vault.FilesReport
    """How the files that belong to entries stand."""

    @property
    def backups_open(self) -> bool:
        """Whether none of them is damaged any more."""
        damaged = [one for one in self.kept if one.standing is vault.Standing.DAMAGED]
        return len(damaged) <= self.made_again


class LookingAfterScreen(MovingAboutScreen):
    """Shows how the journal stands; ends with whether something was changed."""

    WHERE = "Looking after your journal"
    FIRST = "home"
    MENU: ClassVar[tuple[tuple[str, str], ...]] = ()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._stand = _Stand((), None)
        self._read: _Read | None = None
        self._at = ""

    async def begin(self) -> None:
        """Look how it stands."""
        self.do(self._look, self._home)

    def _look(self) -> _Stand:
        opened = self.session.vault
        return _Stand(vault.devices(opened), vault.last_day(opened), vault.left(opened))

    async def _home(self, stand: _Stand, said: str = "") -> None:
        self._stand, self.names = stand, []
        await self.turn_to("home")
        self.say(said)

    def done(self, said: str) -> None:
        """Go back to the beginning, where something was done."""
        super().done(said)
        self.do(self._look, lambda stand: self._home(stand, said))

    @property
    def _today(self) -> date:
        return self.session.vault.clock().date()

    # How it stands.

    def ask_home(self) -> Step:
        """Say how it stands, and offer what can be done."""
        health, first = self.health, []
        heading, _, more = (health.sentence() or "Your journal is whole.").partition(". ")
        if not health.writable:
            first = [_MEND, *([_GO_ON] if health.verdict is vault.Verdict.ROLLED_BACK else [])]
        return Step(
            f"{heading.removesuffix('.')}.",
            *filter(None, [more, self._devices_in_short(), self._backups_in_short()]),
            held=[Choices([*first, *_CHOICES], at=self._at)],
            ways=[BACK],
        )

    def _devices_in_short(self) -> str:
        others = [one for one in self._stand.devices if one.letter]
        both = sum(one.changed_on_both for one in others)
        said = [f"It is written to here, and on {count(len(others), 'other device')}."] if others else []
        said += [f"{count(both, 'page')} changed on both sides; both versions are kept."] if both else []
        copies = len(self._stand.copies)
        said += [_LEFT.format("a copy" if copies == 1 else f"{copies:,} copies")] if copies else []
        return " ".join([*said, *_not_whole(others)])

    def _backups_in_short(self) -> str:
        trouble: str = self.session.backup_trouble
        if self._stand.last is None:
            by_itself = _BY_ITSELF if self.health.writable else ""
            return trouble or f"This computer has kept no backup of it. {by_itself}".rstrip()
        day = "today" if self._stand.last == self._today else whole_day(self._stand.last, self._today)
        return f"The newest backup on this computer is of {day}. {trouble}".rstrip()

    async def hear_home(self, key: str) -> None:
        """Do one of them."""
        self._at = key
        home = self.session.vault.home
        if key == "check":
            self.follow("Reading every byte.", self._check, self._checked)
        elif key == "mend":
            self.look_what_can_be_mended()
        elif key == "file":
            from peerjournal.tui.screens.backup_file import BackupFileScreen  # noqa: PLC0415 — only for who goes

            self.app.push_screen(BackupFileScreen(self.session))
        elif key == "restore":
            from peerjournal.tui.screens.restore import RestoreScreen  # noqa: PLC0415 — as above

            places = Places(home.folder, home.state.parent)
            self.app.push_screen(RestoreScreen(places, self.session.vault.clock, session=self.session))
        elif key == "renew":
            from peerjournal.tui.screens.renew import RenewScreen  # noqa: PLC0415 — as above

            self.app.push_screen(RenewScreen(self.session))
        else:
            await self.turn_to(key)

    # Every byte of it.

    def _check(self, watch: Watch) -> _Read:
        watch.what = "The journal"
        report = vault.check(self.session.vault, watch)
        watch.what = "The backups, one after the other"
        kept, plan, again = vault.backups(self.session.vault, watch), None, False
        today = [one for one in kept if one.day == self._today]
        if today and today[0].standing is vault.Standing.DAMAGED and self.health.writable:
            watch.what = "Today's backup, made again"
            self.session.back_up(watch, whole=True)
            again = not self.session.backup_trouble
        if not report.whole or not all(one.health.writable for one in report.devices):
            watch.what = "What can be mended"
            plan = vault.plan_repair(self.session.vault, watch)
        watch.what = "The files of entries"
        files = vault.check_files(self.session.vault, watch)
        return _Read(report, kept, plan, made_again=again, files=files)

    async def _checked(self, read: _Read) -> None:
        self._read, self.plan, self.files = read, read.plan, read.files
        await self.turn_to("found")

    def ask_found(self) -> Step:
        """Say what was found."""
        read = self._read
        if read is None:
            raise RuntimeError("nothing was read")
        report, others = read.report, _not_whole(read.report.devices)
        opens = "Your journal is whole." if others else "Everything opens."
        says = [*device_lines(report.devices), *beside_lines(report, len(draft_names(self.session)))]
        says += file_lines(self.session.journal, read.files)
        return Step(
            opens if report.whole and read.backups_open and read.files.whole else "Not everything opens.",
            *filter(None, [self.health.sentence(), *others]),
            held=[
                Static("The journal", classes="label"),
                *(Static(plain(line)) for line in says),
                Static("The backups on this computer", classes="label"),
                *(Static(plain(line)) for line in self._backup_lines(read)),
            ],
            ways=[BACK, *self._help()],
            on=None if self._help() else "back",
        )

    def _help(self) -> list[Way]:
        put_back = self.health.verdict is vault.Verdict.ROLLED_BACK
        needed = self.plan is not None and self.plan.needed
        ways = [*([_ON] if put_back else []), *([_SEE] if needed else [])]
        return [*ways, *([_FILES] if self.backed else [])]

    def _backup_lines(self, read: _Read) -> list[str]:
        lines = [f"{whole_day(one.day, self._today)}: {one.standing.value}." for one in read.kept]
        if not lines:
            return [f"There is none. {_BY_ITSELF if self.health.writable else ''}".rstrip()]
        again = ["Today's was made again, and is whole now."] if read.made_again else []
        where = visible(str(self.session.vault.home.backups))
        return [*lines, *again, " ", "They are in this folder:", where]

    async def hear_found(self, key: str) -> None:
        """Go on to what helps."""
        await self.turn_to(key)

    # The devices.

    def ask_devices(self) -> Step:
        """Say which there are."""
        lines = device_lines(self._stand.devices) or ["Nothing was saved on this one yet."]
        return Step(
            "Your devices",
            "Each computer writes to a file of its own; all of them together are your journal.",
            held=[Static(plain(line)) for line in (*lines, *copy_lines(self._stand.copies))],
            ways=[BACK],
        )

    # Smaller.

    def ask_compact(self) -> Step:
        """Ask whether to."""
        return Step(
            "Make the file of this computer smaller?",
            "Earlier versions of what you changed here are left out. Backups keep theirs.",
            "It is written anew beside the old file, and takes its place only once it opens.",
            ways=[BACK, ("compact", "Make it smaller")],
        )

    async def hear_compact(self, key: str) -> None:
        """Do it."""
        del key
        self.follow(
            "Writing it anew.", lambda watch: vault.compact(self.session.vault, watch), self._compacted
        )

    def _compacted(self, sizes: tuple[int, int]) -> None:
        before, after = (max(1, round(size / _KILO)) for size in sizes)
        self.done(f"It had {before:,} KiB, and has {after:,} now.")


def beside_lines(report: vault.Report, drafts: int) -> list[str]:
    """Return a line for each thing that lies beside the logs and is worth a word."""
    lines = [f"{count(drafts, 'draft')}."] if drafts else []
    if report.drafts_damaged:
        lines.append(f"{count(report.drafts_damaged, 'draft')} can't be opened: left where it was.")
    if report.key_file_put_back:
        lines.append("The key file was put back from this computer's copy.")
    if report.jots_waiting:
        lines.append(f"{count(report.jots_waiting, 'jot')} can be taken in when it is next opened.")
    if report.jots_unread:
        lines.append(f"{count(report.jots_unread, 'jot')} can't be opened: left where it was.")
    if aside := sum(report.aside.values()):
        lines.append(f"{count(aside, 'file')} set aside earlier, on this computer, and not thrown away.")
    return lines


def copy_lines(copies: Sequence[tuple[str, str]]) -> list[str]:
    """Return what there is to say of copies that a sync left and that could not be taken in."""
    if not copies:
        return []
    return [" ", _LEFT_HERE, *(f"{visible(name)}: {trouble}." for name, trouble in copies)]


def _not_whole(devices: Sequence[vault.DeviceReport]) -> list[str]:
    return [_NOT_WHOLE.format(one.letter) for one in devices if one.letter and not one.health.writable]


def device_lines(devices: Sequence[vault.DeviceReport]) -> list[str]:
    """Return a line for each device: which, how much it has saved, how it stands."""
    lines = []
    for one in devices:
        name = f"Device {one.letter}" if one.letter else "This computer"
        arriving = one.letter and one.health.verdict is vault.Verdict.TORN
        stands = "its newest save is still arriving" if arriving else one.health.verdict.value
        both = f", {one.changed_on_both} changed on both sides" if one.changed_on_both else ""
        lines.append(f"{name}: {count(one.saves, 'save')}, {stands}{both}.")
    return lines
