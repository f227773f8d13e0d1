"""The circle: who joins it, what is believed of them, and what is refused."""

import pytest

from peerjournal.crypto.age import decrypt, encrypt
from peerjournal.errors import BadCard, PeerError
from peerjournal.peers import Circle, Identity
from peerjournal.peers.answer import seal_answer
from tests.conftest import StandingClock
from tests.peers.conftest import MakeCircle, introduce
from tests.peers.frozen import FOLDER, VERDICTS


def test_a_card_and_one_answer_introduce_two_people(sam: Circle, robin: Circle) -> None:
    taken = sam.take_answer(robin.take_card("Sam", sam.make_card("Robin")))
    assert (taken.outcome, taken.peer.stand_in) == ("completed", "Robin")
    there, here = sam.get("Robin"), robin.get("Sam")
    assert there.theirs == here.ours[0].card
    assert here.theirs == there.ours[0].card
    assert (there.reach, there.state) == (here.reach, here.state) == ("card", "new")


def test_the_circle_is_there_after_unlocking_again(make_circle: MakeCircle, robin: Circle) -> None:
    introduce(make_circle("sam"), robin)
    again = make_circle("sam").get("Robin")
    assert again.to_doc() == make_circle("sam").get("1").to_doc()
    assert again.theirs == robin.get("Sam").ours[0].card


def test_a_card_made_again_is_the_same_card(sam: Circle) -> None:
    assert sam.make_card("Robin") == sam.make_card(" robin ")
    assert [peer.stand_in for peer in sam.peers()] == ["Robin"]


def test_each_person_gets_another_card(sam: Circle) -> None:
    assert sam.make_card("Robin") != sam.make_card("Carol")


def test_an_answer_once_more_changes_nothing(sam: Circle, robin: Circle) -> None:
    card = sam.make_card("Robin")
    introduce(sam, robin)
    before = sam.get("Robin").to_doc()
    assert sam.take_answer(robin.take_card("Sam", card)).outcome == "the same"
    assert sam.get("Robin").to_doc() == before


def test_two_who_made_each_other_cards_end_with_one_pair(sam: Circle, robin: Circle) -> None:
    robins = robin.make_card("Sam")
    sam.make_card("Robin")
    answer = sam.take_card("Robin", robins)
    assert robin.take_answer(answer).outcome == "completed"
    assert robin.get("Sam").theirs == sam.get("Robin").ours[0].card
    assert sam.get("Robin").theirs == robin.get("Sam").ours[0].card


def test_an_answer_carries_the_card_that_was_made_before(sam: Circle, robin: Circle) -> None:
    robins = robin.make_card("Sam")
    sam.take_answer(robin.take_card("Sam", sam.make_card("Robin")))
    assert sam.get("Robin").theirs is not None
    assert sam.get("Robin").theirs.encode() == robins  # type: ignore[union-attr]  # the line above has seen it


def test_a_second_answer_makes_both_doubtful(sam: Circle, robin: Circle, carol: Circle) -> None:
    card = sam.make_card("Robin")
    sam.take_answer(robin.take_card("Sam", card))
    taken = sam.take_answer(carol.take_card("Sam", card))
    assert taken.outcome == "contested"
    assert sam.get("Robin").contested
    assert sam.get("Robin").state == "new"


def test_words_decide_which_of_two_answers_it_is(sam: Circle, robin: Circle, carol: Circle) -> None:
    card = sam.make_card("Robin")
    sam.take_answer(carol.take_card("Sam", card))
    sam.take_answer(robin.take_card("Sam", card))
    assert sam.compare(sam.get("Robin"), robin.words(robin.get("Sam"), mine=True))
    peer = sam.get("Robin")
    assert (peer.state, peer.contested) == ("compared", False)
    assert peer.theirs == robin.get("Sam").ours[0].card


def test_a_second_answer_beside_a_compared_card_is_only_shown(
    sam: Circle, robin: Circle, carol: Circle
) -> None:
    card = sam.make_card("Robin")
    sam.take_answer(robin.take_card("Sam", card))
    sam.compare(sam.get("Robin"), robin.words(robin.get("Sam"), mine=True))
    before = sam.get("Robin").to_doc()
    assert sam.take_answer(carol.take_card("Sam", card)).outcome == "only shown"
    assert sam.get("Robin").to_doc() == before


def test_a_new_card_starts_afresh_where_nobody_or_two_have_answered(
    sam: Circle, robin: Circle, carol: Circle
) -> None:
    old = sam.make_card("Robin")
    unanswered = sam.make_card("Robin", new=True)
    assert unanswered != old
    with pytest.raises(BadCard):
        sam.take_answer(robin.take_card("Sam", old))
    robin.drop("Sam")
    sam.take_answer(robin.take_card("Sam", unanswered))
    sam.take_answer(carol.take_card("Sam", unanswered))
    sam.make_card("Robin", new=True)
    peer = sam.get("Robin")
    assert (peer.contested, peer.theirs, peer.state, len(peer.ours)) == (False, None, None, 1)


def test_a_new_card_beside_a_completed_one_keeps_the_old_until_it_is_known(
    sam: Circle, robin: Circle
) -> None:
    introduce(sam, robin)
    old = sam.get("Robin").ours[0]
    sam.make_card("Robin", new=True)
    peer = sam.get("Robin")
    assert peer.marking == old
    assert peer.announces == peer.ours[1].card
    assert peer.theirs is not None


def test_comparing_is_noted_with_its_day_and_for_one_direction(
    sam: Circle, robin: Circle, clock: StandingClock
) -> None:
    introduce(sam, robin)
    clock.move(days=1)
    assert sam.compare(sam.get("Robin"), robin.words(robin.get("Sam"), mine=True))
    assert (sam.get("Robin").state, sam.get("Robin").compared_on) == ("compared", "2026-11-22")
    assert robin.get("Sam").state == "new"


def test_each_side_reads_the_words_that_the_other_holds(sam: Circle, robin: Circle) -> None:
    """N19: both sides have the same."""
    introduce(sam, robin)
    assert sam.words(sam.get("Robin"), mine=True) == robin.words(robin.get("Sam"), mine=False)
    assert sam.words(sam.get("Robin"), mine=True) != sam.words(sam.get("Robin"), mine=False)
    assert sam.compare(sam.get("Robin"), robin.digits(robin.get("Sam"), mine=True))


def test_other_words_change_nothing(sam: Circle, robin: Circle) -> None:
    introduce(sam, robin)
    assert not sam.compare(sam.get("Robin"), sam.words(sam.get("Robin"), mine=True))
    assert sam.get("Robin").state == "new"


def test_there_are_no_words_before_there_is_a_card(sam: Circle) -> None:
    sam.make_card("Robin")
    with pytest.raises(PeerError):
        sam.words(sam.get("Robin"), mine=False)


def test_ones_own_card_is_refused(sam: Circle) -> None:
    card = sam.make_card("Robin")
    for name in ("Robin", "Carol"):
        with pytest.raises(BadCard, match="your own"):
            sam.take_card(name, card)


def test_a_card_that_takes_one_key_of_ours_is_refused(sam: Circle) -> None:
    sam.make_card("Robin")
    ours = sam.get("Robin").ours[0]
    stranger = Identity.generate()
    mixtures = [
        Identity(ours.age, stranger.marks, stranger.card_id),
        Identity(stranger.age, ours.marks, stranger.card_id),
        Identity(stranger.age, stranger.marks, ours.card_id),
    ]
    for mixture in mixtures:
        with pytest.raises(BadCard, match="your own"):
            sam.take_card("Carol", mixture.card.encode())
        with pytest.raises(BadCard, match="your own"):
            sam.take_answer(seal_answer(mixture, ours.card))
    assert [peer.stand_in for peer in sam.peers()] == ["Robin"]


def test_a_card_that_someone_else_gave_is_refused(sam: Circle, robin: Circle) -> None:
    card = robin.make_card("Sam")
    sam.take_card("Robin", card)
    with pytest.raises(BadCard, match="someone else"):
        sam.take_card("Carol", card)


def test_another_card_does_not_take_the_place_of_one(sam: Circle, robin: Circle, carol: Circle) -> None:
    introduce(sam, robin)
    with pytest.raises(BadCard, match="another card"):
        sam.take_card("Robin", carol.make_card("Sam"))
    assert sam.get("Robin").theirs == robin.get("Sam").ours[0].card


@pytest.mark.parametrize(
    "name", sorted(name for name in VERDICTS if name.startswith("refused") and name.endswith("card"))
)
def test_a_refused_card_leaves_nobody_behind(sam: Circle, name: str) -> None:
    with pytest.raises(BadCard):
        sam.take_card("Robin", (FOLDER / name).read_bytes())
    assert sam.peers() == []


@pytest.mark.parametrize("data", [b"", b"hello", b"age-encryption.org/v1\n", b"\xff" * 200])
def test_what_is_no_answer_is_refused(sam: Circle, data: bytes) -> None:
    sam.make_card("Robin")
    with pytest.raises(BadCard):
        sam.take_answer(data)


def test_an_answer_to_somebody_else_does_not_open(sam: Circle, robin: Circle, carol: Circle) -> None:
    answer = robin.take_card("Sam", sam.make_card("Robin"))
    carol.make_card("Robin")
    with pytest.raises(BadCard):
        carol.take_answer(answer)


def test_an_answer_sealed_to_another_of_ones_cards_is_refused(sam: Circle, robin: Circle) -> None:
    # Carol hands on what Robin answered, as if it were the answer to her own card.
    answer = robin.take_card("Sam", sam.make_card("Robin"))
    plain = decrypt(answer, [sam.get("Robin").ours[0].age]).plaintext
    sam.make_card("Carol")
    with pytest.raises(BadCard):
        sam.take_answer(encrypt(plain, [sam.get("Carol").ours[0].card.recipient]))
