from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from peerjournal.errors import JournalError, NoSuchEntry
from peerjournal.journal import ContentNote, Draft, Entry, Journal, Moment, Outcome, Story, Tool
from peerjournal.vault import Vault
from tests.conftest import MakeVault, StandingClock


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def bodies(pieces: list[Entry | Story]) -> list[str]:
    return [piece.body for piece in pieces]


def at(text: str) -> Moment:
    return Moment.decode(text)


def test_what_is_kept_is_there_after_the_journal_was_closed(make_vault: MakeVault) -> None:
    first = Journal(make_vault())
    kept = first.add(Draft(title="The lake", body="It was cold.", tags=("walk",), starred=True))
    again = Journal(make_vault())
    assert again.get("1") == kept
    assert kept.to_doc() | {"by": ""} == {
        "kind": "entry",
        "title": "The lake",
        "body": "It was cold.",
        "tags": ["walk"],
        "written": kept.written.encode(),
        "starred": True,
        "number": 1,
        "by": "",
    }


def test_adding_reads_no_document(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    journal = Journal(vault)
    journal.add(Draft(body="one"))

    def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("keeping a draft must not read what is there")

    monkeypatch.setattr(vault, "documents", refuse)
    monkeypatch.setattr(vault, "state", refuse)
    monkeypatch.setattr(vault, "newest_first", refuse)
    assert journal.add(Draft(body="two")).number == 2


def test_several_are_kept_together_or_not_at_all(journal: Journal) -> None:
    def drafts() -> Any:
        yield Draft(body="one")
        raise OSError("the source ended early")

    with pytest.raises(OSError, match="early"):
        journal.add_all(drafts())
    assert journal.list() == []
    assert [piece.number for piece in journal.add_all([Draft(), Draft()])] == [1, 2]


def test_a_number_is_never_given_twice(make_vault: MakeVault, clock: StandingClock) -> None:
    journal = Journal(make_vault())
    journal.add_all([Draft(body="one"), Draft(body="two")])
    journal.remove("2")
    clock.move(days=31)
    assert journal.drop_old() == 1
    again = Journal(make_vault())
    assert again.add(Draft(body="three")).number == 3
    with pytest.raises(NoSuchEntry):
        again.get("2")


def test_an_entry_is_found_by_number_and_by_how_its_id_begins(journal: Journal) -> None:
    entry = journal.add(Draft(body="one"))
    for ref in ("1", " 1 ", "01", entry.id, entry.id.upper(), entry.id[:13]):
        assert journal.get(ref) == entry
    assert journal.short(entry) == "1"


@pytest.mark.parametrize("ref", ["", "0", "2", "1b", "-1", "x", "²", "ffffff"])
def test_what_names_nothing_is_refused(journal: Journal, ref: str) -> None:
    journal.add(Draft(body="one"))
    with pytest.raises(NoSuchEntry):
        journal.get(ref)


def test_the_beginning_of_several_ids_is_refused(journal: Journal) -> None:
    first, second = journal.add_all([Draft(), Draft()])
    with pytest.raises(NoSuchEntry, match="Several"):
        journal.get(first.id[:8])
    assert journal.get(second.id) == second


def test_something_without_a_number_goes_by_its_id(vault: Vault) -> None:
    journal = Journal(vault)
    identifier = vault.new_id()
    with vault.transaction() as change:
        change.put("entries", identifier, Draft(body="a jot").to_doc(at("2026-11-21T08:00:00+01:00")))
    (jot,) = journal.list()
    assert journal.get(journal.short(jot)) == jot


def test_an_entry_numbered_by_another_device_goes_by_its_letter(vault: Vault) -> None:
    journal = Journal(vault)
    mine = journal.add(Draft(body="mine"))
    doc = Draft(body="theirs").to_doc(at("2026-11-21T08:00:00+01:00"))
    with vault.transaction() as change:
        change.put("entries", vault.new_id(), {**doc, "number": 1, "by": "ab" * 16})
    assert journal.get("1") == mine
    theirs = journal.get("1b")
    assert theirs.body == "theirs"
    assert journal.short(theirs) == "1b"


# Changing


def test_an_edit_changes_what_it_names_and_nothing_else(vault: Vault, clock: StandingClock) -> None:
    journal = Journal(vault)
    entry = journal.add(Draft(title="The lake", body="It was cold.", tags=("walk",)))
    with vault.transaction() as change:
        change.put("entries", entry.id, {**entry.to_doc(), "of a later version": 1})
    clock.move(hours=1)
    edited = journal.edit("1", body="It was\r\ncold\x1b.", tags=["#Walk", "walk", "lake"])
    assert (edited.title, edited.body, edited.tags) == ("The lake", "It was\ncold.", ("Walk", "lake"))
    assert edited.edited
    assert edited.edited.instant == entry.written.instant + 3600
    assert edited.written == entry.written
    assert edited.to_doc()["of a later version"] == 1
    assert journal.get("1") == edited


def test_a_star_is_no_edit(journal: Journal) -> None:
    journal.add(Draft(body="one"))
    assert journal.star("1").starred
    assert journal.get("1").edited is None
    assert not journal.star("1", on=False).starred


def test_an_edit_that_changes_nothing_writes_nothing(vault: Vault) -> None:
    journal = Journal(vault)
    entry = journal.add(Draft(body="one"))
    before = vault.home.log(vault.device).stat().st_size
    assert journal.edit("1", body="one", starred=False) == entry
    assert vault.home.log(vault.device).stat().st_size == before


def test_an_entry_can_be_moved_to_another_day(journal: Journal) -> None:
    journal.add_all([Draft(body="one"), Draft(body="two")])
    journal.edit("2", written=at("2020-01-01T10:00:00+01:00"))
    assert bodies(journal.list()) == ["one", "two"]


def test_what_only_a_story_has_cannot_be_given_to_an_entry(journal: Journal) -> None:
    journal.add(Draft(body="one"))
    with pytest.raises(JournalError):
        journal.edit("1", stands="in it")


def test_removed_is_hidden_and_can_be_brought_back_for_thirty_days(
    journal: Journal, clock: StandingClock
) -> None:
    entry = journal.add(Draft(body="one", tags=("walk",)))
    journal.remove("1")
    assert journal.list() == journal.find("one") == []
    assert journal.tags() == {}
    assert bodies(journal.removed()) == ["one"]
    for change in (journal.get, journal.remove, journal.star, journal.make_story):
        with pytest.raises(NoSuchEntry, match="removed"):
            change("1")
    clock.move(days=30)
    assert journal.drop_old() == 0
    assert journal.bring_back("1") == entry
    assert journal.bring_back("1") == entry
    assert journal.list() == [entry]


def test_after_thirty_days_nothing_is_brought_back(journal: Journal, clock: StandingClock) -> None:
    journal.add(Draft(body="one"))
    journal.remove("1")
    clock.move(days=30, seconds=1)
    assert journal.removed() == []
    with pytest.raises(NoSuchEntry, match="30 days"):
        journal.bring_back("1")


# Stories


def test_a_story_is_a_linked_copy_without_tags(journal: Journal, clock: StandingClock) -> None:
    entry = journal.add(Draft(title="The lake", body="It was [[very]] cold.", tags=("walk",), starred=True))
    clock.move(days=1)
    story = journal.make_story("1")
    assert (story.title, story.body, story.tags) == (entry.title, entry.body, ())
    assert (story.from_entry, story.number, story.starred) == (entry.id, 2, False)
    assert journal.get("2") == story
    assert journal.get("1") == entry
    with pytest.raises(JournalError):
        journal.make_story("2")


def test_a_storys_own_fields_are_kept_cleaned(journal: Journal) -> None:
    journal.add(Draft(body="one", kind="story", tags=("chosen",)))
    tool = Tool("a walk\x1b", Outcome.HELPED)
    note = ContentNote(("panic or crisis", "\x1b"), ends="steady\nagain")
    story = journal.edit("1", stands="coming\nthrough", tools=[tool], content_note=note, kept=["a\x1b", "a"])
    assert isinstance(story, Story)
    assert story.tags == ("chosen",)
    assert story.stands == "coming through"
    assert story.tools == (Tool("a walk", Outcome.HELPED),)
    assert story.content_note == ContentNote(("panic or crisis",), ends="steady again")
    assert story.kept == ("a",)
    assert journal.get("1") == story
    cleared = journal.edit("1", stands="", tools=[], content_note=None, kept=[])
    assert not {"stands", "tools", "content_note", "kept"} & cleared.to_doc().keys()


# Finding


def test_the_newest_come_first_whatever_their_zone(journal: Journal) -> None:
    for written in ("2026-01-01T23:00:00+00:00", "2026-01-02T07:00:00+09:00", "2026-01-01T18:30:00-05:00"):
        journal.add(Draft(body=written, written=at(written)))
    assert [piece.number for piece in journal.list()] == [3, 1, 2]
    assert [piece.number for piece in journal.list(1)] == [3]
    assert journal.list(0) == []


def test_a_listing_can_be_narrowed(journal: Journal) -> None:
    for day in range(1, 6):
        written = at(f"2026-01-0{day}T10:00:00+01:00")
        journal.add(Draft(body=str(day), written=written, starred=day == 2, tags=("Odd",) * (day % 2)))
    journal.make_story("3")
    assert bodies(journal.list(since=date(2026, 1, 4))) == ["3", "5", "4"]
    assert bodies(journal.list(until=date(2026, 1, 2))) == ["2", "1"]
    assert bodies(journal.list(tag="#odd")) == ["5", "3", "1"]
    assert bodies(journal.list(kind="story")) == ["3"]
    assert bodies(journal.list(starred=True)) == ["2"]
    assert bodies(journal.list(2, tag="odd", until=date(2026, 1, 4))) == ["3", "1"]


def test_words_are_found_newest_first(journal: Journal, clock: StandingClock) -> None:
    for body in ("The café by the lake", "A lake", "A street"):
        journal.add(Draft(body=body))
        clock.move(minutes=1)
    assert bodies(journal.find("lake")) == ["A lake", "The café by the lake"]
    assert bodies(journal.find("lake cafe")) == ["The café by the lake"]
    assert bodies(journal.find("lake", n=1)) == ["A lake"]
    assert bodies(journal.find("on:today -lake")) == ["A street"]


def test_looking_back_to_a_day_reads_no_further_than_that(vault: Vault) -> None:
    journal = Journal(vault)
    newest = at("2026-01-31T10:00:00+01:00")
    for back in range(10):
        journal.add(Draft(body=str(back), written=Moment(newest.local - timedelta(days=back))))
    seen = counting(vault)
    assert bodies(journal.list(since=date(2026, 1, 30))) == ["0", "1"]
    assert seen() == 5


def counting(vault: Vault) -> Callable[[], int]:
    count = 0
    real = vault.newest_first

    def counted(wanted: Any = None) -> Any:
        nonlocal count
        for row in real(wanted):
            count += 1
            yield row

    vault.newest_first = counted  # type: ignore[method-assign]  # a listener on the real one
    return lambda: count


# Tags


def test_tags_are_counted_whatever_their_case(journal: Journal) -> None:
    journal.add_all([Draft(tags=("Work", "panic")), Draft(tags=("work",)), Draft(tags=("work",))])
    assert journal.tags() == {"work": 3, "panic": 1}


def test_a_tag_is_renamed_everywhere(journal: Journal) -> None:
    journal.add_all([Draft(tags=("Work", "job")), Draft(tags=("work",)), Draft(tags=("panic",))])
    assert journal.rename_tag("WORK", "#job").plan.entries == 2
    assert journal.tags() == {"job": 2, "panic": 1}
    with pytest.raises(JournalError, match="No entry has that tag"):
        journal.rename_tag("work", "job")
    with pytest.raises(JournalError, match="at least one letter"):
        journal.rename_tag("job", "#")
