"""Copies that a sync makes of a log: whatever they are called, no word that is only in them is lost."""

import pytest

from peerjournal import vault as vaults
from peerjournal.errors import JournalReadOnly
from peerjournal.session import Session
from peerjournal.vault import Verdict, settle_copies
from tests.vault import scenes
from tests.vault.copied import NAMES, fork, own_log, put_copy, set_aside, settled, titles
from tests.vault.scenes import Place, documents


@pytest.fixture
def here(furnished: Place) -> Place:
    return furnished.copy("here")


@pytest.fixture
def there(furnished: Place) -> Place:
    """Return a copy of the whole, state and all, that takes itself for the same device."""
    return furnished.copy("there")


def test_a_journal_without_copies_has_none(here: Place) -> None:
    vault = here.unlock()
    assert vault.home.copies() == []
    assert settled(here).notices == []


@pytest.mark.parametrize("form", NAMES)
def test_a_copy_is_known_by_how_it_begins_whatever_it_is_called(here: Place, form: str) -> None:
    path = put_copy(here, own_log(here).read_bytes(), form)
    vault = here.unlock()
    (copy,) = vault.home.copies()
    assert (copy.path, copy.kind, copy.device) == (path, "log", vault.device)


@pytest.mark.parametrize("name", [".syncthing.x.log.tmp", "~syncthing~x.log.tmp", "x.log.partial"])
def test_what_a_sync_is_still_bringing_is_left_alone(here: Place, name: str) -> None:
    (here.folder / name).write_bytes(own_log(here).read_bytes())
    assert here.unlock().home.copies() == []


@pytest.mark.parametrize("part", [1.0, 0.5], ids=["all of it", "the beginning of it"])
def test_a_copy_that_the_log_holds_already_adds_nothing_and_goes_aside(here: Place, part: float) -> None:
    data = own_log(here).read_bytes()
    before = documents(here.unlock())
    place = Place(here.root)
    frames = small_ends(here)
    path = put_copy(here, data[: frames[round(part * (len(frames) - 1))]])
    size = own_log(here).stat().st_size
    vault = settled(place)
    assert documents(vault) == before
    assert not path.exists()
    assert len(set_aside(here)) == 1
    assert own_log(here).stat().st_size == size, "nothing was written for it"
    assert any("A sync had left a copy" in said for said in vault.notices)


def small_ends(place: Place) -> list[int]:
    """Return where each frame of the log ends."""
    vault = place.unlock()
    ends: list[int] = []
    log = vault.logs.fresh()
    log.load(lambda frame, _: ends.append(frame.end))
    return ends


def test_what_was_written_on_both_sides_of_a_fork_is_all_there(here: Place, there: Place) -> None:
    path = fork(here, there)
    vault = here.unlock()
    assert titles(vault) == {"changed here", "changed there again"}
    assert titles(vault, "only there") == {"written there"}
    settle_copies(vault)
    assert not path.exists()
    for again in (vault, here.unlock()):
        assert titles(again) == {"changed here", "changed there again"}
        assert titles(again, "only there") == {"written there"}
        assert vaults.check(again).whole
    (kept,) = set_aside(here)
    assert kept.read_bytes() == own_log(there).read_bytes()


def test_both_sides_take_each_others_copy_in_and_say_the_same(here: Place, there: Place) -> None:
    mine, other = own_log(here), own_log(there)
    fork(here, there)
    put_copy(there, mine.read_bytes())
    vaults_of_both = settled(here), settled(there)
    for vault in vaults_of_both:
        assert titles(vault) == {"changed here", "changed there again"}
    assert mine.read_bytes() != other.read_bytes()


def test_taking_the_same_copy_in_again_adds_nothing(here: Place, there: Place) -> None:
    data = fork(here, there).read_bytes()
    settled(here)
    size = own_log(here).stat().st_size
    put_copy(here, data)
    vault = settled(here)
    assert own_log(here).stat().st_size == size
    assert titles(vault) == {"changed here", "changed there again"}


def test_a_fork_is_settled_like_anything_changed_on_two_devices(here: Place, there: Place) -> None:
    fork(here, there)
    vault = settled(here)
    with vault.transaction() as change:
        change.put("entries", "first", scenes.entry("settled"), settles=True)
    vaults.compact(vault)
    assert titles(here.unlock()) == {"settled"}


def test_an_edit_of_the_shown_side_leaves_the_other_standing_and_no_third(here: Place, there: Place) -> None:
    fork(here, there)
    vault = settled(here)
    shown = vault.documents("entries")["first"]["title"]
    other = titles(vault) - {shown}
    scenes.save(vault, "first", "edited")
    assert titles(here.unlock()) == {"edited", *other}


def test_two_copies_that_fork_from_each_other_too(here: Place, there: Place) -> None:
    fork(here, there)
    third = there.copy("third")
    scenes.save(there.unlock(), "first", "one more there")
    scenes.save(third.unlock(), "first", "and a third")
    put_copy(here, own_log(there).read_bytes(), NAMES[1])
    put_copy(here, own_log(third).read_bytes(), NAMES[2])
    wanted = {"changed here", "one more there", "and a third"}
    assert titles(here.unlock()) == wanted
    settled(here)
    assert len(set_aside(here)) == 3
    assert titles(here.unlock()) == wanted


@pytest.mark.parametrize("sides", [(True, False), (False, True), (True, True)])
def test_a_fork_from_which_one_side_or_both_were_compacted(
    here: Place, there: Place, sides: tuple[bool, bool]
) -> None:
    fork(here, there).unlink()
    for place, is_compacted in zip((here, there), sides, strict=True):
        if is_compacted:
            vaults.compact(place.unlock())
            scenes.save(place.unlock(), "after", f"after compacting {place.root.name}")
    put_copy(here, own_log(there).read_bytes())
    for vault in (here.unlock(), settled(here), here.unlock()):
        assert titles(vault) == {"changed here", "changed there again"}
        assert titles(vault, "only there") == {"written there"}
        assert titles(vault, "second") == {"the second"}
        assert len(titles(vault, "after")) == sum(sides)


def test_an_old_copy_of_a_log_that_was_compacted_twice_since_brings_nothing_back(here: Place) -> None:
    old = own_log(here).read_bytes()
    scenes.save(here.unlock(), "first", "changed since")
    scenes.drop(here.unlock(), "second")
    vaults.compact(here.unlock())
    scenes.save(here.unlock(), "first", "changed once more")
    vaults.compact(here.unlock())
    put_copy(here, old)
    vault = settled(here)
    assert documents(vault)["entries"].keys() == {"first"}
    assert titles(vault) == {"changed once more"}


# Where our own log is behind.


def test_what_only_the_copy_has_is_shown_where_our_own_log_was_put_back(here: Place) -> None:
    old = own_log(here).read_bytes()
    scenes.save(here.unlock(), "new", "kept, then put back")
    newer = own_log(here).read_bytes()
    own_log(here).write_bytes(old)
    put_copy(here, newer)
    vault = settled(here)
    assert vault.logs.health.verdict is Verdict.ROLLED_BACK
    assert titles(vault, "new") == {"kept, then put back"}
    assert any("once the journal can be written to again" in said for said in vault.notices)
    with pytest.raises(JournalReadOnly):
        scenes.save(vault, "more", "more")
    assert set_aside(here) == []
    vaults.go_on(vault)
    settle_copies(vault)
    assert len(set_aside(here)) == 1
    assert titles(here.unlock(), "new") == {"kept, then put back"}
    assert titles(here.unlock()) == {"the first again"}


def test_our_own_log_may_be_there_as_a_copy_only(here: Place) -> None:
    data = own_log(here).read_bytes()
    before = documents(here.unlock())
    path = put_copy(here, data)
    own_log(here).unlink()
    vault = settled(here)
    assert documents(vault) == before
    assert not vault.logs.health.writable
    assert path.exists()
    vaults.go_on(vault)
    settle_copies(vault)
    assert documents(here.unlock()) == before
    assert not path.exists()


def test_numbers_that_only_the_copy_of_our_log_knows_are_not_given_again(here: Place) -> None:
    old = own_log(here).read_bytes()
    with here.unlock().transaction() as change:
        assert change.number("entries") == 1
        change.put("entries", "new", scenes.entry("number one"))
    put_copy(here, own_log(here).read_bytes())
    own_log(here).write_bytes(old)
    (seen,) = here.state.rglob("*.seen")
    seen.unlink()
    vault = settled(here)
    assert titles(vault, "new") == {"number one"}
    with vault.transaction() as change:
        assert change.number("entries") == 2


# Others who look on.


def test_who_edited_one_side_has_not_replaced_the_other(
    here: Place, there: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third device got one side as the log and wrote upon it; then the other side became the log."""
    fork(here, there).unlink()
    third = here.copy("third")
    monkeypatch.setattr("peerjournal.vault.home._machine", lambda: "third")
    looking_on = third.unlock()
    assert looking_on.device != own_log(here).stem
    scenes.save(looking_on, "first", "written upon what was here")
    put_copy_of = own_log(here).read_bytes()
    (third.folder / own_log(here).name).write_bytes(own_log(there).read_bytes())
    (third.folder / f"{own_log(here).stem} (1).log").write_bytes(put_copy_of)
    wanted = {"written upon what was here", "changed there again"}
    for vault in (third.unlock(), settled(third), third.unlock()):
        assert titles(vault) >= wanted


def test_a_session_takes_copies_in_as_it_begins(here: Place, there: Place) -> None:
    path = fork(here, there)
    vault = here.unlock()
    session = Session(vault)
    session._settle_in()
    assert not path.exists()
    assert titles(session.vault) == {"changed here", "changed there again"}


def test_a_copy_that_is_ahead_of_another_devices_log_is_the_same_when_that_log_arrives(
    here: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    third = here.copy("third")
    old = own_log(here).read_bytes()
    scenes.save(here.unlock(), "first", "changed here")
    scenes.save(here.unlock(), "new", "written here")
    newer = own_log(here).read_bytes()
    put_copy(third, newer)
    monkeypatch.setattr("peerjournal.vault.home._machine", lambda: "third")
    vault = settled(third)
    theirs = third.folder / own_log(here).name
    for arrived in (old, newer):
        theirs.write_bytes(arrived)
        vault = third.unlock()
        assert titles(vault) == {"changed here"}
        assert titles(vault, "new") == {"written here"}
    # And what is written there upon it replaces it, for us as for them.
    monkeypatch.undo()
    scenes.save(here.unlock(), "first", "changed once more")
    theirs.write_bytes(own_log(here).read_bytes())
    monkeypatch.setattr("peerjournal.vault.home._machine", lambda: "third")
    assert titles(third.unlock()) == {"changed once more"}


def test_a_copy_that_was_compacted_since_goes_on_from_the_log(here: Place, there: Place) -> None:
    scenes.save(there.unlock(), "first", "changed there")
    vaults.compact(there.unlock())
    put_copy(here, own_log(there).read_bytes())
    assert titles(settled(here)) == {"changed there"}
