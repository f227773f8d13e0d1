"""Mending a journal: going on after an earlier copy came back, and what backups have of a damaged one."""

from textual.widgets import Static

from peerjournal import vault
from peerjournal.journal import piece_from_doc
from peerjournal.session import Session
from peerjournal.tui.screens.following import FollowingScreen
from peerjournal.tui.wall import plain
from peerjournal.tui.widgets.step import BACK, Step

_WRITE_AGAIN = "You can write again. What could be read is all here."
_PAGES, _SHOWN = "entries", 20
_NOTHING_MORE = "The backups have nothing that is not here already."
_NO_BACKUP = "No backup of this computer could help: none is whole and opens with these keys."
_ANOTHER_COPY = "Another copy of the folder may have it."
_MENDED = "It is mended. You can write again."
_DAMAGED_STAYS = "The damaged file stays as it is."
_ON_FROM_HERE = "Go on from what is here"
_OLDER_STAYS = (
    "An older copy is here. If the newer folder is still somewhere, close this and put that one back instead."
)


class MendingScreen(FollowingScreen[bool]):
    """What helps where something is not whole; ends with whether something was changed."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.plan: vault.Plan | None = None
        """What can be mended, where somebody looked."""
        self.files: vault.FilesReport | None = None
        """How the files that belong to entries stand, where somebody looked."""
        self.changed = False
        """Whether there is something to be read anew."""

    @property
    def health(self) -> vault.Health:
        """How the file stands that this device saves to."""
        return self.session.vault.logs.health

    @property
    def _is_older(self) -> bool:
        return self.health.verdict is vault.Verdict.ROLLED_BACK

    def done(self, said: str) -> None:
        """Say what was done, at the beginning again."""
        del said
        self.changed = True

    def leave(self) -> None:
        """Go back, and tell whether there is something to be read anew."""
        self.dismiss(self.changed)

    # After an earlier copy was put back.

    def ask_go_on(self) -> Step:
        """Ask whether to go on from it."""
        return Step(
            "Go on from what is here?",
            self.health.sentence(),
            "If a sync is still bringing files, wait for it and open the journal again.",
            "If you put an earlier copy back, go on from it: as a new device. The old file stays as it is.",
            ways=[BACK, ("go", _ON_FROM_HERE)],
            on="back",
        )

    async def hear_go_on(self, key: str) -> None:
        """Do it."""
        del key
        self.do(lambda: vault.go_on(self.session.vault), lambda _: self.done(_WRITE_AGAIN))

    # Mending.

    def look_what_can_be_mended(self) -> None:
        """Look first, and change nothing."""
        self.follow(
            "Looking what can be read, and what the backups have.",
            lambda watch: vault.plan_repair(self.session.vault, watch),
            self._planned,
        )

    async def _planned(self, plan: vault.Plan) -> None:
        self.plan = plan
        await self.turn_to("plan")

    def ask_plan(self) -> Step:
        """Say what there is, what comes back, and what nothing has any more."""
        plan = self.plan
        if plan is None or not plan.needed:
            return Step("Nothing needs mending.", ways=[BACK])
        return Step(
            "This is what can be mended.",
            _OLDER_STAYS if self._is_older else _DAMAGED_STAYS,
            "Your journal goes on as a new device, and you can write again. Nothing that is here is changed.",
            held=[
                Static(plain(line)) for line in (*plan_lines(plan, older=self._is_older), " ", *named(plan))
            ],
            ways=[BACK, ("mend", "Mend it" if plan.revisions or not self._is_older else _ON_FROM_HERE)],
        )

    async def hear_plan(self, key: str) -> None:
        """Mend it."""
        del key
        opened, plan = self.session.vault, self.plan
        if plan is not None:
            self.follow(
                "Mending it.",
                lambda watch: vault.repair(opened, plan, watch),
                lambda _: self.done(_MENDED if plan.revisions or plan.drafts else _WRITE_AGAIN),
            )

    # Files that belong to entries.

    @property
    def backed(self) -> int:
        """How many files are missing or damaged, and whole in a backup here."""
        return sum(one.is_backed for one in self.files.troubles) if self.files is not None else 0

    def ask_files(self) -> Step:
        """Ask whether to bring them back."""
        return Step(
            f"Bring back {count(self.backed, 'file')}?",
            "The backups on this computer have what is missing or damaged whole.",
            "Nothing else is changed.",
            ways=[BACK, ("bring", "Bring back")],
        )

    async def hear_files(self, key: str) -> None:
        """Do it."""
        del key
        said = f"Brought back: {count(self.backed, 'file')}."
        self.follow(
            "Bringing files back.",
            lambda watch: vault.bring_back_files(self.session.vault, progress=watch),
            lambda _: self.done(said),
        )


def plan_lines(plan: vault.Plan, *, older: bool = False) -> list[str]:
    """Return what a plan comes to, a sentence each; what backups have is named apart.

    Args:
        plan: What was found.
        older: Whether an older copy was put back: its saves are all well, and the later ones are not in it.
    """
    if older:
        lines = [f"Not in it: {count(plan.unreadable, 'later save')}."] if plan.unreadable else []
    elif plan.unreadable is None:
        lines = ["How many saves can't be read is not known."]
    else:
        lines = [f"{count(plan.unreadable, 'save')} can't be read."] if plan.unreadable else []
    if plan.found:
        lines.append(f"Backups have {count(len(plan.found), 'thing')} of it, and all of that comes back.")
    else:
        lines.append(_NOTHING_MORE if plan.backups_read else _NO_BACKUP)
    if plan.reread:
        lines.append(f"{count(plan.reread, 'thing')} more can be read out of the damaged file itself.")
    if plan.lost:
        lines.append(f"{count(plan.lost, 'thing')} can't be found here any more. {_ANOTHER_COPY}")
    if plan.backups_refused:
        lines.append("The disk would not read a backup just now. Trying once more later may find more.")
    if plan.drafts:
        lines.append(f"{count(len(plan.drafts), 'draft')} can't be opened: set aside, and kept.")
    return lines


def named(plan: vault.Plan) -> list[str]:
    """Return the entries and stories that backups have, with the day of the backup."""
    pages = [one for one in plan.found if one.table == _PAGES]
    found = [(piece_from_doc(one.identifier, one.document), one.day.isoformat()) for one in pages]
    lines = [
        f"{piece.shown_title or 'Without words'} · backup of {day}"
        for piece, day in found
        if not piece.removed
    ]
    more = [f"And {len(lines) - _SHOWN} more."] if len(lines) > _SHOWN else []
    return lines[:_SHOWN] + more


def count(number: int, of_what: str) -> str:
    """Return a number of things, in the singular where it is one."""
    return f"{number:,} {of_what}{'' if number == 1 else 's'}"
