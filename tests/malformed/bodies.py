"""Page files that were spoilt, which are no letters; and odd bodies, which become pages all the same."""

import json
import random
import re
from collections.abc import Callable

from peerjournal.letters.forms.page import plaintext
from peerjournal.text import clean
from tests.letters.hostile import BODIES
from tests.letters.pages import FROZEN, letter_of
from tests.malformed.by_the_page import BEGIN, END, shown, size, spelt
from tests.malformed.desk import Desk
from tests.test_malformed import spoilt

Ways = tuple[Callable[[], bytes], ...]
MOST = 256 * 1024 - 1_024
"""Bytes of a body, with room for what a letter says besides."""
_MARKDOWN = "* ** _ ` `` ~~ [ ] ( ) ]( < > & ; \\ | # - + = ! \" ' : @ $ { } ^ . , / ![ <!-- --> <b> <?"
_ENTITIES = "&amp; &lt; &#0; &#xd800; &#x202e; &#1114112; &nbsp;"
SIGNS = (
    *_MARKDOWN.split(),
    *_ENTITIES.split(),
    *("\n", "\n\n", "\n\n\n", "# ", "- ", "* ", "1. ", "999999999) ", "> ", "    ", "\t"),
    *(
        "|a|b|\n|-|-|\n",
        "|a|\n|-|\n|",
        "```\n",
        "~~~ x\n",
        "===\n",
        "---\n",
        "  \n",
        "\\\n",
        "http://",
        "mailto:",
        "]: ",
    ),
    *("\u2028", "\u202e", "\u2066", "\u200d", "\u0301", "\ufeff", "\u00a0", "\u05d0", "\u0627", "\u4eca"),
    *("\x00", "\x1b[2J", "\x85", "\r", "\r\n", "\ud800", "\udfff", "\U000e0041", "\U0001f331"),
)
_WORD = re.compile(r"q\d+q")
_PICTURE = re.compile(r"!\s*\[")


def some_signs(choose: random.Random) -> str:
    """Return words with signs of Markdown, of other scripts and of no script between them."""
    words = (f"q{place}q" if choose.random() < 1 / 3 else choose.choice(SIGNS) for place in range(60))
    return "".join(word for word, _ in zip(words, range(choose.randrange(1, 60)), strict=False))


def one_sign_again_and_again(choose: random.Random) -> str:
    piece = "".join(choose.choices((*SIGNS, "a"), k=choose.randrange(1, 4)))
    return piece * choose.randrange(1, 400)


def nested(choose: random.Random) -> str:
    depth = choose.choice((3, 18, 19, 37, 38, 39, 40, 99, 100, 101, 300))
    signs = choose.choices(("> ", "- ", "1. ", "  - ", "    ", "* > ", ">"), k=choose.randrange(1, 4))
    around = choose.choice(
        (("*", "*"), ("**", "**"), ("[", "](y)"), ("![", "](y)"), ("~~", "~~"), ("`", "`"), ("<", ">"))
    )
    return choose.choice(("".join(signs) * depth + "q1q", around[0] * depth + "q1q" + around[1] * depth))


def a_table(choose: random.Random) -> str:
    columns = choose.choice((1, 2, 3, 50, 400))
    first = ("|".join("a" * columns), "|".join("-" * columns) + "|-" * (columns == 1))
    rows = (
        "|".join(some_signs(choose)[:9] for _ in range(choose.randrange(1, columns + 3)))
        for _ in range(choose.randrange(1, 6))
    )
    before = choose.choice(("", "> ", "- "))
    return "\n".join(before + line for line in (*first, *rows))


def spoilt_attacks(choose: random.Random) -> str:
    return "".join(
        spoilt(choose.choice(BODIES).encode(), choose).decode("utf-8", "replace") for _ in range(3)
    )


SMALL = (some_signs, some_signs, some_signs, one_sign_again_and_again, nested, a_table, spoilt_attacks)


def body(choose: random.Random) -> bool:
    """Make the plaintext of a page of such a body; whether any of it became more than plain text."""
    return page_of(choose.choice(SMALL)(choose))


def page_of(text: str) -> bool:
    """See that a page holds a body as the page says, and all of its words."""
    letter = letter_of(clean(text) or "a")
    plain = plaintext(letter, FROZEN)
    said = json.loads(plain)
    again = _written(said).encode()
    assert plain == again.ljust(size(len(again)), b"\n"), "another spelling"
    told = shown(said["body"])
    assert told == clean(told), "something that commands, hides or reorders"
    if not _PICTURE.search(letter.text):
        # What a picture was called may hold its address, which goes.
        assert not [word for word in _WORD.findall(letter.text) if word not in told], "a word is lost"
    return any(isinstance(step, list) and step not in ([], ["p"], ["br"]) for step in said["body"])


def _written(value: object) -> str:
    """Write JSON as the format page says it is written."""
    if isinstance(value, dict):
        return "{" + ",".join(f"{spelt(name)}:{_written(value[name])}" for name in sorted(value)) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(_written, value)) + "]"
    return spelt(value) if isinstance(value, str) else json.dumps(value)


# Page files


OTHERS = (b"REPLY-----", b"CARD", b"PAGE", b"LETTER-----")
REPLY_MARKS = (BEGIN, END, BEGIN + END, BEGIN + b"\nAAAA\n" + END)


def page_file(desk: Desk, choose: random.Random) -> bool:
    """Spoil a page's file, and open it as if it were a letter: it is none; whether it is known for a page."""
    ways: Ways = (
        lambda: spoilt(desk.page, choose),
        lambda: spoilt(desk.page, choose),
        lambda: desk.page[: choose.randrange(len(desk.page))],
        lambda: desk.page[choose.randrange(len(desk.page)) :],
        lambda: desk.page * 2,
        lambda: desk.page.replace(b"PAGE-----", choose.choice(OTHERS)),
        lambda: _put_in(desk.page, choose.choice(REPLY_MARKS), choose),
        lambda: desk.page.decode().encode(choose.choice(("utf-16", "utf-32", "utf-8-sig"))),
        lambda: _put_in(desk.page, b"age-encryption.org/v1\n", choose),
        lambda: b"age-encryption.org/v1\n" + desk.page,
        lambda: desk.page.replace(b"\n", b"\r\n"),
        lambda: desk.page.ljust(8 * 1024 * 1024 + choose.randrange(2), b" "),
    )  # fmt: skip
    data = ways[choose.randrange(len(ways) if choose.random() < 1 / 8 else len(ways) - 1)]()
    assert desk.looked_at(data) is None, "a page is no letter"
    return b"-----BEGIN PEERJOURNAL PAGE-----" in data


def _put_in(data: bytes, what: bytes, choose: random.Random) -> bytes:
    place = choose.randrange(len(data))
    return data[:place] + what + data[place:]
