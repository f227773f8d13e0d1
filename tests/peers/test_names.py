"""The names that peers go by, and leaving the circle."""

import pytest

from peerjournal.crypto.age import X25519Identity
from peerjournal.errors import BadCard, PeerError, UnknownPeer
from peerjournal.peers import Circle
from tests.peers.conftest import introduce


def test_someone_without_a_key_joins_by_name(sam: Circle) -> None:
    assert sam.add_plain("Aunt Jo").reach == "none"
    sam.add_age("Aunt Jo", X25519Identity.generate().recipient.encode())
    assert sam.add_plain("aunt jo").reach == "age"
    assert len(sam.peers()) == 1


def test_numbers_are_given_in_turn_and_never_again(sam: Circle) -> None:
    for name in ("Robin", "Carol"):
        sam.add_plain(name)
    sam.drop("Carol")
    sam.add_plain("Jo")
    assert [(peer.number, peer.stand_in) for peer in sam.peers()] == [(1, "Robin"), (3, "Jo")]
    assert sam.get("3").stand_in == "Jo"


def test_a_peer_can_be_called_something_else(sam: Circle, robin: Circle) -> None:
    introduce(sam, robin)
    sam.add_plain("Carol")
    sam.rename("robin", "R.")
    assert sam.get("R.").reach == "card"
    with pytest.raises(UnknownPeer):
        sam.get("Robin")
    with pytest.raises(PeerError):
        sam.rename("R.", "carol")


@pytest.mark.parametrize("name", ["", "  ", "\x1b", "\u202e"])
def test_a_name_that_shows_nothing_is_refused(sam: Circle, name: str) -> None:
    with pytest.raises(PeerError):
        sam.add_plain(name)


def test_what_commands_a_terminal_is_not_kept_in_a_name(sam: Circle) -> None:
    assert sam.add_plain("Ro\x1b[31mbin\u202e").stand_in == "Ro[31mbin"


def test_nobody_by_that_name_is_said_so(sam: Circle) -> None:
    with pytest.raises(UnknownPeer):
        sam.get("Robin")
    with pytest.raises(UnknownPeer):
        sam.drop("7")


def test_dropping_someone_leaves_no_key_for_them(sam: Circle, robin: Circle) -> None:
    introduce(sam, robin)
    answer = robin.take_card("Sam", sam.make_card("Robin"))
    sam.drop("Robin")
    assert sam.openers() == []
    with pytest.raises(BadCard):
        sam.take_answer(answer)


def test_a_peer_does_not_show_itself(sam: Circle, robin: Circle) -> None:
    introduce(sam, robin)
    peer = sam.get("Robin")
    shown = repr(peer) + repr(sam.openers()) + repr(peer.ours)
    assert "Robin" not in shown
    assert peer.ours[0].age.seed.hex() not in shown


def test_an_id_names_one_person_whatever_the_others_are_called(sam: Circle) -> None:
    robin = sam.add_plain("Robin")
    named_like_it = sam.add_plain(robin.id)
    assert sam.get(robin.id) == robin
    assert sam.drop(robin.id) == robin
    assert sam.peers() == [named_like_it]
