"""Answers: made only by whoever holds the mark key that they bring, and for one card alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto import mac
from peerjournal.crypto.age import decrypt
from peerjournal.errors import BadCard
from peerjournal.peers import Identity
from peerjournal.peers.answer import plain_answer, read_answer, seal_answer
from tests.peers.frozen import FOLDER, KEYS, VERDICTS, identity
from tests.sampling import part, sampled

FROZEN_ANSWERS = sorted(name for name in VERDICTS if name.endswith(".age"))
SAM, ROBIN = identity("sam"), identity("robin")
PLAIN = plain_answer(ROBIN, SAM.card)


@pytest.mark.parametrize("name", FROZEN_ANSWERS)
def test_every_frozen_answer_has_its_verdict(name: str) -> None:
    plain = decrypt((FOLDER / name).read_bytes(), [SAM.age]).plaintext
    if VERDICTS[name]["verdict"] == "taken":
        answer = read_answer(plain, SAM)
        assert (answer.card, answer.answered) == (ROBIN.card, SAM.card_id)
        assert plain == PLAIN
    else:
        with pytest.raises(BadCard):
            read_answer(plain, SAM)


def test_the_steps_to_the_key_are_those_of_the_page() -> None:
    key = ROBIN.key_to(SAM.card, b"peerjournal/answer/v0/mac")
    assert key.reveal().hex() == KEYS["steps"]["answer_key_robin_to_sam"]
    assert ROBIN.marks.agree(SAM.card.mark_public).reveal().hex() == KEYS["steps"]["dh_sam_robin"]


def test_an_answer_written_again_means_the_same() -> None:
    first, second = seal_answer(ROBIN, SAM.card), seal_answer(ROBIN, SAM.card)
    assert first != second
    assert decrypt(first, [SAM.age]).plaintext == decrypt(second, [SAM.age]).plaintext


def test_every_flipped_bit_is_refused() -> None:
    for place in range(len(PLAIN) * 8):
        changed = bytearray(PLAIN)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(BadCard):
            read_answer(bytes(changed), SAM)


def test_another_length_is_refused() -> None:
    for changed in (PLAIN[:-1], PLAIN + b"\n", PLAIN[1:], b""):
        with pytest.raises(BadCard):
            read_answer(changed, SAM)


def test_an_answer_to_one_card_is_none_to_another_of_the_same_person() -> None:
    with pytest.raises(BadCard):
        read_answer(PLAIN, identity("sam_new"))


def test_an_answer_that_names_another_card_is_refused_even_with_a_fitting_mac() -> None:
    said = PLAIN[:-48] + identity("carol").card_id
    tag = mac(ROBIN.key_to(SAM.card, b"peerjournal/answer/v0/mac"), said)
    with pytest.raises(BadCard, match="another card"):
        read_answer(said + tag, SAM)


def test_nobody_answers_with_a_card_whose_mark_key_they_do_not_hold() -> None:
    forger = Identity(ROBIN.age, identity("carol").marks, ROBIN.card_id)
    forged = plain_answer(forger, SAM.card).replace(forger.card.raw, ROBIN.card.raw)
    with pytest.raises(BadCard):
        read_answer(forged, SAM)


@given(st.data())
@sampled
@settings(max_examples=part(500))
def test_whatever_comes_as_an_answer_is_that_answer_or_refused(data: st.DataObject) -> None:
    plain = bytearray(PLAIN)
    start = data.draw(st.integers(0, len(plain)))
    plain[start : start + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=60))
    try:
        read_answer(bytes(plain), SAM)
    except BadCard:
        return
    assert bytes(plain) == PLAIN
