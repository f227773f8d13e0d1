"""Two computers with one journal, edits on both, and a ledger of every text that was called saved.

Who carries the folder is not known here. The ledger is kept apart from the journal's own bookkeeping: a text
may be gone only where somebody replaced it who had it on the screen, or let it go after it was removed.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import WrongPassphrase
from peerjournal.journal import Draft, Piece
from peerjournal.session import Session
from peerjournal.vault import Document, Vault
from tests.conftest import StandingClock

FIRST, SECOND, THIRD = "a lamp on the landing", "a kettle by the window", "a coat on the chair"
PASSPHRASES = (THIRD, SECOND, FIRST)
"""Newest first: a computer that a change has not reached yet opens with the one before."""


@dataclass
class Ledger:
    """What was acknowledged, and what somebody replaced knowingly."""

    kept: set[str] = field(default_factory=set)
    gone: set[str] = field(default_factory=set)
    edits: Counter[str] = field(default_factory=Counter)
    let_go: int = 0
    """How many pieces were let go of long after they were removed."""

    def new(self, computer: "Computer") -> str:
        """Return a text that nobody has written before."""
        return f"text {sum(self.edits.values()):04} from the {computer.name}"

    @property
    def count(self) -> int:
        """How many edits were acknowledged."""
        return sum(self.edits.values())

    def lost(self, found: set[str]) -> set[str]:
        """Return the texts that should be there and are not."""
        return self.kept - self.gone - found


@dataclass
class Computer:
    """One computer: its copy of the journal's folder, what it keeps for itself, and its clock."""

    name: str
    root: Path
    clock: StandingClock = field(default_factory=StandingClock)
    taken_in: int = 0
    """How many jots became entries here."""
    _session: Session | None = None

    @property
    def places(self) -> Places:
        """Where the program keeps things by itself when ``root`` is somebody's home."""
        return Places(
            self.root / ".local" / "share" / "peerjournal" / "journal",
            self.root / ".local" / "state" / "peerjournal" / "state",
        )

    @property
    def folder(self) -> Path:
        return self.places.journal

    def create(self) -> None:
        self._session = Session.create(self.places, FIRST, cost=CHEAPEST, clock=self.clock)

    @property
    def session(self) -> Session:
        """The open session, which takes in what has arrived as the app does; opened where there is none."""
        if self._session is None:
            self._session = self._open()
            self.taken_in += self._session.taken_in
        else:
            vaults.catch_up(self._session.vault)
        return self._session

    def _open(self) -> Session:
        for passphrase in PASSPHRASES[:-1]:
            try:
                return Session.unlock(self.places, passphrase, clock=self.clock)
            except WrongPassphrase:
                continue
        return Session.unlock(self.places, PASSPHRASES[-1], clock=self.clock)

    @property
    def vault(self) -> Vault:
        return self.session.vault

    def lock(self) -> None:
        if self._session is not None:
            self._session.lock()
            self._session = None

    def documents(self) -> dict[str, list[Document]]:
        """Return all that this computer shows and all other versions, by table and id."""
        vault = self.vault
        return {
            f"{table}/{identifier}": [document, *vault.others(table, identifier)]
            for table in vault.table_names()
            for identifier, document in vault.documents(table).items()
        }

    def texts(self) -> set[str]:
        """Return every text that a person can get at here: shown, removed, or another version."""
        return {str(one["body"]) for found in self.documents().values() for one in found if one.get("body")}

    def in_several_versions(self) -> int:
        """Count what stands in several versions."""
        return sum(len(found) > 1 for found in self.documents().values())


class Writing:
    """Edits on two computers, of all kinds, in an order that is the same each time."""

    def __init__(self, computers: tuple[Computer, Computer], seed: int) -> None:
        self.computers, self.ledger = computers, Ledger()
        self._random = Random(seed)  # noqa: S311 — the same history each time is what is wanted
        self._kinds: dict[Callable[[Computer], bool], int] = {
            self._add: 8,
            self._edit: 14,
            self._remove: 3,
            self._bring_back: 3,
            self._tell: 2,
            self._jot: 2,
        }

    def write(self, times: int, after: Callable[[Computer], None]) -> None:
        """Make so many edits, now here, now there, and let somebody carry after each."""
        goal = self.ledger.count + times
        while self.ledger.count < goal:
            computer = self._random.choice(self.computers)
            (kind,) = self._random.choices([*self._kinds], [*self._kinds.values()])
            if kind(computer):
                self.ledger.edits[kind.__name__.strip("_")] += 1
                self._pass_time(computer)
                after(computer)

    def on_both(self, after: Callable[[Computer], None]) -> None:
        """Change one entry on both computers, neither knowing of the other's change."""
        here, there = self.computers
        shared = {one.id for one in here.session.journal.list()} & {
            one.id for one in there.session.journal.list()
        }
        (identifier,) = self._random.sample(sorted(shared), 1)
        for computer in self.computers:
            self._edit_that(computer, computer.session.journal.get(identifier))
            self.ledger.edits["edit"] += 1
            self._pass_time(computer)
        for computer in self.computers:
            after(computer)

    def _pass_time(self, computer: Computer) -> None:
        computer.clock.move(seconds=self._random.randrange(1, 900))
        if self._random.random() < 1 / 12:
            computer.lock()

    def _add(self, computer: Computer) -> bool:
        text = self.ledger.new(computer)
        computer.session.journal.add(Draft(body=text))
        self.ledger.kept.add(text)
        return True

    def _edit(self, computer: Computer) -> bool:
        found = computer.session.journal.list(12)
        if found:
            self._edit_that(computer, self._random.choice(found))
        return bool(found)

    def _edit_that(self, computer: Computer, piece: Piece) -> None:
        text = self.ledger.new(computer)
        computer.session.journal.edit(piece.id, body=text)
        self.ledger.kept.add(text)
        self.ledger.gone.add(piece.body)

    def _remove(self, computer: Computer) -> bool:
        found = computer.session.journal.list(12)
        if found:
            piece = self._random.choice(found)
            # Whoever removes a piece removes every version of it that is known there.
            self.ledger.gone |= {other.body for other in computer.session.journal.others(piece)}
            computer.session.journal.remove(piece.id)
        return bool(found)

    def _bring_back(self, computer: Computer) -> bool:
        found = computer.session.journal.removed()
        if found:
            computer.session.journal.bring_back(self._random.choice(found).id)
        return bool(found)

    def _tell(self, computer: Computer) -> bool:
        found = [one for one in computer.session.journal.list(12) if one.kind == "entry"]
        if found:
            story = computer.session.journal.make_story(self._random.choice(found).id)
            text = self.ledger.new(computer)
            computer.session.journal.edit(story.id, body=text, stands="in it")
            self.ledger.kept.add(text)
        return bool(found)

    def _jot(self, computer: Computer) -> bool:
        text = self.ledger.new(computer)
        vaults.keep(computer.vault.home, text, written=computer.clock())
        self.ledger.kept.add(text)
        return True
