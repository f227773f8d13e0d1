"""How this program says no: the tree that is drawn is the one there is, and crypto's words are translated."""

import hmac
import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NoReturn

import pytest

from peerjournal import crypto, errors
from peerjournal import vault as vaults
from peerjournal.config import Places
from peerjournal.crypto import CHEAPEST, Pair, Xaes, age, kdf
from peerjournal.errors import CryptoError, PeerjournalError
from peerjournal.journal import Draft
from peerjournal.letters import Around, compose, new_letter_id, page_reply
from peerjournal.peers import Circle
from peerjournal.session import Session
from tests.conftest import PASSPHRASE
from tests.letters import pages

LEAVES = [one for _, one in inspect.getmembers(errors, inspect.isclass)]


@pytest.mark.parametrize("error", LEAVES)
def test_the_tree_at_the_top_names_every_error_with_its_code(error: type[PeerjournalError]) -> None:
    tree = inspect.getdoc(errors) or ""
    (line,) = [line for line in tree.splitlines() if error.__name__ in line.replace("`", " ")]
    codes = [int(word) for word in line.split() if word.isdecimal()]
    assert codes in ([error.exit_code], []), line
    assert error.exit_code in (*codes, *(parent.__dict__.get("exit_code") for parent in error.__mro__))


# What crypto refuses


@dataclass
class Two:
    """Two people who know each other, with a letter under way and a bit of everything at Robin's."""

    sam: Session
    robin: Session
    places: Places
    """Robin's."""
    letter: bytes
    answer: bytes
    card: bytes
    written_back: bytes
    """From a page that Sam made."""


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Two:
    folder = tmp_path_factory.mktemp("two")
    places = [Places(folder / name, folder / f"{name}.state") for name in ("sam", "robin")]
    sam, robin = (Session.create(place, PASSPHRASE, cost=CHEAPEST) for place in places)
    card = sam.circle.make_card("Robin")
    answer = robin.circle.take_card("Sam", card)
    sam.circle.take_answer(answer)
    sam.journal.add(Draft(body="I sat on the back stairs."))
    letter = compose([sam.journal.make_story("1")], new_letter_id()).ready()
    sealed = sam.outbox.prepare(letter, sam.circle.get("Robin"), unconfirmed=True).data
    robin.inbox.keep(robin.inbox.look(sealed))
    asking = compose([sam.journal.make_story("1")], new_letter_id(), around=Around(wish="stayed")).ready()
    page = sam.outbox.prepare(asking, sam.circle.get("Robin"), form="page")
    said = pages.inside(page.data, page.words)
    written_back = pages.block(pages.way_back_of(said), pages.answer(asking.letter_id, note="Thank you."))
    drafts(robin).keep("ab" * 16, {"body": "begun"})
    vaults.keep_recovery(robin.vault, crypto.recovery_words())
    vaults.keep(robin.vault.home, "a jot", written=robin.vault.clock())
    return Two(sam, robin, places[1], sealed, answer, card, written_back)


def drafts(session: Session) -> vaults.Drafts:
    return vaults.Drafts(session.vault.home, session.vault.ring, session.vault.key_file.vault_id)


def circle(session: Session) -> Circle:
    return Circle(session.vault, safety_cost=CHEAPEST)


DOORS: dict[str, Callable[[Two], object]] = {
    "making a journal": lambda two: Session.create(
        Places(two.places.journal.with_name("new"), two.places.state), PASSPHRASE, cost=CHEAPEST
    ),
    "unlocking": lambda two: Session.unlock(two.places, PASSPHRASE),
    "unlocking with words": lambda two: Session.unlock(two.places, crypto.recovery_words()),
    "reading everything": lambda two: two.robin.vault.look_anew(),
    "the newest first": lambda two: list(two.robin.vault.newest_first()),
    "checking": lambda two: vaults.check(two.robin.vault),
    "making it small": lambda two: vaults.compact(two.robin.vault),
    "a new passphrase": lambda two: vaults.change_passphrase(two.robin.vault, "another", cost=CHEAPEST),
    "new words": lambda two: vaults.keep_recovery(two.robin.vault, crypto.recovery_words()),
    "new keys": lambda two: vaults.renew(two.robin.vault, PASSPHRASE, cost=CHEAPEST),
    "a draft": lambda two: drafts(two.robin).open("ab" * 16),
    "all drafts": lambda two: drafts(two.robin).all(),
    "jots that wait": lambda two: vaults.waiting(two.robin.vault),
    "a jot": lambda two: vaults.keep(two.robin.vault.home, "one", written=two.robin.vault.clock()),
    "a card": lambda two: two.robin.circle.take_card("Sam", two.card),
    "an answer": lambda two: two.sam.circle.take_answer(two.answer),
    "an age key": lambda two: two.sam.circle.add_age("Ana", f"age1{'q' * 58}"),
    "safety words": lambda two: circle(two.sam).words(two.sam.circle.get("Robin"), mine=True),
    "comparing": lambda two: circle(two.sam).compare(two.sam.circle.get("Robin"), "six words"),
    "a letter": lambda two: two.robin.inbox.look(two.letter),
    "who a kept letter is from": lambda two: two.robin.inbox.sender_of(two.robin.inbox.letters.get("1")),
    "what a page's reader wrote back": lambda two: two.sam.inbox.look(two.written_back),
    "a page": lambda two: two.sam.outbox.prepare(
        compose([two.sam.journal.make_story("1")], new_letter_id()).ready(),
        two.sam.circle.get("Robin"),
        form="page",
    ),
    "sealing": lambda two: two.sam.outbox.prepare(
        compose([two.sam.journal.make_story("1")], new_letter_id()).ready(),
        two.sam.circle.get("Robin"),
        unconfirmed=True,
    ),
}


def refuse(*_: object, **__: object) -> NoReturn:
    raise CryptoError


def refuse_a_key(*_: object, **__: object) -> NoReturn:
    raise age.KeyFailure


FAULTS: dict[str, tuple[object, str, object]] = {
    "no seal opens": (Xaes, "open", refuse),
    "no page's seal opens": (page_reply, "open_gcm", refuse),
    "no mark or commitment fits": (hmac, "compare_digest", lambda *_: False),
    "no two keys agree": (Pair, "agree", refuse),
    "no memory for a derivation": (kdf, "physical_memory_kib", lambda: 0),
    "nothing can be sealed to a key": (age.HybridRecipient, "wrap", refuse_a_key),
}


@pytest.fixture(params=FAULTS)
def fault(request: pytest.FixtureRequest) -> Iterator[str]:
    with pytest.MonkeyPatch.context() as patch:
        where, name, instead = FAULTS[request.param]
        patch.setattr(where, name, instead)
        yield request.param


def test_whatever_crypto_refuses_each_floor_says_in_its_own_words(two: Two, fault: str) -> None:
    refused, escaped = [], []
    for name, door in DOORS.items():
        try:
            door(two)
        except CryptoError as error:
            escaped.append((name, type(error).__name__))
        except PeerjournalError:
            refused.append(name)
    assert escaped == []
    assert refused, f"{fault} is refused nowhere, so this shows nothing"
