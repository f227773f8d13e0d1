"""How much work a page's body and a reply are, in calls and not by the clock: it grows with the text."""

import sys
from collections.abc import Callable
from typing import Any

import pytest

from peerjournal.errors import LetterDamaged
from peerjournal.letters.forms.steps import MOST_BRACKETS, MOST_IN_ONE, steps
from peerjournal.letters.page_reply import BEGIN, Block
from tests.letters.pages import FOLDER

PIECES = (
    "- a\n",
    "> a\n",
    "|a|b|\n|-|-|\n|c|d|e|\n",
    "[a](b) ",
    "![",
    "*a ",
    "**a*",
    "`",
    "a\n",
    "1. a\n\n",
    "<a@",
    "&amp;",
)
REPLY = (FOLDER / "reply.txt").read_bytes()


def calls(work: Callable[[], object]) -> int:
    """Return how many functions are called, Python's own among them, while something is done."""
    counted = 0

    def count(_frame: object, event: str, _about: object) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return counted


def paragraphs(piece: str, size: int) -> str:
    """Return a text of about that size, in paragraphs of 128 bytes."""
    return "\n\n".join([piece * (128 // len(piece))] * (size // 128))


@pytest.mark.parametrize("piece", PIECES)
def test_a_body_of_twice_the_size_is_twice_the_work(piece: str) -> None:
    steps("")
    small, large = (calls(lambda size=size: steps(paragraphs(piece, size))) for size in (1_024, 2_048))  # type: ignore[misc] # mypy: lambda with defaults
    assert large < small * 2.2 + 500


@pytest.mark.parametrize("piece", ["[", "![", "![[](", "[a]["])
def test_a_paragraph_of_brackets_is_not_the_square_of_its_length(piece: str) -> None:
    """Each is looked for an end, to the end of the paragraph."""
    text = (piece * MOST_IN_ONE)[: MOST_IN_ONE - 1]
    assert calls(lambda: steps(text)) < 2_000
    assert text.count("[") > MOST_BRACKETS


@pytest.mark.parametrize(
    "data",
    [
        lambda size: REPLY + b" " * size,
        lambda size: REPLY.replace(b"\n", b"\n" + b"\t" * size, 1),
        lambda size: BEGIN[:-1] * (size // len(BEGIN)) + REPLY,
        lambda size: BEGIN + b"A" * size,
        lambda size: BEGIN * (size // len(BEGIN)),
    ],
    ids=["behind it", "within it", "nearly beginnings", "no end", "beginnings"],
)
def test_finding_a_reply_is_the_same_few_calls_however_long_the_message(data: Callable[[int], bytes]) -> None:
    def found(of: bytes) -> Any:
        try:
            return Block.decode(of)
        except LetterDamaged:
            return None

    found(REPLY)
    assert calls(lambda: found(data(2_000_000))) == calls(lambda: found(data(2_000))) < 60
