"""What was withheld leaves no trace in a letter, and everything else is what was written."""

import re
from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from peerjournal.journal import Story
from peerjournal.letters import Around, compose
from peerjournal.text import clean
from tests.letters.test_compose import LETTER_ID, body_of, story
from tests.sampling import part, sampled

# None of these opens, closes or escapes a mark, and none makes a heading whose text could be withheld.
plain = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc", "Cf", "Zl", "Zp", "Zs"], exclude_characters="[]\\:\uff1a\ufe13\ufe55#"
    )
    | st.sampled_from("   \n"),
    max_size=40,
)
hidden_line = st.text(
    st.characters(
        exclude_categories=["Cs"],
        exclude_characters="[]\\:\uff1a\ufe13\ufe55\n\r\x1c\x1d\x1e\x85\u2028\u2029\x0b\x0c",
    ),
    max_size=25,
)
hidden_lines = st.lists(hidden_line, max_size=3).map("\n".join)
hidden_words = hidden_line.map(lambda text: " ".join(text.split()) or "x") | st.sampled_from(
    ["x: y", "a [b] c", "# heading", "- item", "`code`", ":mine", "**bold**", "|a|b|", "<b>"]
)


@st.composite
def family(draw: st.DrawFn) -> list[Story]:
    """Five stories that differ only inside what is withheld: in the body, the title and the tags."""
    shapes = draw(
        st.lists(st.tuples(st.sampled_from(["inline", "mine", "careful"]), plain), min_size=1, max_size=5)
    )
    first = draw(plain)

    def member() -> Story:
        body = first
        for shape, after in shapes:
            if shape == "inline":
                body += f"[[{draw(hidden_words)}]]{after}"
            else:
                body += f"\n:{shape}\n{draw(hidden_lines)}\n:end\n{after}"
        return story(body, f"Open [[{draw(hidden_words)}]] title", "work", f"[[{draw(hidden_words)}]]")

    return [member() for _ in range(5)]


@given(family())
@settings(max_examples=part(1_250))
@sampled
def test_stories_that_differ_only_in_what_is_withheld_make_the_same_letter(stories: list[Story]) -> None:
    """F3: Four pairs for each example, all of them different: 5,000 pairs where it is run whole."""
    assume(all(other != stories[0] for other in stories[1:]))
    made = [compose([one], LETTER_ID) for one in stories]
    for other in made[1:]:
        assert other.letter == made[0].letter
        assert other.undecided == made[0].undecided
    assert made[0].letter or made[0].undecided


@given(family())
@sampled
@settings(max_examples=part(500))
def test_what_stays_open_is_all_there_and_nothing_else(stories: list[Story]) -> None:
    """F3: verbatim, outside what was withheld."""
    made = compose(stories[:1], LETTER_ID)
    if made.letter is None:
        return
    told = made.letter.texts("story")[0].partition("Tags: work")[2]
    kept = re.sub(r"\[\[.*?\]\]|(?s::(mine|careful)\n.*?\n:end)", "", stories[0].body)
    assert "".join(told.split()) == "".join(clean(kept).split())


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=400))
@sampled
@settings(max_examples=part(1_000))
def test_a_story_without_marks_leaves_exactly_as_it_was_written(text: str) -> None:
    """F3: verbatim, byte for byte, for any text at all."""
    text = clean(re.sub(r"[\[\]:\uff1a\ufe13\ufe55\\]", "", text))
    told = story(text)
    kept = tuple(one.word for one in compose([told], LETTER_ID).to_decide)
    made = compose([replace(told, kept=kept)], LETTER_ID).ready().body.decode()
    assert made.endswith(f"# The stairwell\n\n{text}" if text.strip() else "# The stairwell")


def test_the_fixture_of_the_stairwell() -> None:
    """F3: the made-up story with another name and another thought inside the marks is the same."""

    def draft(name: str, thought: str) -> Story:
        return story(
            f"I was sure the whole table could hear it. [[{thought}]]\n\nA woman came down.\n\n"
            f"I know her name now. [[It's {name}.]] We have lunch on Tuesdays."
        )

    one = compose([draft("Bettany", "I had already written my resignation in my head.")], LETTER_ID).ready()
    two = compose([draft("Rosalind", "I wanted to run.")], LETTER_ID).ready()
    assert one == two
    assert one.body.decode().endswith(
        "I was sure the whole table could hear it.\n\nA woman came down.\n\n"
        "I know her name now. We have lunch on Tuesdays."
    )


def test_marks_count_in_titles_tags_notes_and_own_words_too() -> None:
    """F3: titles, tags, notes and own words go through the same door."""
    made = body_of(
        replace(
            story("Open.", "A day [[with Bettany]]", "work", "[[resignation]]"), stands="[[stuck]] in it"
        ),
        around=Around(note="Hi. [[secret]]", hold="[[Tell no one]] Keep it."),
    )
    assert made == (
        "Hi.\n\nJust read it. No reply needed.\n\nKeep it.\n\n"
        "# A day\n\nTags: work\n\nWhere it stands: in it\n\nOpen."
    )


def test_a_canary_in_every_withheld_place_is_nowhere_in_the_letter() -> None:
    """F3: the canary, in the payload and in what objects show."""
    canary = "canary7391"
    body = f"a [[{canary}]] b\n\n:mine\n{canary}\n:end\n\n:careful\n{canary}\n:end\n\nc"
    made = compose(
        [story(body, f"T [[{canary}]]", f"[[{canary}]]")], LETTER_ID, around=Around(note=f"[[{canary}]]")
    )
    assert canary.encode() not in made.ready().body
    assert canary not in repr(made) + repr(made.letter) + repr(made.careful) + repr(Around(note=canary))
