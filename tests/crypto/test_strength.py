"""How far a passphrase would hold: told in words, never judged, and never for long."""

import subprocess
import sys
import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from peerjournal.crypto import SAYS, WORD_COUNT, Holds, estimate, generate, strength


@pytest.mark.parametrize(
    ("passphrase", "holds"),
    [
        ("", Holds.START),
        ("a", Holds.START),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Holds.START),
        ("12345678901234567890", Holds.START),
        ("abcdefghijklmnop", Holds.START),
        ("password", Holds.START),
        ("password1990", Holds.START),
        ("Peerjournal", Holds.START),
        ("correct horse", Holds.START),
        ("dog dog dog dog dog dog dog", Holds.START),
        ("abc" * 1000, Holds.START),
        ("thimble walnut ", Holds.START),
        ("thimble walnut gravel", Holds.SOME),
        ("thimble walnut gravel oboe", Holds.GOOD),
        ("Thimble-walnut-gravel-oboe-tractor", Holds.STRONG),
    ],
)
def test_what_is_easily_guessed_is_told_from_what_is_not(passphrase: str, holds: Holds) -> None:
    assert estimate(passphrase).holds is holds


@pytest.mark.parametrize(
    "passphrase",
    [
        "mein Hund schläft gern lange unter dem alten Tisch",
        "el perro duerme bajo la mesa vieja",
        "моя собака спит под столом",
        "pies śpi pod stołem w kuchni",
        "הכלב ישן מתחת לשולחן",
        "小さな犬が机の下で眠っている",
        "우리 집 고양이는 창가에서 잔다",
        "床前明月光疑是地上霜",
    ],
)
def test_a_sentence_in_any_language_is_not_called_a_start(passphrase: str) -> None:
    assert estimate(passphrase).holds is Holds.STRONG


def test_what_we_offer_is_very_strong() -> None:
    offered = [generate(6) for _ in range(50)]
    assert [one for one in offered if estimate(one).holds is not Holds.STRONG] == []


@given(st.lists(st.sampled_from(("thimble", "walnut", "gravel", "oboe")), min_size=1, max_size=8))
def test_words_of_our_list_count_as_often_as_they_differ(words: list[str]) -> None:
    assert estimate(" ".join(words)).guesses <= WORD_COUNT ** len({*words})


def test_what_is_longer_than_zxcvbn_takes_holds_as_its_best_end() -> None:
    six = generate(6)
    for passphrase in ("a" * 100 + six, f"{six} " + "a" * 100, f"{six} " * 40 + "oboe and a bell"):
        assert estimate(passphrase).holds is Holds.STRONG


@settings(max_examples=60)
@given(st.text(max_size=100))
def test_whatever_is_typed_gets_an_answer(passphrase: str) -> None:
    assert estimate(passphrase).guesses >= 1


def test_no_part_that_is_looked_at_is_long_or_costly() -> None:
    signs = "4@8({[<3691!|70$5+%2"
    for passphrase in (signs * 50, "a" * 24 + signs * 9, "x" * 5000, signs, "1" * 60 + signs):
        parts = list(strength._parts(passphrase))
        assert len(parts) <= 7
        assert all(len(part) <= 72 for part in parts)
        assert all(len(part) <= 24 or len({*part} & {*signs}) <= 8 for part in parts)


def test_it_can_be_asked_in_any_thread_and_is_loaded_only_then() -> None:
    answers: list[Holds] = []
    asking = threading.Thread(target=lambda: answers.append(estimate("thimble walnut gravel").holds))
    asking.start()
    asking.join()
    assert answers == [Holds.SOME]
    script = "import sys, peerjournal.cli.vault, peerjournal.crypto; assert 'zxcvbn' not in sys.modules"
    subprocess.run([sys.executable, "-c", script], check=True)


def test_nothing_is_called_weak_or_wrong() -> None:
    said = " ".join(text for both in SAYS.values() for text in both).casefold()
    assert not {"weak", "bad", "poor", "wrong", "must", "should"} & set(said.replace(".", "").split())
