"""The passphrase is gone: recovery words, with slips in them, and then a new passphrase."""

import random
import re
from string import ascii_lowercase

import pytest

from peerjournal import vault
from peerjournal.config import Places
from peerjournal.crypto import (
    CHEAPEST,
    WordsMistaken,
    all_words,
    is_word,
    recovery_secret,
    recovery_words,
)
from peerjournal.errors import WrongPassphrase
from peerjournal.session import Session
from tests.cli.conftest import Command
from tests.cli.pseudo_terminal import at_terminal
from tests.conftest import PASSPHRASE

NEW = "another made-up one"


@pytest.fixture
def words(pj: Command) -> list[str]:
    """The recovery words of a journal that has some, and one entry."""
    assert pj("write", "I was walking.").code == 0
    session = Session.unlock(pj.places(), PASSPHRASE)
    found = drawn(random.Random(4))  # noqa: S311 - the same words each time
    vault.keep_recovery(session.vault, found)
    session.lock()
    return found.split()


def drawn(chance: random.Random) -> str:
    """Return recovery words that chance decides: in one fresh set of a hundred, what is wrong fits too."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            "peerjournal.crypto.recovery.generate",
            lambda count: " ".join(chance.choices(all_words(), k=count)),
        )
        return recovery_words()


def slipped(word: str, chance: random.Random) -> str:
    """Return a word with one letter changed, so that it is on no list."""
    while True:
        cut = chance.randrange(len(word))
        found = word[:cut] + chance.choice(ascii_lowercase) + word[cut + 1 :]
        if not is_word(found):
            return found


def test_from_a_forgotten_passphrase_to_a_new_one(pj: Command, words: list[str]) -> None:
    """P3: the words open it, the new passphrase does from then on, and the old one no longer."""
    typing = [
        ("or the recovery words: ", " ".join(words) + "\n"),
        ("New passphrase: ", f"{NEW}\n"),
        ("Once more, to be sure: ", f"{NEW}\n"),
    ]
    code, screen = at_terminal(pj.places(), "keys", "passphrase", typing=typing)
    assert code == 0, screen
    assert "I was walking." in pj("show", "1", "--raw", passphrase=NEW).out
    assert pj("list").code == 4
    assert pj("list", passphrase=" ".join(words)).code == 0


def test_slips_are_mended_one_word_at_a_time(pj: Command, words: list[str]) -> None:
    chance = random.Random(5)  # noqa: S311 - the same slips each time
    typed = list(words)
    typed[3], typed[8] = slipped(words[3], chance), slipped(words[8], chance)
    typing = [
        ("Passphrase: ", " ".join(typed) + "\n"),
        (f"Word 4 (perhaps {words[3]}", f"{words[3]}\n"),
        (f"Word 9 (perhaps {words[8]}", f"{words[8].upper()} \n"),
    ]
    code, screen = at_terminal(pj.places(), "show", "1", typing=typing)
    assert code == 0, screen
    assert "Not on the word list: words 4, 9." in screen
    assert "I was walking." in screen
    shown = screen.split()
    assert typed[3] not in shown
    assert typed[8] not in shown


def test_leaving_every_word_as_it_is_ends_it(pj: Command, words: list[str]) -> None:
    typed = ["nosuchwordatall", *words[1:]]
    typing = [("Passphrase: ", " ".join(typed) + "\n"), ("Word 1: ", "\n")]
    code, screen = at_terminal(pj.places(), "list", typing=typing)
    assert code == 4
    assert "Nothing was changed." in screen


def test_where_nobody_can_answer_no_word_is_named(pj: Command, words: list[str]) -> None:
    """What a script writes down may be kept for ever: it gets the place, never the word."""
    chance = random.Random(6)  # noqa: S311 - as above
    typed = [*words[:6], slipped(words[6], chance), *words[7:]]
    refused = pj("list", passphrase=" ".join(typed))
    assert refused.code == 4
    assert "word 7" in refused.err
    assert words[6] not in refused.err.split()


def test_words_open_it_and_the_way_to_a_new_passphrase_is_named(pj: Command, words: list[str]) -> None:
    opened = pj("list", passphrase=" ".join(words))
    assert opened.code == 0
    assert "`peerjournal keys passphrase` makes another" in opened.err


@pytest.mark.parametrize("count", [8, 10, 12, 14])
def test_a_word_too_few_or_too_many_is_counted(pj: Command, words: list[str], count: int) -> None:
    typed = [*words, *words][:count]
    refused = pj("list", passphrase=" ".join(typed))
    assert refused.code == 4
    assert f"these are {count}" in refused.err


def test_a_passphrase_of_eight_words_of_the_list_still_opens(places: Places) -> None:
    eight = " ".join(recovery_words().split()[:8])
    Session.create(places, eight, cost=CHEAPEST).lock()
    Session.unlock(places, eight).lock()
    with pytest.raises(WrongPassphrase, match="there are eleven"):
        Session.unlock(places, f"{eight} abacus")


@pytest.fixture
def places(pj: Command) -> Places:
    return pj.places("eight")


def test_every_slip_of_one_letter_is_answered_with_the_word_that_was_meant() -> None:
    """P3: 11 places, 25 slips each; the right word is among the candidates every time."""
    chance, told = random.Random(7), set()  # noqa: S311 - the same cases each time
    for _ in range(25):
        words = drawn(chance).split()
        for place, word in enumerate(words):
            typed = [*words[:place], slipped(word, chance), *words[place + 1 :]]
            with pytest.raises(WordsMistaken) as caught:
                recovery_secret(" ".join(typed))
            assert word in caught.value.candidates[place + 1]
            told.add(re.sub(r"[0-9, ]+", " ", str(caught.value)))
    # What is told differs in numbers alone, so that it holds none of the words.
    assert told <= {
        "Not on the word list: word .",
        "The last word does not fit the ten before it. Look again at word .",
        "The last word does not fit the ten before it. Look again at words .",
    }
