"""The ledger: private, honest about what taking back can do, and cleared in one step."""

from dataclasses import fields

import pytest

from peerjournal.errors import LetterError
from peerjournal.letters import TAKE_BACK_NOTE, TAKEN_BACK, Row, written_down
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
    """F9: taking back marks the row and offers a note, and no more."""
    sam, robin = two_people
    sam.outbox.handed_over(sam.send(robin))
    assert sam.ledger.take_back("1") == TAKE_BACK_NOTE
    assert make_person("Sam").ledger.get("1").state == "taken back"
    assert "can't erase their copy" in TAKEN_BACK


def test_a_letter_can_be_spoken_about(two_people: TwoPeople) -> None:
    """F9: the state `spoken about`."""
    sam, robin = two_people
    sam.send(robin)
    assert sam.ledger.spoken_about("1").state == "spoken about"


def test_what_they_have_is_kept_whatever_becomes_of_the_story(two_people: TwoPeople) -> None:
    """F9: the snapshot is what that person received, even after later edits."""
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


# States, notes, forgetting, and switching it off.


def test_a_row_goes_from_prepared_to_handed_over_to_what_becomes_of_it(two_people: TwoPeople) -> None:
    """F9: prepared, handed over, then taken back or spoken about; what was taken back stays so."""
    sam, robin = two_people
    made = sam.send(robin)
    assert made.row.state == "prepared"
    assert sam.outbox.handed_over(made).state == "handed over"
    assert sam.ledger.spoken_about("1").state == "spoken about"
    sam.ledger.take_back("1")
    with pytest.raises(LetterError, match="taken back"):
        sam.ledger.spoken_about("1")
    assert sam.ledger.take_back("1") == TAKE_BACK_NOTE
    assert sam.ledger.get("1").state == "taken back"


def test_one_row_can_be_forgotten(two_people: TwoPeople) -> None:
    """F9: any state, then forgotten: the row is removed, and nothing else is."""
    sam, robin = two_people
    sam.send(robin)
    second = sam.send(robin)
    sam.ledger.take_back("1")
    sam.ledger.forget("1")
    assert sam.ledger.rows() == [second.row]
    assert len(sam.inbox.letters.all()) == 2
    with pytest.raises(LetterError):
        sam.ledger.forget("1")


def test_own_words_can_stand_beside_a_row(two_people: TwoPeople, make_person: MakePerson) -> None:
    sam, robin = two_people
    sam.send(robin)
    sam.ledger.note("1", " Before the long meeting.\x07\n")
    sam.ledger.spoken_about("1")
    row = make_person("Sam").ledger.get("1")
    assert (row.note, row.state) == ("Before the long meeting.", "spoken about")
    sam.ledger.note("1", "")
    assert "note" not in sam.ledger.get("1").to_doc()
    assert "meeting" not in repr(row)


def test_clearing_leaves_no_name_and_no_note_in_the_ledger(two_people: TwoPeople) -> None:
    """F9: clearing leaves no row, and so no name of anybody, in the ledger."""
    sam, robin = two_people
    sam.send(robin)
    sam.ledger.note("1", "Robin liked it.")
    sam.ledger.clear()
    assert dict(sam.vault.documents("ledger")) == {}
    told = "".join(str(dict(sam.vault.documents(name))) for name in ("ledger", "settings"))
    assert "Robin" not in told
    assert sam.peer(robin).id not in told


def test_switched_off_nothing_is_written_down_and_the_letter_is_kept(
    two_people: TwoPeople, make_person: MakePerson
) -> None:
    """F9: it can be switched off in one step; the switch is in the journal, so every device knows it."""
    sam, robin = two_people
    assert sam.ledger.is_on
    before = sam.send(robin)
    sam.ledger.switch(on=False)
    made = sam.send(robin)
    assert sam.outbox.handed_over(made).state == "handed over"
    assert sam.ledger.rows() == [before.row]
    assert sam.ledger.reference(made.row) == ""
    assert "ledger is off" in written_down(sam.peer(robin), sam.ledger.reference(made.row))
    assert robin.inbox.look(made.data).sender.confirmed
    again = make_person("Sam")
    assert not again.ledger.is_on
    assert again.inbox.letters.get("2") == made.kept
    assert again.ledger.row_of(made.kept.id) is None
    again.ledger.switch(on=True)
    assert again.send(robin).row.number == 2
    assert again.ledger.row_of(again.inbox.letters.get("3").id) is not None


def test_the_ledger_is_in_no_letter(two_people: TwoPeople) -> None:
    """F9: the ledger is absent from everything that leaves."""
    sam, robin = two_people
    sam.outbox.handed_over(sam.send(robin))
    sam.ledger.note("1", "a note of mine")
    second = sam.send(robin).kept.plain
    for unwanted in (b"a note of mine", b"handed over", sam.ledger.get("1").id.encode()):
        assert unwanted not in second


def test_a_row_has_no_place_for_what_they_do() -> None:
    """F9, N5: no delivery, no opening, no answer, no days since: a row knows nothing of the other side."""
    assert {one.name for one in fields(Row)} == {
        *("id", "number", "by", "letter", "peer", "shared_on", "form", "state", "replaces", "note", "other")
    }
