"""Stories, a note, a wish and how to hold it become a Letter; what is still undecided blocks it."""

from collections.abc import Collection, Iterable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby

from peerjournal.errors import LetterError, MarkNotClosed, Undecided
from peerjournal.journal import HELP_LINE, Asked, ContentNote, Outcome, Person, Story, passages
from peerjournal.letters.ledger import TAKE_BACK_NOTE
from peerjournal.letters.letter import HOLDS, WISHES, Letter, Page
from peerjournal.letters.withhold import CarefulPassage, Door, Found, NoteText, StoryText


@dataclass(frozen=True, slots=True)
class StoodIn:
    """Somebody whose names were replaced."""

    person: Person
    times: int


@dataclass(frozen=True, slots=True, repr=False)
class Composition:
    """What was made of the choices so far."""

    letter: Letter | None
    """None while something is undecided."""
    undecided: tuple[str, ...]
    """What must be decided before it can leave, and what to do; for the writer's eyes alone."""
    careful: tuple[CarefulPassage, ...]
    """The careful passages, numbered; those not included stay out. For the writer's eyes alone."""
    to_decide: tuple[Found, ...] = ()
    """Details that need a decision each, and keep the letter from being made. For the writer alone."""
    to_look_at: tuple[Found, ...] = ()
    """Words that may be names, not looked at yet: front ends ask *I have looked*. For the writer alone."""
    masked: tuple[StoodIn, ...] = ()
    """Whose names were replaced, and how often. For the writer alone."""

    @property
    def cant_ask(self) -> tuple[Person, ...]:
        """Those in it who can't be asked whether they agree."""
        return tuple(one.person for one in self.masked if one.person.asked is Asked.CANT)

    def ready(self) -> Letter:
        """Return the letter, or raise Undecided."""
        if self.letter is None:
            raise Undecided(hint=" ".join(self.undecided))
        return self.letter


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around the stories of a letter."""

    wish: str = "just_read"
    """A key of ``WISHES``."""
    hold: str = "keep"
    """A key of ``HOLDS``, or own words; empty for none."""
    note: str = ""
    """Own words above everything else."""
    kept: frozenset[str] = frozenset()
    """Details in ``note`` and ``hold`` that the writer decided to leave in."""

    def __repr__(self) -> str:
        return "Around(...)"


def compose(
    stories: Sequence[Story],
    letter_id: str,
    *,
    around: Around = Around(),
    careful: Collection[int] = (),
    people: Iterable[Person] = (),
    replaces: str = "",
) -> Composition:
    """Compose a letter. For the same choices and the same id it is the same letter, byte for byte.

    Args:
        stories: In the order in which they are to be read.
        letter_id: From ``new_letter_id``.
        around: The wish, how to hold it, the note.
        careful: The numbers of the careful passages that go along; all others stay.
        people: Whose names are replaced by their stand-ins.
        replaces: The letter_id of the earlier letter to the same person that this one takes the place of.

    Raises:
        LetterError: There is no such wish.
        TooLarge: It is more than a letter may hold.
    """
    if around.wish not in WISHES:
        raise LetterError("There is no wish by that name.", hint=f"There are: {', '.join(WISHES)}.")
    door, page = Door(careful, people, around.kept), Page()
    page.paragraph("note", door.text(around.note, "The note").strip("\n"))
    _write_content_notes(page, door, stories)
    page.paragraph("wish", WISHES[around.wish])
    page.paragraph("hold", HOLDS.get(around.hold) or door.text(around.hold, "How to hold it").strip("\n"))
    for place, story in enumerate(stories):
        page.gap()
        if place:
            page.write("---\n\n")
        _write_story(page, door.story(story))
    if any(story.content_note and story.content_note.brings_help for story in stories):
        page.paragraph("help", HELP_LINE)
    if not stories:
        door.block("Choose a story to share.")
    return finish(door, Letter(letter_id, page.body, tuple(page.parts), around.wish, replaces=replaces))


def preview(story: Story, people: Iterable[Person] = ()) -> str:
    """Return what of a story would leave if nothing careful went along, for looking at while it is written.

    Of a text whose marks can't be read yet, it is what stands before them.
    """
    story = story.with_texts(_readable)
    door, page = Door((), people, looks=False), Page()
    _write_content_notes(page, door, [story])
    text = door.story(story)
    if not text.is_empty:
        page.gap()
        _write_story(page, text)
    if story.content_note and story.content_note.brings_help:
        page.paragraph("help", HELP_LINE)
    return page.body.decode()


def note_in_a_line(note: ContentNote) -> str:
    """Return a content note as a letter says it, in the words as they were written, marks included."""
    return _told(NoteText(", ".join(note.told_topics), note.how, note.skip_hint, note.ends), "")


def _readable(text: str) -> str:
    try:
        passages.parse(text)
    except MarkNotClosed:
        return passages.escape(passages.preview(text))
    return text


def compose_take_back(letter_id: str, takes_back: str) -> Letter:
    """Compose the letter that asks for an earlier one to be deleted.

    Args:
        letter_id: From ``new_letter_id``.
        takes_back: The letter_id of the earlier one.
    """
    page = Page()
    page.paragraph("take_back", TAKE_BACK_NOTE)
    return Letter(letter_id, page.body, tuple(page.parts), takes_back=takes_back)


def finish(door: Door, letter: Letter) -> Composition:
    """Return the letter, unless something kept the door shut."""
    undecided = door.undecided
    return Composition(
        letter=None if undecided else letter,
        undecided=undecided,
        careful=tuple(door.passages),
        to_decide=tuple(door.to_decide),
        to_look_at=tuple(door.to_look_at),
        masked=tuple(StoodIn(door.person(one), times) for one, times in door.times.items()),
    )


def _write_content_notes(page: Page, door: Door, stories: Sequence[Story]) -> None:
    for place, story in enumerate(stories, start=1):
        if story.content_note:
            of = f"story {place}" if len(stories) > 1 else ""
            page.paragraph("content_note", _told(door.note(story, story.content_note), of))


def _told(note: NoteText, of: str) -> str:
    """Return a content note as one line; nothing where nothing is told."""
    parts = [f"{note.topics} ({note.how})"] if note.topics else []
    parts += [f"You can skip {note.skip_hint}"] if note.skip_hint else []
    parts += [f"Ends {note.ends}"] if note.ends else []
    if not parts:
        return ""
    about = f"About {of}: " if of else "About: " if note.topics else ""
    return about + " ".join(
        part if part.endswith((".", "?", "!", "\u2026")) else f"{part}." for part in parts
    )


def _write_story(page: Page, text: StoryText) -> None:
    pieces = (
        ("title", "# ", text.title),
        ("tags", "Tags: ", ", ".join(text.tags)),
        ("stands", "Where it stands: ", text.stands),
        ("", "", text.body if text.body.strip() else ""),
        ("tools", "", _told_tools(text.tools)),
    )
    with page.part("story"):
        for place, (kind, label, piece) in enumerate([piece for piece in pieces if piece[-1]]):
            page.write("\n\n" + label if place else label)
            with page.part(kind) if kind else nullcontext():
                page.write(piece)


def _told_tools(tools: Sequence[tuple[Outcome, str]]) -> str:
    """Return what was tried, in the writer's order, each under how it went in the first person."""
    blocks = (
        [f"**{outcome.stem}**", *(f"- {said}".replace("\n", "\n  ") for _, said in group)]
        for outcome, group in groupby(tools, key=lambda tool: tool[0])
    )
    return "\n\n".join("\n".join(block) for block in blocks)
