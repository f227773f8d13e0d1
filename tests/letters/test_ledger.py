"""The ledger: private, honest about what taking back can do, and cleared in one step."""

import pytest

from peerjournal.errors import LetterError
from peerjournal.letters import TAKE_BACK_NOTE, TAKEN_BACK
from tests.letters.conftest import MakePerson, Person

TwoPeople = tuple[Person, Person]


def test_rows_are_shown_newest_first_and_found_by_number(two_people: TwoPeople) -> None:
    sam, robin = two_people
    first, second = sam.send(robin), sam.send(robin)
    assert sam.ledger.rows() == [second.row, first.row]
    assert sam.ledger.get("2") == second.row
    with pytest.raises(LetterError):
        sam.ledger.get("3")


def test_taking_back_marks_the_row_and_offers_a_note(two_people: TwoPeople, make_person: MakePerson) -> None:
    sam, robin = two_people
    sam.outbox.handed_over(sam.send(robin))
    assert sam.ledger.take_back("1") == TAKE_BACK_NOTE
    assert make_person("Sam").ledger.get("1").state == "taken back"
    assert "can't erase their copy" in TAKEN_BACK


def test_a_letter_can_be_spoken_about(two_people: TwoPeople) -> None:
    sam, robin = two_people
    sam.send(robin)
    assert sam.ledger.spoken_about("1").state == "spoken about"


def test_what_they_have_is_kept_whatever_becomes_of_the_story(two_people: TwoPeople) -> None:
    sam, robin = two_people
    made = sam.send(robin)
    sam.journal.edit("2", body="Something else.")
    kept = sam.inbox.letters.by_id(sam.ledger.get("1").letter)
    assert kept is not None
    assert "I sat on the back stairs." in kept.text
    assert kept == made.kept


def test_clearing_leaves_no_row_and_no_number_is_given_again(two_people: TwoPeople) -> None:
    sam, robin = two_people
    sam.send(robin)
    sam.send(robin)
    assert sam.ledger.clear() == 2
    assert sam.ledger.rows() == []
    assert len(sam.inbox.letters.all()) == 2
    assert sam.send(robin).row.number == 3


def test_a_field_of_a_later_version_is_kept(two_people: TwoPeople) -> None:
    sam, robin = two_people
    row = sam.send(robin).row
    with sam.vault.transaction() as change:
        change.put("ledger", row.id, row.to_doc() | {"mood": "calm"})
    sam.ledger.take_back("1")
    assert sam.vault.documents("ledger")[row.id]["mood"] == "calm"
