"""Names from the list leave no trace in a letter, wherever they stand; what is left asks the writer (F5)."""

import random
import unicodedata
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.errors import Undecided
from peerjournal.journal import Asked, ContentNote, Light, Outcome, Person, Story, Tool, Why
from peerjournal.letters import Around, Composition, Reply, compose, compose_reply
from tests.letters.test_compose import LETTER_ID, story
from tests.sampling import part, sampled

FRIEND = "a friend from work"
NAMES = (
    "Bettany",
    "Rosalind",
    "José",
    "Jose\u0301",
    "Nguyễn Thị",
    "Anne-Marie",
    "O'Brien",
    "李雷",
    "Å",
    "Groß",
    "J. R.",
)
BETWEEN = (
    " ",
    ", ",
    ". ",
    "\n",
    "\n\n",
    "'s ",
    "\u2019s ",
    "-like ",
    "! ",
    " \u201c",
    "\u201d ",
    " (",
    ") ",
    " **",
    "** ",
    "/",
    "\n- ",
    "\n> ",
    " said: ",
    "? ",
)
PLACES = ("{name}", "{NAME}", "{other}")
WORDS = (
    "",
    "so",
    "i came.",
    "it was\nlate",
    "été",
    "12",
    "\u05d0\u05d1",
    "今日",
    "# one",
    "ok,",
    "e.g.",
    "\U0001f331",
)


@dataclass(frozen=True)
class Somebody:
    """A name as a text may have it, and as the list has it."""

    name: str

    def listed(self) -> Person:
        return Person("id", 1, "device", FRIEND, (self.name,))

    def write(self, template: str) -> str:
        composed = unicodedata.normalize("NFC", self.name)
        return (
            template.replace("{NAME}", self.name.upper())
            .replace("{name}", self.name)
            .replace("{other}", unicodedata.normalize("NFD", composed))
        )


def template(number: int) -> str:
    """Return one of many texts with places for a name, in which no letter stands straight beside one."""
    choose = random.Random(number)  # noqa: S311 — a text, nothing secret
    parts = (
        f"{choose.choice(WORDS)} {choose.choice(BETWEEN)} {choose.choice(PLACES)}{choose.choice(BETWEEN)} "
        for _ in range(choose.randrange(4))
    )
    return "".join(parts)


def telling(one: Somebody, texts: list[str]) -> tuple[Story, Around]:
    """Tell of somebody in every part that a letter has."""
    first, second, third, fourth = (one.write(text) for text in texts)
    told = replace(
        story(f"{first} {one.name}.", second, third, one.name, stands=f"{fourth}, {one.name} says"),
        tools=(
            Tool(f"{second} {one.name}", Outcome.HELPED, third, fourth, light=Light.OPEN),
            Tool(f"{first} {one.name}", Outcome.DIDNT, light=Light.CAREFUL),
            Tool(one.name, light=Light.MINE),
        ),
        content_note=ContentNote(("panic or crisis", f"{one.name}'s death"), skip_hint=first, ends=one.name),
    )
    return told, Around(hold=f"Not to {one.name}. {second}", note=f"{one.name} knows. {third}")


@given(
    texts=st.lists(st.integers(0, 2**32).map(template), min_size=4, max_size=4),
    names=st.lists(st.sampled_from(NAMES), min_size=6, max_size=6, unique=True),
    careful=st.booleans(),
)
@settings(max_examples=part(1_000))
@sampled
def test_letters_that_differ_only_in_a_listed_name_are_the_same(
    *, texts: list[str], names: list[str], careful: bool
) -> None:
    """F5, non-interference: five pairs for each example, 5,000 run whole; no real form is in the letter."""
    made: list[Composition] = []
    for name in names:
        one = Somebody(name)
        told, around = telling(one, texts)
        asked = (1,) if careful else ()
        composed = compose([told], LETTER_ID, around=around, careful=asked, people=[one.listed()])
        if composed.letter is None:
            kept = tuple(found.word for found in composed.to_decide)
            told, around = replace(told, kept=kept), replace(around, kept=frozenset(kept))
            composed = compose([told], LETTER_ID, around=around, careful=asked, people=[one.listed()])
        made.append(composed)
    for name, composition in zip(names, made, strict=True):
        letter = composition.ready()
        assert letter == made[0].letter
        shown = unicodedata.normalize("NFC", letter.body.decode())
        assert unicodedata.normalize("NFC", name) not in shown
        assert composition.masked[0].times == made[0].masked[0].times


def told_of(body: str, **more: object) -> Story:
    return replace(story(body, "A day"), **more)  # type: ignore[arg-type]  # any of its fields


BETTANY = Person("id", 1, "device", FRIEND, ("Bettany",), Asked.CANT)


def test_f5_a_name_made_by_closing_a_gap_is_replaced_too() -> None:
    """F5: Marks are resolved first, then names."""
    made = compose([told_of("I saw Bet[[x]]tany.")], LETTER_ID, people=[BETTANY])
    assert made.ready().texts("story") == ["# A day\n\nI saw a friend from work."]
    assert [one.remark for one in made.cant_ask] == [
        "They can't say yes or no. Could this stay on your side of the story?"
    ]


def test_f5_what_must_be_decided_keeps_the_letter_here() -> None:
    """F5: blank decisions block."""
    body = "I wrote to bea@example.org and bettany."
    made = compose([told_of(body)], LETTER_ID, people=[BETTANY])
    assert made.letter is None
    assert made.undecided == ("Story 3: 2 details could point at someone and need your decision.",)
    assert [(one.word, one.why) for one in made.to_decide] == [
        ("bettany", Why.OTHERWISE),
        ("bea@example.org", Why.EMAIL),
    ]
    with pytest.raises(Undecided) as refused:
        made.ready()
    assert "bea@" not in f"{refused.value} {refused.value.hint}"
    kept = tuple(one.word for one in made.to_decide)
    assert compose([told_of(body, kept=kept)], LETTER_ID, people=[BETTANY]).ready().texts("story") == [
        f"# A day\n\n{body}"
    ]


def test_f5_what_may_be_a_name_is_shown_once() -> None:
    """F5: every other possible leftover is shown once."""
    made = compose([told_of("I met Mary in Leeds.")], LETTER_ID)
    assert [one.word for one in made.to_look_at] == ["Mary", "Leeds"]
    looked = told_of("I met Mary in Leeds, and Tom.", looked=("Mary", "Leeds"))
    again = compose([looked], LETTER_ID)
    assert [one.word for one in again.to_look_at] == ["Tom"]
    assert made.letter is not None
    assert again.letter is not None


def test_f5_what_was_withheld_is_not_asked_about() -> None:
    """F5: marks go first, so nothing withheld is asked about."""
    made = compose([told_of("I met [[Mary, mary@example.org]].\n:careful\nTom\n:end\nYes.")], LETTER_ID)
    assert (made.to_look_at, made.to_decide, made.undecided) == ((), (), ())


def test_f5_decisions_leave_the_letter_as_it_is() -> None:
    """F5: a decision to keep changes no byte."""
    plain = compose([told_of("I met Mary.")], LETTER_ID)
    decided = compose([told_of("I met Mary.", looked=("Mary",), kept=("x@y.zz",))], LETTER_ID)
    assert plain.letter == decided.letter


def test_f5_details_in_the_note_are_decided_for_this_letter_alone() -> None:
    around = Around(note="Write to me: a@example.org")
    assert compose([told_of("Yes.")], LETTER_ID, around=around).letter is None
    around = replace(around, kept=frozenset({"a@example.org"}))
    assert compose([told_of("Yes.")], LETTER_ID, around=around).letter is not None
    in_the_story = compose([told_of("It was a@example.org.")], LETTER_ID, around=around)
    assert [one.where for one in in_the_story.to_decide] == ["Story 3"]


def test_f5_a_reply_has_stand_ins_too() -> None:
    """F5, F11: a name in a reply, and in what a reply quotes, gets its stand-in."""
    made = compose_reply(
        Reply(line="\u201cBettany\u201d", life="I know BETTANY."), LETTER_ID, to=None, people=[BETTANY]
    )
    assert made.ready().texts("reply_life") == ["I know a friend from work."]
    assert b"ettany" not in made.ready().body
