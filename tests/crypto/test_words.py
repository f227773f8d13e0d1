"""Words that people read aloud: the list, numbers both ways, and where a slip in recovery words is."""

import random
from collections.abc import Callable
from string import ascii_lowercase

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.crypto import (
    WORD_COUNT,
    WordsMistaken,
    all_words,
    generate,
    is_word,
    normalise,
    recovery_secret,
    recovery_words,
    spoken,
    to_digits,
    to_words,
)

RECOVERY = "onslaught plus bonanza occupy hedging cold fool recoup gloss skillet boxlike"


def positions(text: str) -> tuple[int, ...]:
    with pytest.raises(WordsMistaken) as caught:
        recovery_secret(text)
    return caught.value.positions


def test_the_list_has_7772_different_words_of_plain_letters_in_order() -> None:
    words = all_words()
    assert len(words) == len(set(words)) == WORD_COUNT == 7_772
    assert list(words) == sorted(words)
    assert all(set(word) <= set(ascii_lowercase) for word in words)
    assert (words[0], words[-1]) == ("abacus", "zoom")


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=12))
def test_words_are_the_digits_of_the_number_with_the_most_significant_first(number: int, count: int) -> None:
    back = 0
    for word in to_words(number, count):
        back = back * WORD_COUNT + all_words().index(word)
    assert back == number % WORD_COUNT**count


@given(st.integers(min_value=0), st.integers(min_value=1, max_value=40))
def test_digits_keep_their_leading_zeros(number: int, count: int) -> None:
    digits = to_digits(number, count)
    assert len(digits) == count
    assert int(digits) == number % 10**count


def test_generated_words_are_of_the_list_and_differ_each_time() -> None:
    assert all(map(is_word, generate(6).split(" ")))
    assert len({generate(6) for _ in range(50)}) == 50


@pytest.mark.parametrize(
    "typed", [" Abacus  ZOOM", "abacus-zoom", "abacus_-_zoom\n", "ABACUS\u00a0zoom", "\uff41bacus\tzoom"]
)
def test_what_people_type_compares_alike(typed: str) -> None:
    assert normalise(typed) == "abacus zoom"


@pytest.mark.parametrize(
    "typed", ["", "   ", "abacus zoome", "\uff41bacus", "abacus\u00a0zoom", "abacus,zoom"]
)
def test_only_a_text_of_listed_words_counts_as_spoken(typed: str) -> None:
    assert spoken(typed) is None


def test_recovery_words_give_back_the_ten_words() -> None:
    words = recovery_words()
    assert len(words.split(" ")) == 11
    assert recovery_secret(words) == " ".join(words.split(" ")[:10]).encode()


@pytest.mark.parametrize(
    "form", [str.upper, str.title, lambda text: text.replace(" ", "-"), lambda text: f"\n {text} "]
)
def test_recovery_words_may_be_typed_loosely(form: Callable[[str], str]) -> None:
    assert recovery_secret(form(RECOVERY)) == recovery_secret(RECOVERY)


def test_a_slip_in_any_recovery_word_is_located() -> None:
    chance = random.Random(7)  # noqa: S311 -- the same cases each time
    for place in range(11):
        for _ in range(25):
            words = RECOVERY.split(" ")
            word = words[place]
            cut = chance.randrange(len(word))
            words[place] = (
                word[:cut] + chance.choice(ascii_lowercase.replace(word[cut], "")) + word[cut + 1 :]
            )
            assert place + 1 in positions(" ".join(words))


@pytest.mark.parametrize(
    ("right", "slip"),
    [("plus", "plug"), ("hedging", "edging"), ("cold", "could"), ("fool", "foil"), ("gloss", "glass")],
)
def test_a_slip_that_makes_another_listed_word_is_located_too(right: str, slip: str) -> None:
    assert is_word(slip)
    assert RECOVERY.split(" ").index(right) + 1 in positions(RECOVERY.replace(f" {right} ", f" {slip} "))


def test_two_words_that_changed_places_are_named() -> None:
    words = RECOVERY.split(" ")
    for first in range(11):
        for second in range(first + 1, 11):
            changed = list(words)
            changed[first], changed[second] = words[second], words[first]
            assert {first + 1, second + 1} <= set(positions(" ".join(changed)))


@pytest.mark.parametrize("count", [0, 1, 10, 12])
def test_too_few_or_too_many_words_are_counted(count: int) -> None:
    with pytest.raises(WordsMistaken, match=f"these are {count}"):
        recovery_secret(" ".join(["abacus"] * count))


def test_other_words_without_one_likely_slip_are_refused() -> None:
    with pytest.raises(WordsMistaken, match="does not fit"):
        recovery_secret(" ".join(["abacus"] * 11))


def test_a_refusal_never_repeats_what_was_typed() -> None:
    with pytest.raises(WordsMistaken) as caught:
        recovery_secret(RECOVERY.replace("cold", "secretness"))
    assert "secretness" not in str(caught.value)
    assert "word 6" in str(caught.value)
