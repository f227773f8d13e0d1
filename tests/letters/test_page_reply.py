"""What was written back from a page: found in any text, read strictly, and opened as a letter."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.errors import LetterDamaged, LetterError, TooLarge
from peerjournal.letters import OFFER
from peerjournal.letters.layout import read
from peerjournal.letters.page_reply import MOST_BYTES, MOST_TEXT, Block, as_letter
from peerjournal.letters.way_back import write_json
from peerjournal.text import clean
from tests.letters.pages import FOLDER, FROZEN, KEYS, VERDICTS, answer, armored, block
from tests.letters.test_malformed import CANARY, PIECES, shown, spoilt
from tests.sampling import part, sampled

LETTER_ID: str = KEYS["letter_id"]
REPLY = (FOLDER / "reply.txt").read_bytes()
KINDS = ["note", "reply_line", "reply_picture", "reply_life", "reply_carry", "reply_offer"]


def opened(data: bytes) -> bytes:
    """Take in an answer to the frozen page, and return the letter that it becomes."""
    made = Block.decode(data)
    if made.reply_id != FROZEN.reply_id:
        raise LetterDamaged
    letter = made.open(FROZEN.key, LETTER_ID)
    shown(letter)
    assert read(as_letter(letter)).letter == letter
    return as_letter(letter)


@pytest.mark.parametrize("name", sorted(VERDICTS))
def test_each_frozen_reply_has_its_verdict(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    if VERDICTS[name]["verdict"] == "read":
        assert opened(data)
        return
    with pytest.raises(LetterDamaged):
        opened(data)


def test_a_frozen_reply_becomes_the_same_letter_wherever_it_was_pasted() -> None:
    wanted = (FOLDER / "reply.letter").read_bytes()
    assert opened(REPLY) == opened((FOLDER / "reply-in-a-message.txt").read_bytes()) == wanted


def test_it_is_laid_out_as_every_reply_is() -> None:
    """F11: each part under its label, the offer alone, what is in no part first."""
    texts = dict.fromkeys(KINDS[:-1], "A word.") | {"reply_offer": OFFER}
    letter = Block.decode(block(FROZEN, answer(LETTER_ID, **texts))).open(FROZEN.key, LETTER_ID)
    assert letter.text == (
        "A word.\n\n**A line that stayed**\n\nA word.\n\n**The picture**\n\nA word.\n\n"
        f"**Where it met my life**\n\nA word.\n\n**What I take with me**\n\nA word.\n\n{OFFER}"
    )
    assert letter.in_reply_to == LETTER_ID
    assert [part.kind for part in letter.parts] == KINDS
    ideas = Block.decode(block(FROZEN, answer(LETTER_ID, reply_offer="Walking."))).open(FROZEN.key, LETTER_ID)
    assert ideas.text == "**If you'd like it**\n\nWalking."


def test_the_same_words_are_one_letter_however_often_they_are_sealed() -> None:
    one, again = (opened(block(FROZEN, answer(LETTER_ID, note="Thank you."))) for _ in range(2))
    other = opened(block(FROZEN, answer(LETTER_ID, note="Thank you so much.")))
    assert one == again
    assert read(one).letter.letter_id != read(other).letter.letter_id


def test_all_the_text_a_reply_may_hold_is_taken_and_not_one_byte_more() -> None:
    assert opened(block(FROZEN, answer(LETTER_ID, note='"' * MOST_TEXT)))
    assert opened(block(FROZEN, answer(LETTER_ID, note="\x01" * (MOST_TEXT - 1) + "a")))
    with pytest.raises(LetterDamaged):
        opened(block(FROZEN, answer(LETTER_ID, note="a" * MOST_TEXT, reply_line="b")))


@pytest.mark.parametrize(
    "data",
    [b"x" * (MOST_BYTES + 1), REPLY + b" " * MOST_BYTES, b"-----BEGIN PEERJOURNAL REPLY-----" * 100_000],
    ids=["nothing", "a reply", "beginnings"],
)
def test_what_is_far_too_long_is_refused_unread(data: bytes) -> None:
    with pytest.raises(TooLarge, match="larger than a reply") as refused:
        Block.decode(data)
    assert "first line to its last" in refused.value.hint


def test_an_end_above_the_beginning_is_one_too_many() -> None:
    """Rule 2: a message that quotes the end of another reply first holds more than one."""
    with pytest.raises(LetterDamaged):
        Block.decode(b"...\n-----END PEERJOURNAL REPLY-----\n\n" + REPLY)


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
message = st.text(max_size=40).map(lambda text: text.replace("-----", "").encode("utf-8", "replace"))


@given(message, message, st.integers(1, 80), st.sampled_from([b"\n", b"\r\n", b" ", b" \r\n\t"]))
@sampled
@settings(max_examples=part(300))
def test_whatever_a_message_does_to_its_lines_it_is_the_same(
    before: bytes, after: bytes, width: int, end: bytes
) -> None:
    first, *lines, last = REPLY.splitlines()
    text = b"".join(lines)
    broken = end.join(text[start : start + width] for start in range(0, len(text), width))
    assert Block.decode(before + first + end + broken + end + last + after) == Block.decode(REPLY)


@given(st.dictionaries(st.sampled_from(KINDS), texts, min_size=1))
@sampled
@settings(max_examples=part(300))
def test_whatever_somebody_writes_is_read_or_refused(said: dict[str, str]) -> None:
    """F11: any text at all in any field; what is read holds their words, cleaned."""
    ordered = {kind: said[kind] for kind in KINDS if kind in said}
    try:
        made = opened(block(FROZEN, answer(LETTER_ID, **ordered)))
    except LetterDamaged:
        assert any(not text.strip() or not clean(text).strip() for text in said.values())
        return
    letter = read(made).letter
    assert all(clean(text).strip("\n") in letter.text for text in said.values() if clean(text).strip())


INSIDE = answer(LETTER_ID, note="I read it, all of it.", reply_line="no hurry", reply_offer=OFFER)
pieces = st.binary(max_size=40) | st.sampled_from([*PIECES, b"-----END PEERJOURNAL REPLY-----", b"A" * 70])


def cuts(of: bytes) -> Any:
    return st.lists(st.tuples(st.integers(0, len(of)), st.integers(0, 60), pieces), min_size=1, max_size=4)


@given(cuts(REPLY))
@sampled
@settings(max_examples=part(500))
def test_a_block_with_anything_put_in_or_taken_out_is_read_or_refused(
    where: list[tuple[int, int, bytes]],
) -> None:
    """F11: no block, however it is spoilt, brings out another error than ours."""
    try:
        opened(spoilt(REPLY, where))
    except LetterError:
        return


@given(cuts(INSIDE))
@sampled
@settings(max_examples=part(500))
def test_whatever_is_sealed_under_the_right_key_is_read_or_refused(
    where: list[tuple[int, int, bytes]],
) -> None:
    """F11: whoever can open the page has the key, so what is inside may be anything."""
    try:
        opened(block(FROZEN, spoilt(INSIDE, where)))
    except LetterError:
        return


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.sampled_from(KINDS),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["letter_id", "parts", "kind", "text", "x"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(json_values, json_values)
@sampled
@settings(max_examples=part(500))
def test_any_json_at_all_is_read_or_refused(value: Any, part: Any) -> None:
    for said in (value, {"letter_id": LETTER_ID, "parts": value}, {"letter_id": LETTER_ID, "parts": [part]}):
        try:
            plain = write_json(said)
        except ValueError:
            plain = json.dumps(said).encode()
        try:
            opened(block(FROZEN, plain))
        except LetterError:
            continue


@pytest.mark.parametrize(
    "plain",
    [
        b"",
        b"\n" * 1024,
        b"[" * 100_000,
        b"9" * 10_000,
        b"\xff\xfe" + '{"a":1}'.encode("utf-16-le"),
        b"\xef\xbb\xbf" + INSIDE,
        b'{"letter_id":NaN,"parts":[]}',
    ],
    ids=["nothing", "padding", "deep", "a long number", "utf-16", "a byte order mark", "not a number"],
)
def test_odd_plaintexts_are_refused(plain: bytes) -> None:
    with pytest.raises(LetterDamaged):
        opened(block(FROZEN, plain))


def test_every_bit_of_a_block_counts() -> None:
    raw = bytes.fromhex(FROZEN.reply_id) + Block.decode(REPLY).sealed
    for place in range(len(raw)):
        changed = raw[:place] + bytes([raw[place] ^ (1 << place % 8)]) + raw[place + 1 :]
        with pytest.raises(LetterDamaged):
            opened(armored(changed))


def test_no_refusal_repeats_what_stood_in_the_reply() -> None:
    """The canary: what somebody wrote is in no exception, nor in what it arose from."""
    told = []
    tries = [
        block(FROZEN, answer(LETTER_ID, note=CANARY) + b"x"),
        block(FROZEN, answer("0f" * 16, note=CANARY)),
        block(FROZEN, answer(LETTER_ID, **{CANARY: "a"})),
        block(FROZEN, CANARY.encode() * 99),
        REPLY.replace(b"\n", f"\n{CANARY}!\n".encode(), 1),
    ]
    for made in tries:
        with pytest.raises(LetterError) as refused:
            opened(made)
        error = refused.value
        told.append(f"{error} {error.hint} {error.__context__ or ''} {error.__cause__ or ''}")
    assert CANARY not in "".join(told)
