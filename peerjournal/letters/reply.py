"""What stayed with me: a letter that answers one, as a witness and not as a fixer."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Final

from peerjournal.errors import LetterError
from peerjournal.journal import Person
from peerjournal.letters.compose import Composition, finish
from peerjournal.letters.letter import Letter, Page
from peerjournal.letters.withhold import Door

OFFER: Final = "I have something that helped me, if you ever want to hear it. No need to answer."
"""The one line in which a reply may speak of advice that was not asked for."""

STEPS: Final = (
    ("line", "reply_line", "A line that stayed"),
    ("picture", "reply_picture", "The picture"),
    ("life", "reply_life", "Where it met my life"),
    ("carry", "reply_carry", "What I take with me"),
    ("ideas", "reply_offer", "If you'd like it"),
)
"""Field of Reply, kind of part, and the label that stands above it."""


@dataclass(frozen=True, slots=True)
class Reply:
    """The parts of a reply, all of them optional. One line is a whole reply."""

    note: str = field(default="", repr=False)
    """Own words in no particular part."""
    line: str = field(default="", repr=False)
    picture: str = field(default="", repr=False)
    life: str = field(default="", repr=False)
    carry: str = field(default="", repr=False)
    ideas: str = field(default="", repr=False)
    """What helped and what didn't: only for a letter whose wish was ``ideas``."""
    offer: bool = False
    """Whether the fixed line stands at the end, which offers and asks for nothing."""


def asks_for_ideas(letter: Letter | None) -> bool:
    """Whether a reply to this letter may say what helped."""
    return letter is not None and letter.wish == "ideas"


def compose_reply(
    reply: Reply,
    letter_id: str,
    *,
    to: Letter | None,
    careful: Collection[int] = (),
    people: Iterable[Person] = (),
    kept: Iterable[str] = (),
) -> Composition:
    """Compose a reply.

    Args:
        reply: What it says.
        letter_id: From ``new_letter_id``.
        to: The letter it answers, or None for a text that is no letter of ours.
        careful: The numbers of the careful passages that go along; all others stay.
        people: Whose names are replaced by their stand-ins.
        kept: Details in it that the writer decided to leave in.

    Raises:
        LetterError: It holds ideas that were not asked for.
        TooLarge: It is more than a letter may hold.
    """
    if reply.ideas and not asks_for_ideas(to):
        raise LetterError(
            "They have not asked for ideas.",
            hint="`--offer` says that you have some, if they ever want to hear them.",
        )
    door, page = Door(careful, people, kept), Page()
    page.paragraph("note", door.text(reply.note, "Your reply").strip("\n"))
    for name, kind, label in STEPS:
        write_step(page, kind, label, door.text(getattr(reply, name), label).strip("\n"))
    if reply.offer:
        page.paragraph("reply_offer", OFFER)
    if not page.body and not door.undecided:
        door.block("There is nothing to send yet. One line is a whole reply.")
    return finish(
        door, Letter(letter_id, page.body, tuple(page.parts), in_reply_to=to.letter_id if to else "")
    )


def write_step(page: Page, kind: str, label: str, said: str) -> None:
    """Write one part of a reply under its label; nothing where nothing is said."""
    if said.strip():
        page.gap()
        page.write(f"**{label}**\n\n")
        with page.part(kind):
            page.write(said)
