"""Something that came, looked at and not kept: what it is, who it is from, and how sure that is."""

from dataclasses import dataclass
from typing import Literal

from peerjournal.letters.kept import Kept
from peerjournal.letters.letter import Letter
from peerjournal.letters.sender import Sender
from peerjournal.peers import AnswerTaken, Card, Opener
from peerjournal.text import clean

Kind = Literal["card", "answer", "letter", "sealed text"]


@dataclass(frozen=True, slots=True, repr=False)
class Arrival:
    """Something that came, looked at and not kept."""

    kind: Kind
    sender: Sender
    plain: bytes
    """What was in the seal; for a card, the file."""
    opener: Opener | None = None
    """Which of my keys opened it, and for whom I had made that key. That person need not be the sender."""
    letter: Letter | None = None
    card: Card | None = None
    """A card that came as a file, or the sender's new card inside a letter."""
    answer: AnswerTaken | None = None
    """What keeping this answer would do."""
    already: Kept | None = None
    """The same bytes, here already."""
    other_versions: tuple[Kept, ...] = ()
    """Letters that are here and have the same letter_id with other bytes."""
    answers: Kept | None = None
    """The letter of mine to the same person that this one replies to."""
    takes_back: Kept | None = None
    """The letter of theirs that they ask to have deleted."""
    replaces: Kept | None = None
    """The earlier letter of theirs that this one takes the place of."""
    block: bytes = b""
    """What was written back from a web page of mine, as it came; no key of mine opened it, the page's did."""
    page_for: str = ""
    """The id of the person that page was made for, who may have been dropped since."""
    number: str = ""
    """The short number of the letter that it takes the place of, or asks to have deleted."""

    @property
    def is_new(self) -> bool:
        """Whether keeping it adds anything: the same words may be here, from somebody as sure as now."""
        return self.already is None or (self.sender.confirmed and not self.already.peer)

    @property
    def from_id(self) -> str:
        """The id of the person it surely came from, or whose page was answered, or nothing."""
        return self.sender.peer.id if self.sender.peer else self.page_for

    @property
    def text(self) -> str:
        """All that a person reads of it, safe to show."""
        if self.letter:
            return self.letter.text
        return clean(self.plain.decode()) if self.kind == "sealed text" else ""

    @property
    def sentence(self) -> str:
        """Say what it is, who it is from and how sure that is."""
        if self.kind == "card":
            return "This is a card. `peerjournal peers add NAME FILE` takes it in, under the name you give."
        return self.answer.sentence if self.answer else self.sender.sentence

    @property
    def remarks(self) -> tuple[str, ...]:
        """Say what else there is to know before keeping it."""
        name = self.sender.peer.called if self.sender.peer else ""
        found = []
        if self.already:
            found.append("This letter is here already.")
        if self.other_versions:
            found.append("A letter with the same id and other words is here already. Both are kept.")
        if self.card and self.letter:
            found.append(
                f"{name} has a new card. If you keep this, letters go to it; compare its words again."
            )
        if self.replaces:
            found.append(f"This takes the place of letter {self.number}. Both are kept.")
        elif self.takes_back:
            found.append(f"{name} asks you to delete letter {self.number}.")
        return tuple(found)
