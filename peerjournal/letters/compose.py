"""Stories, a note, a wish and how to hold it become a Letter; what is still undecided blocks it."""

from collections.abc import Collection, Sequence
from contextlib import nullcontext
from dataclasses import dataclass

from peerjournal.errors import LetterError, Undecided
from peerjournal.journal import Story
from peerjournal.letters.ledger import TAKE_BACK_NOTE
from peerjournal.letters.letter import HOLDS, WISHES, Letter, Page
from peerjournal.letters.withhold import CarefulPassage, Door, StoryText


@dataclass(frozen=True, slots=True, repr=False)
class Composition:
    """What was made of the choices so far."""

    letter: Letter | None
    """None while something is undecided."""
    undecided: tuple[str, ...]
    """What must be decided before it can leave, and what to do; for the writer's eyes alone."""
    careful: tuple[CarefulPassage, ...]
    """The careful passages, numbered; those not included stay out. For the writer's eyes alone."""

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

    def __repr__(self) -> str:
        return "Around(...)"


def compose(
    stories: Sequence[Story],
    letter_id: str,
    *,
    around: Around = Around(),
    careful: Collection[int] = (),
) -> Composition:
    """Compose a letter. For the same choices and the same id it is the same letter, byte for byte.

    Args:
        stories: In the order in which they are to be read.
        letter_id: From ``new_letter_id``.
        around: The wish, how to hold it, the note.
        careful: The numbers of the careful passages that go along; all others stay.

    Raises:
        LetterError: There is no such wish.
        TooLarge: It is more than a letter may hold.
    """
    if around.wish not in WISHES:
        raise LetterError("There is no wish by that name.", hint=f"There are: {', '.join(WISHES)}.")
    door, page = Door(careful), Page()
    page.paragraph("note", door.text(around.note, "The note").strip("\n"))
    page.paragraph("wish", WISHES[around.wish])
    page.paragraph("hold", door.text(HOLDS.get(around.hold, around.hold), "How to hold it").strip("\n"))
    for place, story in enumerate(stories):
        page.gap()
        if place:
            page.write("---\n\n")
        _write_story(page, door.story(story))
    if not stories:
        door.block("Choose a story to share.")
    return finish(door, Letter(letter_id, page.body, tuple(page.parts), around.wish))


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
    return Composition(None if undecided else letter, undecided, tuple(door.passages))


def _write_story(page: Page, text: StoryText) -> None:
    pieces = (
        ("title", "# ", text.title),
        ("tags", "Tags: ", ", ".join(text.tags)),
        ("stands", "Where it stands: ", text.stands),
        ("", "", text.body if text.body.strip() else ""),
    )
    with page.part("story"):
        for place, (kind, label, piece) in enumerate([piece for piece in pieces if piece[-1]]):
            page.write("\n\n" + label if place else label)
            with page.part(kind) if kind else nullcontext():
                page.write(piece)
