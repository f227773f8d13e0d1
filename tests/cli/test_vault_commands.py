"""The commands that make a journal and look after it."""

import json
import os
import shutil
from pathlib import Path

import pytest

from peerjournal import vault
from peerjournal.cli.terminal import Terminal
from peerjournal.config import Places
from peerjournal.crypto import recovery_secret, recovery_words
from peerjournal.support import WATCHED
from tests.cli.conftest import Command, piped, run
from tests.cli.pseudo_terminal import CTRL_C, at_terminal
from tests.conftest import PASSPHRASE


def the_log(pj: Command) -> Path:
    (log,) = pj.places().journal.glob("*.log")
    return log


def words_in(told: str) -> str:
    """Return the eleven numbered words that were shown."""
    rows = (line.split() for line in told.splitlines())
    return " ".join(row[1] for row in rows if len(row) == 2 and row[0].isdigit())


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Command, str]:
    """A journal made by `init` itself, at the cost that it chooses, and what it said."""
    pj = Command(tmp_path_factory.mktemp("fresh"))
    made = pj("init", made=False)
    assert made.code == 0
    assert made.out == ""
    return pj, made.err


def test_init_says_where_things_are_and_shows_words_that_open_the_journal(fresh: tuple[Command, str]) -> None:
    pj, told = fresh
    assert str(pj.places().journal) in told
    assert str(pj.places().state) in told
    assert "`peerjournal write` keeps your first entry" in told.splitlines()[-1]
    words = words_in(told)
    assert recovery_secret(words)
    assert pj("check", passphrase=words).code == 0


def test_f17_init_says_first_what_it_cant_do(tmp_path: Path) -> None:
    """F17: the words for those who are watched come before anything is made; Ctrl-C there makes nothing."""
    places = Places(tmp_path / "j", tmp_path / "s")
    typing = [("Your passphrase (or Enter", CTRL_C)]
    code, screen = at_terminal(places, "init", typing=typing, columns=200)
    assert code == 130
    said = " ".join(screen.split())
    found = [
        said.index(text)
        for text in (*(" ".join(one.split()) for one in WATCHED), "Your passphrase (or Enter")
    ]
    assert found == sorted(found)
    assert not places.journal.exists()


def test_a_second_init_leaves_the_journal_as_it_is(fresh: tuple[Command, str]) -> None:
    pj, _ = fresh
    before = (pj.places().journal / "journal.key").read_bytes()
    again = pj("init", made=False)
    assert again.code == 1
    assert "already" in again.err
    assert (pj.places().journal / "journal.key").read_bytes() == before


def test_folders_are_closed_to_everyone_else(fresh: tuple[Command, str]) -> None:
    pj, _ = fresh
    for path in (pj.places().journal, *pj.places().journal.rglob("*"), *pj.places().state.rglob("*")):
        assert path.stat().st_mode & 0o077 == 0, path.name


def test_nothing_is_asked_where_nobody_can_answer(tmp_path: Path) -> None:
    asked = run("--journal", tmp_path / "j", "--state", tmp_path / "s", "init")
    assert asked.code == 2
    assert "--passphrase-fd" in asked.err
    assert not (tmp_path / "j").exists()


def test_a_state_folder_inside_the_journal_is_refused(tmp_path: Path) -> None:
    refused = run("--journal", tmp_path / "j", "--state", tmp_path / "j" / "state", "check")
    assert refused.code == 1
    assert "must not travel" in refused.err


def test_a_wrong_passphrase_is_told_without_blame(pj: Command) -> None:
    wrong = pj("check", passphrase="not that one")
    assert wrong.code == 4
    assert "didn't open it" in wrong.err


def test_no_journal_is_told_before_a_passphrase_is_read(tmp_path: Path) -> None:
    with piped("never read") as descriptor:
        told = run("--journal", tmp_path / "none", "--passphrase-fd", str(descriptor), "list")
        assert os.read(descriptor, 100) == b"never read\n"
    assert told.code == 3
    assert "init" in told.err


def test_the_passphrase_can_be_changed(pj: Command) -> None:
    pj.make()
    with piped("another made-up one") as new:
        changed = pj("keys", "passphrase", "--new-passphrase-fd", str(new))
    assert changed.code == 0, changed.err
    assert pj("check").code == 4
    assert pj("check", passphrase="another made-up one").code == 0


def test_new_recovery_words_take_the_place_of_earlier_ones(pj: Command) -> None:
    first, second = (words_in(pj("keys", "recovery").err) for _ in range(2))
    assert pj("check", passphrase=first).code == 4
    assert pj("check", passphrase=second).code == 0


def test_recovery_words_hold_once_three_came_back(pj: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    words = recovery_words()
    asked = [words.split()[number - 1] for number in (2, 5, 9)]
    monkeypatch.setattr(vault, "new_recovery_words", lambda: words)
    monkeypatch.setattr(Terminal, "asks", property(lambda _: True))
    made = pj("keys", "recovery", stdin="\n".join(["", asked[0], "nosuchword", "", "", *asked[1:], ""]))
    assert made.code == 0
    assert made.err.count("These eleven words") == 2
    assert made.err.count("Word 5, ") == 3
    assert made.err.count("not the one") == 1
    assert pj("check", passphrase=words).code == 0


def test_a_slip_in_recovery_words_is_located(pj: Command) -> None:
    words = words_in(pj("keys", "recovery").err).split()
    words[3] = "nosuchword"
    told = pj("check", passphrase=" ".join(words))
    assert told.code == 4
    assert "word 4" in told.err


def test_renewing_keeps_everything_and_closes_earlier_recovery_words(pj: Command) -> None:
    pj("write", "--title", "The lake", "I was walking.")
    earlier = words_in(pj("keys", "recovery").err)
    assert pj("keys", "renew").code == 2
    renewed = pj("keys", "renew", "--yes")
    assert renewed.code == 0, renewed.err
    assert pj("check", passphrase=earlier).code == 4
    assert pj("check", passphrase=words_in(renewed.err)).code == 0
    assert "The lake" in pj("list").out


def test_recovery_words_never_become_the_passphrase_by_renewing(pj: Command) -> None:
    words = words_in(pj("keys", "recovery").err)
    refused = pj("keys", "renew", "--yes", passphrase=words)
    assert (refused.code, "can't stand in for it" in refused.err) == (4, True)
    assert pj("check").code == 0


def test_check_counts_the_saves_of_a_whole_journal(pj: Command) -> None:
    before = json.loads(pj("check", "--json").out)["items"][0]["saves"]
    pj("write", "I was walking.")
    after = json.loads(pj("check", "--json").out)
    assert after["items"] == [{"changed_on_both": 0, "device": "this", "saves": before + 1, "state": "whole"}]
    assert (after["backups"], after["copies"], after["aside"], after["whole"]) == ([], [], {}, True)
    assert not after["repair"]["needed"]


def test_damage_is_told_and_nothing_can_be_written(pj: Command) -> None:
    for text in ("first", "second", "third"):
        pj("write", text)
    log = the_log(pj)
    data = bytearray(log.read_bytes())
    data[-500] ^= 1
    log.write_bytes(data)
    told = pj("check")
    assert told.code == 6
    assert "damaged" in told.err
    refused = pj("write", "fourth")
    assert refused.code == 9
    assert "reading only" in refused.err
    assert log.read_bytes() == bytes(data)


def test_an_older_copy_that_was_put_back_waits_for_a_decision(pj: Command) -> None:
    pj("write", "first")
    log = the_log(pj)
    older = log.read_bytes()
    pj("write", "second")
    log.write_bytes(older)
    told = pj("list")
    assert "1 save behind" in told.err
    assert pj("write", "third").code == 9
    said = pj("check").err
    assert "1 later save is not in this copy." in said
    assert "`peerjournal check --go-on` goes on from what is here" in said
    assert "--repair" not in said, "there is nothing that it could bring back"
    assert pj("check", "--go-on").code == 2
    went_on = pj("check", "--go-on", "--yes")
    assert went_on.code == 0, went_on.err
    assert pj("write", "third").code == 0
    listed = pj("list").out
    assert "first" in listed
    assert "third" in listed
    assert log.read_bytes() == older


def test_compacting_makes_the_file_smaller_and_loses_nothing(pj: Command) -> None:
    pj("write", "--title", "The lake", "I was walking.")
    for number in range(12):
        pj("edit", "1", "--title", f"The lake {number}")
    before = the_log(pj).stat().st_size
    assert pj("compact").code == 0
    assert the_log(pj).stat().st_size < before
    assert "The lake 11" in pj("list").out


def test_another_device_is_seen_by_its_letter(pj: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    pj("write", "from here")
    monkeypatch.setattr("peerjournal.vault.home._machine", lambda: "another computer")
    there = pj("write", "from there")
    assert there.code == 0, there.err
    assert "last used on another computer" in there.err
    assert "another computer" not in pj("list").err, "said once"
    listed = json.loads(pj("devices", "--json").out)["items"]
    assert [one["device"] for one in listed] == ["this", "b"]
    assert pj("devices").out.count("whole") == 2
    assert "from here" in pj("list").out


def test_a_damaged_key_file_is_put_back_from_the_copy_on_this_computer(pj: Command) -> None:
    pj("write", "first")
    key_file = pj.places().journal / "journal.key"
    whole = key_file.read_bytes()
    key_file.write_bytes(whole[:100])
    told = pj("check")
    assert told.code == 0, told.err
    assert "put back" in told.err
    assert key_file.read_bytes() == whole


def test_a_copied_journal_opens_on_a_computer_that_never_saw_it(pj: Command, tmp_path: Path) -> None:
    pj("write", "first")
    shutil.copytree(pj.places().journal, tmp_path / "copy")
    with piped(PASSPHRASE) as descriptor:
        listed = run(
            "--journal",
            tmp_path / "copy",
            "--state",
            tmp_path / "elsewhere",
            "--passphrase-fd",
            str(descriptor),
            "list",
        )
    assert "first" in listed.out


@pytest.mark.parametrize(
    ("typed", "says"), [("a", "just a start"), ("thimble walnut gravel oboe", "good"), ("", "very strong")]
)
def test_init_says_how_far_a_passphrase_holds_and_takes_any(tmp_path: Path, typed: str, says: str) -> None:
    places = Places(tmp_path / "j", tmp_path / "s")
    typing = [("Your passphrase (or Enter", f"{typed}\n")]
    typing += [("Once more", f"{typed}\n")] if typed else []
    code, screen = at_terminal(places, "init", "--no-recovery", typing=typing)
    assert code == 0
    assert f"How far it would hold: {says}." in screen


def test_a_changed_passphrase_is_taken_whatever_it_is(pj: Command) -> None:
    pj.make()
    typing = [("words: ", f"{PASSPHRASE}\n"), ("New passphrase: ", "a\n"), ("Once more", "a\n")]
    code, screen = at_terminal(pj.places(), "keys", "passphrase", typing=typing)
    assert code == 0
    assert "How far it would hold: just a start." in screen
    assert pj("check", passphrase="a").code == 0


def test_a_copy_that_a_sync_left_is_taken_in_and_one_that_is_not_whole_is_told_of(pj: Command) -> None:
    pj("write", "The lake.")
    data = the_log(pj).read_bytes()
    whole = the_log(pj).with_name(f"{the_log(pj).stem} (conflicted copy 2026-11-22)")
    whole.write_bytes(data)
    assert "A sync had left a copy of a device's file" in pj("list").err
    assert not whole.exists()
    whole.write_bytes(data[:-9])
    for command in ("check", "devices"):
        told = pj(command)
        assert f"A sync left a copy here: {whole.name}. It is damaged, or still arriving" in told.err
    assert json.loads(pj("devices", "--json").out)["copies"] == [
        {"name": whole.name, "state": "damaged, or still arriving"}
    ]
    assert "The lake" in pj("list").out
