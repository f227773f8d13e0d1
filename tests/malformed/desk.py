"""A journal in which one page was made for Ana: where all that is malformed arrives."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from peerjournal.crypto import CHEAPEST, Key
from peerjournal.errors import LetterError
from peerjournal.letters import Arrival, Inbox, Letter, Outbox
from peerjournal.letters.reply_keys import TABLE
from peerjournal.letters.way_back import WayBack
from peerjournal.peers import Circle
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, StandingClock
from tests.letters.pages import letter_of


@dataclass
class Desk:
    """An unlocked journal, and the one page that was made in it."""

    vault: Vault
    inbox: Inbox
    page: bytes
    words: str
    way_back: WayBack
    letter: Letter

    @classmethod
    def set_up(cls, room: Path) -> "Desk":
        vault = Vault.create(
            room / "journal", room / "state", passphrase=PASSPHRASE, clock=StandingClock(), cost=CHEAPEST
        )
        circle = Circle(vault, safety_cost=CHEAPEST)
        letter = letter_of("I sat on the back stairs.", wish="ideas")
        made = Outbox(vault, circle).prepare(letter, circle.add_plain("Ana"), form="page")
        ((reply_id, document),) = vault.documents(TABLE).items()
        way_back = WayBack(reply_id, Key(bytes.fromhex(document["key"])))
        return cls(vault, Inbox(vault, circle), made.data, made.words, way_back, letter)

    def stands(self) -> tuple[dict[str, Any], dict[str, tuple[int, int]]]:
        """Return all that is kept, and how its files stand on the disk."""
        shown = {name: dict(self.vault.documents(name)) for name in self.vault.table_names()}
        files = {path: path.stat() for path in self.vault.home.folder.rglob("*") if path.is_file()}
        return shown, {str(path): (found.st_size, found.st_mtime_ns) for path, found in files.items()}

    def looked_at(self, data: bytes) -> Arrival | None:
        """Look at a file, which changes nothing; None where it was refused, in a sentence of ours."""
        before = self.stands()
        try:
            arrival = self.inbox.look(data)
        except LetterError as refused:
            told = f"{refused} {refused.hint}"
            assert told.endswith("."), "what is refused is said in a sentence, with what to do next"
            arrival = None
        assert self.stands() == before, "looking keeps nothing"
        return arrival

    def kept_and_let_go(self, arrival: Arrival) -> str:
        """Keep what arrived, and return its text as it is read from the disk; then remove it."""
        before = len(self.vault.documents("letters"))
        number = str(self.inbox.keep(arrival))
        kept = self.inbox.letters.get(number)
        assert (kept.direction, kept.sure, kept.in_reply_to) == (
            "received",
            "by the page",
            self.letter.letter_id,
        )
        assert len(self.vault.documents("letters")) == before + 1
        assert self.inbox.sender_of(kept).peer is not None
        self.inbox.letters.remove(number)
        return kept.text
