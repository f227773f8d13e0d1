"""Five thousand each of bad marks, cards, answers, letters and replies: no error but ours, and an end.

What somebody sends who has the right key is in `tests/letters/test_malformed.py`; pages, and what is written
back from them, in `tests/malformed`.
"""

import random
from collections.abc import Callable

import pytest

from peerjournal.errors import BadCard, LetterDamaged, MarkNotClosed, TooLarge
from peerjournal.journal import passages
from peerjournal.letters.layout import read
from peerjournal.peers import Card
from peerjournal.peers.answer import plain_answer, read_answer
from tests.letters.frozen import FOLDER
from tests.peers.frozen import identity

THOUSANDS = 5_000
SAM, ROBIN = identity("sam"), identity("robin")
CARD, ANSWER = SAM.card.encode(), plain_answer(ROBIN, SAM.card)
LETTER, REPLY = ((FOLDER / name).read_bytes() for name in ("story.letter", "reply.letter"))
MARKS = ("[[", "]]", "[", "]", "\\", "\\[[", ":mine", ":careful", ":end", "\n", "\n\n", " ", "\t", "- ", "> ")
MORE = (
    "a",
    "# ",
    "```\n",
    "\uff1amine",
    ":e\u200bnd",
    "\x00",
    "\r\n",
    "\u2028",
    "\u202e",
    "é",
    "===\n",
    "1. ",
)
INSTEAD = (b'"', b"[", b"}", b"0", b"-1", b"1e9", b"\n", b"null", b"-----", b"=", b"\xff", b"\x00", b"A" * 70)


def body(choose: random.Random) -> str:
    """Return a text that is mostly marks, few of which belong together."""
    return "".join(choose.choices(MARKS + MORE, k=choose.randrange(1, 14)))


def spoilt(data: bytes, choose: random.Random) -> bytes:
    """Return a file with something put in, taken out, turned round or cut off in a few places."""
    for _ in range(choose.randrange(1, 5)):
        start = choose.randrange(len(data) + 1)
        end = min(len(data), start + choose.randrange(70))
        instead = choose.choice((choose.choice(INSTEAD), choose.randbytes(choose.randrange(40)), b""))
        data = data[:start] + instead + data[end:]
    return data[: choose.randrange(len(data) + 1)] if choose.random() < 1 / 8 else data


def marks(choose: random.Random) -> bool:
    text = body(choose)
    shown = passages.preview(text)
    try:
        left = passages.resolve(text)
    except MarkNotClosed:
        return False
    assert shown == left
    return True


def card(choose: random.Random) -> bool:
    try:
        assert Card.decode(spoilt(CARD, choose)) == SAM.card
    except BadCard:
        return False
    return True


def answer(choose: random.Random) -> bool:
    plain = spoilt(ANSWER, choose)
    try:
        read_answer(plain, SAM)
    except BadCard:
        return False
    assert plain == ANSWER
    return True


def letter(choose: random.Random) -> bool:
    return is_letter(spoilt(LETTER, choose))


def reply(choose: random.Random) -> bool:
    return is_letter(spoilt(REPLY, choose))


def is_letter(plain: bytes) -> bool:
    try:
        read(plain)
    except (LetterDamaged, TooLarge):
        return False
    return True


Kind = Callable[[random.Random], bool]
"""Spoils something, and says whether it could still be read."""


@pytest.mark.parametrize("kind", [marks, card, answer, letter, reply])
def test_thousands_of_each_are_read_or_refused_in_our_own_words(
    kind: Callable[[random.Random], bool],
) -> None:
    """F3, F8, F11: malformed marks, cards, answers, letters and replies bring out no exception but ours."""
    was_read = sum(kind(random.Random(seed)) for seed in range(THOUSANDS))  # noqa: S311 - nothing secret
    assert was_read < THOUSANDS / 2, "most of them are malformed"


MANY = 60_000


@pytest.mark.parametrize("piece", [*MARKS, "[[x]] ", "[[ [[ ", ":mine\n:end\n", "\\\\[", "a [[\n", "x:end\n"])
def test_no_marks_take_unbounded_work(piece: str) -> None:
    """F3: each is gone through a bounded number of times; it would not end otherwise."""
    text = piece * MANY
    shown = passages.preview(text)
    assert len(shown) <= len(text)


@pytest.mark.parametrize(
    ("reading", "data", "refusal"),
    [
        (Card.decode, b"-----BEGIN PEERJOURNAL CARD-----\n" * 200_000, BadCard),
        (lambda data: read_answer(data, SAM), b"x" * 8_000_000, BadCard),
        (read, b"peerjournal letter 0 1 1\n" + b"\n" * 8_000_000, (LetterDamaged, TooLarge)),
        (read, b"[" * 8_000_000, (LetterDamaged, TooLarge)),
    ],
    ids=["card", "answer", "letter", "no letter"],
)
def test_no_file_takes_unbounded_work(
    reading: Callable[[bytes], object], data: bytes, refusal: type[Exception] | tuple[type[Exception], ...]
) -> None:
    """F8, F11: what is far too large is refused."""
    with pytest.raises(refusal):
        reading(data)
