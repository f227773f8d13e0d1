"""What Syncthing does besides carrying: a part that comes late, two of one file, a memory that is gone."""

import pytest

from peerjournal import vault as vaults
from peerjournal.crypto import CHEAPEST
from peerjournal.errors import JournalDamaged
from peerjournal.journal import Draft
from tests.interop.syncthing import Pair, settle
from tests.interop.two_computers import SECOND, THIRD, Computer

pytestmark = [pytest.mark.interop, pytest.mark.usefixtures("stretched_once")]

Computers = tuple[Computer, Computer]


def begin(computers: Computers, pair: Pair) -> None:
    """Have one entry written on each, and both carried."""
    computers[0].create()
    for one in pair:
        one.start()
    for computer in computers:
        settle(*pair)
        computer.session.journal.add(Draft(body=f"first on the {computer.name}"))
    settle(*pair)


def write_apart(computers: Computers, pair: Pair) -> None:
    """Write on both while neither reaches the other."""
    for one in pair:
        one.kill()
    for computer in computers:
        computer.session.journal.add(Draft(body=f"apart on the {computer.name}"))


def everything(computer: Computer) -> set[str]:
    return {piece.body for piece in computer.session.journal.list()}


ALL = {f"{when} on the {name}" for when in ("first", "apart") for name in ("desk", "laptop")}


def test_logs_that_arrive_before_the_key_file_wait_for_it(computers: Computers, pair: Pair) -> None:
    here, there = computers
    here.create()
    here.session.journal.add(Draft(body="one"))
    pair[1].pass_by("journal.key")
    for one in pair:
        one.start()
    for _ in range(120):
        pair[1].rescan()
        if [*there.folder.glob("*.log")]:
            break
        pair[1].wait()
    with pytest.raises(JournalDamaged, match="has not arrived") as refused:
        there.session.journal.list()
    assert "Nothing was changed" in str(refused.value.hint)
    pair[1].pass_by(*pair[1].ignore)
    settle(*pair)
    assert everything(there) == {"one"}
    assert there.vault.notices == []


def test_what_lies_about_while_files_are_carried_is_nothing_of_the_journal(
    computers: Computers, pair: Pair
) -> None:
    begin(computers, pair)
    here, _ = computers
    (log, *_) = here.folder.glob("*.log")
    for name in (f".syncthing.{log.name}.tmp", f"~syncthing~{log.name}.tmp", ".syncthing.journal.key.tmp"):
        (here.folder / name).write_bytes(log.read_bytes()[:-100])
    here.session.journal.add(Draft(body="more"))
    settle(*pair)
    assert (here.folder / ".stfolder").is_dir()
    assert [*pair[1].folder.glob(".stversions/*.log")], "it has kept an old version of a log"
    for computer in computers:
        computer.lock()
        assert computer.vault.notices == []
        assert everything(computer) == {"first on the desk", "first on the laptop", "more"}
        assert len(vaults.devices(computer.vault)) == 2


def test_without_any_pattern_the_lock_stays_the_file_that_it_was(computers: Computers, pair: Pair) -> None:
    for one in pair:
        one.pass_by()
    begin(computers, pair)
    locks = [(computer.folder / ".lock").stat().st_ino for computer in computers]
    write_apart(computers, pair)
    for one in pair:
        one.start()
    settle(*pair)
    assert [(computer.folder / ".lock").stat().st_ino for computer in computers] == locks
    assert {*map(frozenset, map(everything, computers))} == {frozenset(ALL)}


def test_a_syncthing_that_has_forgotten_everything_puts_no_older_log_over_a_newer(
    computers: Computers, pair: Pair
) -> None:
    begin(computers, pair)
    write_apart(computers, pair)
    for one in pair:
        one.forget()
        one.start()
    settle(*pair)
    for computer in computers:
        computer.lock()
        assert everything(computer) == ALL
        assert vaults.check(computer.vault).whole


@pytest.mark.parametrize("copies", [10, 0], ids=["a copy is kept", "no copy is kept"])
def test_a_passphrase_changed_on_both_meanwhile_locks_nobody_out_and_loses_nothing(
    computers: Computers, pair: Pair, copies: int
) -> None:
    for one, other in (pair, pair[::-1]):
        one.conflicts = copies
        one.meet(other)
    begin(computers, pair)
    write_apart(computers, pair)
    for computer, passphrase in zip(computers, (SECOND, THIRD), strict=True):
        vaults.change_passphrase(computer.vault, passphrase, cost=CHEAPEST)
        computer.lock()
    for one in pair:
        one.start()
    settle(*pair)
    for _ in range(2):
        for computer in computers:
            assert everything(computer) == ALL
            vaults.check(computer.vault)
            computer.lock()
        settle(*pair)
    keys = {(computer.folder / "journal.key").read_bytes() for computer in computers}
    assert len(keys) == 1
    for computer in computers:
        assert computer.vault.notices == []
