"""Cards: one spelling, and nothing in them that could be used against either side."""

import contextlib
import hashlib
from base64 import b64encode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.errors import BadCard
from peerjournal.peers import Card, Identity
from tests.peers.frozen import FOLDER, KEYS, VERDICTS, identity
from tests.sampling import part, sampled

FROZEN_CARDS = sorted(name for name in VERDICTS if name.endswith(".card"))
SAM = identity("sam").card


@pytest.mark.parametrize("name", FROZEN_CARDS)
def test_every_frozen_card_has_its_verdict(name: str) -> None:
    data = (FOLDER / name).read_bytes()
    if VERDICTS[name]["verdict"] == "taken":
        assert Card.decode(data) == identity(name.partition(".")[0].partition("-")[0]).card
    else:
        with pytest.raises(BadCard):
            Card.decode(data)


def test_the_frozen_bytes_are_what_the_frozen_keys_make() -> None:
    for name in ("sam", "robin"):
        made = identity(name)
        assert made.card.encode() == (FOLDER / f"{name}.card").read_bytes()
        assert hashlib.sha256(made.card.raw).hexdigest() == KEYS[name]["card_sha256"]
        assert made.marks.public.hex() == KEYS[name]["mark_public"]
        assert made.age.encode() == KEYS[name]["age_identity"]


def test_a_fresh_card_is_read_as_it_was_written() -> None:
    card = Identity.generate().card
    assert Card.decode(card.encode()) == card
    assert len(card.raw) == 1283


def test_two_peers_are_given_nothing_in_common() -> None:
    assert not Identity.generate().card.shares_with(Identity.generate().card)


def test_a_flipped_bit_is_never_taken_for_the_same_card_or_another() -> None:
    data = SAM.encode()
    for place in range(len(data)):
        for bit in range(8):
            changed = bytearray(data)
            changed[place] ^= 1 << bit
            try:
                taken = Card.decode(bytes(changed))
            except BadCard:
                continue
            # White space at a line's end says nothing.
            assert taken == SAM
            assert data[place] in b"\n"


def test_cutting_it_anywhere_is_refused() -> None:
    data = SAM.encode().rstrip()
    for end in range(len(data)):
        with pytest.raises(BadCard):
            Card.decode(data[:end])


def test_a_large_file_is_refused_before_it_is_searched() -> None:
    with pytest.raises(BadCard, match="too large"):
        Card.decode(b"hello\n" * 20_000 + SAM.encode())


@given(st.binary(max_size=300), st.binary(max_size=300))
@sampled
@settings(max_examples=part(500))
def test_text_around_a_card_is_ignored(before: bytes, after: bytes) -> None:
    data = before + b"\n" + SAM.encode() + after
    if data.count(b" PEERJOURNAL CARD-----") == 2:
        assert Card.decode(data) == SAM


@given(st.data())
@sampled
@settings(max_examples=part(500))
def test_whatever_comes_as_a_card_is_a_card_or_refused(data: st.DataObject) -> None:
    file = bytearray(SAM.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(file)))
        end = min(len(file), start + data.draw(st.integers(0, 80)))
        file[start:end] = data.draw(st.binary(max_size=80))
    with contextlib.suppress(BadCard):
        assert Card.decode(bytes(file)) == SAM


@given(st.binary(min_size=1283, max_size=1283))
@sampled
@settings(max_examples=part(2_000))
def test_whatever_fills_a_card_is_a_card_or_refused(raw: bytes) -> None:
    raw = SAM.raw[:19] + raw[19:]
    text = b64encode(raw)
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    checksum = b"=" + hashlib.sha256(raw).hexdigest()[:8].encode()
    block = [b"-----BEGIN PEERJOURNAL CARD-----", *lines, checksum, b"-----END PEERJOURNAL CARD-----"]
    with contextlib.suppress(BadCard):
        assert Card.decode(b"\n".join(block)).raw == raw


def test_secrets_do_not_show_themselves() -> None:
    made = identity("sam")
    shown = repr(made) + repr(made.card) + str(made) + repr(made.marks) + repr(made.age)
    assert KEYS["sam"]["age_seed"] not in shown
    assert KEYS["sam"]["mark_key"] not in shown
    assert "seed" not in shown
