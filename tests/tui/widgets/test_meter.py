"""How far a passphrase would hold: told in words, and never judged."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.widgets import Static

from peerjournal.crypto import SAYS, Holds, estimate, generate
from peerjournal.tui.widgets.meter import Meter
from tests.tui.widgets.stage import Stage, on_stage


@pytest.mark.parametrize(
    ("passphrase", "holds"),
    [
        ("a", Holds.START),
        ("aaaaaaaaaaaaaaaaaaaaaaaaaaaa", Holds.START),
        ("12345678901234567890", Holds.START),
        ("abcdefghijklmnop", Holds.START),
        ("password", Holds.START),
        ("password1990", Holds.START),
        ("correct horse", Holds.START),
        ("dog dog dog dog dog dog dog", Holds.START),
        ("thimble walnut ", Holds.START),
        ("thimble walnut gravel", Holds.SOME),
        ("thimble walnut gravel oboe", Holds.GOOD),
    ],
)
def test_what_is_easily_guessed_is_told_from_what_is_not(passphrase: str, holds: Holds) -> None:
    assert estimate(passphrase).holds is holds


def test_what_we_offer_is_very_strong() -> None:
    offered = [generate(6) for _ in range(50)]
    # One time in five hundred a word comes twice, and is counted once.
    assert all(
        estimate(one).holds is Holds.STRONG for one in offered if len({*one.split()}) == len(one.split())
    )


@given(st.text(max_size=60), st.text(max_size=20))
def test_another_word_never_holds_less(begun: str, more: str) -> None:
    assert estimate(f"{begun} {more}").bits >= estimate(begun).bits - 1e-9


def test_nothing_is_called_weak_or_wrong() -> None:
    said = " ".join(text for both in SAYS.values() for text in both).casefold()
    assert not {"weak", "bad", "poor", "wrong", "must", "should"} & set(said.replace(".", "").split())


@on_stage(Meter, size=(60, 10))
async def test_a_word_stands_beside_the_bars(stage: Stage[Meter]) -> None:
    stage.widget.measure("thimble walnut gravel oboe")
    await stage.until(lambda: "good" in stage.shown())
    assert stage.shown().count("━" * 8) == 3
    assert "One more word makes it very strong." in stage.shown()


@on_stage(Meter, size=(60, 10))
async def test_nothing_typed_says_nothing(stage: Stage[Meter]) -> None:
    stage.widget.measure("x")
    stage.widget.measure("")
    await stage.until(lambda: "just a start" not in stage.shown())
    assert [str(one.content) for one in stage.widget.query("#word, #advice").results(Static)] == ["", ""]
