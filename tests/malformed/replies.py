"""Replies to a page that no browser would write: spoilt around the seal, or sealed with anything inside."""

import json
import random
from base64 import b64decode, b64encode, urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from peerjournal.text import clean
from tests.letters.hostile import BODIES
from tests.letters.pages import answer, armored, block
from tests.malformed import by_the_page
from tests.malformed.by_the_page import BEGIN, END, KINDS, Refused, Said, size
from tests.malformed.desk import Desk
from tests.test_malformed import spoilt

Ways = tuple[Callable[[], bytes], ...]
MOST = 2 * 1024 * 1024
WORDS = (
    "I read it.",
    "no hurry",
    "\u00e9t\u00e9",
    "\u05e9\u05dc",
    "\u4eca\u65e5",
    "\U0001f331",
    '"\\/\x01\x7f\u2028',
)
SPACES = (b" ", b"\t", b"\r\n", b"\n\n \n", b"\x0b", b"\x0c", b"\x00", b"\xc2\xa0", b"\xe2\x80\x8b")


def written(desk: Desk, choose: random.Random) -> bytes:
    """Return what somebody's page seals who wrote these texts."""
    kinds = [kind for kind in KINDS if choose.random() < 1 / 2] or ["note"]
    texts = {kind: " ".join(choose.choices((*WORDS, *BODIES), k=choose.randrange(1, 4))) for kind in kinds}
    return answer(desk.letter.letter_id, **texts)


# Around the seal


def as_it_is(text: bytes, _: random.Random) -> bytes:
    return text


def a_bit(text: bytes, choose: random.Random) -> bytes:
    place = choose.randrange(len(text))
    return text[:place] + bytes([text[place] ^ 1 << choose.randrange(8)]) + text[place + 1 :]


def a_bit_of_the_seal(text: bytes, choose: random.Random) -> bytes:
    raw = b64decode(b"".join(text.splitlines()[1:-1]))
    return armored(a_bit(raw, choose))


def cut(text: bytes, choose: random.Random) -> bytes:
    first, last = sorted((choose.randrange(len(text) + 1), choose.randrange(len(text) + 1)))
    return choose.choice((text[:last], text[first:], text[:first] + text[last:]))


def doubled(text: bytes, choose: random.Random) -> bytes:
    first, last = sorted((choose.randrange(len(text)), choose.randrange(len(text))))
    return choose.choice((text + text, text[:last] + text[first:], text.replace(END, END + b"\n" + END)))


def other_base64(text: bytes, choose: random.Random) -> bytes:
    """Spell the same bytes in other ways, or nearly the same."""
    inside = b"".join(text.splitlines()[1:-1])
    raw = b64decode(inside)
    last = bytes([inside.rstrip(b"=")[-1] + 1])
    shapes = (
        urlsafe_b64encode(raw), inside.rstrip(b"="), inside + b"=", inside + b"====", b"=" + inside,
        inside.rstrip(b"=")[:-1] + last + b"=" * inside.count(b"="), inside[:40] + b"==" + inside[40:],
        b64encode(raw + b"\x00"), b64encode(raw[:-1]), raw, raw.hex().encode(), b"", b"=",
        inside.swapcase(), inside[::-1], b64encode(inside),
    )  # fmt: skip
    return BEGIN + b"\n" + choose.choice(shapes) + b"\n" + END + b"\n"


def as_a_message_has_it(text: bytes, choose: random.Random) -> bytes:
    """What mail and messengers do to text: most of it must be borne, and the rest refused."""
    space = choose.choice(SPACES)
    place = choose.randrange(len(text))
    shapes: Ways = (
        lambda: text.replace(b"\n", space),
        lambda: text[:place] + space + text[place:],
        lambda: b"".join(b"> " + line for line in text.splitlines(keepends=True)),
        lambda: text.replace(b"\n", b"=\n"),
        lambda: text.replace(b"-----", "\u2014-".encode()),
        lambda: text.decode().encode(choose.choice(("utf-16", "utf-16-be", "utf-32", "utf-8-sig", "utf-7"))),
        lambda: b"Hi,\n\n" + text + b"\n--\nsent from my phone",
        lambda: text.strip().replace(b"\n", b"<br>\n"),
        text.upper,
        lambda: b"-----BEGIN PEERJOURNAL PAGE-----\n" + text,
        lambda: text + b"\n" * choose.choice((MOST - len(text), MOST - len(text) + 1)),
        lambda: text.replace(END, b"") + BEGIN,
    )
    return choose.choice(shapes)()


ANY = (a_bit, cut, doubled, spoilt)
WHOLE = (*ANY, as_it_is, as_it_is, a_bit_of_the_seal, other_base64, as_a_message_has_it, as_a_message_has_it)
"""What can only be done to a block that is whole, too."""


# Inside the seal, by somebody who can open the page


ODD: tuple[Any, ...] = (
    *(None, True, 0, -1, 1.5, 10**40, float("nan"), float("inf"), "", " ", "x", "\u00a0", "\x00", "\ud800"),
    *("__proto__", "0f" * 16, "a" * 200_001, [], {}, [[]], ["note"], {"kind": "note"}),
)
TEXTS = (
    b"\\u0049 read",
    b"\\/I read",
    b"\\ud83c\\udf31",
    b"\\ud800",
    b"\t",
    b"\\x49",
    b"\xed\xa0\x80",
    b"\xff",
)
VALUES = (b"NaN", b"-Infinity", b"1e999", b"9" * 5_000, b"0x1", b"'a'", b"true", b'"a" "b"', b'"a",')
PART = b'{"kind":"note","text":"I read it."}'


def hostile_json(desk: Desk, choose: random.Random) -> bytes:
    """Return a plaintext that is nearly one, or not at all."""
    own = desk.letter.letter_id
    plain = b'{"letter_id":"%s","parts":[%s]}' % (own.encode(), PART)
    ids = (own.upper(), own[:-1], "0" * 32, own + "0", "")
    offered = "a" * choose.choice((1, 199_000, 200_000))
    shapes: Ways = (
        lambda: of_another_type(own, choose),
        lambda: of_another_type(own, choose),
        lambda: b"[" * choose.choice((50, 999, 5_000, 100_000)),
        lambda: b'{"parts":' * choose.choice((50, 999, 5_000)) + b"1" + b"}" * 5_000,
        lambda: plain[:-1] + b"," + plain[1:],
        lambda: plain.replace(PART, PART[:-1] + b',"text":"again"}'),
        lambda: plain.replace(b"I read", choose.choice(TEXTS)),
        lambda: plain.replace(b":", b": "),
        lambda: plain.replace(b'"I read it."', choose.choice(VALUES)),
        lambda: plain.replace(own.encode(), choose.choice(ids).encode()),
        lambda: plain.decode().encode(choose.choice(("utf-16", "utf-16-le", "utf-32", "utf-8-sig"))),
        lambda: answer(own, note=choose.choice(BODIES), reply_offer=offered),
        lambda: spoilt(plain, choose),
        lambda: choose.randbytes(choose.randrange(2_000)),
    )
    return choose.choice(shapes)()


def of_another_type(own: str, choose: random.Random) -> bytes:
    """Put something odd in one place of a reply."""
    odd, part = choose.choice(ODD), {"kind": "note", "text": "I read it."}
    said: Any = {"letter_id": own, "parts": [part]}
    where = choose.choice(("letter_id", "parts", "kind", "text", "a part", "more", "more in a part", "all"))
    if where in said:
        said[where] = odd
    elif where in part:
        part[where] = odd
    elif where == "a part":
        said["parts"] = choose.choice(([odd], [part, odd], [odd, part], [part, part]))
    elif where == "more":
        said[choose.choice(("a", "reply", "z"))] = odd
    elif where == "more in a part":
        said["parts"][0] = {"at": [0, 1], **part, choose.choice(("at", "x")): odd}
    else:
        said = odd
    ascii_only, in_order = choose.random() < 1 / 2, choose.random() < 2 / 3
    text = json.dumps(said, sort_keys=in_order, separators=(",", ":"), ensure_ascii=ascii_only)
    return text.encode("utf-8", "surrogatepass")


def padded(plain: bytes, choose: random.Random) -> bytes:
    """Pad it rightly, or in one of the other ways."""
    right = plain.ljust(size(len(plain)), b"\n")
    more = right.ljust(size(len(right) + 1), b"\n")
    return choose.choice((*[right] * 5, plain, right + b"\n", plain.ljust(len(right), b" "), more))


# What must come of it


def reply(desk: Desk, choose: random.Random) -> bool:
    """Send one, and see that it comes to what the page says; whether it was taken in."""
    if choose.random() < 1 / 2:
        data = block(desk.way_back, written(desk, choose))
        data = choose.choice(WHOLE)(data, choose)
        if data and choose.random() < 1 / 3:
            data = choose.choice(ANY)(data, choose)
    else:
        data = block(desk.way_back, padded(hostile_json(desk, choose), choose))
    wanted = by_the_book(desk, data)
    arrival = desk.looked_at(data)
    if arrival is None:
        assert wanted is None or not any(clean(text).strip() for _, text in wanted.parts), "it is a reply"
        return False
    assert wanted is not None, "it is none"
    assert arrival.letter is not None
    assert (arrival.letter.letter_id, arrival.letter.in_reply_to) == (wanted.letter_id, desk.letter.letter_id)
    shown = desk.kept_and_let_go(arrival)
    assert shown == clean(shown), "nothing in it reaches a terminal"
    assert all(clean(text).strip("\n") in shown for _, text in wanted.parts if clean(text).strip())
    return True


def by_the_book(desk: Desk, data: bytes) -> Said | None:
    key = desk.way_back.key.reveal()
    try:
        return by_the_page.take_in(data, key, desk.way_back.reply_id, desk.letter.letter_id)
    except Refused:
        return None
