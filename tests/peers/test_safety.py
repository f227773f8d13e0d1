"""Safety words: the same wherever they are worked out, and forgiving in how they are typed."""

from collections.abc import Callable

import pytest

from peerjournal.crypto import CHEAPEST
from peerjournal.peers import safety
from tests.peers.frozen import WORDS, identity

SAM, ROBIN = identity("sam").card, identity("robin").card


@pytest.mark.parametrize("name", ["sam", "robin"])
def test_the_frozen_cards_have_their_words(name: str) -> None:
    number = safety.fingerprint(identity(name).card)
    assert number.to_bytes(16, "little").hex() == WORDS[name]["fingerprint"]


def test_six_words_at_the_price_that_is_told() -> None:
    assert safety.words(SAM) == WORDS["sam"]["words"]
    assert safety.digits(SAM) == WORDS["sam"]["digits"]
    assert (safety.SAFETY_COST.memory_kib, safety.SAFETY_COST.passes) == (65_536, 3)


@pytest.mark.parametrize(
    "change", [str.upper, lambda said: said.replace(" ", "-"), lambda said: f"  {said}\n"]
)
def test_words_fit_however_they_are_typed(change: Callable[[str], str]) -> None:
    assert safety.fits(change(safety.words(SAM, CHEAPEST)), SAM, CHEAPEST)


def test_digits_fit_with_and_without_their_gaps() -> None:
    number = safety.digits(SAM, CHEAPEST)
    assert safety.fits(number, SAM, CHEAPEST)
    assert safety.fits(number.replace(" ", ""), SAM, CHEAPEST)


@pytest.mark.parametrize("heard", ["", " ", "none of these", "0" * 30])
def test_other_words_do_not_fit(heard: str) -> None:
    assert not safety.fits(heard, SAM, CHEAPEST)


def test_five_words_or_a_changed_one_do_not_fit() -> None:
    words = safety.words(SAM, CHEAPEST).split()
    assert not safety.fits(" ".join(words[:5]), SAM, CHEAPEST)
    assert not safety.fits(" ".join([*words[:5], "abacus"]), SAM, CHEAPEST)
    assert not safety.fits(" ".join(reversed(words)), SAM, CHEAPEST)


def test_each_card_has_words_of_its_own() -> None:
    assert not safety.fits(safety.words(ROBIN, CHEAPEST), SAM, CHEAPEST)
