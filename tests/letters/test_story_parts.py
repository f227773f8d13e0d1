"""What a story has besides its text, as it stands in a letter: the content note, and what helped."""

from dataclasses import replace

import pytest

from peerjournal.journal import HELP_LINE, ContentNote, Light, Outcome, Tool
from peerjournal.letters import compose
from tests.letters.test_compose import LETTER_ID, story
from tests.letters.test_masking import told_of


def test_f4_a_content_note_stands_before_any_story_text() -> None:
    """F4: a letter with a note shows the note before any story text."""
    note = ContentNote(
        ("panic or crisis", "my own topic", "none needed"),
        skip_hint="the middle; pick up at 'In spring'",
        ends="steady",
    )
    made = compose([told_of("Text.", content_note=note)], LETTER_ID).ready()
    told = (
        "About: panic or crisis, my own topic (mentioned). You can skip the middle; pick up at 'In spring'."
    )
    assert made.texts("content_note") == [f"{told} Ends steady."]
    assert made.parts[0].kind == "content_note"
    assert (
        compose([told_of("Text.", content_note=ContentNote(("none needed",)))], LETTER_ID)
        .ready()
        .texts("content_note")
        == []
    )


def test_f4_of_several_stories_each_note_says_which_it_is_about() -> None:
    one = told_of("One.", content_note=ContentNote(("abuse",), "described", ends="open"))
    two = told_of("Two.")
    three = told_of("Three.", content_note=ContentNote(ends="quietly"))
    assert compose([one, two, three], LETTER_ID).ready().texts("content_note") == [
        "About story 1: abuse (described). Ends open.",
        "About story 3: Ends quietly.",
    ]


@pytest.mark.parametrize("wanted", [True, False])
def test_f4_the_hard_topic_brings_the_line_about_help(wanted: bool) -> None:  # noqa: FBT001 — both cases
    """F4: picking the topic adds the help line; removing it works, for that story only."""
    hard = ContentNote(("self-harm or suicide",), help_line=wanted)
    made = compose([told_of("Text.", content_note=hard)], LETTER_ID).ready()
    line = HELP_LINE
    assert made.texts("help") == ([line] if wanted else [])
    assert made.body.decode().endswith(line) is wanted
    other = told_of("Other.", content_note=replace(hard, help_line=True))
    assert compose([told_of("Text.", content_note=hard), other], LETTER_ID).ready().texts("help") == [line]


def test_f2_tools_stand_in_the_writers_order_each_under_its_own_first_person_stem() -> None:
    """F2: export order is the writer's order; each item renders with its own first-person stem."""
    tools = (
        Tool("A walk.", Outcome.HELPED, "evenings,\nif I've eaten", "a garden helps", light=Light.OPEN),
        Tool("A friend.", Outcome.HELPED, light=Light.OPEN),
        Tool("Calm down.", Outcome.DIDNT, light=Light.OPEN),
        Tool("Coffee. [[Six cups.]]", Outcome.DEPENDS, light=Light.OPEN),
        Tool("Tea.", Outcome.HELPED, light=Light.OPEN),
        Tool("Running.", Outcome.UNSURE, light=Light.OPEN),
    )
    made = compose([told_of("Text.", tools=tools)], LETTER_ID).ready()
    assert made.texts("tools")[0].split("\n\n") == [
        (
            "**What helped me**\n- A walk.\n  When: evenings,\n  if I've eaten\n"
            "  It may be different for you: a garden helps\n- A friend."
        ),
        "**What didn't help me**\n- Calm down.",
        "**It depends**\n- Coffee.",
        "**What helped me**\n- Tea.",
        "**I'm not sure yet about**\n- Running.",
    ]
    assert not any(word in made.texts("tools")[0].lower() for word in ("%", "best", "top", "score", "should"))


def test_f2_a_tool_leaves_as_far_as_its_light_goes() -> None:
    """F2: a tool leaves as far as its light goes."""
    tools = (
        Tool("Mine.", light=Light.MINE),
        Tool("Careful one."),
        Tool("Careful two.", when="Always."),
        Tool("[[All of it.]]", light=Light.OPEN),
    )
    told = told_of(":careful\nA passage.\n:end\nText.", tools=tools)
    made = compose([told], LETTER_ID)
    assert [one.number for one in made.careful] == [1, 2, 3]
    assert made.ready().texts("tools") == []
    assert compose([told], LETTER_ID, careful=(3,)).ready().texts("tools") == [
        "**I'm not sure yet about**\n- Careful two.\n  When: Always."
    ]


def test_f3_nothing_careful_stands_in_something_careful() -> None:
    """F3: careful passages keep their numbers, whichever of them go along; what was asked for goes, alone."""
    inner = Tool("One.\n:careful\nInner.\n:end", when="Always.")
    told = told_of("Text.", tools=(inner, Tool("Two.")))
    assert [(one.number, one.text) for one in compose([told], LETTER_ID).careful] == [
        (1, "One.\n:careful\nInner.\n:end\nAlways."),
        (2, "Two."),
    ]
    assert compose([told], LETTER_ID, careful=(2,)).ready().texts("tools") == [
        "**I'm not sure yet about**\n- Two."
    ]
    made = compose([told], LETTER_ID, careful=(1, 2))
    assert made.letter is None
    assert [(one.number, one.included) for one in made.careful] == [(1, True), (2, True)]
    assert made.undecided == (
        "Story 3, what was tried: something careful holds a careful passage. Make one of them open or mine.",
    )


def test_a_story_may_be_nothing_but_what_helped() -> None:
    made = compose(
        [replace(story("", ""), tools=(Tool("Rest.", Outcome.HELPED, light=Light.OPEN),))], LETTER_ID
    )
    assert made.ready().texts("story") == ["**What helped me**\n- Rest."]
