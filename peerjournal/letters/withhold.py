"""Story to letter text: the only door out. Marks come first; what they hold back is gone before all else.

Whatever reads a story for somebody else's eyes takes it from here, so there is one place to check that
nothing that was withheld, and nothing derived from it, goes by.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import Light, Story, passages
from peerjournal.text import clean, clean_line


@dataclass(frozen=True, slots=True)
class CarefulPassage:
    """A passage that the writer decides about each time."""

    number: int
    """Counted from 1 through the whole letter."""
    where: str
    """In which story, or in which part of a reply."""
    text: str = field(repr=False)
    included: bool
    """Whether it was asked for by its number; otherwise it stays out."""


@dataclass(frozen=True, slots=True)
class StoryText:
    """What of a story may leave."""

    title: str = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    stands: str = field(repr=False)
    body: str = field(repr=False)

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to read."""
        return not (self.title or self.body.strip())


class Door:
    """Lets the texts of one letter out, one after the other, and counts the careful passages among them."""

    def __init__(self, careful: Collection[int]) -> None:
        """Open a door that lets only those careful passages by whose numbers are in ``careful``."""
        self._asked = frozenset(careful)
        self.passages: list[CarefulPassage] = []
        self._undecided: list[str] = []

    @property
    def undecided(self) -> tuple[str, ...]:
        """What must be decided before anything may leave, each in a sentence that says what to do."""
        count = len(self.passages)
        unknown = sorted(number for number in self._asked if not 1 <= number <= count)
        known = f"they are numbered 1 to {count}" if count else "there are none in this letter"
        return (*self._undecided, *(f"There is no careful passage {one}: {known}." for one in unknown))

    def text(self, text: str, where: str) -> str:
        """Return what of a text may leave; nothing of one whose marks can't be read."""
        text = clean(text)
        try:
            found = [one for one in passages.parse(text) if one.light is Light.CAREFUL]
        except MarkNotClosed as error:
            self.block(f"{where}: {error} {error.hint}")
            return ""
        before = len(self.passages)
        for one in found:
            number = before + one.number
            self.passages.append(CarefulPassage(number, where, one.text.strip("\n"), number in self._asked))
        return passages.resolve(text, {one.number for one in found if before + one.number in self._asked})

    def line(self, text: str, where: str) -> str:
        """Return what of a title, a tag or another short text may leave, on one line."""
        return clean_line(self.text(text, where))

    def story(self, story: Story) -> StoryText:
        """Return what of a story may leave."""
        where = f"Story {story.number}"
        tags = [self.line(tag, f"{where}, its tags") for tag in story.tags]
        text = StoryText(
            title=self.line(story.title, f"{where}, its title"),
            tags=tuple(tag for tag in tags if tag),
            stands=self.line(story.stands or "", f"{where}, where it stands"),
            body=self.text(story.body, where),
        )
        if text.is_empty and not self._undecided:
            self.block(f"{where}: nothing of it may leave. Open a passage of it, or leave the story out.")
        return text

    def block(self, sentence: str) -> None:
        """Let nothing leave until this was decided."""
        self._undecided.append(sentence)
