"""Peers with a stock age program: keys both ways, and no card."""

from dataclasses import replace

import pyrage  # type: ignore[import-untyped]  # it comes without types
import pytest

from peerjournal.crypto.age import HybridIdentity, X25519Identity, X25519Recipient
from peerjournal.errors import BadCard
from peerjournal.peers import Circle, Identity
from tests.peers.conftest import introduce


def test_a_key_for_a_stock_age_program_is_made_once_for_each(sam: Circle) -> None:
    key = sam.make_age_recipient("Robin")
    assert key.startswith("age1")
    assert key == sam.make_age_recipient("robin")
    assert key != sam.make_age_recipient("Carol")
    assert pyrage.encrypt(b"hello", [pyrage.x25519.Recipient.from_str(key)])


@pytest.mark.parametrize("theirs", [X25519Identity.generate(), HybridIdentity.generate()])
def test_a_peer_may_give_either_kind_of_age_key(sam: Circle, theirs: X25519Identity | HybridIdentity) -> None:
    sam.add_age("Robin", f" {theirs.recipient.encode()}\n")
    assert (sam.get("Robin").reach, sam.get("Robin").state) == ("age", None)
    assert sam.get("Robin").their_age == theirs.recipient.encode()


def test_someone_may_be_written_to_by_age_and_write_by_age(sam: Circle) -> None:
    ours = sam.make_age_recipient("Robin")
    assert sam.get("Robin").reach == "none"
    sam.add_age("Robin", X25519Identity.generate().recipient.encode())
    assert sam.make_age_recipient("Robin") == ours
    assert sam.get("Robin").reach == "age"


@pytest.mark.parametrize(
    "key", ["", "age1", "age1qqqq", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1QQ", "age1pq1xyz"]
)
def test_what_is_no_age_key_is_refused(sam: Circle, key: str) -> None:
    with pytest.raises(BadCard):
        sam.add_age("Robin", key)
    assert sam.peers() == []


def test_ones_own_age_key_is_refused(sam: Circle) -> None:
    with pytest.raises(BadCard, match="your own"):
        sam.add_age("Robin", sam.make_age_recipient("Robin"))


def test_a_card_that_takes_ones_own_age_key_is_refused(sam: Circle) -> None:
    ours = X25519Recipient.parse(sam.make_age_recipient("Robin"))
    card = replace(Identity.generate().card, mark_public=ours.raw)
    with pytest.raises(BadCard, match="your own"):
        sam.take_card("Robin", card.encode())


def test_a_card_takes_the_place_of_an_age_key_and_not_the_other_way(sam: Circle, robin: Circle) -> None:
    key = X25519Identity.generate().recipient.encode()
    sam.add_age("Robin", key)
    introduce(sam, robin)
    assert sam.get("Robin").reach == "card"
    with pytest.raises(BadCard):
        sam.add_age("Robin", key)
