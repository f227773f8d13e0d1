"""Something older was put back: it is said, nothing is written, and going on loses nothing that is there."""

import hashlib
from dataclasses import replace
from pathlib import Path

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalDamaged, JournalReadOnly, WrongPassphrase
from peerjournal.vault import Health, Verdict
from peerjournal.vault.log import HEADER_SIZE, Header
from tests.conftest import StandingClock
from tests.vault import scenes
from tests.vault.scenes import NEW, OLD, Place, documents


@pytest.fixture
def place(furnished: Place) -> Place:
    return furnished.copy("rolled")


def read_only(place: Place, sentence: str) -> None:
    vault = place.unlock()
    assert any(sentence in notice for notice in vault.notices)
    with pytest.raises(JournalReadOnly):
        scenes.save(vault, "new", "a new entry")
    with pytest.raises(JournalReadOnly):
        vaults.compact(vault)
    report = vaults.check(vault)
    assert not report.whole
    assert not report.devices[0].health.writable


def goes_on(place: Place) -> None:
    vault = place.unlock()
    before, old = documents(vault), vault.device
    kept = {path.name: path.read_bytes() for path in place.folder.glob("*.log")}
    vaults.go_on(vault)
    assert vault.device != old
    scenes.save(vault, "first", "written as another device")
    again = place.unlock()
    assert again.device == vault.device
    first = {"first": scenes.entry("written as another device")}
    assert documents(again) == {"entries": {**before.get("entries", {}), **first}}
    assert again.others("entries", "first") == []
    assert vaults.check(again).whole
    assert {name: (place.folder / name).read_bytes() for name in kept} == kept
    taken = scenes.take_in(again)
    assert taken == 1


def test_an_older_copy_of_the_folder_says_how_many_saves_it_is_behind(place: Place) -> None:
    older = place.log().read_bytes()
    vault = place.unlock()
    for number in range(3):
        scenes.save(vault, "new", f"text {number}")
    place.log().write_bytes(older)
    read_only(place, "3 saves behind")
    goes_on(place)


def test_one_save_behind_is_said_so(place: Place) -> None:
    older = place.log().read_bytes()
    scenes.save(place.unlock(), "new", "a new entry")
    place.log().write_bytes(older)
    read_only(place, "1 save behind")


def test_another_branch_is_told_from_a_longer_log(place: Place) -> None:
    other = place.copy("branch")
    scenes.save(place.unlock(), "here", "written here")
    vault = other.unlock()
    for number in range(3):
        scenes.save(vault, "there", f"written there {number}")
    place.log().write_bytes(other.log().read_bytes())
    read_only(place, "from another point")
    goes_on(place)


def test_a_longer_log_of_our_own_is_simply_newer(place: Place) -> None:
    other = place.copy("branch")
    vault = other.unlock()
    scenes.save(vault, "there", "written there")
    vaults.compact(vault)
    scenes.save(vault, "there", "written there again")
    place.log().write_bytes(other.log().read_bytes())
    vault = place.unlock()
    assert vault.notices == []
    assert documents(vault)["entries"]["there"]["title"] == "written there again"


def test_a_log_from_before_a_compaction_is_put_back(place: Place) -> None:
    older = place.log().read_bytes()
    vault = place.unlock()
    vaults.compact(vault)
    place.log().write_bytes(older)
    read_only(place, "from another point")
    goes_on(place)


def test_a_compaction_of_an_older_copy_is_another_branch(place: Place) -> None:
    other = place.copy("branch")
    scenes.save(place.unlock(), "here", "written here")
    vaults.compact(other.unlock())
    place.log().write_bytes(other.log().read_bytes())
    read_only(place, "from another point")


def test_a_log_that_is_gone_is_not_begun_anew(place: Place) -> None:
    data, path = place.log().read_bytes(), place.log()
    path.unlink()
    read_only(place, "saves behind")
    goes_on(place)
    path.write_bytes(data)
    vault = place.unlock()
    assert documents(vault)["entries"]["second"]["title"] == "the second"
    both = [documents(vault)["entries"]["first"], *vault.others("entries", "first")]
    assert {one["title"] for one in both} == {"written as another device", "the first again"}


def test_the_newer_log_put_back_in_its_place_is_written_to_again(place: Place) -> None:
    older = place.log().read_bytes()
    vault = place.unlock()
    scenes.save(vault, "new", "a new entry")
    newer = place.log().read_bytes()
    place.log().write_bytes(older)
    vault = place.unlock()
    with pytest.raises(JournalReadOnly):
        scenes.save(vault, "more", "another")
    place.log().write_bytes(newer)
    assert vaults.check(vault).whole
    scenes.save(vault, "more", "another")
    assert {"new", "more"} <= documents(place.unlock())["entries"].keys()


def test_damage_and_a_log_put_back_do_not_stop_a_new_device(place: Place) -> None:
    data = bytearray(place.log().read_bytes())
    data[len(data) // 2] ^= 1
    place.log().write_bytes(data)
    vault = place.unlock()
    assert set(documents(vault)["entries"]) <= {"first", "second"}
    assert vault.logs.health.verdict is Verdict.DAMAGED
    with pytest.raises(JournalReadOnly, match="damaged"):
        scenes.save(vault, "new", "a new entry")
    goes_on(place)


def test_damage_that_only_a_compaction_finds_is_never_written_over(place: Place) -> None:
    data = bytearray(place.log().read_bytes())
    data[len(data) // 2] ^= 1
    place.log().write_bytes(data)
    vault = place.unlock()
    assert vault.notices == [], "only the newest frame was looked at"
    for deed in (vaults.compact, lambda one: scenes.save(one, "new", "a new entry")):
        with pytest.raises(JournalReadOnly):
            deed(vault)
    assert place.log().read_bytes() == data


class GivenUpError(Exception):
    """What a progress bar raises when somebody has had enough."""


def test_a_reading_that_was_broken_off_leaves_nothing_to_be_written_over(place: Place) -> None:
    def give_up(*done_of_all: int) -> None:
        raise GivenUpError(done_of_all)

    before = documents(place.unlock())["entries"]
    for deed in (vaults.check, vaults.compact):
        vault = place.unlock()
        with pytest.raises(GivenUpError):
            deed(vault, give_up)
        scenes.save(vault, "new", f"after {deed.__name__}")
        again = place.unlock()
        assert documents(again)["entries"] == {**before, "new": scenes.entry(f"after {deed.__name__}")}
        assert vaults.check(again).whole


@pytest.mark.parametrize("whose", ["another journal", "another device"])
def test_a_log_that_is_not_of_this_journal_is_said_so_and_left_alone(place: Place, whose: str) -> None:
    data = place.log().read_bytes()
    header = Header.decode(data)
    if whose == "another journal":
        foreign = replace(header, vault_id=bytes(16))
    else:
        foreign = replace(header, device_id=bytes(16))
    place.log().write_bytes(foreign.encode() + data[HEADER_SIZE:])
    read_only(place, "another journal or device")
    vault = place.unlock()
    assert vaults.check(vault).devices[0].health == Health(Verdict.FOREIGN)
    assert documents(vault) == {}
    goes_on(place)
    (other,) = [one for one in vaults.check(place.unlock()).devices if one.letter]
    assert other.health == Health(Verdict.FOREIGN)


# The key file


def key(place: Place) -> Path:
    return place.folder / "journal.key"


def test_an_older_key_file_that_was_put_back_is_said_and_set_right_by_a_check(place: Place) -> None:
    older = key(place).read_bytes()
    vaults.change_passphrase(place.unlock(), NEW, cost=CHEAPEST)
    newer = key(place).read_bytes()
    for secret in (NEW, OLD):
        key(place).write_bytes(older)
        vault = place.unlock(secret)
        assert any("older key file" in notice for notice in vault.notices)
        scenes.save(vault, "new", f"with {secret}")
        with pytest.raises(JournalReadOnly, match="ways in"):
            vaults.change_passphrase(vault, "a third", cost=CHEAPEST)
        assert vaults.check(vault).key_file_put_back
        assert key(place).read_bytes() == newer
    with pytest.raises(WrongPassphrase):
        place.unlock(OLD)
    vaults.change_passphrase(place.unlock(NEW), "a third", cost=CHEAPEST)
    assert place.unlock("a third").notices == []


def test_a_damaged_key_file_opens_through_the_copy_and_is_put_back_and_kept(place: Place) -> None:
    whole = key(place).read_bytes()
    spoiled = (b"", whole[:100], whole[:-1], _flipped(whole, 200), _flipped(whole, len(whole) - 1))
    for bad in spoiled:
        key(place).write_bytes(bad)
        vault = place.unlock()
        assert any("copy" in notice for notice in vault.notices)
        assert vaults.check(vault).key_file_put_back
        assert key(place).read_bytes() == whole
        assert place.unlock().notices == []
    assert {path.read_bytes() for path in place.state.rglob("key-*")} == set(spoiled)


def test_a_key_file_that_is_gone_opens_through_the_copy(place: Place) -> None:
    whole = key(place).read_bytes()
    key(place).unlink()
    vault = place.unlock()
    assert vaults.check(vault).key_file_put_back
    assert key(place).read_bytes() == whole


def test_a_forged_newer_key_file_neither_locks_out_nor_takes_the_place_of_the_copy(place: Place) -> None:
    other = Place(place.root.parent / "forger")
    forged = other.create()
    vaults.change_passphrase(forged, NEW, cost=CHEAPEST)
    ours = vaults.Vault.unlock(place.folder, place.state, passphrase=OLD, clock=StandingClock())
    vault_id = ours.key_file.vault_id
    data = key(other).read_bytes().replace(forged.key_file.vault_id, vault_id)
    key(place).write_bytes(with_right_checksum(data))
    for _ in range(2):
        vault = place.unlock()
        assert any("Something other than this program" in notice for notice in vault.notices)
        assert documents(vault) == documents(ours)
    assert vaults.check(vault).key_file_put_back
    assert place.unlock().notices == []


def with_right_checksum(data: bytes) -> bytes:
    """Set the plain checksum right, as anyone can."""
    body = data[:-40]
    return body + hashlib.sha256(body).digest()[:8] + data[-32:]


def test_a_passphrase_changed_on_another_computer_is_taken_over(place: Place) -> None:
    other = place.copy("other")
    vaults.change_passphrase(other.unlock(), NEW, cost=CHEAPEST)
    key(place).write_bytes(key(other).read_bytes())
    vault = place.unlock(OLD)
    assert any("for the last time" in notice for notice in vault.notices)
    with pytest.raises(WrongPassphrase):
        place.unlock(OLD)
    assert documents(place.unlock(NEW)) == documents(vault)


def test_without_a_copy_a_damaged_key_file_is_refused(place: Place) -> None:
    for copy in place.state.rglob("journal.key"):
        copy.unlink()
    key(place).write_bytes(b"nothing like it")
    with pytest.raises(JournalDamaged):
        place.unlock()


def _flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]
