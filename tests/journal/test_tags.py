"""Tags renamed and merged: in one save, in what was removed too, and put back again."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peerjournal.disk import Disk
from peerjournal.errors import JournalError, NotSaved
from peerjournal.journal import Draft, Journal, near_duplicates, tag_words, tags
from peerjournal.vault import Vault
from tests.conftest import PASSPHRASE, MakeVault, StandingClock


@pytest.fixture
def journal(vault: Vault) -> Journal:
    return Journal(vault)


def frames(vault: Vault) -> int:
    assert vault.logs.own is not None
    return vault.logs.own.place.seq


def test_renaming_reaches_every_spelling_in_one_save_and_leaves_the_texts(
    journal: Journal, vault: Vault
) -> None:
    journal.add_all(
        [Draft(tags=("Work", "rain"), body="A #work day."), Draft(tags=("WORK",)), Draft(tags=("x",))]
    )
    before = frames(vault)
    done = journal.rename_tag("#work", "job")
    assert frames(vault) == before + 1
    assert journal.tags() == {"job": 2, "rain": 1, "x": 1}
    assert [piece.tags for piece in map(journal.get, "123")] == [("job", "rain"), ("job",), ("x",)]
    assert journal.get("1").body == "A #work day."
    assert journal.get("1").edited is None
    assert (done.plan.entries, done.plan.there, done.plan.in_text, done.texts) == (2, 0, 1, 0)
    assert list(tag_words.after(done)) == [
        "2 entries have #job now, in the place of #WORK.",
        "#WORK still stands in 1 text, as you wrote it.",
    ]


def test_merging_keeps_the_spelling_that_is_there_and_has_no_tag_twice(journal: Journal) -> None:
    journal.add_all([Draft(tags=("works", "Work")), Draft(tags=("works",)), Draft(tags=("Work",))])
    plan = journal.plan_rename("works", "work")
    assert (plan.new, plan.entries, plan.there, plan.both, plan.together) == ("Work", 2, 2, 1, 3)
    assert plan.merges
    assert "2 entries have that one already (1 has both): 3 entries together." in [*tag_words.before(plan)]
    journal.rename_tag("works", "work")
    assert journal.tags() == {"Work": 3}
    assert journal.get("1").tags == ("Work",)


def test_another_spelling_of_the_same_tag_is_no_merging(journal: Journal) -> None:
    journal.add_all([Draft(tags=("work",)), Draft(tags=("Work",))])
    assert not journal.plan_rename("work", "WORK").merges
    journal.rename_tag("work", "WORK")
    assert journal.tags() == {"WORK": 2}
    with pytest.raises(JournalError, match="spelled already"):
        journal.rename_tag("work", "WORK")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("gone", "x", "No entry has that tag"),
        ("", "x", "No entry has that tag"),
        ("work", "", "at least one letter"),
        ("work", " ## ", "at least one letter"),
        ("work", "\x1b]0;\x07", "at least one letter|No entry"),
        ("work", "x" * 300, "too long"),
    ],
)
def test_what_can_be_no_tag_gets_a_sentence(journal: Journal, old: str, new: str, said: str) -> None:
    journal.add(Draft(tags=("work",)))
    if new.startswith("\x1b"):
        # What is left of it is a tag of a word, and nothing that commands a terminal.
        assert journal.plan_rename(old, new).new == "]0;"
        return
    with pytest.raises(JournalError, match=said):
        journal.rename_tag(old, new)
    assert journal.tags() == {"work": 1}


def test_hostile_words_become_a_tag_and_nothing_else(journal: Journal) -> None:
    journal.add(Draft(tags=("work",)))
    journal.rename_tag("work", "[/sigh]\u202e\x1b[2J\nx")
    (tag,) = journal.tags()
    assert tag == "[/sigh][2J x"
    journal.rename_tag(tag, "work")
    assert journal.tags() == {"work": 1}


def test_what_was_removed_gets_it_too(journal: Journal) -> None:
    journal.add_all([Draft(tags=("works",)), Draft(tags=("works",))])
    journal.remove("2")
    plan = journal.plan_rename("works", "work")
    assert (plan.entries, plan.removed) == (1, 1)
    done = journal.rename_tag("works", "work")
    assert "So has 1 of what was removed." in [*tag_words.after(done)]
    assert journal.bring_back("2").tags == ("work",)


def test_a_story_has_it_as_well_and_keeps_what_stands_beside_it(journal: Journal) -> None:
    journal.add(Draft(title="A", kind="story", tags=("works",)))
    journal.edit("1", stands="in it")
    journal.rename_tag("works", "work")
    story = journal.get("1")
    assert (story.tags, story.kind, story.to_doc()["stands"]) == (("work",), "story", "in it")


def test_of_two_versions_the_one_that_is_not_shown_keeps_it_and_that_is_said(
    make_vault: MakeVault, tmp_path: Path, clock: StandingClock
) -> None:
    Journal(make_vault()).add(Draft(body="one", tags=("works",)))
    other = Vault.unlock(tmp_path / "journal", tmp_path / "other", passphrase=PASSPHRASE, clock=clock)
    vault = make_vault()
    vault.state()
    Journal(other).edit("1b", body="changed there")
    clock.move(minutes=1)
    Journal(vault).edit("1", body="changed here")
    journal = Journal(make_vault())
    assert len(journal.changed_on_both()) == 1
    done = journal.rename_tag("works", "work")
    assert done.plan.apart == 1
    assert "stands in two versions; the one that is not shown keeps #works" in " ".join(tag_words.after(done))
    piece = journal.get("1")
    assert (piece.body, piece.tags) == ("changed here", ("work",))
    assert [(one.body, one.tags) for one in journal.others(piece)] == [("changed there", ("works",))]


def test_what_another_window_wrote_meanwhile_is_renamed_too(make_vault: MakeVault) -> None:
    here, there = Journal(make_vault()), Journal(make_vault())
    here.add(Draft(tags=("works",)))
    assert there.tags() == {"works": 1}
    here.add(Draft(tags=("Works",)))
    done = there.rename_tag("works", "work")
    assert done.plan.entries == 2
    here.plan_rename("work", "x")
    assert Journal(make_vault()).tags() == {"work": 2}


def test_it_is_put_back_but_for_what_was_changed_since(journal: Journal, vault: Vault) -> None:
    journal.add_all(
        [Draft(tags=("works", "rain")), Draft(tags=("work",)), Draft(tags=("Works",)), Draft(tags=("works",))]
    )
    done = journal.rename_tag("works", "work")
    journal.edit("3", tags=("work", "sun"))
    journal.edit("4", title="Changed, but not its tags")
    before = frames(vault)
    assert journal.untag(done) == 2
    assert frames(vault) == before + 1
    assert [piece.tags for piece in map(journal.get, "1234")] == [
        ("works", "rain"), ("work",), ("work", "sun"), ("works",),
    ]  # fmt: skip
    assert journal.get("4").title == "Changed, but not its tags"


class Full(Disk):
    """A disk that is full."""

    full = False

    def write(self, fd: int, data: bytes, offset: int) -> None:
        if self.full:
            raise OSError(28, "no space")
        super().write(fd, data, offset)


def test_a_full_disk_leaves_every_tag_as_it_was(make_vault: MakeVault) -> None:
    disk = Full()
    journal = Journal(make_vault(disk=disk))
    journal.add_all([Draft(tags=("works",)), Draft(tags=("works",))])
    disk.full = True
    with pytest.raises(NotSaved):
        journal.rename_tag("works", "work")
    assert journal.tags() == {"works": 2}
    disk.full = False
    assert journal.rename_tag("works", "work").plan.entries == 2


class _Stopped(Exception):
    """Somebody stopped it."""


def test_stopping_it_leaves_every_tag_as_it_was(journal: Journal) -> None:
    journal.add_all([Draft(tags=("works",)) for _ in range(5)])
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if done == 3:
            raise _Stopped

    with pytest.raises(_Stopped):
        journal.rename_tag("works", "work", progress=progress)
    assert told == [(0, 5), (1, 5), (2, 5), (3, 5)]
    assert journal.tags() == {"works": 5}


def test_a_very_large_journal_takes_several_saves(
    journal: Journal, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tags, "_FRAME", 100)
    journal.add_all([Draft(body="x" * 60, tags=("works",)) for _ in range(5)])
    before = frames(vault)
    done = journal.rename_tag("works", "work")
    assert frames(vault) == before + 3
    assert journal.tags() == {"work": 5}
    assert journal.untag(done) == 5
    assert journal.tags() == {"works": 5}


# In texts


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("A #work day.", "A #job day."),
        ("#Work, #WORK; (#work) **#work**", "#job, #job; (#job) **#job**"),
        ("One line.\n#work\nThe end: #work", "One line.\n#job\nThe end: #job"),
        ("#workshop #work-life #work_day #work/home #work\u0301", None),
        ("a#work https://x.example/#work ##work \\#work # work", None),
        ("#work- and #work.", "#job- and #job."),
    ],
)
def test_a_tag_in_a_text_is_changed_only_as_a_word_of_its_own_and_only_when_asked(
    journal: Journal, text: str, after: str | None
) -> None:
    journal.add(Draft(body=text, tags=("work",)))
    written = journal.get("1").body
    assert journal.plan_rename("work", "job").in_text == (after is not None)
    done = journal.rename_tag("work", "job", in_text=True)
    assert journal.get("1").body == (written if after is None else after)
    assert done.texts == (after is not None)
    assert (journal.get("1").edited is not None) == (after is not None)
    journal.untag(done)
    assert (journal.get("1").body, journal.get("1").tags) == (written, ("work",))
    assert journal.get("1").edited is None


def test_a_tag_of_two_words_stands_in_a_text_with_a_hyphen(journal: Journal) -> None:
    journal.add(Draft(body="#work", tags=("work",)))
    journal.rename_tag("work", "first time", in_text=True)
    assert (journal.get("1").body, journal.get("1").tags) == ("#first-time", ("first time",))
    assert journal.plan_rename("first time", "x").in_text == 0
    journal.rename_tag("first time", "x", in_text=True)
    assert (journal.get("1").body, journal.get("1").tags) == ("#first-time", ("x",))


def test_a_tag_that_would_be_a_mark_comes_into_no_text(journal: Journal) -> None:
    journal.add(Draft(body="#work", tags=("work",)))
    with pytest.raises(JournalError, match="can't stand in a text"):
        journal.rename_tag("work", "a]]b", in_text=True)
    assert (journal.get("1").body, journal.get("1").tags) == ("#work", ("work",))


@given(st.text(max_size=60), st.text(min_size=1, max_size=8))
def test_looking_for_a_tag_and_changing_it_agree_whatever_the_text(text: str, tag: str) -> None:
    if not tag.isalnum():
        return
    plan = tags.TagPlan(tag, "new", 1, 0, 0, 0, 0, 0)
    changed = tags._rewriting(plan)(text)
    assert tags._in_text(tag)(text) == (changed != text) or "#new" in text
    assert changed.replace("#new", "") in text.replace(f"#{tag}", "") or changed != text


# Near duplicates


@pytest.mark.parametrize(
    "alike",
    [
        ("walk", "walks"),
        ("story", "stories"),
        ("box", "boxes"),
        ("café", "cafe"),
        ("first time", "first-time"),
    ],
)
def test_tags_that_look_like_one_are_pointed_out(alike: tuple[str, str]) -> None:
    assert [set(group) for group in near_duplicates([*alike, "rain", "boxing"])] == [set(alike)]
