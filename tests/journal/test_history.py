"""Versions of an entry or a story: what there is of them, bringing one back, and settling two that met."""

from datetime import timedelta

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import JournalError, NoSuchEntry
from peerjournal.journal import ContentNote, Draft, Entry, Journal, Outcome, Story, Tool
from peerjournal.journal.journal import KEPT_FOR
from peerjournal.vault import Vault
from tests.conftest import StandingClock


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def titles(journal: Journal, *, backups: bool = True) -> list[str]:
    return [version.piece.title for version in journal.versions("1", backups=backups)]


def test_versions_are_the_newest_first_each_text_once(journal: Journal, clock: StandingClock) -> None:
    journal.add(Draft("one", "the lake"))
    for title in ("two", "one", "three"):
        clock.move(hours=1)
        journal.edit("1", title=title)
    journal.star("1")
    found = journal.versions("1")
    assert [(version.piece.title, version.shown) for version in found] == [
        ("three", True),
        ("one", False),
        ("two", False),
    ]
    assert found[1].at == clock.now - timedelta(hours=1)
    assert [(version.device_letter, version.backup) for version in found] == [("", None)] * 3


def test_a_version_is_brought_back_and_the_one_of_now_stays_a_version(
    journal: Journal, clock: StandingClock
) -> None:
    journal.add(Draft("the lake", "cold", ("water",)))
    clock.move(days=1)
    journal.edit("1", title="the sea", body="warm", tags=["salt"], starred=True)
    clock.move(days=1)
    back = journal.bring_back_version("1", journal.versions("1")[1])
    assert (back.title, back.body, back.tags, back.starred) == ("the lake", "cold", ("water",), True)
    assert journal.get("1") == back
    assert titles(journal) == ["the lake", "the sea"]


def test_a_story_comes_back_with_what_stood_beside_it(journal: Journal) -> None:
    journal.add(Draft("t", "b", kind="story"))
    note, tool = ContentNote(("grief",), "mentioned"), Tool("walking", Outcome.HELPED)
    journal.edit("1", stands="in it", content_note=note, tools=[tool], kept=["the bench"], looked=["May"])
    journal.edit("1", stands="", content_note=None, tools=[], kept=[], looked=[], body="other")
    back = journal.bring_back_version("1", journal.versions("1")[1])
    assert isinstance(back, Story)
    assert (back.stands, back.content_note, back.tools) == ("in it", note, (tool,))
    assert (back.kept, back.looked) == (("the bench",), ("May",))


def test_what_a_backup_has_is_a_version_too(journal: Journal, vault: Vault, clock: StandingClock) -> None:
    journal.add(Draft("before", ""))
    vaults.keep_daily(vault)
    day = clock.now.date()
    clock.move(days=1)
    journal.edit("1", title="after")
    vaults.compact(vault)
    assert titles(journal, backups=False) == ["after"]
    assert [(one.piece.title, one.backup) for one in journal.versions("1")] == [
        ("after", None),
        ("before", day),
    ]


def test_what_was_let_go_of_comes_back_from_a_backup_as_it_was(
    journal: Journal, vault: Vault, clock: StandingClock
) -> None:
    piece = journal.add(Draft("gone", "for long", ("tag",)))
    vaults.keep_daily(vault)
    journal.remove("1")
    clock.move(seconds=KEPT_FOR.total_seconds() + 1)
    assert journal.drop_old() == 1
    vaults.compact(vault)
    with pytest.raises(NoSuchEntry):
        journal.versions("1", backups=False)
    (version,) = journal.versions("1")
    assert not version.shown
    back = journal.bring_back_version("1", version)
    assert back == journal.get("1") == piece
    assert journal.get(piece.id[:13]) == piece
    assert vault.others("entries", piece.id) == []


def test_what_was_never_there_has_no_versions(journal: Journal) -> None:
    journal.add(Draft("one", ""))
    with pytest.raises(NoSuchEntry):
        journal.versions("2")


def test_a_version_of_another_entry_is_refused(journal: Journal) -> None:
    journal.add_all([Draft("one", ""), Draft("two", "")])
    with pytest.raises(JournalError, match="another entry"):
        journal.bring_back_version("2", journal.versions("1")[0])
    assert journal.get("2").title == "two"


def test_reading_versions_can_be_stopped(journal: Journal, vault: Vault) -> None:
    journal.add(Draft("one", ""))
    vaults.keep_daily(vault)
    told: list[tuple[int, int]] = []
    journal.versions("1", progress=lambda done, total: told.append((done, total)))
    assert told == sorted(told)
    assert all(done <= total for done, total in told)

    def stop(*_: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        journal.versions("1", progress=stop)
    assert titles(journal) == ["one"]


# Two that met.


def both(journal: Journal) -> tuple[str, list[str]]:
    (piece,) = journal.changed_on_both()
    return piece.title, [other.title for other in journal.others(piece)]


def made_two(journal: Journal) -> str:
    """Let one entry stand in two versions, as if two devices had changed it; return its id."""
    piece = journal.add(Draft("at first", "the text", ("tag",)))
    vault = journal._vault
    state = vault.state()
    for device, title, at in (("c" * 32, "changed there", 5), ("d" * 32, "changed elsewhere", 4)):
        doc = {**piece.to_doc(), "title": title}
        seen = {vault.device: 1}
        stamp = (vault.logs.latest + at * 1000) if at else 0
        state.fold(device, {"entries": [[piece.id, 1, seen, stamp, doc]]})
    return piece.id


def test_one_of_two_is_kept_and_the_other_stays_a_version(journal: Journal) -> None:
    made_two(journal)
    assert both(journal) == ("changed there", ["changed elsewhere"])
    settled = journal.settle("1", 1)
    assert settled.title == journal.get("1").title == "changed elsewhere"
    assert journal.changed_on_both() == []
    assert "changed there" not in [one.title for one in journal.list()]


def test_both_can_be_kept_each_as_its_own(journal: Journal) -> None:
    identifier = made_two(journal)
    journal.settle("1", 0, keep_others=True)
    assert journal.changed_on_both() == []
    shown = {journal.short(piece): (piece.title, piece.tags) for piece in journal.list()}
    assert shown == {"1": ("changed there", ("tag",)), "2": ("changed elsewhere", ("tag",))}
    assert isinstance(journal.get("2"), Entry)
    assert journal.get("2").id != identifier


def test_what_stands_in_one_version_has_nothing_to_settle(journal: Journal) -> None:
    journal.add(Draft("one", ""))
    with pytest.raises(JournalError, match="one version"):
        journal.settle("1", 0)
    made_two(journal)
    with pytest.raises(JournalError, match="no version"):
        journal.settle("2", 2)
    assert len(journal.changed_on_both()) == 1
