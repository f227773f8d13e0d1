"""Story to letter text: the only door out. Marks come first, then names; what they hold back is gone.

Whatever reads a story for somebody else's eyes takes it from here, so there is one place to check that
nothing that was withheld, no name from the list, and nothing derived from either goes by.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field

from peerjournal.errors import MarkNotClosed
from peerjournal.journal import ContentNote, Light, Names, Outcome, Person, Story, Tool, Why, passages
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
    story: str = ""
    """The id of the story; empty for what is written around the stories, and in a reply."""


@dataclass(frozen=True, slots=True)
class Found:
    """Something in what would leave that could still point at someone."""

    word: str = field(repr=False)
    """As it stands in the text."""
    why: Why
    where: str
    """In which story, or in which part of a letter."""
    story: str = ""
    """The id of that story; empty for what is written around the stories."""


@dataclass(frozen=True, slots=True)
class StoryText:
    """What of a story may leave."""

    title: str = field(repr=False)
    tags: tuple[str, ...] = field(repr=False)
    stands: str = field(repr=False)
    body: str = field(repr=False)
    tools: tuple[tuple[Outcome, str], ...] = field(default=(), repr=False)
    """How each went, and what may be said of it."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left to read."""
        return not (self.title or self.body.strip() or self.tools)


@dataclass(frozen=True, slots=True)
class NoteText:
    """What of a content note may leave."""

    topics: str = field(repr=False)
    how: str
    skip_hint: str = field(repr=False)
    ends: str = field(repr=False)


class Door:
    """Lets the texts of one letter out, one after the other, and counts the careful passages among them."""

    def __init__(
        self,
        careful: Collection[int],
        people: Iterable[Person] = (),
        kept: Iterable[str] = (),
        *,
        looks: bool = True,
    ) -> None:
        """Open a door.

        Args:
            careful: The numbers of the careful passages that may go along.
            people: Whose names are replaced.
            kept: Details around the stories that the writer decided to leave in.
            looks: Whether what could still point at someone is looked for.
        """
        self._asked = frozenset(careful)
        self._names = Names(people)
        self._around = frozenset(kept)
        self._looks = looks
        self._story: Story | None = None
        self.passages: list[CarefulPassage] = []
        self.to_decide: list[Found] = []
        """What keeps the door shut until the writer has decided."""
        self.to_look_at: list[Found] = []
        """What the writer has not looked at yet."""
        self.times: Counter[str] = Counter()
        """How often each person's stand-in was put, by their id."""
        self._undecided: list[str] = []

    @property
    def undecided(self) -> tuple[str, ...]:
        """What must be decided before anything may leave, each in a sentence that says what to do."""
        count = len(self.passages)
        unknown = sorted(number for number in self._asked if not 1 <= number <= count)
        known = f"they are numbered 1 to {count}" if count else "there are none in this letter"
        places = Counter(one.where for one in self.to_decide)
        return (
            *self._undecided,
            *(_to_decide(where, how_many) for where, how_many in places.items()),
            *(f"There is no careful passage {one}: {known}." for one in unknown),
        )

    def text(self, text: str, where: str, *, raises: bool = True) -> str:
        """Return what of a text may leave; nothing of one whose marks can't be read.

        Args:
            text: With its marks and its names.
            where: Where it stands, for the writer.
            raises: Whether a stand-in that begins a sentence begins with a capital.
        """
        return self._masked(self._open(text, where), where, raises=raises)

    def line(self, text: str, where: str, *, raises: bool = True) -> str:
        """Return what of a title, a tag or another short text may leave, on one line."""
        return clean_line(self.text(text, where, raises=raises))

    def story(self, story: Story) -> StoryText:
        """Return what of a story may leave."""
        where = f"Story {story.number}"
        self._story = story
        tags = [self.line(tag, f"{where}, its tags", raises=False) for tag in story.tags]
        text = StoryText(
            title=self.line(story.title, f"{where}, its title"),
            tags=tuple(tag for tag in tags if tag),
            stands=self.line(story.stands, f"{where}, where it stands", raises=False),
            body=self.text(story.body, where),
            tools=tuple(
                (tool.how_it_went, said)
                for tool in story.tools
                if (said := self._tool(tool, f"{where}, what was tried"))
            ),
        )
        self._story = None
        if text.is_empty and not self._undecided:
            self.block(f"{where}: nothing of it may leave. Open a passage of it, or leave the story out.")
        return text

    def note(self, story: Story, note: ContentNote) -> NoteText:
        """Return what of a story's content note may leave."""
        where = f"Story {story.number}, its content note"
        self._story = story
        topics = [self.line(topic, where, raises=False) for topic in note.told_topics]
        text = NoteText(
            topics=", ".join(topic for topic in topics if topic),
            how=note.how,
            skip_hint=self.line(note.skip_hint, where, raises=False),
            ends=self.line(note.ends, where, raises=False),
        )
        self._story = None
        return text

    def person(self, identifier: str) -> Person:
        """Return one of the people whose names are replaced, by id."""
        return self._names.people[identifier]

    def block(self, sentence: str) -> None:
        """Let nothing leave until this was decided."""
        self._undecided.append(sentence)

    def _tool(self, tool: Tool, where: str) -> str:
        """Return what may be said of something that was tried; what belongs to what stays, stays with it."""
        if tool.light is Light.MINE or not tool.tried.strip():
            return ""
        words = (tool.tried, tool.when, tool.might_differ)
        if tool.light is Light.CAREFUL:
            number, asked = len(self.passages) + 1, "\n".join(filter(str.strip, words))
            self.passages.append(CarefulPassage(number, where, asked, number in self._asked))
            if number not in self._asked:
                return ""
            if any(map(_holds_careful, words)):
                # Numbered only once this one goes along, it would move the numbers of all that follow.
                self.block(
                    f"{where}: something careful holds a careful passage. Make one of them open or mine."
                )
                return ""
        tried, when, differs = (self.text(text, where).strip() for text in words)
        more = (f"When: {when}" if when else "", f"It may be different for you: {differs}" if differs else "")
        return "\n".join(part for part in (tried, *more) if part) if tried else ""

    def _open(self, text: str, where: str) -> str:
        """Return a text without what the marks in it hold back."""
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

    def _masked(self, text: str, where: str, *, raises: bool) -> str:
        """Return a text with stand-ins for the names in it, and note what else could point at someone."""
        masked = self._names.mask(text, raises=raises, looks=self._looks)
        self.times += masked.times
        story = self._story
        kept = frozenset(story.kept) if story else self._around
        looked = {*story.looked} if story else frozenset[str]()
        for one in masked.leftovers:
            word = clean_line(one.word)
            found = Found(word, one.why, where, story.id if story else "")
            if word in kept:
                continue
            if one.why.must_decide:
                self.to_decide.append(found)
            elif word not in looked:
                self.to_look_at.append(found)
        return masked.text


def _holds_careful(text: str) -> bool:
    try:
        return any(one.light is Light.CAREFUL for one in passages.parse(text))
    except MarkNotClosed:
        return False


def _to_decide(where: str, count: int) -> str:
    what = (
        "a detail that could point at someone needs"
        if count == 1
        else f"{count} details could point at someone and need"
    )
    return f"{where}: {what} your decision."
