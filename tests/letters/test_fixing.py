"""Look it over: what may sound like fixing is pointed at, in one's own reply and nowhere else."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.letters import FIXING, MOST_ROOM, NOTHING_FOUND, STEPS, Reply, look_over
from tests.source_tree import modules

PHRASES = [(phrase, sentence) for phrases, sentence in FIXING for phrase in phrases]
THEIRS = (
    "Everyone told me to calm down. “You should rest,” my mother said. At least the plant was quiet.\n\n"
    "I'd have liked somebody to say: have you tried sitting down? I was inspiring nobody."
)


def said(text: str, quoted: str = "") -> list[str]:
    return [phrase for phrase, _ in look_over(Reply(text), quoted)]


def test_the_sentences_are_those_of_the_page() -> None:
    """F11: the table of the no-fixing nudge, word for word."""
    assert [sentence for _, sentence in FIXING] == [
        "This may sound like fixing. Could it be 'What helped me was...', or a question?",
        "This may shrink what they said. Could you name how it was for them?",
        "Close, but theirs is theirs. 'Some of this felt familiar' leaves room.",
        "Kindly meant. It can land as 'stop feeling this'.",
        "Praise can put someone on a shelf. What did it do in *you*?",
    ]
    assert MOST_ROOM == "Your own story has taken most of the room. Shorter may land better."
    assert len(PHRASES) == 18


@pytest.mark.parametrize(("phrase", "sentence"), PHRASES)
def test_each_phrase_is_pointed_at_in_every_part_whatever_its_case(phrase: str, sentence: str) -> None:
    """F11: the list fires on fixtures."""
    curly = phrase.replace("'", "\u2019")
    for text in (f"Well, {phrase} go out.", f"{phrase.upper()}!", f"Oh. {curly}\n", f"So:\n{phrase}, maybe"):
        for name in ("note", *(name for name, _, _ in STEPS)):
            said_there: dict[str, Any] = {name: text}
            assert (phrase, sentence) in look_over(Reply(**said_there)), (text, name)


@pytest.mark.parametrize(
    "calm",
    [
        "",
        "You shouldered it.",
        "I calmed down. It was inspiringly put.",
        "You. Should I write again?",
        "What helped me was the back stairs.",
        "At. Least said.",
        "Some of this felt familiar.",
    ],
)
def test_other_words_are_not_pointed_at(calm: str) -> None:
    assert said(calm) == []
    assert NOTHING_FOUND


@pytest.mark.parametrize(
    "quotation",
    [
        "Everyone told me to calm down.",
        "everyone told me to CALM DOWN",
        "I thought of 'told me to calm down' all day.",
        "Where you wrote me to calm down, I stopped.",
        "> you should not be so loud\n\nThat line.",
        'You wrote "you should rest" and I winced.',
        "“You should rest” caught me.",
        "«You should rest»",
        "\u2018you should rest\u2019 caught me",
        "„You should rest“ caught me",
        "Have you tried sitting down",
        "at least the plant was quiet",
    ],
)
def test_their_own_words_in_a_quotation_are_not_pointed_at(quotation: str) -> None:
    """F11: it does not fire on quotations of the writer's words."""
    assert said(quotation, THEIRS) == []


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Maybe calm down a little?", "calm down"),
        ("You should rest more than you do.", "you should"),
        ("Have you tried tea?", "have you tried"),
        ('"Calm down", you wrote. At least it passed.', "at least"),
        ("It's 5\" long. You should measure it.", "you should"),
    ],
)
def test_ones_own_words_are_pointed_at_beside_a_quotation(text: str, phrase: str) -> None:
    assert phrase in said(text, THEIRS.replace("You should rest", "Do rest"))


def test_each_phrase_is_named_once_however_often_it_stands() -> None:
    assert said("You should. You should. You need to, and you should.") == ["you should", "you need to"]


def test_a_reply_that_is_mostly_ones_own_story_is_told_so() -> None:
    """F11: more than about 60 % of the words under step 3."""
    own = " ".join(["mine"] * 40)
    label = "Where it met my life"
    assert look_over(Reply(life=own)) == [(label, MOST_ROOM)]
    assert look_over(Reply(line=" ".join(["theirs"] * 20), life=own)) == [(label, MOST_ROOM)]
    assert look_over(Reply(line=" ".join(["theirs"] * 30), life=own)) == []
    assert look_over(Reply(life="Me too, by the frozen peas.")) == []


def test_it_is_for_replies_only() -> None:
    """F11: it never runs in journal or story editors: nothing but what writes a reply knows of it."""
    names = {"look_over", "FIXING", "fixing"}
    assert importing("peerjournal.letters.fixing", names) <= {
        "peerjournal.letters",
        "peerjournal.cli.answering",
        "peerjournal.tui.screens.look_over",
        "peerjournal.tui.screens.reply",
    }
    screens = importing("peerjournal.tui.screens.look_over", set())
    assert screens <= {"peerjournal.tui.screens.reply", "peerjournal.tui.screens.witnessing"}
    assert importing("peerjournal.tui.screens.witnessing", set()) <= {"peerjournal.tui.screens.reply"}
    sources = {source for source, _, _ in modules()["peerjournal.letters.fixing"].imports()}
    assert sources == {"collections.abc", "re", "typing", "peerjournal.letters.reply"}


def importing(module: str, names: set[str]) -> set[str]:
    return {
        name
        for name, one in modules().items()
        for source, imported, _ in one.imports()
        if source == module or imported in names
    }


@given(st.text(alphabet=" you should\"'“”‘’„«»>\n.calm down", max_size=400), st.text(max_size=200))  # noqa: RUF001 — quote marks are what is looked at
@settings(max_examples=300)
def test_whatever_stands_in_a_reply_it_is_only_looked_over(text: str, quoted: str) -> None:
    assert {phrase for phrase, _ in look_over(Reply(text), quoted)} <= {phrase for phrase, _ in PHRASES}


@pytest.mark.parametrize("piece", ["\u2018", '"', "you should ", "> ", "„", "\u2018a\u2019b"])
def test_a_long_reply_is_looked_over_at_once(piece: str) -> None:
    """No text makes it slow: each of these would take minutes if it went over the text again and again."""
    text = piece * (200_000 // len(piece))
    assert look_over(Reply(text), text) is not None
