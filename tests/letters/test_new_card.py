"""A new card: it comes under the mark of the old one, and under no other."""

from dataclasses import replace

import pytest

from peerjournal.errors import NotYetCompared
from peerjournal.letters.layout import Ends
from peerjournal.letters.seal import MARK_PURPOSE, Address, write
from peerjournal.peers import Identity
from tests.letters.conftest import Person, deliver

TwoPeople = tuple[Person, Person]


def new_card(sam: Person, robin: Person) -> Identity:
    sam.circle.make_card("Robin", new=True)
    return sam.peer(robin).ours[-1]


def test_a_new_card_comes_under_the_mark_of_the_old(two_people: TwoPeople) -> None:
    sam, robin = two_people
    fresh = new_card(sam, robin)
    arrival = robin.inbox.look(sam.send(robin).data)
    assert (arrival.sender.sure, arrival.card) == ("certain", fresh.card)
    assert arrival.remarks == (
        "Sam has a new card. If you keep this, letters go to it; compare its words again.",
    )
    assert robin.peer(sam).state == "compared"
    robin.inbox.keep(arrival)
    peer = robin.peer(sam)
    assert (peer.theirs, peer.state, len(peer.earlier)) == (fresh.card, "changed", 1)


def test_letters_go_on_under_the_new_card_once_it_is_known(two_people: TwoPeople) -> None:
    sam, robin = two_people
    under_way = sam.send(robin).data
    to_the_old = robin.send(sam).data
    fresh = new_card(sam, robin)
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    assert robin.inbox.look(under_way).sender.sure == "earlier card"
    assert sam.inbox.look(to_the_old).sender.sure == "certain"
    reply = sam.inbox.look(robin.send(sam).data)
    assert reply.opener is not None
    assert reply.opener.identity is not None
    assert (reply.opener.identity.card_id, reply.sender.sure) == (fresh.card_id, "certain")
    sam.inbox.keep(reply)
    assert sam.peer(robin).marks_with == fresh.card_id
    later = robin.inbox.look(sam.send(robin).data)
    assert (later.sender.sure, later.card) == ("changed card", None)
    robin.trust(sam)
    assert robin.inbox.look(sam.send(robin).data).sender.sure == "certain"


def test_sealing_to_a_changed_card_needs_a_word_again(two_people: TwoPeople) -> None:
    sam, robin = two_people
    new_card(sam, robin)
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    with pytest.raises(NotYetCompared):
        robin.outbox.prepare(robin.letter(), robin.peer(sam))


def forge_with_card(sam: Person, robin: Person, ours: Identity, card: bytes) -> bytes:
    theirs = robin.identity(sam).card
    ends = Ends(theirs.card_id, ours.card_id, card)
    return write(sam.letter(), Address(theirs.recipient, ends, ours.key_to(theirs, MARK_PURPOSE)))


def test_a_card_under_a_strangers_mark_is_ignored(two_people: TwoPeople, carol_too: Person) -> None:
    sam, robin = two_people
    forged = forge_with_card(sam, robin, carol_too.identity(robin), Identity.generate().card.raw)
    arrival = deliver(forged, robin, sam)
    assert (arrival.sender.sure, arrival.card) == ("not confirmed", None)
    robin.inbox.keep(arrival)
    assert robin.peer(sam).state == "compared"


def test_a_card_under_the_mark_of_an_earlier_card_is_ignored(two_people: TwoPeople) -> None:
    """Whoever got hold of keys that were given up can't bring the peer back to them."""
    sam, robin = two_people
    old = sam.identity(robin)
    fresh = new_card(sam, robin)
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    arrival = deliver(forge_with_card(sam, robin, old, Identity.generate().card.raw), robin, sam)
    assert (arrival.sender.sure, arrival.card) == ("earlier card", None)
    robin.inbox.keep(arrival)
    assert robin.peer(sam).theirs == fresh.card


@pytest.mark.parametrize("kind", ["one of Robin's own", "Carol's", "of low order", "cut short", "the same"])
def test_a_new_card_that_would_be_refused_as_a_file_is_ignored(
    two_people: TwoPeople, carol_too: Person, kind: str
) -> None:
    sam, robin = two_people
    low = replace(Identity.generate().card, mark_public=(1).to_bytes(32, "little"))
    cards = {
        "one of Robin's own": robin.identity(carol_too).card.raw,
        "Carol's": carol_too.identity(robin).card.raw,
        "of low order": low.raw,
        "cut short": Identity.generate().card.raw[:-1],
        "the same": sam.identity(robin).card.raw,
    }
    arrival = deliver(forge_with_card(sam, robin, sam.identity(robin), cards[kind]), robin, sam)
    assert (arrival.sender.sure, arrival.card) == ("certain", None)
    robin.inbox.keep(arrival)
    assert robin.peer(sam).state == "compared"
