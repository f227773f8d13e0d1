"""P3: recovery words with a slip in each place, in a wrong order, and after others took their place."""

import random
from functools import partial
from itertools import combinations
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST, WordsMistaken, recovery_secret, recovery_words
from peerjournal.errors import WrongPassphrase
from tests.cli.test_recovering import drawn, slipped
from tests.torture.tally import Part, Tally
from tests.vault import scenes
from tests.vault.scenes import NEW, OLD, Place, documents
from tests.vault.stretched_once import remember_stretching

PLACES, SLIPS = 11, 25


def parts(*, quick: bool) -> list[Part]:
    return [partial(located, slips=2 if quick else SLIPS), partial(opened, times=1 if quick else SLIPS)]


def located(tally: Tally, room: Path, *, slips: int) -> None:
    """One letter wrong in each word; and every two words changed over."""
    del room
    chance = random.Random(7)  # noqa: S311 - the same cases each time
    for number in range(slips):
        words = drawn(chance).split()
        for place, word in enumerate(words):
            with tally.case("a slip, answered with the word that was meant", (number, place)):
                typed = [*words[:place], slipped(word, chance), *words[place + 1 :]]
                with pytest.raises(WordsMistaken) as caught:
                    recovery_secret(" ".join(typed))
                assert word in caught.value.candidates[place + 1]
    words = drawn(chance).split()
    for one, other in combinations(range(PLACES), 2):
        with tally.case("two words changed over, both named", (one, other)):
            typed = list(words)
            typed[one], typed[other] = typed[other], typed[one]
            with pytest.raises(WordsMistaken) as caught:
                recovery_secret(" ".join(typed))
            assert {one + 1, other + 1} <= caught.value.candidates.keys()


def opened(tally: Tally, room: Path, *, times: int) -> None:
    """The words open it, a new passphrase does from then on, and earlier words no more."""
    with pytest.MonkeyPatch.context() as patch:
        remember_stretching(patch)
        start = Place(room / "start")
        scenes.furnish(start)
        shown = documents(start.unlock())
        chance = random.Random(9)  # noqa: S311 - the same cases each time
        for number in range(times):
            with tally.case("from a forgotten passphrase to a new one", number):
                place, words, later = start.copy("forgotten"), recovery_words(), recovery_words()
                vaults.keep_recovery(place.unlock(), words)
                with pytest.raises(WrongPassphrase):
                    place.unlock(" ".join(chance.sample(words.split(), PLACES)) + " x")
                vaults.change_passphrase(place.unlock(words), NEW, cost=CHEAPEST)
                with pytest.raises(WrongPassphrase):
                    place.unlock(OLD)
                vaults.keep_recovery(place.unlock(NEW), later)
                with pytest.raises(WrongPassphrase):
                    place.unlock(words)
                assert documents(place.unlock(later)) == documents(place.unlock(NEW)) == shown
