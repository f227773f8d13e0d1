"""Receiving: what something is and who it is from is known before anything is kept."""

import contextlib

import pyrage  # type: ignore[import-untyped]  # it comes without types
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from peerjournal.crypto.age import encrypt
from peerjournal.errors import (
    AlreadyReceived,
    BadCard,
    LetterDamaged,
    LetterError,
    NotForUs,
    TooLarge,
)
from peerjournal.letters import MOST_FILE, Reply, compose_reply, compose_take_back, new_letter_id
from peerjournal.peers import Card
from tests.conftest import StandingClock
from tests.letters.conftest import MakePerson, Person
from tests.sampling import part, sampled

TwoPeople = tuple[Person, Person]


def test_a_letter_from_a_compared_card_is_certain(two_people: TwoPeople) -> None:
    sam, robin = two_people
    arrival = robin.inbox.look(sam.send(robin).data)
    assert (arrival.kind, arrival.sender.peer, arrival.sender.sure) == ("letter", robin.peer(sam), "certain")
    assert arrival.sentence == "From Sam. You have compared their safety words, so this is certain."
    assert "I sat on the back stairs." in arrival.text
    assert arrival.remarks == ()


def test_a_letter_from_a_new_card_is_not_called_certain(sam: Person, robin: Person) -> None:
    sam.meet(robin)
    arrival = robin.inbox.look(sam.send(robin).data)
    assert (arrival.sender.peer, arrival.sender.sure) == (robin.peer(sam), "not yet compared")
    number = robin.inbox.keep(arrival)
    robin.trust(sam)
    kept = robin.inbox.letters.get(str(number))
    assert kept.sure == "not yet compared"
    assert robin.inbox.sender_of(kept).sure == "certain"


def test_looking_keeps_nothing(two_people: TwoPeople, make_person: MakePerson) -> None:
    """F12, N5: looking records nothing."""
    sam, robin = two_people
    data = sam.send(robin).data
    for _ in range(2):
        robin.inbox.look(data)
    assert make_person("Robin").inbox.letters.all() == []


def test_a_kept_letter_is_there_with_its_bytes_and_its_verdict(
    two_people: TwoPeople, make_person: MakePerson
) -> None:
    sam, robin = two_people
    made = sam.send(robin)
    number = robin.inbox.keep(robin.inbox.look(made.data))
    kept = make_person("Robin").inbox.letters.get(str(number))
    assert (kept.plain, kept.direction, kept.sure) == (made.kept.plain, "received", "certain")
    assert (kept.peer, kept.letter_id) == (robin.peer(sam).id, made.kept.letter_id)
    assert kept.received == "2026-11-21T09:00:00+01:00"
    assert kept.letter == made.kept.letter


def test_an_answer_is_known_for_one_and_taken_in(sam: Person, robin: Person) -> None:
    answer = robin.circle.take_card("Sam", sam.circle.make_card("Robin"))
    arrival = sam.inbox.look(answer)
    assert arrival.kind == "answer"
    assert arrival.answer is not None
    assert arrival.answer.outcome == "completed"
    assert sam.peer(robin).theirs is None
    assert sam.inbox.keep(arrival) == sam.peer(robin).number
    assert sam.peer(robin).reach == "card"
    assert sam.inbox.letters.all() == []


def test_a_second_answer_is_foretold(sam: Person, robin: Person, carol: Person) -> None:
    card = sam.circle.make_card("Robin")
    sam.circle.take_answer(robin.circle.take_card("Sam", card))
    arrival = sam.inbox.look(carol.circle.take_card("Sam", card))
    assert arrival.sentence.startswith("Two people answered")
    assert not sam.peer(robin).contested


def test_a_card_is_known_for_one_and_taken_in_only_under_a_name(sam: Person, robin: Person) -> None:
    data = robin.circle.make_card("Sam")
    arrival = sam.inbox.look(b"Here it is:\r\n" + data)
    assert arrival.kind == "card"
    assert arrival.card == Card.decode(data)
    with pytest.raises(LetterError):
        sam.inbox.keep(arrival)
    assert sam.circle.peers() == []


def test_a_broken_card_is_refused(sam: Person, robin: Person) -> None:
    with pytest.raises(BadCard):
        sam.inbox.look(robin.circle.make_card("Sam").replace(b"\n=", b"\n=0"))


def test_a_file_of_a_stock_age_program_is_a_sealed_text_of_nobody(sam: Person) -> None:
    key = sam.circle.make_age_recipient("Robin")
    data = pyrage.encrypt("Ich war da. 水 \x1b[31m\n".encode(), [pyrage.x25519.Recipient.from_str(key)])
    arrival = sam.inbox.look(data)
    assert (arrival.kind, arrival.sender.peer, arrival.sender.sure) == ("sealed text", None, "unknown")
    assert arrival.sentence.startswith("A sealed text, sender unknown")
    assert arrival.text == "Ich war da. 水 [31m\n"
    assert arrival.opener is not None
    assert arrival.opener.peer.stand_in == "Robin"
    kept = sam.inbox.letters.get(str(sam.inbox.keep(arrival)))
    assert (kept.peer, kept.sure, kept.letter, kept.letter_id) == ("", "unknown", None, "")
    assert kept.plain == "Ich war da. 水 \x1b[31m\n".encode()
    assert kept.text == arrival.text
    with pytest.raises(AlreadyReceived):
        sam.inbox.keep(sam.inbox.look(data))


def test_a_sealed_file_that_is_no_text_is_not_kept(sam: Person) -> None:
    recipient = pyrage.x25519.Recipient.from_str(sam.circle.make_age_recipient("Robin"))
    with pytest.raises(LetterDamaged, match="not text"):
        sam.inbox.look(pyrage.encrypt(b"PK\x03\x04\xff\xfe", [recipient]))
    with pytest.raises(TooLarge):
        sam.inbox.look(pyrage.encrypt(b"a" * 300_000, [recipient]))


def test_the_same_letter_again_is_already_here(two_people: TwoPeople) -> None:
    sam, robin = two_people
    made = sam.send(robin)
    robin.inbox.keep(robin.inbox.look(made.data))
    again = robin.inbox.look(made.data)
    assert again.already is not None
    assert again.remarks == ("This letter is here already.",)
    assert not again.is_new
    with pytest.raises(AlreadyReceived, match="as letter 1"):
        robin.inbox.keep(again)
    resealed = encrypt(made.kept.plain, [robin.identity(sam).card.recipient])
    with pytest.raises(AlreadyReceived):
        robin.inbox.keep(robin.inbox.look(resealed))


def test_two_letters_with_one_id_are_both_kept_and_it_is_said(two_people: TwoPeople) -> None:
    sam, robin = two_people
    first, second = sam.letter("One."), sam.letter("Two.")
    second = type(second)(first.letter_id, second.body, second.parts, second.wish)
    robin.inbox.keep(robin.inbox.look(sam.send(robin, first).data))
    arrival = robin.inbox.look(sam.send(robin, second).data)
    assert [kept.number for kept in arrival.other_versions] == [1]
    assert "same id" in arrival.remarks[0]
    assert robin.inbox.keep(arrival) == 2


def test_a_letter_kept_before_its_senders_card_came_gets_its_name_later(sam: Person, robin: Person) -> None:
    answer = robin.circle.take_card("Sam", sam.circle.make_card("Robin"))
    early = robin.send(sam).data
    arrival = sam.inbox.look(early)
    assert arrival.sender.sure == "not confirmed"
    number = sam.inbox.keep(arrival)
    sam.inbox.keep(sam.inbox.look(answer))
    assert sam.inbox.keep(sam.inbox.look(early)) == number
    assert sam.inbox.letters.get(str(number)).peer == sam.peer(robin).id
    with pytest.raises(AlreadyReceived):
        sam.inbox.keep(sam.inbox.look(early))


def test_a_reply_leads_back_to_its_letter(two_people: TwoPeople) -> None:
    sam, robin = two_people
    sent = sam.send(robin)
    number = robin.inbox.keep(robin.inbox.look(sent.data))
    letter = robin.inbox.letters.get(str(number)).letter
    reply = compose_reply(Reply(line="the back stairs"), new_letter_id(), to=letter).ready()
    arrival = sam.inbox.look(robin.send(sam, reply).data)
    assert arrival.answers == sent.kept
    assert sam.inbox.letters.get(str(sam.inbox.keep(arrival))).in_reply_to == sent.kept.letter_id


def test_a_request_to_delete_leads_to_the_letter_that_it_names(two_people: TwoPeople) -> None:
    sam, robin = two_people
    sent = sam.send(robin)
    robin.inbox.keep(robin.inbox.look(sent.data))
    arrival = robin.inbox.look(sam.send(robin, compose_take_back(new_letter_id(), sent.kept.letter_id)).data)
    assert arrival.takes_back is not None
    assert arrival.takes_back.number == 1
    assert arrival.remarks == ("Sam asks you to delete letter 1.",)


def test_a_reply_that_came_another_way_is_kept_beside_its_letter(two_people: TwoPeople) -> None:
    sam, robin = two_people
    sent = sam.send(robin)
    number = sam.inbox.keep_by_hand("1", "She rang. “The back stairs”, she said.\x07")
    kept = sam.inbox.letters.get(str(number))
    assert (kept.sure, kept.direction, kept.peer) == ("by hand", "received", sam.peer(robin).id)
    assert (kept.in_reply_to, kept.letter) == (sent.kept.letter_id, None)
    assert kept.text == "She rang. “The back stairs”, she said."
    # Whoever typed it in has read it, and is not asked whether they want to open it.
    assert kept.other == {"opened": True}


def test_letters_of_someone_dropped_stay_without_their_name(two_people: TwoPeople) -> None:
    sam, robin = two_people
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    robin.circle.drop("Sam")
    (kept,) = robin.inbox.letters.all()
    sender = robin.inbox.sender_of(kept)
    assert (sender.peer, sender.sure) == (None, "certain")
    assert "no longer in your circle" in sender.sentence


def test_a_letter_can_be_removed(two_people: TwoPeople) -> None:
    sam, robin = two_people
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    robin.inbox.letters.remove("1")
    assert robin.inbox.letters.all() == []
    with pytest.raises(LetterError):
        robin.inbox.letters.get("1")


def test_letters_are_shown_newest_first(two_people: TwoPeople, clock: StandingClock) -> None:
    sam, robin = two_people
    for _ in range(3):
        robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
        clock.move(minutes=1)
    assert [kept.number for kept in robin.inbox.letters.all()] == [3, 2, 1]


def test_a_letter_to_somebody_else_is_not_for_us(two_people: TwoPeople, carol: Person) -> None:
    sam, robin = two_people
    carol.circle.make_card("Sam")
    with pytest.raises(NotForUs):
        carol.inbox.look(sam.send(robin).data)


@pytest.mark.parametrize(
    "data", [b"", b"hello", b"PK\x03\x04" + bytes(60), b"\x00" * 300, b"age-encryption.org/v1\n"]
)
def test_what_is_nothing_of_ours_is_refused(robin: Person, data: bytes) -> None:
    with pytest.raises((LetterDamaged, NotForUs)):
        robin.inbox.look(data)


def test_more_than_can_be_a_letter_is_refused_unread(robin: Person) -> None:
    with pytest.raises(TooLarge):
        robin.inbox.look(bytes(MOST_FILE + 1))


def test_an_arrival_does_not_show_itself(two_people: TwoPeople) -> None:
    sam, robin = two_people
    arrival = robin.inbox.look(sam.send(robin).data)
    shown = repr(arrival) + repr(arrival.letter) + repr(arrival.sender) + repr(arrival.opener)
    assert "stairs" not in shown
    assert "Sam" not in shown


@given(st.data())
@sampled
@settings(max_examples=part(1_000), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_refused_in_our_own_words(two_people: TwoPeople, data: st.DataObject) -> None:
    sam, robin = two_people
    if not sam.ledger.rows():
        sam.send(robin)
    plain = sam.inbox.letters.all()[0].plain
    file = bytearray(encrypt(plain, [robin.identity(sam).card.recipient]))
    start = data.draw(st.integers(0, len(file) - 1))
    file[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    # A file into which the first line of a card was put is refused as one.
    with contextlib.suppress(LetterError, BadCard):
        assert robin.inbox.look(bytes(file)).plain == plain


def test_opening_a_letter_is_noted_once_and_says_nothing_more(two_people: TwoPeople) -> None:
    """N5: that it was opened is a note to oneself, without a time."""
    sam, robin = two_people
    robin.inbox.keep(robin.inbox.look(sam.send(robin).data))
    (kept,) = robin.inbox.letters.all()
    robin.inbox.letters.mark_opened(kept.id)
    robin.inbox.letters.mark_opened(kept.id)
    robin.inbox.letters.mark_opened("there is no such letter")
    (now,) = robin.inbox.letters.all()
    assert now.to_doc() == kept.to_doc() | {"opened": True}
