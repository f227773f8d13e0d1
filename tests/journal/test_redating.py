"""Setting anew when something was written: its zone, where it was assumed, and what it was before."""

import pytest

from peerjournal.errors import NoSuchEntry
from peerjournal.exporters import plain_copy
from peerjournal.journal import Draft, Journal, Moment, knows_its_moment, zone_is_assumed
from peerjournal.vault import Vault

FIRST = Moment.decode("2024-05-01T09:00:00+00:00[Etc/UTC]")
SECOND = Moment.decode("2024-05-01T09:00:00+09:00[Asia/Tokyo]")
THIRD = Moment.decode("2023-05-01T09:00:00+09:00")
ORIGIN = {"from": "jrnl", "key": "k", "digest": "d", "where": "line 1", "zone": "assumed"}


@pytest.fixture
def journal(vault: Vault) -> Journal:
    found = Journal(vault)
    found.add(Draft("The lake", "Cold.", written=FIRST, origin=ORIGIN))
    return found


def test_choosing_a_zone_settles_that_it_was_assumed(journal: Journal) -> None:
    assert zone_is_assumed(journal.get("1"))
    piece = journal.redate("1", SECOND, zone_chosen=True)
    assert (piece.written, piece.body) == (SECOND, "Cold.")
    assert not zone_is_assumed(journal.get("1"))
    assert piece.extra["origin"] == {name: said for name, said in ORIGIN.items() if name != "zone"}


def test_the_same_zone_can_be_the_right_one(journal: Journal) -> None:
    journal.redate("1", FIRST, zone_chosen=True)
    assert not zone_is_assumed(journal.get("1"))


def test_another_day_alone_leaves_it_assumed(journal: Journal) -> None:
    journal.redate("1", THIRD)
    assert zone_is_assumed(journal.get("1"))


def test_it_is_put_back_with_what_was_assumed(journal: Journal) -> None:
    before = journal.get("1")
    journal.redate("1", SECOND, zone_chosen=True)
    journal.edit("1", body="Colder.")
    back = journal.put_date_back(before)
    assert (back.written, back.body) == (FIRST, "Colder.")
    assert zone_is_assumed(journal.get("1"))
    journal.add(Draft("Its own"))
    own = journal.get("2")
    journal.redate("2", SECOND)
    assert "origin" not in journal.put_date_back(own).to_doc()


def test_the_times_it_had_before_are_told_the_latest_first(journal: Journal) -> None:
    assert journal.earlier_times("1") == ()
    journal.redate("1", SECOND)
    journal.edit("1", title="Between them")
    journal.redate("1", THIRD)
    assert journal.earlier_times("1") == (SECOND, FIRST)
    journal.redate("1", FIRST)
    assert journal.earlier_times("1") == (THIRD, SECOND)


def test_the_list_goes_by_the_new_time(journal: Journal) -> None:
    journal.add(Draft("Later", written=SECOND))
    journal.redate("1", Moment.decode("2026-01-01T00:00:00+00:00"))
    assert [piece.title for piece in journal.list()] == ["The lake", "Later"]
    journal.redate("1", Moment.decode("0001-01-01T00:10:00-05:00"))
    assert [piece.title for piece in journal.list()] == ["Later", "The lake"]


def test_editing_it_into_another_zone_chooses_that_zone(journal: Journal) -> None:
    journal.edit("1", written=Moment.decode("2024-11-01T09:00:00+00:00[Etc/UTC]"), title="The pond")
    assert zone_is_assumed(journal.get("1"))
    journal.edit("1", written=SECOND)
    assert not zone_is_assumed(journal.get("1"))


def test_the_files_of_an_entry_stay_with_it_and_are_said_to_stay_out_of_a_copy(journal: Journal) -> None:
    files = [{"name": "lake.jpg", "kind": "photo"}, {"name": "pond.jpg", "kind": "photo"}]
    journal.add(Draft("With files", tags=("works",), more={"files": files}))
    journal.redate("2", SECOND)
    journal.rename_tag("works", "work")
    piece = journal.get("2")
    assert [one.name for one in piece.files] == ["lake.jpg", "pond.jpg"]
    assert "What is beside it stays sealed: 2 files." in plain_copy.said_before(piece)
    assert b"lake.jpg" not in plain_copy.page(piece)


def test_what_is_not_there_has_no_time(journal: Journal) -> None:
    journal.remove("1")
    with pytest.raises(NoSuchEntry):
        journal.redate("1", SECOND)


def test_only_a_source_that_tells_the_moment_keeps_it(journal: Journal) -> None:
    assert not knows_its_moment(journal.get("1"))
    journal.add(Draft(written=FIRST, origin={**ORIGIN, "from": "dayone"}))
    assert knows_its_moment(journal.get("2"))
    journal.redate("2", SECOND, zone_chosen=True)
    assert not knows_its_moment(journal.get("2"))
