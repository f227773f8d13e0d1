"""Erasing for good: with every key there is, nothing here opens to the words; and nothing else is lost."""

import errno
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST, recovery_words
from peerjournal.disk import DISK, Disk
from peerjournal.errors import JournalReadOnly, NotSaved, VaultError, WrongPassphrase
from peerjournal.vault import Thing, Vault
from peerjournal.vault.versions import versions
from tests.sampling import EVERY, sampled, some
from tests.vault import canary, scenes
from tests.vault.failing_disk import REFUSALS, Killed, KillingDisk, RecordingDisk, RefusingDisk
from tests.vault.scenes import DRAFT, OLD, WORDS, Place, documents, drafts_of, save
from tests.vault.test_kills import every_kill

BIRD = "a wren sang in the hedge"
"""What nobody may find afterwards."""
GONE = [Thing("entries", "gone"), Thing("paused", "waits", {"title": "the rest of it"})]
LEAST = {"kills": 250 // EVERY, "refusals": 220 // EVERY}
_PAUSED = {"title": f"set aside: {BIRD}", "by": "x", "number": 3}


@pytest.fixture(scope="module")
def rich(tmp_path_factory: pytest.TempPathFactory, _stretched_once: None) -> Place:
    """Return a journal in which the words stand wherever words can; for copying."""
    place = Place(tmp_path_factory.mktemp("rich") / "original")
    scenes.furnish(place)
    vault = place.unlock()
    for text in (f"{BIRD}, at first", f"{BIRD}, twice"):
        save(vault, "gone", text)
        vaults.compact(vault)
    vaults.keep_daily(vault)
    with vault.transaction() as change:
        change.put("paused", "waits", _PAUSED)
    save(vault, "gone", f"{BIRD}, at last")
    drafts_of(vault).keep("cd" * 16, {"piece": "gone", "text": BIRD})
    (kept,) = vault.home.backups.iterdir()
    for day in ("2026-11-18", "2026-11-11"):
        shutil.copy(kept, kept.with_name(f"{day}.tar"))
    (vault.home.state / "torn-00").write_bytes(place.log().read_bytes()[-500:])
    shutil.copy(vault.home.key_file, vault.home.state / "key-00")
    (vault.home.backups / f".new-{'0' * 16}").write_bytes(kept.read_bytes())
    return place


def erase(vault: Vault, recovery: str | None = None) -> tuple[str, ...]:
    return vaults.erase(vault, GONE, OLD, recovery=recovery, cost=CHEAPEST)


def opened(place: Place, disk: Disk = DISK, secret: str = OLD) -> Vault:
    """Unlock as a session does."""
    vault = place.unlock(secret, disk)
    vaults.finish_renewal(vault)
    vaults.finish_erasing(vault)
    return vault


def held(place: Place) -> list[str]:
    return canary.found(place.root, BIRD, OLD, WORDS)


def rest(vault: Vault) -> scenes.Documents:
    """Return what is not about the words."""
    tables = documents(vault)
    return {
        name: {one: doc for one, doc in table.items() if doc.get("title") != "the rest of it"}
        for name, table in tables.items()
    }


def without(shown: scenes.Documents) -> scenes.Documents:
    gone = {(thing.table, thing.identifier) for thing in GONE}
    return {
        name: {one: doc for one, doc in table.items() if (name, one) not in gone}
        for name, table in shown.items()
    }


def test_the_words_are_where_they_are_looked_for(rich: Place) -> None:
    names = {name.partition("/")[0] for name in held(rich)}
    assert {"journal", "drafts", "backups", "2026-11-21.tar", "2026-11-11.tar"} - names <= {"backups"}


def test_nothing_opens_to_what_was_erased_with_any_key_there_is(rich: Place) -> None:
    place = rich.copy("erased")
    vault = place.unlock()
    before = documents(vault)
    assert erase(vault, WORDS) == ()
    assert held(place) == []
    assert {name: table for name, table in rest(vault).items() if table} == {
        name: table for name, table in without(before).items() if table
    }
    assert [one["title"] for one in vault.documents("paused").values()] == ["the rest of it"]
    assert vaults.check(vault).whole
    assert scenes.draft_text(vault) == "as it was"
    for secret in (OLD, WORDS):
        assert documents(opened(place, secret=secret)) == documents(vault)
    assert versions(vault, "entries", "gone") == ()


def test_what_was_kept_aside_goes_and_one_backup_is_made_anew(rich: Place) -> None:
    place = rich.copy("erased")
    vault = place.unlock()
    counted = vaults.traces_of(vault, {"gone"})
    assert (counted.backups, counted.drafts, counted.set_aside) == (3, 1, 2)
    erase(vault)
    (kept,) = vaults.backups(vault)
    assert (kept.day, kept.standing) == (vault.clock().date(), vaults.Standing.WHOLE)
    left = {path.name for path in vault.home.state.iterdir()}
    assert not any(name.startswith(("torn-", "key-", "erasing")) for name in left)
    assert vaults.traces_of(vault, {"gone"}).drafts == 0


def test_older_keys_go_as_soon_as_nothing_needs_them(rich: Place) -> None:
    place = rich.copy("erased")
    vault = place.unlock()
    erase(vault)
    assert vault.ring.epochs == [2, 1], "a draft and a jot are under the key of before"
    scenes.take_in(vault)
    drafts_of(vault).discard(DRAFT)
    erase(vault)
    assert vault.ring.epochs == [3]


def snapshot(place: Place) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in place.root.rglob("*") if path.is_file()}


@pytest.mark.parametrize("secret", ["a wrong passphrase", WORDS], ids=["wrong", "recovery words"])
def test_without_the_passphrase_nothing_happens(rich: Place, secret: str) -> None:
    place = rich.copy("erased")
    vault = place.unlock()
    vaults.keep_recovery(vault, WORDS)
    before = snapshot(place)
    with pytest.raises(WrongPassphrase):
        vaults.erase(vault, GONE, secret, cost=CHEAPEST)
    assert snapshot(place) == before


def test_earlier_recovery_words_open_nothing_after_it(rich: Place) -> None:
    place, earlier = rich.copy("erased"), recovery_words()
    vault = place.unlock()
    vaults.keep_recovery(vault, earlier)
    erase(vault, WORDS)
    with pytest.raises(WrongPassphrase):
        place.unlock(earlier)
    assert place.unlock(WORDS).documents("entries")


def test_what_was_erased_can_be_erased_once_more(rich: Place) -> None:
    place = rich.copy("erased")
    vault = place.unlock()
    erase(vault)
    before = documents(vault)
    assert erase(vault) == ()
    assert documents(vault)["entries"] == before["entries"]
    assert held(place) == []


def test_backups_are_not_made_anew_for_nothing(rich: Place) -> None:
    place = rich.copy("erased")
    erase(place.unlock())
    before = {path: path.stat().st_mtime_ns for path in place.state.rglob("*.tar")}
    vault = opened(place)
    assert {path: path.stat().st_mtime_ns for path in place.state.rglob("*.tar")} == before
    assert not vault.home.is_erasing()


# On disks that die and refuse.


def counted(rich: Place) -> tuple[list[str], int]:
    disk = RecordingDisk()
    vault = rich.copy("counting").unlock(disk=disk)
    opening = len(disk.calls)
    erase(vault, WORDS)
    return disk.calls, opening


def settles(place: Place, before: scenes.Documents, *, again: bool) -> bool:
    """Open it again, and tell whether it was erased: then nothing of it is left, else all of it is there."""
    vault = opened(place)
    assert vaults.check(vault).whole
    assert scenes.draft_text(vault) == "as it was"
    shown = documents(vault)
    if "gone" in shown["entries"]:
        assert shown == before
        # Each of these takes as long as all the rest.
        assert not again or erase(vault) == ()
    if again or "gone" not in shown["entries"]:
        assert held(place) == []
    assert without(documents(vault))["entries"] == without(before)["entries"]
    save(vault, "after", "written after it")
    return "gone" not in shown["entries"]


@sampled
def test_killed_at_any_call_it_is_all_there_or_the_next_opening_finishes(rich: Place) -> None:
    before = documents(rich.copy("before").unlock())
    calls, opening = counted(rich)
    outcomes = []
    for at, halfway in some([*every_kill(calls, after=opening)], "kills"):
        place = rich.copy("killed")
        disk = KillingDisk(at, halfway=halfway)
        vault = place.unlock(disk=disk)
        with pytest.raises(Killed):
            erase(vault, WORDS)
        disk.bury()
        outcomes.append(settles(place, before, again=at % 8 == 0))
    assert len(outcomes) >= LEAST["kills"]
    assert outcomes == sorted(outcomes), "there is one step in which the words go"
    assert {True, False} == set(outcomes)


def refusing(calls: list[str], opening: int) -> Iterator[tuple[int, bool]]:
    for at in range(opening + 1, len(calls) + 1):
        yield at, at % 5 == 0


@sampled
def test_refused_at_any_call_nothing_is_called_erased_that_is_not(rich: Place) -> None:
    before = documents(rich.copy("before").unlock())
    calls, opening = counted(rich)
    points = some([*refusing(calls, opening)], "refusals")
    for at, lasting in points:
        place = rich.copy("refused")
        disk = RefusingDisk(at, REFUSALS[at % len(REFUSALS)], halfway=at % 2 == 0, lasting=lasting)
        vault = place.unlock(disk=disk)
        error: VaultError | None = None
        left: tuple[str, ...] = ()
        try:
            left = erase(vault, WORDS)
        except VaultError as refused:
            error = refused
        assert error is None or isinstance(error, NotSaved | JournalReadOnly), at
        if error is None and not left:
            assert held(place) == [], at
        is_erased = settles(place, before, again=at % 8 == 0)
        if isinstance(error, NotSaved):
            assert not is_erased, at
        if error is None:
            assert is_erased, at
    assert len(points) >= LEAST["refusals"]


def test_what_could_not_be_finished_is_said_and_done_at_the_next_opening(rich: Place) -> None:
    place = rich.copy("refused")
    vault = place.unlock()
    real = vault.home.disk

    class Full(Disk):
        def open(self, path: Path, flags: int = 0) -> int:
            if path.parent.name == "backups" and flags:
                raise OSError(errno.ENOSPC, "no room")
            return super().open(path, flags)

    vault.home.disk = Full()
    (sentence,) = erase(vault)
    assert "backups kept on this computer still hold" in sentence
    assert held(place) != []
    vault.home.disk = real
    assert vault.home.is_erasing()
    assert vaults.finish_erasing(vault) == ()
    assert held(place) == []


def test_stopped_while_it_tells_how_far_it_is_it_is_all_there_or_gone_with_the_next_opening(
    rich: Place,
) -> None:
    before = documents(rich.copy("before").unlock())
    outcomes = []
    for after in range(12):
        place = rich.copy("stopped")
        calls = iter(range(after))

        def stop(*_: int, left: Iterator[int] = calls) -> None:
            if next(left, None) is None:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            vaults.erase(place.unlock(), GONE, OLD, cost=CHEAPEST, progress=stop)
        outcomes.append(settles(place, before, again=False))
    assert {True, False} == set(outcomes)
    assert outcomes == sorted(outcomes)
