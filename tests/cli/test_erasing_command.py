"""The command `erase`: said plainly, asked once, and then gone."""

from tests.cli.conftest import Command
from tests.conftest import PASSPHRASE
from tests.vault import canary

BIRD = "a wren sang in the hedge"


def furnished(pj: Command) -> None:
    pj("write", "--title", "the hedge", BIRD)
    pj("write", "--title", "the lake", "I was walking.")
    pj("list")
    pj("edit", "1", "--title", "the hedge, again")


def test_it_is_said_what_goes_and_what_stays_and_then_it_is_gone(pj: Command) -> None:
    furnished(pj)
    assert canary.found(pj.folder, BIRD, PASSPHRASE) != []
    run = pj("erase", "1", "--yes", "--no-recovery")
    assert run.code == 0
    for said in (
        "the hedge, again",
        "every earlier version",
        "backups kept on this computer (1)",
        "new keys",
        "in other places",
        "SSD",
        "It is erased.",
    ):
        assert said in run.err
    assert BIRD not in run.err + run.out
    assert canary.found(pj.folder, BIRD, PASSPHRASE) == []
    assert "the lake" in pj("list").out
    assert "hedge" not in pj("list").out
    assert pj("check").code == 0
    again = pj("erase", "1", "--yes", "--no-recovery")
    assert again.code == 1
    assert "erased already" in again.err
    assert "This is erased" not in again.err


def test_it_shows_recovery_words_as_renewing_does(pj: Command) -> None:
    furnished(pj)
    run = pj("erase", "1", "--yes")
    words = [
        line.split()[1] for line in run.err.splitlines() if line.startswith("    ") and len(line.split()) == 2
    ]
    assert len(words) == 11
    assert "the lake" in pj("list", passphrase=" ".join(words)).out


def test_without_an_answer_or_the_passphrase_nothing_is_erased(pj: Command) -> None:
    furnished(pj)
    assert pj("erase", "1").code == 2
    assert pj("erase", "1", "--yes", passphrase="another").code == 4
    assert pj("erase", "7", "--yes").code == 1
    assert "the hedge" in pj("list").out


def test_several_go_at_once_and_what_is_only_in_a_backup_goes_too(pj: Command) -> None:
    furnished(pj)
    run = pj("erase", "1", "2", "--yes", "--no-recovery")
    assert "2 are erased." in run.err
    assert pj("list").out == ""
    assert canary.found(pj.folder, "I was walking.", PASSPHRASE) == []


def test_what_was_removed_before_can_be_erased(pj: Command) -> None:
    furnished(pj)
    pj("remove", "1", "--yes")
    assert pj("erase", "1", "--yes", "--no-recovery").code == 0
    assert canary.found(pj.folder, BIRD, PASSPHRASE) == []
    assert pj("bring-back").out == ""
