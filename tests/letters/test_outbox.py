"""Sending: what was previewed is what leaves, and it is on record before it does."""

import pyrage  # type: ignore[import-untyped]  # it comes without types
import pytest

from peerjournal.crypto.age import HybridIdentity, X25519Identity, decrypt, inspect
from peerjournal.errors import LetterError, NotYetCompared, PeerError
from peerjournal.letters import FORM_NAMES, FORMS, HOLDS
from peerjournal.letters.layout import read
from tests.conftest import StandingClock
from tests.letters.conftest import MakePerson, Person

TwoPeople = tuple[Person, Person]


def test_what_leaves_is_what_was_previewed(two_people: TwoPeople) -> None:
    """F8: preview bytes are the bytes in the file."""
    sam, robin = two_people
    letter = sam.letter()
    made = sam.outbox.prepare(letter, sam.peer(robin))
    opened = decrypt(made.data, [robin.identity(sam).age]).plaintext
    assert opened.partition(b"\n")[2].startswith(letter.body)
    assert read(opened).letter == letter
    assert robin.inbox.look(made.data).letter == letter


def test_a_card_peer_gets_one_post_quantum_recipient(two_people: TwoPeople) -> None:
    sam, robin = two_people
    seen = inspect(sam.send(robin).data)
    assert [kind for kind in seen.stanza_types if not kind.endswith("-grease")] == ["mlkem768x25519"]
    assert not seen.armored


def test_a_letter_can_leave_as_text(two_people: TwoPeople) -> None:
    sam, robin = two_people
    made = sam.outbox.prepare(sam.letter(), sam.peer(robin), armored=True)
    assert made.data.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----")
    assert robin.inbox.look(made.data).sender.confirmed


def test_a_file_is_named_for_nothing_but_chance(two_people: TwoPeople) -> None:
    """F3, F8, F5: no title, topic, name or date in the name of the file."""
    sam, robin = two_people
    made = sam.send(robin)
    assert made.name == f"letter-{made.kept.letter_id[:4]}.age"


def test_it_is_on_record_before_it_leaves(two_people: TwoPeople, make_person: MakePerson) -> None:
    sam, robin = two_people
    made = sam.send(robin)
    again = make_person("Sam")
    (row,) = again.ledger.rows()
    assert row == made.row
    assert (row.state, row.form, row.shared_on, row.peer) == (
        "prepared",
        "sealed",
        "2026-11-21",
        sam.peer(robin).id,
    )
    assert again.inbox.letters.by_id(row.letter) == made.kept
    assert made.kept.plain == decrypt(made.data, [robin.identity(sam).age]).plaintext
    assert again.outbox.handed_over(made).state == "handed over"
    assert make_person("Sam").ledger.get("1").state == "handed over"


def test_a_letter_holds_nothing_of_who_when_and_where(two_people: TwoPeople, clock: StandingClock) -> None:
    """F8: no name, no date, no place, no device, whenever and for whomever it is sealed."""
    sam, robin = two_people
    letter = sam.letter()
    first = sam.outbox.prepare(letter, sam.peer(robin)).kept.plain
    clock.move(days=40)
    sam.circle.rename("Robin", "Someone else")
    assert sam.outbox.prepare(letter, sam.circle.get("Someone else")).kept.plain == first
    for unwanted in (b"Robin", b"Sam", b"2026", b"Berlin", sam.vault.device.encode()):
        assert unwanted not in first


def test_a_card_that_was_not_compared_needs_a_word(sam: Person, robin: Person) -> None:
    sam.meet(robin)
    letter = sam.letter()
    with pytest.raises(NotYetCompared):
        sam.outbox.prepare(letter, sam.peer(robin))
    assert sam.ledger.rows() == []
    assert sam.outbox.prepare(letter, sam.peer(robin), unconfirmed=True).data
    sam.trust(robin)
    assert sam.outbox.prepare(letter, sam.peer(robin)).data


def test_nothing_is_sealed_while_two_people_have_answered(sam: Person, robin: Person, carol: Person) -> None:
    card = sam.circle.make_card("Robin")
    for someone in (robin, carol):
        sam.circle.take_answer(someone.circle.take_card("Sam", card))
    with pytest.raises(NotYetCompared, match="Two people"):
        sam.outbox.prepare(sam.letter(), sam.peer(robin), unconfirmed=True)
    sam.trust(robin)
    assert sam.outbox.prepare(sam.letter(), sam.peer(robin)).data


def test_nothing_is_sealed_to_someone_without_a_card_or_key(sam: Person, robin: Person) -> None:
    letter = sam.letter()
    sam.circle.add_plain("Robin")
    with pytest.raises(PeerError, match="no card"):
        sam.outbox.prepare(letter, sam.peer(robin))
    sam.circle.make_card("Robin")
    with pytest.raises(PeerError, match="not answered"):
        sam.outbox.prepare(letter, sam.peer(robin))
    assert sam.ledger.rows() == []
    assert sam.inbox.letters.all() == []


def test_a_form_that_there_is_not_is_refused(two_people: TwoPeople) -> None:
    sam, robin = two_people
    with pytest.raises(LetterError, match="no form"):
        sam.outbox.prepare(sam.letter(), sam.peer(robin), form="carrier pigeon")
    assert [form.name for form in FORMS] == [*FORM_NAMES]


def test_a_stock_age_program_opens_a_letter_to_its_key(sam: Person, robin: Person) -> None:
    theirs = pyrage.x25519.Identity.generate()
    sam.circle.add_age("Robin", str(theirs.to_public()))
    letter = sam.letter()
    made = sam.outbox.prepare(letter, sam.peer(robin))
    opened = pyrage.decrypt(made.data, [theirs])
    assert opened.partition(b"\n")[2].startswith(letter.body)
    written = read(opened)
    assert (written.letter, written.ends, written.tag) == (letter, None, b"")


@pytest.mark.parametrize("theirs", [X25519Identity.generate(), HybridIdentity.generate()])
def test_a_letter_to_an_age_key_bears_no_mark(
    sam: Person, robin: Person, theirs: X25519Identity | HybridIdentity
) -> None:
    sam.circle.add_age("Robin", theirs.recipient.encode())
    plain = decrypt(sam.outbox.prepare(sam.letter(), sam.peer(robin)).data, [theirs]).plaintext
    assert read(plain).ends is None
    assert HOLDS["keep"] in plain.decode()


def test_a_prepared_file_does_not_show_itself(two_people: TwoPeople) -> None:
    sam, robin = two_people
    made = sam.send(robin)
    assert "stairs" not in repr(made) + repr(made.kept) + repr(made.row)
