"""Session: one unlocked vault, and the rooms it opens; the only place that puts rooms together."""

import contextlib
import hashlib
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import KdfCost
from peerjournal.disk import DISK, Disk
from peerjournal.errors import (
    JournalDamaged,
    JournalInUse,
    JournalLocked,
    JournalReadOnly,
    NotSaved,
    VaultError,
)
from peerjournal.vault import Clock, Progress, Vault

if TYPE_CHECKING:  # Each room is imported when it is first entered: saving an entry needs no letters.
    from collections.abc import Iterable

    from peerjournal.journal import Journal, People, Piece, Shelf
    from peerjournal.letters import Erased, Erasure, Inbox, Ledger, Outbox, Pauses
    from peerjournal.own_editor import Edited, Program
    from peerjournal.peers import Circle


_NEW_PAGE = {"kind": "entry", "title": "", "tags": [], "written": "", "starred": False, "piece": ""}
"""What a draft of a new entry holds besides its text."""


def local_time() -> datetime:
    """Return the time on this computer, with its offset from UTC."""
    return datetime.now().astimezone()


class Session:
    """An unlocked journal and everything one can do in it."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.taken_in = 0
        """How many jots became entries when this session began."""
        self.unmarked = 0
        """How many jots were left where they are, because no device of this journal marked them."""
        self.backup_trouble = ""
        """Why today's backup could not be made, in whole sentences; empty where there is nothing to say."""
        self.erasing_left: tuple[str, ...] = ()
        """What still holds something that was erased, in whole sentences; it is tried again each time."""
        self.taken_back = 0
        """How many pages of an editor that was cut off are among the drafts since this session began."""

    @classmethod
    def create(
        cls,
        places: Places,
        passphrase: str,
        *,
        cost: KdfCost | None = None,
        clock: Clock = local_time,
        disk: Disk = DISK,
    ) -> "Session":
        """Make a journal and open it; raises what ``Vault.create`` does."""
        vault = Vault.create(
            places.journal, places.state, passphrase=passphrase, cost=cost, clock=clock, disk=disk
        )
        session = cls(vault)
        session._settle_in()
        return session

    @classmethod
    def unlock(
        cls, places: Places, passphrase: str, *, clock: Clock = local_time, disk: Disk = DISK
    ) -> "Session":
        """Open a journal with its passphrase or its recovery words; raises what ``Vault.unlock`` does."""
        vault = Vault.unlock(places.journal, places.state, passphrase=passphrase, clock=clock, disk=disk)
        session = cls(vault)
        session._settle_in()
        return session

    @property
    def opened_by_recovery(self) -> bool:
        """Whether the recovery words opened the journal: the passphrase may be gone."""
        return self.vault.key_file.is_recovery(self.vault.slot_id)

    def _settle_in(self) -> None:
        """Do what waits for an unlock; a journal that can't be written to opens all the same."""
        if self.vault.home.strays():
            # First of all: what is in them may need a key that is dropped below.
            with contextlib.suppress(NotSaved, JournalInUse, JournalDamaged):
                vaults.settle_copies(self.vault)
        with contextlib.suppress(JournalReadOnly, NotSaved, JournalInUse):
            if len(self.vault.ring.epochs) > 1:
                vaults.finish_renewal(self.vault)
            # Sealing under keys that another device renewed has read everything; else `lock` looks once more.
            if self.vault.logs.is_read or self._is_erasing():
                self.erasing_left = vaults.finish_erasing(self.vault)
            vaults.pin(self.vault)
            self._take_in_jots()
        with contextlib.suppress(NotSaved, JournalDamaged):
            self._take_back_pages()

    def _is_erasing(self) -> bool:
        with contextlib.suppress(OSError):
            return self.vault.home.is_erasing()
        return False

    def _take_in_jots(self) -> None:
        waiting = vaults.waiting(self.vault)
        ours = [jot for jot in waiting if jot.ours]
        self.unmarked = len(waiting) - len(ours)
        if ours:
            self.journal.take_in(ours)
            vaults.put_away(self.vault, ours)
        self.taken_in = len({jot.identifier for jot in ours})

    # Writing in an editor of one's own.

    def sitting(
        self, text: str, program: "Program", *, draft: str
    ) -> "contextlib.AbstractContextManager[Edited]":
        """Have a text edited in a program of one's own; see ``own_editor.sitting``, which this is."""
        from peerjournal.own_editor import sitting  # noqa: PLC0415 — see above

        return sitting(text, program, journal=self._told_apart(), draft=draft)

    def _told_apart(self) -> str:
        """Return what tells this journal from others, to nobody but who has both."""
        return hashlib.sha256(b"peerjournal/own-editor" + self.vault.key_file.vault_id).hexdigest()[:32]

    def _take_back_pages(self) -> None:
        """Seal as drafts what an editor left behind that was cut off, and take it away where it lay."""
        from peerjournal.own_editor import clear_views, left_over  # noqa: PLC0415 — see above

        clear_views(self.vault.home.state)
        drafts = vaults.Drafts(self.vault.home, self.vault.ring, self.vault.key_file.vault_id)
        for page in left_over(self._told_apart()):
            name, fields = page.draft, _NEW_PAGE
            with contextlib.suppress(JournalDamaged):
                fields = drafts.open(page.draft).fields
            if fields is _NEW_PAGE or not page.goes_on_from(str(fields.get("body", ""))):
                # The draft is gone, or was gone on with: both texts stay.
                name, fields = drafts.new(), _NEW_PAGE
            kept = self.vault.clock().isoformat()
            drafts.keep(name, {**fields, "body": page.text, "kept": kept})
            self.taken_back += 1

    def look_at(self, piece: "Piece", number: int) -> "contextlib.AbstractContextManager[None]":
        """Open a readable copy of one of a piece's files in another program, until the block ends.

        Raises what ``Journal.open_file`` and ``own_editor.viewing`` do.
        """
        from peerjournal.journal import safe_name  # noqa: PLC0415 — see above
        from peerjournal.own_editor import viewing  # noqa: PLC0415 — see above

        name = safe_name(piece.files[number - 1].name)
        return viewing(name, self.journal.file_pieces(piece, number), elsewhere=self.vault.home.state)

    def strangers(self) -> list[vaults.Jot]:
        """Return jots that arrived while the journal was locked and that no device of it has marked."""
        return [jot for jot in vaults.waiting(self.vault) if not jot.ours]

    @cached_property
    def journal(self) -> "Journal":
        """What you write."""
        from peerjournal.journal import Journal  # noqa: PLC0415 — see above

        return Journal(self.vault)

    @cached_property
    def shelf(self) -> "Shelf":
        """The lines you keep for a day that needs them."""
        from peerjournal.journal import Shelf  # noqa: PLC0415 — see above

        return Shelf(self.vault)

    @cached_property
    def people(self) -> "People":
        """Who else is in your stories."""
        from peerjournal.journal import People  # noqa: PLC0415 — see above

        return People(self.vault)

    @cached_property
    def circle(self) -> "Circle":
        """Who you share with."""
        from peerjournal.peers import Circle  # noqa: PLC0415 — see above

        return Circle(self.vault)

    @cached_property
    def outbox(self) -> "Outbox":
        """How a letter leaves."""
        from peerjournal.letters import Outbox  # noqa: PLC0415 — see above

        return Outbox(self.vault, self.circle)

    @cached_property
    def inbox(self) -> "Inbox":
        """How one arrives."""
        from peerjournal.letters import Inbox  # noqa: PLC0415 — see above

        return Inbox(self.vault, self.circle)

    @cached_property
    def ledger(self) -> "Ledger":
        """What left, to whom, and when."""
        from peerjournal.letters import Ledger  # noqa: PLC0415 — see above

        return Ledger(self.vault)

    @cached_property
    def pauses(self) -> "Pauses":
        """What was set aside before it leaves."""
        from peerjournal.letters import Pauses  # noqa: PLC0415 — see above

        return Pauses(self.vault)

    def what_erasing_reaches(self, refs: "Iterable[str]") -> tuple[str, ...]:
        """Say in whole sentences what goes when these are erased, and what stays elsewhere.

        Raises:
            NoSuchEntry: Nothing has that reference, or it was erased already.
        """
        return self._erasure(refs).reaches()

    def erase(
        self,
        refs: "Iterable[str]",
        passphrase: str,
        *,
        recovery: str | None = None,
        progress: Progress | None = None,
    ) -> "Erased":
        """Erase entries and stories for good, under new keys; raises what `vault.erase` does.

        Args:
            refs: Their short numbers, or the beginnings of their ids.
            passphrase: A passphrase of the journal, asked for again; it stays.
            recovery: Fresh recovery words, or None for none; earlier ones open nothing after this.
            progress: Told how far it is; may raise to stop it.
        """
        return self._erasure(refs).carry_out(passphrase, recovery=recovery, progress=progress)

    def _erasure(self, refs: "Iterable[str]") -> "Erasure":
        from peerjournal.letters import Erasure  # noqa: PLC0415 — see above

        gone = [self.journal.identify(ref) for ref in refs]
        lines = sum(line.about in gone for line in self.shelf.lines())
        return Erasure(self.vault, gone, lines=lines)

    def back_up(self, progress: Progress | None = None, *, whole: bool = False) -> None:
        """Make today's backup where there is none yet and everything was read anyway.

        A journal or a disk that does not allow it ends like any other day; ``backup_trouble`` then says why.

        Args:
            progress: Told how far it is; may raise to stop it.
            whole: Whether one that is there is read to its last byte first, and made again if it is damaged.
        """
        self.backup_trouble = ""
        try:
            # Asked first: what makes backups is not even loaded for a command that read little.
            if self.vault.logs.is_read and vaults.backup_is_due(self.vault):
                vaults.keep_daily(self.vault, progress, whole=whole)
                self.backup_trouble = vaults.why_no_copies(self.vault, progress)
        except JournalLocked:
            # Whoever locked it while this went on in the background knows.
            return
        except VaultError as error:
            self.backup_trouble = vaults.why_none(self.vault, error)

    def tidy(self, progress: Progress | None = None) -> None:
        """Make the log small if that is due, and drop what was erased elsewhere, if all was read anyway.

        What was removed more than 30 days ago goes then too: it can't be brought back any more.
        """
        if not self.vault.logs.is_read:
            return
        with contextlib.suppress(VaultError):
            if vaults.is_due(self.vault):
                self.journal.drop_old()
                vaults.compact(self.vault, progress)
        self.erasing_left = vaults.finish_erasing(self.vault, progress)
        vaults.sweep_files(self.vault)

    def lock(self, progress: Progress | None = None) -> None:
        """Do what is due at the end, each only where it is: tidy, back up, forget the keys."""
        self.tidy(progress)
        self.back_up(progress)
        self.vault.lock()
