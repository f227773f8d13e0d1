"""The letter that golden files show: one story with all that a story has, for each wish and hold."""

from collections.abc import Iterator
from pathlib import Path

from peerjournal.journal import HARD_TOPIC, ContentNote, Light, Outcome, Tool
from tests.cli.conftest import Command
from tests.cli.exchange import story, unlocked

FOLDER = Path(__file__).parents[1] / "vectors" / "letter-bodies"
GOLDEN = sorted(path.stem for path in FOLDER.iterdir())
"""Each is named for the wish, and then for how to hold it."""
BODY = """Budget dya, row forty. [[I had my resignation written.]] Bettany came down  with a trolley.

:mine
Nobody knows this.
:end

:careful
The name of the street.
:end

Über, 走, 🪜.\x20\x20
And Bettany's plant."""
TOOLS = (
    Tool("Telling one colleague.", Outcome.HELPED, "before a long meeting", light=Light.OPEN),
    Tool("Being told to calm down.", Outcome.DIDNT, light=Light.OPEN),
    Tool("Coffee. [[Six cups.]]", Outcome.DEPENDS, might_differ="less of it", light=Light.OPEN),
    Tool("What I told no one.", light=Light.MINE),
    Tool("What some may know.", light=Light.CAREFUL),
)


def write_story(pj: Command, who: str = "sam") -> str:
    """Write the story, and put the person in it on the list; return the story's number."""
    number = story(pj, BODY, title="The stairwell [[, and Bettany]]", who=who)
    with unlocked(pj, who) as session:
        session.people.add("a woman from the post room", ["Bettany"])
        note = ContentNote(("panic or crisis", HARD_TOPIC), ends="steady")
        session.journal.edit(
            number, tags=["work", "[[hers]]"], tools=TOOLS, content_note=note, stands="coming through"
        )
    return number


def choices(name: str) -> tuple[str, ...]:
    """Return the options that make the letter of a golden file."""
    wish, hold = name.split(".")
    return ("--wish", wish, "--hold", hold, "--note", "For you. [[Not for the rest.]]")


def body_in(plain: bytes) -> bytes:
    """Return what a person reads of an opened letter, as its first line says where it ends."""
    first, _, rest = plain.partition(b"\n")
    return rest[: int(first.split()[3])]


def every_choice() -> Iterator[tuple[str, str]]:
    """Yield each wish with each way of holding it, as the command takes them."""
    for wish in ("just_read", "been_there", "stayed", "ideas", "ask_me"):
        for hold in ("keep", "wait", "talk"):
            yield wish, hold
