"""The worked fixture: the made-up story as its writer keeps it becomes exactly the story as it is told."""

from dataclasses import replace

from peerjournal.cli.demo_stories import DemoPerson, DemoStory, stories
from peerjournal.journal import Asked, ContentNote, Light, Moment, Outcome, Person, Story, Tool
from peerjournal.letters import WISHES, Around, Letter, compose
from peerjournal.letters.layout import write_above
from tests.conftest import StandingClock

LETTER_ID = "0123456789abcdef" * 2
TOLD = stories()[0]
RESIGNATION = "[[I had already written my resignation in my head.]]"


def story(told: DemoStory) -> Story:
    tried = ((Outcome.HELPED, told.helped), (Outcome.DIDNT, told.didnt), (Outcome.DEPENDS, told.depends))
    return Story(
        "an id",
        told.title,
        told.draft.strip(),
        (),
        Moment.of(StandingClock().now),
        number=3,
        stands=told.stands,
        content_note=ContentNote(told.note.topics, told.note.how, ends=told.note.ends),
        tools=tuple(Tool(text, how, light=Light.OPEN) for how, texts in tried for text in texts),
    )


def people(told: DemoStory) -> list[Person]:
    return [
        Person(f"person {number}", number, "a device", one.stand_in, one.names, Asked(one.asked))
        for number, one in enumerate(told.people, start=1)
    ]


def letter(told: DemoStory) -> Letter:
    around = Around(wish=told.wish, hold=told.hold)
    return compose([story(told)], LETTER_ID, around=around, people=people(told)).ready()


def test_what_leaves_is_the_story_as_it_is_told_byte_for_byte() -> None:
    """F3, F5: of the stairwell the expected export is exactly its text."""
    tools = "\n\n".join(
        "\n".join([f"**{stem}**", *(f"- {text}" for text in texts)])
        for stem, texts in (
            ("What helped me", TOLD.helped),
            ("What didn't help me", TOLD.didnt),
            ("It depends", TOLD.depends),
        )
    )
    about = "About: panic or crisis, hospital or medical (mentioned). Ends steady."
    above = f"{about}\n\n{WISHES['been_there']}\n\nLet me be the one to bring it up."
    assert letter(TOLD).body.decode() == (
        f"{above}\n\n# The stairwell\n\nWhere it stands: coming through\n\n{TOLD.body.strip()}\n\n{tools}"
    )


def test_another_name_and_another_passage_that_stays_give_the_same_bytes() -> None:
    """F3, F5: "Rosalind" throughout and a different resignation sentence, and the bytes are the same."""
    (bettany,) = TOLD.people
    other = replace(
        TOLD,
        draft=TOLD.draft.replace("Bettany", "Rosalind").replace(
            RESIGNATION,
            "[[There was a letter, typed and signed, in the left-hand drawer. It's still there.]]",
        ),
        people=(DemoPerson(bettany.stand_in, "no", ("Rosalind", "Rosalind from the post room", "Roz")),),
    )
    assert RESIGNATION in TOLD.draft
    assert "Bettany" not in other.draft
    assert write_above(letter(other), None) == write_above(letter(TOLD), None)
    assert letter(other).parts == letter(TOLD).parts


def test_every_made_up_story_leaves_as_it_is_told() -> None:
    """F3, F5: no real form of a name, and nothing else changed."""
    for told in stories():
        body = letter(told).body.decode()
        assert f"\n\n{told.body.strip()}\n\n" in body
        assert not any(name in body for one in told.people for name in one.names)
