"""Sam and Robin, with journals of their own, who may have been introduced."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from peerjournal.crypto import CHEAPEST
from peerjournal.crypto.age import encrypt
from peerjournal.journal import Draft, Journal, Story
from peerjournal.letters import (
    Around,
    Arrival,
    Inbox,
    Ledger,
    Letter,
    Outbox,
    Prepared,
    compose,
    new_letter_id,
)
from peerjournal.peers import Circle, Identity, Peer
from peerjournal.vault import Vault
from tests.conftest import MakeVault


@dataclass
class Person:
    """Somebody with a journal, and what they do with letters in it."""

    name: str
    vault: Vault
    circle: Circle
    journal: Journal
    outbox: Outbox
    inbox: Inbox
    ledger: Ledger

    def peer(self, other: "Person") -> Peer:
        return self.circle.get(other.name)

    def identity(self, other: "Person") -> Identity:
        return self.peer(other).ours[-1]

    def meet(self, other: "Person") -> None:
        """Exchange cards."""
        self.circle.take_answer(other.circle.take_card(self.name, self.circle.make_card(other.name)))

    def trust(self, other: "Person") -> None:
        """Hear the other's words."""
        assert self.circle.compare(self.peer(other), other.circle.words(other.peer(self), mine=True))

    def story(
        self, body: str = "I sat on the back stairs.", title: str = "The stairwell", *tags: str
    ) -> Story:
        entry = self.journal.add(Draft(title=title, body=body, tags=tags))
        return self.journal.make_story(str(entry.number))

    def letter(self, body: str = "I sat on the back stairs.", wish: str = "stayed") -> Letter:
        return compose([self.story(body)], new_letter_id(), around=Around(wish=wish)).ready()

    def send(self, to: "Person", letter: Letter | None = None) -> Prepared:
        return self.outbox.prepare(letter or self.letter(), self.peer(to), unconfirmed=True)


MakePerson = Callable[[str], Person]


@pytest.fixture
def make_person(make_vault: MakeVault) -> MakePerson:
    """Return a function that makes somebody's journal, or unlocks it again."""

    def make(name: str) -> Person:
        vault = make_vault(name.lower())
        circle = Circle(vault, safety_cost=CHEAPEST)
        return Person(
            name, vault, circle, Journal(vault), Outbox(vault, circle), Inbox(vault, circle), Ledger(vault)
        )

    return make


@pytest.fixture
def sam(make_person: MakePerson) -> Person:
    return make_person("Sam")


@pytest.fixture
def robin(make_person: MakePerson) -> Person:
    return make_person("Robin")


@pytest.fixture
def carol(make_person: MakePerson) -> Person:
    return make_person("Carol")


@pytest.fixture
def two_people(sam: Person, robin: Person) -> tuple[Person, Person]:
    """Sam and Robin, each sure of the other's card."""
    sam.meet(robin)
    sam.trust(robin)
    robin.trust(sam)
    return sam, robin


@pytest.fixture
def carol_too(two_people: tuple[Person, Person], carol: Person) -> Person:
    """Carol, whom both of them know and have compared words with."""
    for one in two_people:
        one.meet(carol)
        one.trust(carol)
        carol.trust(one)
    return carol


def deliver(plain: bytes, to: Person, way: Person) -> Arrival:
    """Seal bytes, as anyone can who has the card that ``to`` made for ``way``, and look at what arrives."""
    return to.inbox.look(encrypt(plain, [to.identity(way).card.recipient]))
